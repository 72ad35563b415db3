import ShuliTestSupport
import ShuliText
import Testing

@Suite struct UserWordsTests {
    @Test func wordsOfASequence() throws {
        let words: Set = ["量子比特"]
        let line = "云原生,数据湖"
        let lexicon = try Lexicon.standard.adding(words).adding(line.split(separator: ","))
        #expect(
            Segmenter(lexicon: lexicon).words(in: "云原生、数据湖和量子比特")
                == ["云原生", "、", "数据湖", "和", "量子比特"])
        let forced = try Lexicon.standard.adding(["京大"], policy: .force)
        #expect(Segmenter(lexicon: forced).words(in: "北京大学生") == ["北", "京大", "学生"])
        #expect(
            Segmenter(lexicon: forced).explain("京大", in: "北京大学").map(\.description) == [
                "byte 3: one token, force by the dictionary"
            ])
    }

    @Test(
        arguments: [
            ("", .emptyWord), ("。", .wordWithoutContent("。")),
            (String(repeating: "长", count: 65), .longWord(limit: 64)),
        ] as [(String, ParseFault)])
    func unusableWordsAreErrors(_ word: String, _ fault: ParseFault) {
        #expect(throws: ParseError(fault)) { try UserDictionary(["好", word]) }
    }

    @Test func filesAreReadInAnyEncoding() throws {
        let scratch = try Scratch()
        var converter = try CharsetConverter("gb18030")
        let path = try scratch.file("words.txt", try converter.encode("# 注释\n云原生\n量子比特\tforce\n").bytes)
        let dictionary = try UserDictionary(contentsOf: path)
        #expect(dictionary.words.map(\.text) == ["云原生", "量子比特"])
        #expect(dictionary.words.map(\.line) == [2, 3])
        #expect(try UserDictionary(contentsOf: try scratch.file("empty.txt", [])).words.isEmpty)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func linesEndWithAnyLineBreak(_ lineBreak: String) throws {
        let text = ["# 注释", "云原生\tforce", "", "iPhone 15", "。"].joined(separator: lineBreak)
        #expect(
            throws: ParseError(file: "words.txt", line: 5, .wordWithoutContent("。"))
        ) { try UserDictionary(parsing: text, file: "words.txt") }
        let dictionary = try UserDictionary(parsing: text.dropLast())
        #expect(dictionary.words.map(\.text) == ["云原生", "iPhone 15"])
        #expect(dictionary.words.map(\.policy) == [.force, .prefer])
        #expect(dictionary.words.map(\.line) == [2, 4])
    }

    @Test func unreadableFilesNameThePathAndTheSystemsReason() throws {
        let missing = ParseError(file: "no/such/file", .unreadable("No such file or directory"))
        #expect(throws: missing) { try UserDictionary(contentsOf: "no/such/file") }
        #expect(throws: missing) { try StopWords.standard.adding(contentsOf: "no/such/file") }
        #expect("\(missing)" == "no/such/file: No such file or directory")
        let scratch = try Scratch()
        let folder = scratch.folder.path()
        #expect {
            try UserDictionary(contentsOf: folder)
        } throws: { error in
            (error as? ParseError)?.file == folder
        }
    }

    /// A trie has a limited number of nodes: more words are divided among several tries, with the same result.
    @Test func manyWordsAreDividedAmongTries() throws {
        var random = SeededRandom(seed: 31)
        let characters = Array("云原生量子比特数据湖发展中国天气很好")
        func word(_ length: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: length, using: &random)).compactMap { _ in characters.randomElement(using: &random)
                })
        }
        let dictionary = try UserDictionary((0..<600).map { _ in word(1...4) } + ["AI", "T恤"])
        let alphabet = Lexicon.standard.alphabet
        let whole = UserWords(dictionary, alphabet: alphabet)
        let divided = UserWords(dictionary, alphabet: alphabet, mostNodes: alphabet.labelCount + 200)
        for _ in 0..<50 {
            let text = word(1...60) + "AI和T恤"
            let matches = [whole, divided].map { words in
                text.withUTF8Buffer { words.matches(in: $0).map { "\($0.range) \($0.word.text)" } }
            }
            #expect(matches[0] == matches[1])
            #expect(matches[0].contains { $0.hasSuffix(" AI") })
        }
    }

    @Test func tooManyNodesAreAnError() {
        #expect(throws: CompiledFileError.tooLarge) {
            try DoubleArrayBuilder(keys: [[1, 2, 3]], entries: [1], labelCount: 4, mostNodes: 2)
        }
        #expect(throws: CompiledFileError.tooLarge) {
            try DoubleArrayBuilder(keys: [[1]], entries: [1 << 24], labelCount: 4)
        }
    }
}

@Suite struct StopWordsTests {
    @Test func theStandardListAndOnesOwn() throws {
        #expect(StopWords.standard.words.contains("的"))
        #expect(!StopWords.standard.words.contains("本报"))
        let scratch = try Scratch()
        let path = try scratch.file("stop.txt", Array("# 注释\n本报\n\n 记者 \n".utf8))
        let all = try StopWords.standard.adding(contentsOf: path).adding("电 讯".split(separator: " "))
        #expect(all.words == StopWords.standard.words.union(["本报", "记者", "电", "讯"]))
        #expect(StopWords(["甲"]).words == ["甲"])
    }
}
