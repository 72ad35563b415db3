import Foundation
import ShuliTestSupport
import Testing

/// What the documents of the repository say of the repository: links, paths, sizes and samples.
@Suite struct DocumentTests {
    @Test func documentsAreThere() {
        #expect(Document.all.count >= 20)
        #expect(Document.all.flatMap(\.links).count >= 10)
        #expect(Document.all.flatMap(\.pages).count >= 40)
    }

    @Test(arguments: Document.all)
    func linksLeadToFiles(_ document: Document) {
        for target in document.links {
            let file = document.folder.appending(path: target)
            #expect(FileManager.default.fileExists(atPath: file.path()), "\(document): \(target)")
        }
        for page in document.pages {
            #expect(FileManager.default.fileExists(atPath: document.folder.appending(path: "\(page).md").path()))
        }
    }

    /// A stroke divides cells inside of code, too.
    @Test(arguments: Document.all)
    func rowsHaveAsManyCellsAsTheirHead(_ document: Document) {
        for table in document.tables {
            for row in table {
                #expect(Document.strokes(in: row) == Document.strokes(in: table[0]), "\(document): \(row)")
            }
        }
    }

    @Test func architectureIsShort() throws {
        #expect(try Repository.bytes("ARCHITECTURE.md").count <= 6_144)
    }

    @Test(arguments: ["ARCHITECTURE.md", "CONTRIBUTING.md", "Dictionaries/README.md", "Corpora/README.md"])
    func namedFilesExist(_ name: String) throws {
        let document = try #require(Document.all.first { $0.name == name })
        let files = Set(Repository.allFiles.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
        let paths = document.codeSpans.filter(Document.isPath)
        #expect(!paths.isEmpty)
        for path in paths {
            let candidates = [
                Repository.root, Repository.path("Sources"), Repository.path("Dictionaries"), document.folder,
            ]
            let isThere =
                path.contains("/")
                ? candidates.contains { FileManager.default.fileExists(atPath: $0.appending(path: path).path()) }
                : files.contains(path)
            #expect(isThere, "\(name): \(path)")
        }
    }

    @Test(arguments: Document.all.filter { $0.name.hasSuffix(".md") && !$0.samples.isEmpty })
    func samplesAreThoseThatAreTested(_ document: Document) throws {
        let tested = try Sample.tested()
        for (index, text) in document.samples.enumerated() {
            let name = "\(document.sampleName) \(index + 1)"
            #expect(tested[name] == text, "\(document): sample \(index + 1)")
        }
    }

    // They are run by `.ci/search`.
    @Test(arguments: ["example.sh", "example.py"])
    func examplesOfSearchingAreThoseThatAreRun(_ name: String) throws {
        let page = try Repository.text("Sources/Shuli/Shuli.docc/Searching.md")
        #expect(page.contains("\n" + (try Repository.text("Tests/SearchExamples/\(name)")) + "```"))
    }

    @Test func testedSamplesStandInDocuments() throws {
        let names = Document.all.flatMap { document in
            document.samples.indices.map { "\(document.sampleName) \($0 + 1)" }
        }
        #expect(Set(try Sample.tested().keys) == Set(names))
    }
}

/// A Markdown file of the repository.
struct Document: Sendable, CustomTestStringConvertible, CustomStringConvertible {
    /// Its path from the top.
    let name: String
    private let text: String

    static let all: [Document] = Repository.allFiles.filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
        (try? Repository.text(name)).map { Document(name: name, text: $0) }
    }

    var description: String { name }
    var testDescription: String { name }
    var folder: URL { Repository.path(name).deletingLastPathComponent() }
    /// What samples of it are called in the test file; the translation of a document has the same ones.
    var sampleName: String {
        let file = name.split(separator: "/").last ?? ""
        return String(file.prefix { $0 != "." && $0 != "-" })
    }

