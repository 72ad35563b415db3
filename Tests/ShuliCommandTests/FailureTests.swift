import Foundation
import ShuliTestSupport
import Testing

/// Whatever fails has its message and its exit code, and the other documents still come out.
@Suite struct FailureTests {
    private let shuli: Program

    init() throws { shuli = try Program.shuli() }

    @Test func missingFile() throws {
        let outcome = try shuli.run(["summarize", "no/such.html", "Corpora/pages/portal-news.html"])
        #expect(outcome.status == 2)
        #expect(outcome.messages == "shuli: no/such.html: can't be read: No such file or directory\n")
        #expect(outcome.output.contains("==> Corpora/pages/portal-news.html <=="))
    }

    @Test func undecodableFile() throws {
        let noise = SeededRandom.noise(4_000)
        let outcome = try shuli.run(["segment"], input: noise)
        #expect(outcome.status == 2)
        #expect(outcome.messages.hasPrefix("shuli: standard input: is no text: "))
        #expect(outcome.output == "")
    }

    @Test func undecodableBytesAreCountedAndReported() throws {
        let outcome = try shuli.run(["segment"], input: Array("很长的一句话，只有一个坏字节".utf8) + [0xFF] + Array("，其余都好。".utf8))
        #expect(outcome.status == 0)
        #expect(outcome.messages == "shuli: -: utf-8, 1 undecodable, replaced, the first at byte 42\n")
    }

    @Test func aLineThatIsNoJSON() throws {
        let outcome = try shuli.run(
            ["segment", "--json", "--input-format", "jsonl"],
            input: Array("{\"text\":\"一\"}\n{\"text\":}\n{\"text\":\"二\"}\n".utf8))
        #expect(outcome.status == 2)
        #expect(outcome.messages == "shuli: standard input:2: not JSON at byte 9: a value expected\n")
        #expect(outcome.output.split(separator: "\n").count == 2)
    }

    @Test func emptyInput() throws {
        let outcome = try shuli.run(["summarize"])
        #expect(outcome.status == 2)
        #expect(outcome.messages == "shuli: standard input: is empty\n")
        #expect(try shuli.run(["summarize", "--input-format", "jsonl"]).status == 0)
    }

    @Test func messagesInChinese() throws {
        let outcome = try shuli.run(["segment"], environment: ["LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""])
        #expect(outcome.messages == "shuli: 标准输入: 是空的\n")
    }

    @Test(arguments: [
        ["segment", "--mode", "x"], ["summarize", "-n", "-1"], ["summarize", "-n", "1", "-c", "5"],
        ["summarize", "-r", "2"], ["nothing"],
        ["normalize", "--map"], ["segment", "--encoding", "klingon"], ["keywords", "--idf", "no/such"],
        ["segment", "-j", "0"],
    ])
    func usage(_ arguments: [String]) throws {
        let outcome = try shuli.run(arguments, input: Array("好".utf8))
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(outcome.messages.hasPrefix("Error: "))
    }

    @Test func recordsOutAndRejectsAreRecordsIn() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shuli-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (rejects, report, output) = ("rejects.jsonl", "report.json", "out.jsonl")
        let path = { (name: String) in folder.appending(path: name).path() }
        let outcome = try shuli.run(
            [
                "clean", "--json", "-q", "--rejects", path(rejects), "--report", path(report), "-o", path(output),
                "no/such",
                "Corpora/pages/portal-news.html", "Corpora/flattened/health-clinic.txt",
            ])
        #expect(outcome.status == 2)
        #expect(outcome.messages == "")
        let text = { (name: String) in try String(contentsOf: folder.appending(path: name), encoding: .utf8) }
        #expect(try text(rejects) == "{\"file\":\"no/such\",\"reason\":\"can't be read: No such file or directory\"}\n")
        #expect(try text(output).split(separator: "\n").count == 2)
        let counts = try #require(
            try JSONSerialization.jsonObject(with: Data(text(report).utf8)) as? [String: Any])
        #expect(counts["documents"] as? Int == 3)
        #expect(counts["written"] as? Int == 2)
        #expect(counts["rejected"] as? Int == 1)
    }

    @Test func aClosedPipeEndsQuietly() throws {
        let outcome = try shuli.shell(
            "yes '今天天气很好。' | head -c 20000000 | { \"$SHULI\" segment --input-format lines; echo status $? >&2; } | head -n 1"
        )
        #expect(outcome.output == "今天 天气 很 好 。\n")
        #expect(outcome.messages == "status 0\n")
    }

    @Test func aFullDiskIsAnError() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let outcome = try shuli.run(["segment", "-o", "/dev/full"], input: Array("好".utf8))
        #expect(outcome.status == 74)
        #expect(outcome.messages == "shuli: /dev/full: No space left on device\n")
    }

    @Test func aCheckThatFindsSomething() throws {
        let outcome = try shuli.run(["dict", "check", "Corpora/README.md"])
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("Corpora/README.md:"))
    }

    @Test func helpAndVersion() throws {
        let help = try shuli.run(["--help"])
        #expect(help.status == 0)
        for verb in ["segment", "sentences", "normalize", "clean", "keywords", "summarize"] {
            #expect(help.output.contains(verb))
        }
        #expect(try shuli.run(["--version"]).output.hasPrefix("shuli 0."))
        let parts = try JSONSerialization.jsonObject(with: Data(shuli.run(["--version", "--json"]).output.utf8))
        #expect((parts as? [String: Any])?["licences"] != nil)
    }

    /// All parts of the program with versions and licences; versions of packages are what Package.swift asks for.
    @Test func partsWithVersionsAndLicences() throws {
        let output = try shuli.run(["--version", "--json"]).output
        let parts = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        let licences = try #require(parts["licences"] as? [String: String])
        for name in [
            "shuli", "lexicon", "segmentation_model", "tagging_model", "cleaning_model", "conversion_tables",
            "character_model", "icu", "libxml2", "zlib", "zstd", "sqlite", "libyaml", "swift_argument_parser",
            "swift_collections", "swift_system",
        ] {
            #expect(parts[name] != nil, "\(name)")
            #expect(licences[name]?.isEmpty == false, "\(name)")
        }
        #expect(licences["brotli"] == "MIT")
        #if os(Linux)
            for name in ["swift_runtime", "glibc", "libstdcxx", "libgcc", "xz"] {
                #expect(licences[name]?.isEmpty == false, "\(name)")
            }
        #endif
        let manifest = try Repository.text("Package.swift")
        for package in ["swift-argument-parser", "swift-collections", "swift-system"] {
            let version = try #require(parts[package.replacing("-", with: "_")] as? String)
            #expect(manifest.contains("/\(package)\", from: \"\(version)\")"), "\(package)")
        }
    }
}
