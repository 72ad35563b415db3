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
          - filter: {minimumCharacters: 20, minimumQuality: 0}
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
            ("steps: [clen]", "the plan, line 1: unknown step \"clen\"; there are decode, clean,"),
            ("steps:\n  - dedup\n  - clean", "the plan, line 3: clean: steps stand once each, in this order"),
            ("steps:\n  - filter: {minimumCharcters: 3}", "line 2: filter: unknown threshold \"minimumCharcters\""),
            ("steps:\n  - dedup: {threshold: 3}", "line 2: dedup: "), ("steps: [\n", "plan.yaml, line 2: "),
            ("stepps: [clean]", "plan.yaml, line 1: unknown key \"stepps\""),
        ] {
            try write("plan.yaml", plan)
            let outcome = try shell("\"$SHULI\" corpus run plan.yaml --input in -o out")
            #expect(outcome.status == 64)
            #expect(outcome.messages.contains(message), "\(outcome.messages)")
        }
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
            "$SHULI" corpus run --steps filter --input in in/missing -o out
            """)
        #expect(damaged.status == 2, "\(damaged.messages)")
        for message in [
            "in/cut.jsonl.gz:", "damaged: the compressed data is cut off", "in/zeros.jsonl.gz:",
            "in/long.jsonl:1: longer than 16777216 bytes", "in/missing: can't be read: No such file or directory",
        ] { #expect(damaged.messages.contains(message), "\(damaged.messages)") }
        #expect(damaged.output.contains("\tfilter\ttoo-short\n"))
        // A limit on the size of files stands in for a full disk.
        let full = try shell(
            """
            rm in/zeros* in/long* in/cut*
            "$SHULI" corpus run --steps clean --input in -o whole -q
            (trap '' XFSZ; ulimit -f 4; "$SHULI" corpus run --steps clean --input in -o full); echo $?
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
}