    // Lines outside of fenced code, and the fenced code that is Swift.
    private var parts: (prose: [Substring], samples: [String]) {
        var prose: [Substring] = []
        var samples: [String] = []
        var fence: [Substring]?
        var isSwift = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let lines = fence {
                    if isSwift { samples.append(Sample.text(of: lines)) }
                    fence = nil
                } else {
                    isSwift = line == "```swift"
                    fence = []
                }
            } else if fence != nil {
                fence?.append(line)
            } else {
                prose.append(line)
            }
        }
        return (prose, samples)
    }

    /// The code of its Swift samples, without imports.
    var samples: [String] { parts.samples }

    private func matches(_ pattern: Regex<(Substring, Substring)>, inCode: Bool = false) -> [String] {
        parts.prose.flatMap { line in
            (inCode ? String(line) : String(line).replacing(/`[^`]+`/, with: "")).matches(of: pattern).map {
                String($0.1)
            }
        }
    }

    /// Targets of relative links, without the fragment.
    var links: [String] {
        matches(/\]\(([^)\s]+)\)/).filter { !$0.contains(":") && !$0.hasPrefix("#") }
            .map { String($0.prefix { $0 != "#" }) }
    }

    /// The rows of its tables.
    var tables: [[Substring]] {
        parts.prose.split { !$0.hasPrefix("|") }.map(Array.init)
    }

    /// How many strokes divide the cells of a row.
    static func strokes(in row: Substring) -> Int { row.replacing("\\|", with: "").count { $0 == "|" } }

    /// The pages that `<doc:…>` names.
    var pages: [String] { matches(/<doc:([A-Za-z-]+)>/) }

    /// What stands in code voice.
    var codeSpans: [String] { matches(/`([^`]+)`/, inCode: true) }

    /// Whether something in code voice names one file or folder of the repository.
    static func isPath(_ span: String) -> Bool {
        guard span.wholeMatch(of: /[\w.\/+-]+/) != nil else { return false }
        let ends = [".swift", ".c", ".h", ".md", ".py", ".sh", ".html", ".jsonl", ".txt", ".bin"].contains {
            span.hasSuffix($0)
        }
        let isLocal = ["Sources/", "Tests/", ".ci/", "Corpora/", "Dictionaries/", "Shuli"].contains {
            span.hasPrefix($0)
        }
        return ends || isLocal && span.contains("/")
    }
}

/// The code of a sample.
enum Sample {
    // The second is in a package of its own, which has a dependency that this one has not.
    private static let files = [
        "Tests/GuideTests/GuideSampleTests.swift", "Tests/SearchExamples/Sources/Example/main.swift",
    ]

    /// The samples of the test files, by name: the lines between `// sample NAME` and `// end`.
    static func tested() throws -> [String: String] {
        var found: [String: String] = [:]
        var current: (name: String, lines: [Substring])?
        let source = try files.map { try Repository.text($0) }.joined(separator: "\n")
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            let code = line.trimming { $0 == " " }
            if code.hasPrefix("// sample ") {
                current = (String(code.dropFirst("// sample ".count)), [])
            } else if code == "// end", let sample = current {
                found[sample.name] = text(of: sample.lines)
                current = nil
            } else {
                current?.lines.append(line)
            }
        }
        return found
    }

    /// Lines without imports, without their common indentation and without empty lines at either end.
    static func text(of lines: [Substring]) -> String {
        let code = lines.filter { !$0.hasPrefix("import ") }
        let indentation = code.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return code.map { $0.dropFirst(indentation) }.joined(separator: "\n").trimming(\.isNewline)
    }
}

extension StringProtocol {
    fileprivate func trimming(_ isDropped: (Character) -> Bool) -> String {
        let rest = drop(while: isDropped)
        return String(rest.reversed().drop(while: isDropped).reversed())
    }
}

extension Repository {
    /// The paths of all files from the top, but hidden ones.
    static let allFiles: [String] = {
        let found = FileManager.default.enumerator(
            at: root, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
        let top = root.standardizedFileURL.path().count
        return (found?.allObjects ?? []).compactMap { $0 as? URL }.map {
            String($0.standardizedFileURL.path().dropFirst(top)).trimming { $0 == "/" }
        }
    }()
}
