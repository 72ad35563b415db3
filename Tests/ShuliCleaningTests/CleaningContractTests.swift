import ShuliCleaning
import ShuliTestSupport
import ShuliText
import Testing

/// What holds for any page and any text: nothing traps, nothing is lost in silence, the same input gives the same answer.
@Suite struct CleaningContractTests {
    @Test(arguments: ContractSample.all)
    func texts(_ sample: ContractSample) { expectComplete(ArticleCleaner().clean(sample.text)) }

    @Test(arguments: ContractSample.all)
    func pages(_ sample: ContractSample) {
        expectComplete(ArticleCleaner().clean(html: sample.text))
        expectComplete(ArticleCleaner().clean(html: Array("<html><body><p>\(sample.text)</p></body></html>".utf8)))
    }

    @Test func theInputOfATextIsTheText() {
        let text = "第一行\r\n\r\n  第二行，有逗号，也有句号。\n责任编辑：某人"
        #expect(ArticleCleaner().clean(text).input == text)
    }

    @Test func tenThousandNestedElements() {
        let deep =
            String(repeating: "<div><span>", count: 10_000) + "深处的一句话，很深很深。" + String(repeating: "</div>", count: 3)
        let article = ArticleCleaner().clean(html: deep)
        expectComplete(article)
        #expect(article.input.contains("深处的一句话"))
    }

    @Test func damagedPages() throws {
        for path in try ["pages", "structure"].flatMap({ folder in
            try Repository.files(in: "Corpora/\(folder)", ending: ".html").map { "Corpora/\(folder)/\($0)" }
        }) {
            let bytes = try Repository.bytes(path)
            expectComplete(ArticleCleaner().clean(html: bytes))
            var random = SeededRandom(seed: 7)
            for _ in 0..<20 {
                // Cut anywhere, also inside a tag or a character; then bytes flipped.
                var damaged = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
                for _ in 0..<min(30, damaged.count) {
                    damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                expectComplete(ArticleCleaner().clean(html: damaged))
            }
        }
    }

    @Test func randomTextsAndPages() {
        var random = SeededRandom(seed: 2)
        for _ in 0..<200 {
            let text = random.text(upTo: 120)
            expectComplete(ArticleCleaner().clean(text))
            expectComplete(ArticleCleaner().clean(html: text))
            #expect(ArticleCleaner().clean(text) == ArticleCleaner().clean(text))
        }
    }

    @Test func sharedByTasks() async throws {
        let bytes = try Repository.bytes("Corpora/pages/portal-news.html")
        let cleaner = ArticleCleaner()
        let expected = cleaner.clean(html: bytes)
        await withTaskGroup(of: Article.self) { group in
            for _ in 0..<8 { group.addTask { cleaner.clean(html: bytes) } }
            for await article in group { #expect(article == expected) }
        }
    }
}

/// Every character of the input but white space was either kept or removed with a reason, once.
private func expectComplete(_ article: Article, sourceLocation: SourceLocation = #_sourceLocation) {
    let parts = (article.kept + article.removals.map(\.range)).sorted()
    var end = 0
    var gaps = ""
    var isOrdered = true
    let bytes = Array(article.input.utf8)
    for part in parts {
        isOrdered = isOrdered && part.lowerBound >= end && part.upperBound <= bytes.count
        guard isOrdered else { break }
        gaps += String(decoding: bytes[end..<part.lowerBound], as: UTF8.self)
        end = part.upperBound
    }
    if isOrdered { gaps += String(decoding: bytes[end...], as: UTF8.self) }
    #expect(isOrdered, "parts overlap or lie outside", sourceLocation: sourceLocation)
    #expect(
        gaps.unicodeScalars.allSatisfy { CharacterClass($0.value) == .space },
        "lost: \(gaps.debugDescription.prefix(80))", sourceLocation: sourceLocation)
    #expect(
        article.text == article.kept.map { String(article.input[$0]) }.joined(separator: "\n"),
        sourceLocation: sourceLocation)
    #expect(
        article.removals.allSatisfy { !$0.rule.isEmpty && !$0.reason.isEmpty && $0.line >= 1 },
        sourceLocation: sourceLocation)
}
