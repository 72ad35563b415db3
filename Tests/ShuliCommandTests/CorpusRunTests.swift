import Foundation
import ShuliTestSupport
import Testing

/// `shuli corpus run` as a user runs it.
@Suite struct CorpusProgramTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "shuli-corpus-\(UUID().uuidString)")

    private func shell(_ line: String) throws -> Program.Outcome {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try Program.shuli().shell("cd '\(folder.path())' || exit 1\n\(line)")
    }

    private func remove() { try? FileManager.default.removeItem(at: folder) }

    private func write(_ name: String, _ text: String) throws {
        let url = folder.appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// Articles of our own, some of them twice, in many files, so that a run has many chunks.
    private func corpus(files: Int, pages: Int = 2) throws {
        let bodies = try Repository.files(in: "Corpora/pages", ending: ".html").compactMap {
            try? String(contentsOf: Repository.path("Corpora/pages/\($0)"), encoding: .utf8)
        }
        for file in 0..<files {
            var lines = ""
            for number in 0..<pages {
                let page = bodies[(file * pages + number) % bodies.count]
                let record = try JSONSerialization.data(
                    withJSONObject: ["id": "\(file)-\(number)", "html": page, "url": "https://example.org/\(file)"],
                    options: [.sortedKeys, .withoutEscapingSlashes])
                lines += String(decoding: record, as: UTF8.self) + "\n"
            }
            try write("in/\(file / 10)\(file % 10).jsonl", lines)
        }
    }

    private static let plan = """
        input: [in]
        compress: zstd
        shard-size: 8K
        steps:
          - decode
          - clean: {level: standard}
          - normalize: {width: ascii, spaces: trim}
          - filter: {minimum-characters: 20, minimum-quality: 0}
          - mask
          - dedup: {keep: longest, memory: 32M}
          - keywords: {number: 3}
          - summarize: {characters: 60}
          - write

        """

    @Test func aPlanIsRunAndKilledRunsGoOn() throws {
        defer { remove() }
        try corpus(files: 16)
        try write("plan.yaml", Self.plan)
        let whole = try shell("\"$SHULI\" corpus run plan.yaml -o whole")
        #expect(whole.status == 0, "\(whole.messages)")
        #expect(whole.output.hasPrefix("32 records: "))
        #expect(whole.output.contains("\tdedup\texact\n"))
        let kept = try shell("\"$SHULI\" clean --json whole/part-*.zst | head -1")
        for field in ["\"keywords\":[{\"word\":", "\"summary\":\"", "\"url\":\"https://example.org/0\""] {
            #expect(kept.output.contains(field), "\(kept.output)")
        }
        // Killed at five moments, then run to the end: the same bytes.
        let killed = try shell(
            """
            for delay in 0.15 0.4 0.2 0.6 0.3; do
                timeout -s KILL $delay "$SHULI" corpus run plan.yaml -o parts -j 1 > /dev/null 2>&1
                echo $?
            done
            "$SHULI" corpus run plan.yaml -o parts -q && diff -r -x .state -x run.json whole parts && echo same
            """)
        #expect(killed.output.contains("137\n"), "no run was killed: \(killed.output)")
        #expect(killed.output.hasSuffix("same\n"), "\(killed.output)\(killed.messages)")
        // Again: nothing is left to do.
        #expect(
            try shell("\"$SHULI\" corpus run plan.yaml -o parts -q && diff -r -x .state -x run.json whole parts").status
                == 0)
        // Neither tasks nor the limit of a dry run leave traces.
        let dry = try shell("\"$SHULI\" corpus run plan.yaml -o dry --dry-run --limit 3 -j 4; ls")
        #expect(dry.output.hasPrefix("3 records: "))
        #expect(!dry.output.contains("dry\n"))
    }

    @Test func whatIsWrongIsSaid() throws {
        defer { remove() }
        try corpus(files: 1)
        for (plan, message) in [
            ("steps: [clen]", "plan.yaml:1: unknown step \"clen\"; there are decode, clean,"),
            ("steps:\n  - dedup\n  - clean", "plan.yaml:3: clean: steps come once each, in this order"),
            (
                "steps:\n  - filter: {minimumCharacters: 3}",
                "plan.yaml:2: filter: unknown threshold \"minimumCharacters\""
            ),
            ("steps:\n  - dedup: {threshold: 3}", "plan.yaml:2: dedup: threshold takes a share from 0 to 1\n"),
            ("steps: [\n", "plan.yaml:2: "),
            ("stepps: [clean]", "plan.yaml:1: unknown key \"stepps\""),
        ] {
            try write("plan.yaml", plan)
            let outcome = try shell("\"$SHULI\" corpus run plan.yaml --input in -o out")
            #expect(outcome.status == 64)
            #expect(outcome.messages.contains(message), "\(outcome.messages)")
        }
        let second = try shell("\"$SHULI\" corpus run --input in a.jsonl b.jsonl -o out")
        #expect(second.status == 64)
        #expect(second.messages.contains("\"b.jsonl\" is a second plan: each file or folder"), "\(second.messages)")
        #expect(try shell("\"$SHULI\" corpus run --input - -o out").status == 64)
        #expect(try shell("\"$SHULI\" corpus run --input in").status == 64)
        #expect(try shell("mkdir mine; touch mine/x; \"$SHULI\" corpus run --input in -o mine").status == 73)
    }

    /// Damaged input is rejected, the rest goes on; a full disk ends the run, which goes on when there is room.
    @Test func damageAndAFullDisk() throws {
        defer { remove() }
        try corpus(files: 6)
        let damaged = try shell(
            """
            gzip -c in/00.jsonl in/01.jsonl | head -c -40 > in/cut.jsonl.gz
            head -c 400000000 /dev/zero | gzip -1 > in/zeros.jsonl.gz
            (printf '{"text":"'; head -c 20000000 /dev/zero | tr '\\0' a; printf '"}\\n{"text":"短"}\\n') > in/long.jsonl
            "$SHULI" corpus run --steps filter --input in --input in/missing -o out
            """)
        #expect(damaged.status == 2, "\(damaged.messages)")
        for message in [
            "in/cut.jsonl.gz:", "damaged: the compressed data is cut off", "in/zeros.jsonl.gz:",
            "in/long.jsonl:1: longer than 16777216 bytes", "in/missing: can't be read: No such file or directory",
        ] { #expect(damaged.messages.contains(message), "\(damaged.messages)") }
        #expect(damaged.output.contains("\tfilter\ttoo-short\n"))
        // A limit on the size of files stands in for a full disk. The thread sanitizer needs a file of its own where temporary
        // files are, or no such folder.
        let full = try shell(
            """
            rm in/zeros* in/long* in/cut*
            "$SHULI" corpus run --steps clean --input in -o whole -q
            (trap '' XFSZ; ulimit -f 4; TMPDIR=none "$SHULI" corpus run --steps clean --input in -o full); echo $?
            "$SHULI" corpus run --steps clean --input in -o full -q && diff -r -x .state -x run.json whole full && echo same
            """)
        #expect(full.output.hasPrefix("74\n"), "\(full.output)\(full.messages)")
        #expect(full.output.hasSuffix("same\n"), "\(full.output)\(full.messages)")
    }

    @Test func anInterruptEndsWith130() throws {
        defer { remove() }
        try corpus(files: 12, pages: 10)
        let outcome = try shell(
            """
            "$SHULI" corpus run --steps clean,dedup --input in -o out -j 1 & run=$!
            for wait in $(seq 2000); do test -s out/.state/chunks/1 && break; sleep 0.01; done
            kill -INT $run; wait $run; echo $?
            "$SHULI" corpus run --steps clean,dedup --input in -o out | head -1
            """)
        #expect(outcome.output.hasPrefix("130\n120 records: "), "\(outcome.output)")
        #expect(outcome.messages.contains("shuli: interrupted; the same command goes on from here"))
        #expect(outcome.messages.contains("shuli: going on with an earlier run: "))
    }

    private func run(_ arguments: String) throws -> Program.Outcome {
        try shell("\"$SHULI\" corpus run \(arguments); echo $?")
    }

    /// What the output is a function of belongs to the run: another template, limit or plan is refused.
    @Test func whatARunDependsOnIsPartOfIt() throws {
        defer { remove() }
        try corpus(files: 1)
        try write("plan.yaml", "steps:\n  - clean: {template: site.template}\n")
        let template = try shell(
            "\"$SHULI\" clean learn --articles 2 in/00.jsonl in/00.jsonl -o site.template; cat site.template")
        #expect(template.status == 0, "\(template.messages)")
        #expect(try run("plan.yaml --input in -o out -q").output == "0\n")
        // `--input` takes one value, so that a plan behind it is the plan.
        #expect(try run("--input in plan.yaml -o out -q").output == "0\n")
        try shell("echo '# changed' >> site.template").expectSuccess()
        let changed = try run("plan.yaml --input in -o out")
        #expect(changed.output == "73\n")
        #expect(changed.messages.contains("site.template: is not what it was when the run in out began"))
        #expect(try run("--steps clean --input in -o out").output == "73\n")
    }

    /// A finished part that is gone or changed is written again, and that is said.
    @Test func finishedPartsAreLookedAt() throws {
        defer { remove() }
        try corpus(files: 3)
        #expect(try run("--steps clean --input in -o whole -q").output == "0\n")
        for damage in [
            "rm out/part-00000.jsonl", "rm out/rejects/part-00000.jsonl", "echo x >> out/part-00000.jsonl",
            ": > out/part-00000.jsonl",
        ] {
            #expect(try run("--steps clean --input in -o out -q").output == "0\n")
            try shell(damage).expectSuccess()
            let again = try run("--steps clean --input in -o out")
            #expect(again.output.hasSuffix("0\n"), "\(again.messages)")
            #expect(again.messages.contains("is gone or was changed; the run begins anew"), "\(again.messages)")
            #expect(try shell("diff -r -x .state -x run.json whole out").status == 0, "\(damage)")
        }
    }

    /// Fields of the input that a step writes are replaced.
    @Test func noFieldIsWrittenTwice() throws {
        defer { remove() }
        try write(
            "in/a.jsonl",
            #"{"key":"k","id":7,"text":"市里新开了三条夜间公交线，首晚客流超过预期。","keywords":["旧"],"summary":"旧","title":"旧","x":1}"#
                + "\n")
        try write("plan.yaml", "fields: {id: key}\nsteps:\n  - normalize\n  - keywords\n  - summarize\n")
        #expect(try run("plan.yaml --input in -o out -q").output == "0\n")
        let line = try shell("cat out/part-00000.jsonl").output
        for field in ["id", "text", "title", "keywords", "summary", "x"] {
            #expect(
                line.split(separator: "\"\(field)\":", omittingEmptySubsequences: false).count == 2, "\(field): \(line)"
            )
        }
        #expect(!line.contains("旧\"]"))
    }
}

extension Program.Outcome {
    fileprivate func expectSuccess(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(status == 0, "\(messages)", sourceLocation: sourceLocation)
    }
}
