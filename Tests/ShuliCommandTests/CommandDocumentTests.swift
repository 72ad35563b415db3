import Foundation
import ShuliTestSupport
import Testing

/// What the documents say of the program.
@Suite struct CommandDocumentTests {
    /// An option that all verbs have is on the page of the command line, any other on the page of its verb.
    @Test func everyOptionIsDocumented() throws {
        let common = try Repository.text("Sources/Shuli/Shuli.docc/CommandLine.md")
        let verbs = Self.names(in: try Program.shuli().run(["help"]).output, after: "SUBCOMMANDS:", pattern: Self.verb)
        #expect(verbs.count >= 10)
        for verb in verbs {
            let name = "Sources/Shuli/Shuli.docc/Command\(verb.capitalized)"
            let (page, chinese) = (try Repository.text("\(name).md"), try Repository.text("\(name)-zh.md"))
            var commands = [[verb]]
            while let command = commands.popLast() {
                let help = try Program.shuli().run(["help"] + command).output
                for option in Self.names(in: help, after: "OPTIONS:", pattern: /^ {2}.*?--([a-z][a-z-]+)/) {
                    let isNamed = common.contains("`--\(option)") || page.contains("--\(option)")
                    #expect(isNamed, "\(command): --\(option)")
                    #expect(page.contains("--\(option)") == chinese.contains("--\(option)"), "\(command): --\(option)")
                }
                let nested = Self.names(in: help, after: "SUBCOMMANDS:", pattern: Self.verb)
                for name in nested {
                    #expect([page, chinese].allSatisfy { $0.contains("\(verb) \(name)") }, "\(verb): \(name)")
                }
                commands += nested.map { command + [$0] }
            }
        }
    }

    @Test func everyVerbIsInTheREADME() throws {
        let help = try Program.shuli().run(["help"]).output
        let verbs = Self.names(in: help, after: "SUBCOMMANDS:", pattern: Self.verb)
        #expect(verbs.count >= 10)
        for document in ["README.md", "README.zh.md"] {
            let text = try Repository.text(document)
            for verb in verbs { #expect(text.contains("| `shuli \(verb)` |"), "\(document): \(verb)") }
        }
    }

    /// The summary that the first command of the README prints, in the block behind it.
    @Test(arguments: ["README.md", "README.zh.md"])
    func theFirstCommandPrintsWhatIsShown(_ document: String) throws {
        let blocks = try Repository.text(document).split(separator: "\n\n").filter { $0.hasPrefix("    ") }
            .map { $0.split(separator: "\n").map { String($0.dropFirst(4)) } }
        let prefix = "sh .ci/packages && swift run -c release shuli "
        let place = try #require(blocks.firstIndex { $0[0].hasPrefix(prefix) })
        let arguments = blocks[place][0].dropFirst(prefix.count).split(separator: " ").map(String.init)
        let outcome = try Program.shuli().run(arguments)
        #expect(outcome.output.split(separator: "\n").map(String.init) == blocks[place + 1])
    }

    /// The commands of a document one after the other, in a folder of their own; "…" stands for what was left out. Those of a
    /// document in Chinese speak it.
    @Test(arguments: documents)
    func commandsPrintWhatTheyShow(_ document: String) throws {
        let scratch = try Scratch()
        for name in ["Corpora", "Dictionaries"] {
            try FileManager.default.createSymbolicLink(
                at: scratch.folder.appending(path: name), withDestinationURL: Repository.path(name))
        }
        let lines = try Repository.text(document).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.hasPrefix("    $ ") {
            let command = line.dropFirst(6)
            let shown = lines[(index + 1)...].prefix { $0.hasPrefix("    ") && !$0.hasPrefix("    $ ") }
                .map { $0.dropFirst(4) }
            let outcome = try Program.shuli().shell(
                String(command).replacing(#/\bshuli /#, with: "\"$SHULI\" "), in: scratch.folder,
                language: document.contains(/[-.]zh\.md$/) ? "zh_CN.UTF-8" : "C")
            let printed = outcome.output.split(separator: "\n")
            for (expected, found) in zip(shown.prefix { $0 != "…" }, printed) {
                if expected.hasSuffix("…") {
                    #expect(found.hasPrefix(expected.dropLast()), "\(document): \(command)")
                } else {
                    #expect(found == expected, "\(document): \(command)")
                }
            }
            let isWhole = printed.count == shown.count || shown.contains("…")
            #expect(outcome.status == 0 && isWhole, "\(document): \(command)")
        }
    }

    // The READMEs and the guides that show commands with their output.
    private static let documents: [String] = {
        let folder = "Sources/Shuli/Shuli.docc"
        let guides = (try? Repository.files(in: folder, ending: ".md")) ?? []
        return ["README.md", "README.zh.md"]
            + guides.map { "\(folder)/\($0)" }.filter { (try? Repository.text($0).contains("\n    $ ")) == true }
    }()

    private static var verb: Regex<(Substring, Substring)> { /^ {2}([a-z]+)/ }

    // What a pattern finds in the lines of a section of a help text.
    private static func names(
        in help: String, after head: String, pattern: Regex<(Substring, Substring)>
    ) -> [String] {
        help.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != head }.dropFirst()
            .prefix { $0.isEmpty || $0.hasPrefix(" ") }
            .compactMap { $0.firstMatch(of: pattern).map { String($0.1) } }
    }
}
