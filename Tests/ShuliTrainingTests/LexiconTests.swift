import ShuliText
import Testing

@Suite struct LexiconTests {
    static let list = """
        # a comment
        中国\t560\tcjw\ts
        中国人\t460\tcjw\tn
        發展\t0\tc\tv
        发展\t570\tcjw\tx
        T恤\t330\tcj\tn
        人\t600\tcw\tn
        """

    func compiled() throws -> [UInt8] {
        var compiler = LexiconCompiler(folding: "發\t发\n展\t展\n")
        try compiler.add(list: Self.list)
        return try compiler.compile()
    }

    @Test func sameBytesFromTheSameWords() throws {
        #expect(try compiled() == compiled())
    }

    @Test func findsFoldedWords() throws {
        let lexicon = try Lexicon(compiled: compiled())
        #expect(lexicon.wordCount == 5)
        #expect(lexicon.contains("發展") && lexicon.contains("发展") && lexicon.contains("Ｔ恤") && lexicon.contains("t恤"))
        #expect(!lexicon.contains("a恤") && !lexicon.contains("中") && !lexicon.contains("") && !lexicon.contains("国人"))
        let entry = try #require(lexicon.entry(for: "发展"))
        #expect(entry.sources == [.ccCEDICT, .jieba, .wordfreq] && entry.wordClass == .nounAndVerb)
        #expect(abs(entry.zipf - 5.7) < 0.05 && entry.frequencyBucket == 7)
    }

    @Test func listsAllWordsInside() throws {
        let lexicon = try Lexicon(compiled: compiled())
        let text = Array("中国人x发展".utf8)
        let found = text.withUnsafeBufferPointer { lexicon.matches(in: $0, range: 0..<$0.count) }
        #expect(found.map { String(decoding: text[$0.range], as: UTF8.self) } == ["中国", "中国人", "人", "发展"])
        #expect(found.map(\.characterCount) == [2, 3, 1, 2])
    }

    @Test func saysWhichLineIsWrong() {
        var compiler = LexiconCompiler(folding: "")
        #expect(throws: LexiconCompiler.Problem.badFrequency(line: 2, "x")) {
            try compiler.add(list: "中\t1\tc\tn\n国\tx\tc\tn")
        }
        #expect(throws: LexiconCompiler.Problem.tooFewColumns(line: 1)) { try compiler.add(list: "中") }
        #expect(throws: LexiconCompiler.Problem.unknownSource(line: 1, "q")) { try compiler.add(list: "中\t1\tq\tn") }
    }

    @Test func damagedFilesAreErrors() throws {
        let good = try compiled()
        #expect(throws: CompiledFileError.otherKind(expected: "SHULILEX")) { try Lexicon(compiled: []) }
        #expect(throws: CompiledFileError.self) { try Lexicon(contentsOf: "/nowhere") }
        #expect(throws: CompiledFileError.self) { try Lexicon(compiled: Array(good.dropLast(64))) }
        // Whatever is changed, opening and asking neither traps nor reads outside of the file.
        var random = TestRandom(seed: 3)
        let text = Array("中国人发展Ｔ恤 人人".utf8)
        var opened = 0
        for _ in 0..<400 {
            var bad = good
            for _ in 0..<4 {
                let place =
                    Bool.random(using: &random)
                    ? Int.random(in: 0..<400, using: &random) : Int.random(in: 0..<bad.count, using: &random)
                bad[place] = UInt8.random(in: 0...255, using: &random)
            }
            guard let lexicon = try? Lexicon(compiled: bad) else { continue }
            opened += 1
            let found = text.withUnsafeBufferPointer { lexicon.matches(in: $0, range: 0..<$0.count) }
            #expect(found.allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= text.count })
        }
        #expect(opened > 0)
    }

    @Test func embeddedLexiconIsWhatTheListsCompileTo() throws {
        let folder = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Dictionaries/"
        var compiler = LexiconCompiler(folding: try text(folder + "folding.txt"))
        compiler.add(characters: try text(folder + "characters.txt"))
        try compiler.add(list: try text(folder + "words.txt"))
        #expect(try compiler.compile() == Array(Lexicon.standard.file.bytes.raw))
    }

    private func text(_ path: String) throws -> String {
        let bytes = try CompiledBytes(mapping: path)
        return withExtendedLifetime(bytes) { String(decoding: bytes.raw, as: UTF8.self) }
    }
}
