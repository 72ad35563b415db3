import ShuliTestSupport
import Testing

/// What the documents say of the program.
@Suite struct CommandDocumentTests {
    @Test func everyOptionIsDocumented() throws {
        let page = try Repository.text("Sources/Shuli/Shuli.docc/CommandLine.md")
        var commands: [[String]] = [[]]
        var options: Set<String> = []
        while let command = commands.popLast() {
            let help = try Program.shuli().run(["help"] + command).output
            options.formUnion(Self.names(in: help, after: "OPTIONS:", pattern: /^ {2}.*?--([a-z][a-z-]+)/))
            commands += Self.names(in: help, after: "SUBCOMMANDS:", pattern: /^ {2}([a-z]+)/).map { command + [$0] }
        }
        #expect(options.count > 50)
        let missing = options.filter { !page.contains("--\($0)") }.sorted()
        #expect(missing == [])
    }

    @Test func everyVerbIsInTheREADME() throws {
        let help = try Program.shuli().run(["help"]).output
        let verbs = Self.names(in: help, after: "SUBCOMMANDS:", pattern: /^ {2}([a-z]+)/)
        #expect(verbs.count >= 10)
        for document in ["README.md", "README.zh.md"] {
            let text = try Repository.text(document)
            for verb in verbs { #expect(text.contains("| `shuli \(verb)` |"), "\(document): \(verb)") }
        }
    }

    /// Those that write no file; "…" stands for what was left out.
    @Test(arguments: ["README.md", "README.zh.md"] + guides.map { "Sources/Shuli/Shuli.docc/\($0).md" })
    func commandsPrintWhatTheyShow(_ document: String) throws {
        let lines = try Repository.text(document).split(separator: "\n", omittingEmptySubsequences: false)
        var checked = 0
        for (index, line) in lines.enumerated() where line.hasPrefix("    $ ") {
            let command = line.dropFirst(6)
            let shown = lines[(index + 1)...].prefix { $0.hasPrefix("    ") && !$0.hasPrefix("    $ ") }
                .map { $0.dropFirst(4) }
            guard !shown.isEmpty, !command.contains(" -o "), !command.contains("excerpt.txt"),
                !command.contains("pages.db")
            else { continue }
            let outcome = try Program.shuli().shell(String(command).replacing(#/\bshuli /#, with: "\"$SHULI\" "))
            let printed = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            for (expected, found) in zip(shown.prefix { $0 != "…" }, printed) {
                if expected.hasSuffix("…") {
                    #expect(found.hasPrefix(expected.dropLast()), "\(document): \(command)")
                } else {
                    #expect(found == expected, "\(document): \(command)")
                }
            }
            #expect(outcome.status == 0 && printed.count >= shown.count)
            checked += 1
        }
        #expect(checked >= 1)
    }

    // The guides that show commands with their output.
    private static let guides = [
        "Examples", "GettingStarted-zh", "CommandLine-zh", "Cleaning-zh", "Words-zh", "RepublishedArticles-zh",
    ]

    // What a pattern finds in the lines of a section of a help text.
    private static func names(
        in help: String, after head: String, pattern: Regex<(Substring, Substring)>
    ) -> [String] {
        help.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != head }.dropFirst()
            .prefix { $0.isEmpty || $0.hasPrefix(" ") }
            .compactMap { $0.firstMatch(of: pattern).map { String($0.1) } }
    }
}
