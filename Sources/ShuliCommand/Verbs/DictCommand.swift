import ArgumentParser
import Shuli
import ShuliVerbs

struct DictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dict",
        abstract:
            "Check dictionaries, compile lexicons, explain why a word is used or not, count a corpus's words, find new ones.",
        subcommands: [
            DictCheckCommand.self, DictBuildCommand.self, DictWhyCommand.self, DictIDFCommand.self,
            DictDiscoverCommand.self,
        ])
}

struct DictCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Say how user dictionaries are read, and name every line that can't be used, doesn't count or has no effect.",
        discussion: "Exit code 1 where lines can't be used.")

    @Argument(help: "User dictionaries: a word a line, behind a tab prefer, force or remove; or in jieba's format.")
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
        commandName: "build", abstract: "Compile word lists into a lexicon.",
        discussion: "The lists have the form of Dictionaries/words.txt. The same lists give the same bytes.")

    @Argument(help: "Word lists.")
    var lists: [String]

    @Option(
        help: ArgumentHelp(
            "Traditional and simplified characters, in the form of Dictionaries/folding.txt.", valueName: "file"))
    var folding: String

    @Option(help: ArgumentHelp("Further characters that get a number of their own.", valueName: "file"))
    var characters: String?

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("The lexicon to write.", valueName: "path"))
    var output: String

    mutating func run() async throws {
        try OutputCheck.check(writing: [output], reading: lists + [folding] + (characters.map { [$0] } ?? []))
        var compiler = LexiconCompiler(folding: try OptionFile.text(folding))
        if let characters { compiler.add(characters: try OptionFile.text(characters)) }
        for list in lists {
            do {
                try compiler.add(list: try OptionFile.text(list))
            } catch let problem as LexiconCompiler.Problem {
                throw ValidationError(problem.wording.at(list))
            }
        }
        var file = OutputFile(output)
        file.write(try compiler.compile())
        file.close()
    }
}

struct DictWhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Say what is known of a word and, with a text, why it is one token there or not."
    )

    @Argument(help: "The word.")
    var word: String

    @Argument(help: "A text that holds it.")
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
        wordings.append(lexicon.entry(for: word)?.wording ?? Wording("内置词典：未收录", "lexicon: not listed"))
        return wordings
    }
}
