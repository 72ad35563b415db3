import ArgumentParser
import Shuli
import ShuliVerbs

/// The program `shuli`.
@main
struct ShuliCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shuli",
        abstract: Wording(
            "梳理中文文本：清洗文章，分词，提取关键词，查找转载，生成摘要",
            "Processes Chinese text: cleans articles, segments words, finds keywords and copies, summarizes."
        ).text,
        discussion: Wording(
            """
            每个命令都读文件，不给文件时读标准输入；结果写到标准输出，或写到 -o 指定的文件。
            退出码：0 完成；1 检查发现了问题；2 有些文档读不了；64 用法错误；70 程序出错；73 运行目录里是别的内容；\
            74 文件无法读写；75 另一个运行正在使用该目录；130 被中断。
            --version --json 列出所有部件的版本和许可。
            """,
            """
            Every verb reads FILES, or standard input where there are none, and writes standard output or -o.
            Exit codes: 0 done; 1 a check found something; 2 some documents could not be read; 64 wrong usage; \
            70 a fault of the program; 73 the folder of a run holds something else; 74 a file can't be read or written; \
            75 another run is at work in the folder; 130 interrupted.
            With --version --json: the versions and licences of all parts.
            """
        ).text,
        version: Version.line,
        subcommands: [
            CleanCommand.self, SummarizeCommand.self, KeywordsCommand.self, SegmentCommand.self, SentencesCommand.self,
            NormalizeCommand.self, DedupCommand.self, SearchCommand.self, CorpusCommand.self, DictCommand.self,
            TrainCommand.self,
        ])

    // `clean` takes files and would take the name of its own subcommand for one, so `clean learn` is parsed by commands that
    // have nothing else.
    private struct Learning: ParsableCommand {
        struct Clean: ParsableCommand {
            static let configuration = CommandConfiguration(subcommands: [CleanLearnCommand.self])
        }

        static let configuration = CommandConfiguration(
            commandName: "shuli", version: Version.line, subcommands: [Clean.self])
    }

    private static func parsed(_ arguments: [String]) throws -> sending any ParsableCommand {
        if arguments.starts(with: ["clean", "learn"]) { return try Learning.parseAsRoot(arguments) }
        let verbs = configuration.subcommands.compactMap { $0.configuration.commandName }
        if let verb = arguments.first(where: { $0 != "help" }), !verb.hasPrefix("-"), !verbs.contains(verb) {
            throw ValidationError(.unknownVerb(verb, known: verbs))
        }
        return try parseAsRoot(arguments)
    }

    static func main() async {
        Console.reserveStandardStreams()
        Console.ignoreBrokenPipes()
        Interruption.observe()
        let arguments = SystemPath.arguments
        // A flag --json of the program itself would take that of its verbs.
        if Set(arguments) == ["--version", "--json"] {
            return Console.write(String(decoding: Version.json, as: UTF8.self) + "\n")
        }
        // Completions and man pages are made for everybody.
        let generating = ["--generate-completion-script", "--experimental-dump-help"]
        if arguments.contains(where: { argument in generating.contains { argument.hasPrefix($0) } }) {
            Console.speakEnglish()
        }
        var given = ConfigurationFile()
        var command: any ParsableCommand
        do {
            command = try parsed(given.expanding(arguments))
        } catch {
            end(with: error, parsing: given)
        }
        do {
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error, parsing: nil)
        }
    }

    // Ends with what the parser (`given` are arguments from files) or a verb (nil) has to say. How a verb is used is no
    // answer to an error that it had at work.
    private static func end(with error: any Error, parsing given: ConfigurationFile?) -> Never {
        let code = exitCode(for: error)
        let whole = fullMessage(for: error)
        guard code != .success else {
            let isHelp = whole.hasPrefix("OVERVIEW: ") || whole.hasPrefix("USAGE: ")
            let page =
                isHelp
                ? Wording(HelpPage.chinese(fullMessage(for: error, columns: HelpPage.unbroken)), whole) : Wording(whole)
            Console.write(page.text + "\n")
            exit(withError: code)
        }
        let message = message(for: error)
        guard !message.isEmpty else { exit(withError: code) }
        var lines = message
        if let given {
            let usage = whole.split(separator: "\n").drop { !$0.hasPrefix("Help: ") && !$0.hasPrefix("Usage: ") }
            lines += "\n" + usage.joined(separator: "\n")
            lines = (given.place(of: message).map { "\($0): " } ?? "") + lines
        }
        Console.warn(line: Wording("错误：", "Error: ").text + Wording.parser(lines).text)
        exit(withError: code)
    }
}
