import Foundation
import Shuli
import ShuliTestSupport
import ShuliText
import Synchronization
import Testing

/// Steps that use no feature: texts with a mark are rejected, the others are counted.
private let steps = [
    CorpusStep(
        name: "mark",
        .transform { record, _ in
            record.measures.characters = record.text.count
            guard record.text.contains("×") else { return nil }
            return Record.Rejection(step: "mark", rule: "marked", reason: "has a ×")
        }),
    CorpusStep(
        name: "length", .enrich { record, _ in [JSONRecord.Field(key: "length", source: "\(record.text.count)")] }),
]

private func options(jobs: Int = 2, chunk: Int = 200) -> CorpusRun.Options {
    var options = CorpusRun.Options()
    options.jobs = jobs
    options.chunkLength = chunk
    options.partLength = 2_000
    options.plan = "mark"
    return options
}

private func corpus(_ scratch: Scratch) throws -> [String] {
    var paths: [String] = []
    var generator = SeededRandom(seed: 3)
    for file in 0..<4 {
        let lines = (0..<60).map { number in
            let mark = Int.random(in: 0..<5, using: &generator) == 0 ? "×" : ""
            if number == 17 { return "no record" }
            return "{\"id\":\"\(file)-\(number)\",\"text\":\"第\(number)条\(mark)\",\"x\":[\(number)]}"
        }
        paths.append(try scratch.file("in/\(file).jsonl", (lines.joined(separator: "\n") + "\n").utf8))
    }
    return paths
}

/// All files of output and rejects.
private func output(_ scratch: Scratch, _ folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for folder in [folder, folder + "/rejects"] {
        for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path(folder))
        where name.hasPrefix("part-") {
            files[folder.hasSuffix("rejects") ? "rejects/\(name)" : name] = try scratch.bytes("\(folder)/\(name)")
        }
    }
    return files
}

@Suite struct CorpusRunTests {
    @Test func everyRecordIsWrittenOrRejected() async throws {
        let scratch = try Scratch()
        let inputs = try corpus(scratch)
        let report = try await CorpusRun(inputs, into: scratch.path("out"), steps: steps, options: options()).run()
        #expect(report.records == 240)
        #expect(report.written + report.rejected == 240)
        #expect(report.rejections.first == .init(step: "decode", rule: "not-json", count: 4))
        let files = try output(scratch, "out")
        func records(_ prefix: String) throws -> [JSONRecord] {
            try files.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }.flatMap {
                $0.value.split(separator: 0x0A)
            }
            .map { try JSONRecord(parsing: $0) }
        }
        let (written, rejected) = (try records("part-"), try records("rejects/"))
        #expect(written.count == report.written)
        #expect(rejected.count == report.rejected)
        #expect(files.keys.filter { $0.hasPrefix("part-") }.count > 2)
        // In the order of the input, what is unknown passed on, what was added behind the text.
        let first = try #require(written.first)
        #expect(first.fields.map(\.key) == ["id", "text", "length", "x"])
        let numbers = written.compactMap { $0["id"]?.string }.map { id in
            id.split(separator: "-").compactMap { Int($0) }.reduce(0) { $0 * 1_000 + $1 }
        }
        #expect(numbers == numbers.sorted())
        // A reject says where it stood and why it went.
        let failure = try #require(rejected.first { $0["text"] == nil })
        let why = try JSONValue(parsing: try #require(failure["rejected"]).source)
        #expect(why["line"] == .number("18"))
        #expect(why["rule"]?.string == "not-json")
        #expect(rejected.contains { $0["rejected"]?.source.contains("\"rule\":\"marked\"") == true })
        // What was measured is in the report, and run.json holds it.
        #expect(report.histograms.first?.written.reduce(0, +) == report.written)
        #expect(try RunReport(parsing: scratch.text("out/run.json")) == report.asWritten)
    }

