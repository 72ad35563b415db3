import ShuliFTS5
import ShuliStorage
import ShuliTestSupport
import ShuliText
import Testing

/// Every word of two or more characters that a text contains as a run of its own words, or that the search mode lists in
/// it, is found in either script and any width and case; and no text traps or has wrong offsets.
struct GuaranteeTests {
    private static let segmenter = Segmenter(mode: .search)

    // What a text promises to be found by: its tokens, their subwords, and neighbours that are a listed word together.
    // Full-width letters and digits are the same as others, and what is invisible divides nothing.
    private static func words(of text: String) -> Set<String> {
        let text = Normalizer([.nfc, .asciiWidth, .stripInvisible]).normalize(text).text
        let tokens = segmenter.tokens(in: text)
        var words: Set<String> = []
        for (index, token) in tokens.enumerated() where token.kind == .word || token.kind == .latin {
            for range in [token.range] + token.subwords { words.insert(String(text[range])) }
            for end in tokens.indices.dropFirst(index + 1).prefix(3) {
                let range = TextRange(token.range.lowerBound, tokens[end].range.upperBound)
                guard tokens[end].kind == .word else { break }
                if Lexicon.standard.contains(text[range]) { words.insert(String(text[range])) }
            }
        }
        return words.filter { word in
            word.unicodeScalars.count >= 2 && word.unicodeScalars.allSatisfy { CharacterClass($0.value).isContent }
        }
    }

    // Whether a word consists of Han characters, of Latin letters or of digits alone.
    private static func isOfOneScript(_ word: String) -> Bool {
        let classes = word.unicodeScalars.map { CharacterClass($0.value) }
        return classes.allSatisfy { $0 == .han } || word.utf8.allSatisfy { $0 < 0x80 } && Set(classes).count == 1
    }

    private static func forms(of word: String) -> [String] {
        let wide = word.unicodeScalars.map { (0x21...0x7E).contains($0.value) ? Unicode.Scalar($0.value + 0xFEE0) : $0 }
        return [
            word, word.uppercased(), word.lowercased(), String(String.UnicodeScalarView(wide.compactMap(\.self))),
            ScriptConverter(to: .traditional).convert(word).text, ScriptConverter(to: .simplified).convert(word).text,
        ]
    }

    private static func samples() throws -> [String] {
        let names = try Repository.files(in: "Corpora/flattened", ending: ".txt").prefix(12)
        return try names.map { try Repository.text("Corpora/flattened/\($0)") }
    }

    @Test func wordsOfATextAreFoundInAnyForm() throws {
        for text in try Self.samples() {
            let traditional = ScriptConverter(to: .traditional).convert(text).text
            for source in [text, traditional, text.uppercased()] {
                let table = try SearchTable("shuli", [source])
                for word in Self.words(of: source) {
                    for form in Self.forms(of: word) {
                        #expect(try table.asking(form) == [0], "\(form) for \(word)")
                    }
                }
            }
        }
    }

    @Test func wordsOfInventedTextsAreFound() throws {
        var random = SeededRandom(seed: 25)
        for _ in 0..<150 {
            let text = random.text(upTo: 30)
            let table = try SearchTable("shuli", [text])
            // What a run of several scripts is divided into depends on its neighbours: a query cuts "2025https" otherwise
            // than the text "2025https://a.cn" does.
            for word in Self.words(of: text) where Self.isOfOneScript(word) {
                #expect(try table.asking(word) == [0], "\(word) in \(text)")
            }
        }
    }

    @Test func substringsAreFoundByPairs() throws {
        var random = SeededRandom(seed: 26)
        for text in try Self.samples() {
            let table = try SearchTable("shuli pairs", [text])
            let runs = text.unicodeScalars.split { CharacterClass($0.value) != .han }.map(Array.init)
            for run in runs {
                let start = Int.random(in: 0..<run.count, using: &random)
                let end = Int.random(in: start..<run.count, using: &random)
                let query = String(String.UnicodeScalarView(run[start...end]))
                for form in Self.forms(of: query) {
                    #expect(try table.matching(FullTextSearch.pairsQuery(form)) == [0], "\(form)")
                }
            }
        }
    }

    @Test(arguments: ContractSample.all)
    func anyTextIsIndexedAndAsked(_ sample: ContractSample) throws {
        let tokenizers = ["shuli", "shuli pairs", "shuli full", "shuli folds off"]
        // Long ones with the first two.
        for tokenizer in sample.text.utf8.count < 100_000 ? tokenizers : Array(tokenizers[..<2]) {
            let table = try SearchTable(tokenizer, [sample.text])
            _ = try table.asking(String(sample.text.prefix(2_000)))
            _ = try table.matching(FullTextSearch.pairsQuery(String(sample.text.prefix(2_000))))
            try table.database.execute("INSERT INTO t(t) VALUES ('integrity-check')")
        }
    }

    // The bytes are bound as text, which SQLite does not check.
    @Test func anyBytesAreIndexedAndHighlightedAsTheyAre() throws {
        var random = SeededRandom(seed: 27)
        let insert = "INSERT INTO t(rowid, text) VALUES (1, CAST(? AS TEXT))"
        let same = "SELECT hex(highlight(t, 0, '', '')) = hex(text) FROM t WHERE t MATCH ?"
        for tokenizer in ["shuli", "shuli pairs"] {
            let table = try SearchTable(tokenizer)
            for _ in 0..<300 {
                var bytes = Array("發展".utf8)
                for piece in 0..<Int.random(in: 0...20, using: &random) {
                    bytes +=
                        piece % 2 == 0
                        ? (0..<4).map { _ in UInt8.random(in: 1...255, using: &random) }
                        : Array(random.text(upTo: 4).utf8)
                }
                bytes.removeAll { $0 == 0 }
                try table.database.execute("DELETE FROM t")
                try table.database.prepare(insert).bind(.bytes(bytes)).run()
                for word in ["发展", "中国", "天气"] {
                    #expect(try table.rows(same, [.text(word)]).allSatisfy { $0 == "1" })
                }
                try table.database.execute("INSERT INTO t(t) VALUES ('integrity-check')")
            }
        }
    }

    @Test func anyTextIsAQuery() throws {
        var random = SeededRandom(seed: 28)
        let table = try SearchTable("shuli", ["中国的天气"])
        let pairs = try SearchTable("shuli pairs", ["中国的天气"])
        for _ in 0..<1_000 {
            let quotes = ["\"", "␟", "*", "(", " AND ", "NEAR", "'", ":", "^", "-"]
            let text =
                random.text(upTo: 6) + quotes[Int.random(in: 0..<quotes.count, using: &random)] + random.text(upTo: 6)
            _ = try table.asking(text)
            _ = try pairs.matching(FullTextSearch.pairsQuery(text))
        }
    }
}
