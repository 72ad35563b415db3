import ShuliTestSupport
import ShuliText
import Testing

@testable import ShuliCleaning

/// A damaged model is refused or can be used: nothing traps, and no loop is endless.
@Suite struct DamagedModelTests {
    private static func model() throws -> [UInt8] { try Repository.bytes("Dictionaries/cleaning.bin") }

    // Whether the bytes are taken for a model. If so, it is used.
    private func isAccepted(_ bytes: [UInt8]) -> Bool {
        let model: BlockModel
        do throws(CompiledFileError) {
            model = try BlockModel(CompiledBytes(copying: bytes))
        } catch {
            return false
        }
        let paragraph = "昨天上午，城西的老茶馆重新开门迎客，门口排起了长队，有人天不亮就来了，就为了喝上第一壶茶。"
        let lines = ["首页 > 新闻", "城西老茶馆重新开门", "2025-02-13 08:30", paragraph, "分享到：", paragraph, "相关推荐", "东街小学添了新操场"]
        let cleaner = ArticleCleaner(level: .standard, template: nil, model: model)
        let text = cleaner.clean(lines.joined(separator: "\n"))
        let page = cleaner.clean(html: lines.map { "<p>\($0)</p>" }.joined())
        for article in [text, page] { #expect(article.kept.count + article.removals.count >= lines.count) }
        return true
    }

    @Test func theModelItselfIsAccepted() throws {
        #expect(isAccepted(try Self.model()))
    }

    @Test func flippedBits() throws {
        let model = try Self.model()
        var random = SeededRandom(seed: 31)
        var accepted = 0
        for turn in 0..<300 {
            var damaged = model
            // Every third in the head and the list of tables, which are few of the bytes.
            let place = Int.random(in: 0..<(turn % 3 == 0 ? 600 : model.count), using: &random)
            damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            if isAccepted(damaged) { accepted += 1 }
        }
        // Most of a model are thresholds and values, any of which is possible; numbers of nodes and tables are not.
        #expect((1..<300).contains(accepted))
    }

    @Test func cutFiles() throws {
        let model = try Self.model()
        var random = SeededRandom(seed: 32)
        for _ in 0..<100 {
            #expect(!isAccepted(Array(model.prefix(Int.random(in: 0..<model.count, using: &random)))))
        }
    }

    @Test func thresholdsAndValuesThatAreNoNumbers() throws {
        let model = try Self.model()
        for bits in [Float.nan, .infinity, -.infinity].map(\.bitPattern) {
            var random = SeededRandom(seed: 33)
            for _ in 0..<5 {
                var damaged = model
                for _ in 0..<200 {
                    let place = Int.random(in: 600..<(model.count - 4), using: &random) & ~3
                    for byte in 0..<4 { damaged[place + byte] = UInt8(truncatingIfNeeded: bits >> UInt32(8 * byte)) }
                }
                _ = isAccepted(damaged)
            }
        }
    }
}
