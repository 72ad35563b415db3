import ArgumentParser
import Shuli
import ShuliVerbs

/// The program `shuli`.
@main
struct ShuliCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shuli",
        abstract:
            "Processes Chinese text: cleans articles, segments words, finds keywords and copies, summarizes.",
        discussion: """
            Every verb reads FILES, or standard input where there are none, and writes standard output or -o.
            Exit codes: 0 done; 1 a check found something; 2 some documents could not be read; 64 wrong usage; \
            70 a fault of the program; 73 the folder of a run holds something else; 74 a file can't be read or written; \
            75 another run is at work in the folder; 130 interrupted.
            With --version --json: the versions and licences of all parts.
            """,
        version: Version.line,
        subcommands: [
            CleanCommand.self, SummarizeCommand.self, KeywordsCommand.self, SegmentCommand.self, SentencesCommand.self,
            NormalizeCommand.self, DedupCommand.self, SearchCommand.self, CorpusCommand.self, DictCommand.self,
            TrainCommand.self,
        ])

    // A verb that takes files would take the name of its own subcommand for one (`clean learn`): such calls are parsed
    // by the subcommand at once.
    private static func parsed(_ arguments: [String]) throws -> sending any ParsableCommand {
        if arguments.count >= 2,
            let verb = configuration.subcommands.first(where: { $0.configuration.commandName == arguments[0] }),
            let nested = verb.configuration.subcommands.first(where: { $0.configuration.commandName == arguments[1] })
        {
            return try nested.parseAsRoot(Array(arguments.dropFirst(2)))
        }
        return try parseAsRoot(arguments)
    }

    static func main() async {
        Console.ignoreBrokenPipes()
        Interruption.observe()
        do {
            // A flag --json of the program itself would take that of its verbs.
            if Set(SystemPath.arguments) == ["--version", "--json"] {
                return Console.write(String(decoding: Version.json, as: UTF8.self) + "\n")
            }
            let arguments = try ConfigurationFile.expanding(SystemPath.arguments)
            var command = try parsed(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    // The usage that follows a message is in English, as help is.
    private static func end(with error: any Error) -> Never {
        let (message, prefix) = (fullMessage(for: error), "Error: ")
        guard exitCode(for: error) != .success, message.hasPrefix(prefix) else { exit(withError: error) }
        Console.warn(line: Wording("错误：", prefix).text + message.dropFirst(prefix.count))
        exit(withError: exitCode(for: error))
    }
}
