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

    // `clean` and `dedup` take files and would take the name of a command below them for one, so these commands are parsed by
    // others that have nothing else.
    private struct Below: ParsableCommand {
        struct Clean: ParsableCommand {
            static let configuration = CommandConfiguration(subcommands: CleanCommand.configuration.subcommands)
        }

        struct Dedup: ParsableCommand {
            static let configuration = CommandConfiguration(subcommands: DedupCommand.configuration.subcommands)
        }

        static let configuration = CommandConfiguration(
            commandName: "shuli", version: Version.line, subcommands: [Clean.self, Dedup.self])
    }

    // The command that arguments name, and how many of them do.
    private static func named(_ arguments: [String]) -> (command: any ParsableCommand.Type, length: Int) {
        var found: (command: any ParsableCommand.Type, length: Int) = (ShuliCommand.self, 0)
        for argument in arguments {
            let below = found.command.configuration.subcommands
            guard let next = below.first(where: { $0._commandName == argument }) else { break }
            found = (next, found.length + 1)
        }
        return found
    }

    private static func parsed(_ arguments: [String]) throws -> sending any ParsableCommand {
        // The parser takes letters behind a hyphen for flags, and so a name such as -dash.txt for a call for help.
        let options = arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("-") && !$0.hasPrefix("--") }
        if let letters = options.first(where: { $0.count > 2 && $0.contains("h") }) {
            throw ValidationError(.parser("Unknown option '\(letters)'"))
        }
        if named(arguments).length == 2, ["clean", "dedup"].contains(arguments[0]) {
            return try Below.parseAsRoot(arguments)
        }
        let verbs = configuration.subcommands.map { $0._commandName }
        if let verb = arguments.first(where: { $0 != "help" }), !verb.hasPrefix("-"), !verbs.contains(verb) {
            throw ValidationError(.unknownVerb(verb, known: verbs))
        }
        return try parseAsRoot(arguments)
    }

    static func main() async {
        Console.reserveStandardStreams()
        Console.ignoreBrokenPipes()
        Interruption.observe()
        TerminalColumns.raise()
        var arguments = SystemPath.arguments
        // What `shuli dedup` does has this name too.
        if arguments.starts(with: ["dedup", "run"]) { arguments.remove(at: 1) }
        // A flag --json of the program itself would take that of its verbs.
        if Set(arguments) == ["--version", "--json"] {
            return Console.write(String(decoding: Version.json, as: UTF8.self) + "\n")
        }
        // Completions are made for everybody; man pages are, too, in the language that is asked for.
        if arguments.contains(where: { $0.hasPrefix("--generate-completion-script") }) { Console.speakEnglish() }
        var given = ConfigurationFile()
        var command: any ParsableCommand
        let expanded: [String]
        do {
            expanded = try given.expanding(arguments) { named($0).length }
        } catch {
            end(with: error, parsing: nil)
        }
        do {
            command = try parsed(expanded)
            given.repeated(by: type(of: command)).forEach { Console.warn($0) }
        } catch {
            end(with: error, parsing: given)
        }
        do {
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as any WorkError {
            Console.warn(error.wording)
            exit(withError: ExitCode(error.code))
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