    @Test func neitherTasksNorChunksOfOtherSizesChangeRecords() async throws {
        let scratch = try Scratch()
        let inputs = try corpus(scratch)
        for jobs in [1, 4] {
            _ = try await CorpusRun(
                inputs, into: scratch.path("j\(jobs)"), steps: steps, options: options(jobs: jobs)
            ).run()
        }
        #expect(try output(scratch, "j1") == output(scratch, "j4"))
        _ = try await CorpusRun(inputs, into: scratch.path("c"), steps: steps, options: options(chunk: 5_000)).run()
        func joined(_ folder: String) throws -> [UInt8] {
            try output(scratch, folder).sorted { $0.key < $1.key }.flatMap { $0.value }
        }
        #expect(try joined("j1") == joined("c"))
    }

    /// A run that is stopped again and again ends with the same bytes.
    @Test func stoppedRunsGoOn() async throws {
        let scratch = try Scratch()
        let inputs = try corpus(scratch)
        _ = try await CorpusRun(inputs, into: scratch.path("whole"), steps: steps, options: options()).run()
        var generator = SeededRandom(seed: 11)
        var stops = 0
        while stops < 40 {
            let run = CorpusRun(inputs, into: scratch.path("parts"), steps: steps, options: options(jobs: 1))
            let events = Mutex(0)
            let limit = Int.random(in: 1...30, using: &generator)
            let work = Task {
                try await run.run { _ in
                    if events.withLock({
                        $0 += 1
                        return $0 == limit
                    }) {
                        withUnsafeCurrentTask { $0?.cancel() }
                    }
                }
            }
            do {
                _ = try await work.value
                break
            } catch is CancellationError {
                stops += 1
            }
        }
        #expect(stops > 3)
        #expect(stops < 40)
        #expect(try output(scratch, "whole") == output(scratch, "parts"))
    }

    /// The report counts the time of all processes that worked on a run, not only that of the last one.
    @Test func theTimeOfStoppedRunsCounts() async throws {
        let scratch = try Scratch()
        let inputs = [try #require(try corpus(scratch).first)]
        let slow = CorpusStep(
            name: "slow",
            .transform { _, _ in
                Thread.sleep(forTimeInterval: 0.004)
                return nil
            })
        func run(stoppingAfter limit: Int) async throws -> RunReport {
            let run = CorpusRun(inputs, into: scratch.path("out"), steps: [slow], options: options(jobs: 1))
            let chunks = Mutex(0)
            return try await Task {
                try await run.run { event in
                    guard case .progress(let progress) = event, progress.stage == .clean else { return }
                    if chunks.withLock({
                        $0 += 1
                        return $0 == limit
                    }) {
                        withUnsafeCurrentTask { $0?.cancel() }
                    }
                }
            }.value
        }
        await #expect(throws: CancellationError.self) { try await run(stoppingAfter: 12) }
        let report = try await run(stoppingAfter: .max)
        // Each record sleeps so long, in one process or the other; a sleep may be longer, never shorter.
        #expect(report.records > 50)
        #expect(report.seconds >= Double(report.records) * 0.004, "\(report.seconds), \(report.records) records")
    }

    @Test func aFolderTakesOneRun() async throws {
        let scratch = try Scratch()
        let inputs = try corpus(scratch)
        let folder = scratch.path("out")
        func run(_ change: (inout CorpusRun.Options) -> Void = { _ in }) async throws -> RunReport {
            var changed = options()
            change(&changed)
            return try await CorpusRun(inputs, into: folder, steps: steps, options: changed).run()
        }
        let first = try await run()
        let before = try output(scratch, "out")
        // The same again does nothing.
        #expect(try await run() == first.asWritten)
        #expect(try output(scratch, "out") == before)
        await #expect(throws: CorpusRunError.otherPlan(folder: folder)) { try await run { $0.plan = "other" } }
        await #expect(throws: CorpusRunError.otherPlan(folder: folder)) { try await run { $0.limit = 5 } }
        for change in [{ $0.version = "2" }, { $0.build = "2" }] as [(inout CorpusRun.Options) -> Void] {
            await #expect(throws: CorpusRunError.otherProgram(folder: folder)) { try await run(change) }
        }
        try Data("{}".utf8).write(to: URL(filePath: inputs[1]))
        await #expect(throws: CorpusRunError.changedInput(folder: folder, path: inputs[1])) { try await run() }
        _ = try scratch.file("full/notes.txt", "mine".utf8)
        await #expect(throws: CorpusRunError.notARun(folder: scratch.path("full"))) {
            try await CorpusRun(inputs, into: scratch.path("full"), steps: steps, options: options()).run()
        }
    }

