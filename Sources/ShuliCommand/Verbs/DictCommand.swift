import ArgumentParser
import Shuli
import ShuliVerbs

struct DictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dict",
        abstract: Wording(
            "检查词典，编译词库，解释一个词为什么切开或不切，统计语料的词，发现新词",
            "Check dictionaries, compile lexicons, explain why a word is used or not, count a corpus's words, find new ones."
        ).text,
        subcommands: [
            DictCheckCommand.self, DictBuildCommand.self, DictWhyCommand.self, DictIDFCommand.self,
            DictDiscoverCommand.self,
        ])
}

struct DictCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: Wording(
            "说明用户词典怎样读取，指出不能用、不算数或不起作用的每一行",
            "Say how user dictionaries are read, and name every line that can't be used, doesn't count or has no effect."
        ).text,
        discussion: Wording("有不能用的行时退出码为 1。", "Exit code 1 where lines can't be used.").text)

    @Argument(
        help: ArgumentHelp(
            "用户词典：每行一个词，制表符后可写 prefer、force 或 remove；也可用结巴格式",
            "User dictionaries: a word a line, behind a tab prefer, force or remove; or in jieba's format.", .files))
    var files: [String]

    mutating func run() async throws {
        var isUsable = true
        for file in files {
            let (dictionary, problems) = UserDictionary.read(try OptionFile.text(file), file: file)
            Console.warn(DictionaryMessages.reading(dictionary, file))
            Console.write(problems.map { "\($0.wording.text)\n" }.joined())
            let segmenter = Segmenter(lexicon: .standard.adding(dictionary))
            DictionaryMessages.faults(of: dictionary, segmenter).forEach { Console.warn($0) }
            isUsable = isUsable && problems.isEmpty
        }
        if !isUsable { throw ExitCode(1) }
    }
}

struct DictBuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: Wording("把词表编译成词库", "Compile word lists into a lexicon.").text,
        discussion: Wording(
            "词表的格式同 Dictionaries/words.txt。同样的词表得到同样的字节。",
            "The lists have the form of Dictionaries/words.txt. The same lists give the same bytes."
        ).text)

    @Argument(help: ArgumentHelp("词表", "Word lists.", .lists))
    var lists: [String]

    @Option(
        help: ArgumentHelp(
            "繁体字及其简体字，格式同 Dictionaries/folding.txt",
            "Traditional and simplified characters, in the form of Dictionaries/folding.txt.", .file))
    var folding: String

    @Option(help: ArgumentHelp("另外单独编号的字符", "Further characters that get a number of their own.", .file))
    var characters: String?

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("要写出的词库", "The lexicon to write.", .path))
    var output: String

    mutating func run() async throws {
        try OutputCheck.check(writing: [output], reading: lists + [folding] + (characters.map { [$0] } ?? []))
        var compiler = LexiconCompiler(folding: try OptionFile.text(folding))
        if let characters { compiler.add(characters: try OptionFile.text(characters)) }
        for list in lists {
            do {
                try compiler.add(list: try OptionFile.text(list))
            } catch let problem as LexiconCompiler.Problem {
                throw ValidationError(problem.wording(in: list))
            }
        }
        var file = OutputFile(output)
        file.write(try compiler.compile())
        file.close()
    }
}

struct DictWhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: Wording(
            "说明词库中关于一个词的信息；给出文本时，说明它在其中为什么是或不是一个词",
            "Say what is known of a word and, with a text, why it is one token there or not."
        ).text
    )

    @Argument(help: ArgumentHelp("词", "The word.", .word))
    var word: String

    @Argument(help: ArgumentHelp("含有这个词的文本", "A text that holds it.", .text))
    var text: String?

    @OptionGroup var words: WordOptions

    mutating func run() async throws {
        let segmenter = try words.segmenter { Console.warn(line: $0) }
        Console.write(Self.knowledge(of: word, segmenter.lexicon).map { "\($0.text)\n" }.joined())
        guard let text else { return }
        let reasons = segmenter.explain(word, in: text)
        let wordings = reasons.isEmpty ? [Wording("文本中没有这个词", "not in the text")] : reasons.map(\.wording)
        Console.write(wordings.map { "\($0.text)\n" }.joined())
    }

    private static func knowledge(of word: String, _ lexicon: Lexicon) -> [Wording] {
        var wordings: [Wording] = []
        if let own = lexicon.userWords?.words.first(where: { $0.text == word }) {
            wordings.append(
                Wording(
                    "用户词典：\(own.line.map { "第 \($0) 行，" } ?? "")\(own.policy.rawValue)",
                    "user dictionary: \(own.line.map { "line \($0), " } ?? "")\(own.policy.rawValue)"))
        }
        wordings.append(lexicon.entry(for: word)?.wording ?? Wording("内置词库：未收录", "lexicon: not listed"))
        return wordings
    }
}
