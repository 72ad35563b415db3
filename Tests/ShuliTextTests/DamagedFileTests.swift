import ShuliTestSupport
import ShuliText
import Testing

/// A compiled file with flipped bits, or one that was cut short, is an error or a usable value: never a trap, a read outside
/// of its memory or an endless loop.
@Suite(.serialized) struct DamagedFileTests {
    private static let text = "今天天气很好，發展中國家的头发后面。T恤 3.5亿 http://a.cn\n这是Ａ😀龘\u{F900}。"

    @Test func lexicon() throws {
        try check("lexicon") { bytes throws(CompiledFileError) in
            let lexicon = try Lexicon(bytes)
            Self.text.withUTF8Buffer { buffer in
                for match in lexicon.matches(in: buffer, range: 0..<buffer.count) {
                    #expect(match.range.upperBound <= buffer.count && match.entry.zipf >= 0)
                }
                #expect(lexicon.folded(in: buffer, TextRange(0, buffer.count)).letters <= buffer.count)
            }
        }
    }

    @Test func segmentation() throws {
        try check("segmentation") { bytes throws(CompiledFileError) in
            let model = try SegmentationModel(bytes, lexicon: .standard)
            let segmenter = try Segmenter(model: model)
            #expect(segmenter.tokens(in: Self.text).last?.range.upperBound == Self.text.utf8.count)
        }
    }

    @Test func tagging() throws {
        try check("tagging") { bytes throws(CompiledFileError) in
            let tagger = try WordTagger(lexicon: .standard, model: try TaggingModel(bytes, lexicon: .standard))
            let ends = Segmenter().tokens(in: Self.text).map(\.range.upperBound)
            #expect(Self.text.withUTF8Buffer { tagger.tags(in: $0, from: 0, ends: ends) }.count == ends.count)
        }
    }

    @Test func characters() throws {
        try check("characters") { bytes throws(CompiledFileError) in
            let model = try CharacterModel(bytes)
            #expect(model.cost(0x4E2D) >= 0)
        }
    }

    @Test func conversion() throws {
        try check("conversion") { bytes throws(CompiledFileError) in
            let tables = try ConversionTables(bytes)
            for step in ConversionStep.allCases {
                let result = Self.text.withUTF8Buffer { buffer in
                    var words = ClauseWords(buffer)
                    var pass = ConversionPass(tables, step, buffer)
                    pass.run(words: &words, listsAmbiguities: true)
                    return pass.finish()
                }
                #expect(String(validating: Array(result.text.utf8), as: UTF8.self) != nil)
                #expect(result.map.edits.allSatisfy { $0.original.upperBound <= Self.text.utf8.count })
            }
        }
    }

    // The bits are flipped in one copy of the file, half of them in the heads and the first tables.
    private func check(_ name: String, _ use: (CompiledBytes) throws(CompiledFileError) -> Void) throws {
        let file = try Repository.bytes("Dictionaries/\(name).bin")
        var random = SeededRandom(seed: 51)
        var outcomes = (used: 0, refused: 0)
        func attempt(_ bytes: CompiledBytes) {
            do throws(CompiledFileError) {
                try use(bytes)
                outcomes.used += 1
            } catch {
                outcomes.refused += 1
            }
        }
        file.withUnsafeBytes { memory in
            // Tables must be aligned, which the memory of an array is not beyond 16 bytes; they are read from this copy.
            let aligned = UnsafeMutableRawBufferPointer.allocate(byteCount: memory.count, alignment: 64)
            defer { aligned.deallocate() }
            aligned.copyMemory(from: memory)
            for index in 0..<300 {
                let end = index % 2 == 0 ? min(4_096, aligned.count) : aligned.count
                let place = Int.random(in: 0..<end, using: &random)
                let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
                aligned[place] ^= bit
                attempt(CompiledBytes(immortal: UnsafeRawBufferPointer(aligned)))
                aligned[place] ^= bit
            }
            for _ in 0..<100 {
                let count = Int.random(in: 0..<aligned.count, using: &random)
                attempt(CompiledBytes(immortal: UnsafeRawBufferPointer(rebasing: aligned[..<count])))
            }
        }
        #expect(outcomes.used + outcomes.refused == 400)
        #expect(outcomes.refused >= 100 && outcomes.used > 0)
    }
}
