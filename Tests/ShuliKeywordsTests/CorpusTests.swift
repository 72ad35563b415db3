import Foundation
import ShuliKeywords
import ShuliTestSupport
import ShuliText
import Testing

@Suite struct DocumentFrequencyTests {
    @Test func customFrequenciesChangeRarity() throws {
        let table = try DocumentFrequencies(parsing: "# documents 1000\n地铁\t900\n天气\t2\n", file: "idf.txt")
        #expect(table.rarity(of: "天气") > table.rarity(of: "地铁"))
        func rarity(_ word: String, _ frequencies: DocumentFrequencies?) throws -> Double {
            try #require(
                KeywordExtractor(frequencies: frequencies).keywords(in: "地铁地铁和天气", limit: 9).first { $0.word == word }
            ).components.rarity
        }
        let (own, builtIn) = (try rarity("天气", table), try rarity("天气", nil))
        #expect(own != builtIn)
    }

    @Test(arguments: [
        ("# documents 10\n地铁 9\n", "idf.txt:2: a word, a tab and a count expected"),
        ("# documents 10\n地铁\tx\n", "idf.txt:2: a word, a tab and a count expected"),
        ("地铁\t9\n", "idf.txt:1: the line \"# documents N\" is missing"),
    ])
    func malformedTables(_ source: String, _ message: String) {
        #expect {
            _ = try DocumentFrequencies(parsing: source, file: "idf.txt")
        } throws: { "\($0)" == message }
    }

    @Test func tablesFromFiles() throws {
        let scratch = try Scratch()
        let path = scratch.folder.appending(path: "idf.txt").path()
        #expect(throws: ParseError(file: path, .unreadable("No such file or directory"))) {
            try DocumentFrequencies(contentsOf: path)
        }
        #expect(throws: ParseError(file: scratch.folder.path(), .unreadable("Is a directory"))) {
            try DocumentFrequencies(contentsOf: scratch.folder.path())
        }
        try Data("\u{FEFF}# documents 9\r\n# a comment\r\n地铁\t3\r\n".utf8).write(to: URL(filePath: path))
        let table = try DocumentFrequencies(contentsOf: path)
        #expect(table == DocumentFrequencies(documents: 9, counts: ["地铁": 3]))
        try Data("# documents 9\n地铁\t0\n".utf8).write(to: URL(filePath: path))
        #expect(throws: ParseError(file: path, line: 2, .noWordAndCount)) {
            try DocumentFrequencies(contentsOf: path)
        }
    }

    @Test func raritiesAreNeverNegative() {
        for documents in [Int.min, -1, 0, 1, .max] {
            let table = DocumentFrequencies(documents: documents, counts: ["地铁": .max, "天气": 1])
            #expect(table.rarity(of: "地铁") >= 0 && table.rarity(of: "天气") >= 0 && table.rarity(of: "别的") >= 0)
        }
    }

    @Test func countingAndReadingAgree() throws {
        var counter = DocumentFrequencyCounter()
        for text in ["地铁开通，地铁很长。", "地铁与公交。Swift", "公交很慢，swift"] { counter.add(text) }
        let table = counter.table()
        #expect(table.hasPrefix("# documents 3\n"))
        #expect(table.contains("地铁\t2\n"))
        #expect(table.contains("Swift\t2\n"))
        #expect(!table.contains("开通"))
        let read = try DocumentFrequencies(parsing: table, file: "t")
        #expect(read.documents == 3)
        #expect(abs(read.rarity(of: "地铁") - Logarithm.natural(1.5)) < 1e-9)
        #expect(read.rarity(of: "ＳＷＩＦＴ") == read.rarity(of: "swift"))
    }
}

@Suite struct NewWordTests {
    /// Sentences with an invented name between varied words.
    private static let corpus: String = {
        var random = SeededRandom(seed: 11)
        let before = ["今天", "听说", "昨晚", "朋友", "老师", "大家", "终于", "看见", "喜欢", "城里"]
        let behind = ["来了", "走了", "开门", "下雨", "唱歌", "很大", "真好", "发货", "涨价", "停电"]
        return (0..<600).map { number in
            before[Int.random(in: before.indices, using: &random)] + (number % 10 == 0 ? "澜沧寨" : "，")
                + behind[Int.random(in: behind.indices, using: &random)] + "。"
        }.joined(separator: "\n")
    }()

    @Test func findsANameThatIsNotListed() throws {
        var finder = NewWordFinder()
        finder.add(Self.corpus)
        let words = finder.words()
        let first = try #require(words.first { $0.word == "澜沧寨" })
        #expect(first.count == 60)
        #expect(first.cohesion > 2.5 && first.freedom > 1)
        // Not its parts: the same character is always next to them.
        #expect(!words.contains { $0.word == "澜沧" || $0.word == "沧寨" })
        #expect(words.allSatisfy { !Lexicon.standard.contains($0.word) })
    }

    @Test func theOrderOfTextsDoesNotMatter() {
        var (one, two) = (NewWordFinder(), NewWordFinder())
        let lines = Self.corpus.split(separator: "\n").map(String.init)
        for line in lines { one.add(line) }
        for line in lines.reversed() { two.add(line) }
        // Sums of floating-point numbers may differ in the last bit.
        #expect(one.words().map(\.word) == two.words().map(\.word))
        #expect(one.words().map(\.count) == two.words().map(\.count))
    }

    @Test(arguments: ContractSample.all)
    func contract(_ sample: ContractSample) {
        var finder = NewWordFinder()
        finder.add(String(sample.text.prefix(20_000)))
        #expect(finder.words(limit: 5).count <= 5)
        #expect(finder.words(limit: -1).isEmpty)
    }
}