    /// Files that steps are made from are known by their contents.
    @Test func filesOfStepsBelongToTheRun() async throws {
        let scratch = try Scratch()
        let inputs = try corpus(scratch)
        let model = try scratch.file("model", "一".utf8)
        var changed = options()
        changed.dependencies = [model]
        func run() async throws -> RunReport {
            try await CorpusRun(inputs, into: scratch.path("out"), steps: steps, options: changed).run()
        }
        let first = try await run()
        // Written again with the same contents.
        _ = try scratch.file("model", "一".utf8)
        #expect(try await run() == first.asWritten)
        _ = try scratch.file("model", "二".utf8)
        await #expect(throws: CorpusRunError.changedFile(folder: scratch.path("out"), path: model)) { try await run() }
    }

    @Test func whatCannotBeReadIsRejected() async throws {
        let scratch = try Scratch()
        let long = try scratch.file("a.jsonl", Array("{\"text\":\"".utf8) + [UInt8](repeating: 0x61, count: 9_000))
        let inputs = [
            long, scratch.path("missing.jsonl"), try scratch.file("b.txt", "好。".utf8), try scratch.file("c.txt", []),
        ]
        var changed = options()
        changed.reading.longest = 1_000
        let failures = Mutex<[DocumentFailure]>([])
        let report = try await CorpusRun(inputs, into: scratch.path("out"), steps: steps, options: changed).run {
            event in
            if case .failure(let failure) = event { failures.withLock { $0.append(failure) } }
        }
        #expect(report.records == 4)
        #expect(report.written == 1)
        #expect(Set(report.rejections.map(\.rule)) == ["too-long", "unreadable", "empty"])
        #expect(failures.withLock { $0.map(\.origin.file) } == [inputs[0], inputs[1], inputs[3]])
        // No input at all.
        let empty = try await CorpusRun(
            [try scratch.file("none.jsonl", [])], into: scratch.path("empty"), steps: steps, options: options()
        ).run()
        #expect(empty.records == 0)
        #expect(try output(scratch, "empty")["part-00000.jsonl"] == [])
    }

    @Test func limitAndCompression() async throws {
        let scratch = try Scratch()
        let inputs = try corpus(scratch)
        for compression in Compression.allCases {
            var changed = options()
            changed.limit = 100
            changed.compression = compression
            let folder = "out-\(compression)"
            let report = try await CorpusRun(inputs, into: scratch.path(folder), steps: steps, options: changed).run()
            #expect(report.records == 100)
            let parts = try FileManager.default.contentsOfDirectory(atPath: scratch.path(folder))
                .filter { $0.hasPrefix("part-") }.sorted()
            #expect(parts.allSatisfy { $0.hasSuffix(".jsonl" + compression.ending) })
            var reader = DocumentReader(paths: parts.map { scratch.path("\(folder)/\($0)") })
            var count = 0
            while let next = reader.next() {
                _ = try next.get()
                count += 1
            }
            #expect(count == report.written)
        }
    }
}

extension RunReport {
    /// As it is read from a file: numbers with six decimal places.
    fileprivate var asWritten: RunReport {
        (try? RunReport(parsing: String(decoding: json, as: UTF8.self))) ?? RunReport()
    }
}

@Suite struct YAMLTests {
    @Test func values() throws {
        let value = try YAMLValue(parsing: "a: [1, 二]\nb:\n  - c: {d: \"e: f\"}\n  - g\n")
        guard case .mapping(let entries) = value.content, case .list(let list) = entries[1].value.content else {
            Issue.record("a mapping with a list")
            return
        }
        #expect(entries.map(\.key) == ["a", "b"])
        #expect(list.map(\.line) == [3, 4])
        #expect(list[1].scalar == "g")
        #expect(try YAMLValue(parsing: "").content == .mapping([]))
    }

    @Test(arguments: ["a: [1", "a: 1\na: 2", "a: &x 1\nb: *x", "a: 1\n---\nb: 2", "{a: {b: c}", "\t- x"])
    func whatIsWrongIsSaidWithItsLine(text: String) {
        #expect(throws: ParseError.self) { try YAMLValue(parsing: text) }
    }
}
