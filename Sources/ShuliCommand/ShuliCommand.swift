import ArgumentParser
import Shuli

/// The program `shuli`.
@main
struct ShuliCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shuli",
        abstract: "Combs through Chinese text: cleans scraped articles, cuts words, finds keywords, summarizes.",
        discussion: """
            Every verb reads FILES, or standard input where there are none, and writes standard output or -o.
            Exit codes: 0 done, 2 some documents failed, 64 usage, 130 interrupted.
            """,
        subcommands: [
            CleanCommand.self, SummarizeCommand.self, KeywordsCommand.self, SegmentCommand.self, SentencesCommand.self,
            NormalizeCommand.self,
        ])

    @Flag(help: "Print the versions of the program and of what it is built on.")
    var version = false

    @Flag(help: "With --version: as JSON, with licences.")
    var json = false

    mutating func run() async throws {
        guard version else { throw CleanExit.helpRequest(self) }
        Version.print(asJSON: json)
    }

    static func main() async {
        Console.ignoreBrokenPipes()
        do {
            let arguments = try ConfigurationFile.expanding(Array(CommandLine.arguments.dropFirst()))
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}
