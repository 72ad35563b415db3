import Foundation
import ShuliBase
import ShuliFiles
import ShuliTestSupport
import Synchronization
import Testing

@testable import ShuliPipeline

@Suite struct OrderedTasksTests {
    private struct Fault: Error {}

    private func run(_ count: Int, jobs: Int, failing: Int? = nil) async throws -> [Int] {
        var next = 0
        var taken: [Int] = []
        try await OrderedTasks.run(jobs: jobs) {
            guard next < count else { return nil }
            next += 1
            return next - 1
        } work: { (item: Int) throws in
            // Later items are done sooner.
            if item % 7 == 0 { Thread.sleep(forTimeInterval: 0.002) }
            if item == failing { throw Fault() }
            return item
        } take: {
            taken.append($0)
        }
        return taken
    }

    @Test(arguments: [1, 2, 5]) func answersComeInOrder(jobs: Int) async throws {
        #expect(try await run(100, jobs: jobs) == Array(0..<100))
        #expect(try await run(0, jobs: jobs) == [])
    }

    @Test(arguments: [1, 3]) func aFaultEndsTheLoop(jobs: Int) async {
        await #expect(throws: Fault.self) { try await run(100, jobs: jobs, failing: 40) }
    }

    /// While the first item is being worked on, no more than the window is begun.
    @Test func theWindowIsBounded() async throws {
        let jobs = 3
        let begun = Atomic(0)
        var mostAhead = 0
        var next = 0
        var taken = 0
        try await OrderedTasks.run(jobs: jobs) {
            guard next < 200 else { return nil }
            next += 1
            let ahead = next - taken
            mostAhead = max(mostAhead, ahead)
            return next - 1
        } work: { (item: Int) in
            begun.add(1, ordering: .relaxed)
            if item == 0 { Thread.sleep(forTimeInterval: 0.05) }
            return item
        } take: { _ in
            taken += 1
        }
        #expect(begun.load(ordering: .relaxed) == 200)
        #expect(mostAhead <= jobs + 4)
    }

    @Test(arguments: [1, 3]) func aCancelledLoopEnds(jobs: Int) async {
        let work = Task {
            var next = 0
            try await OrderedTasks.run(jobs: jobs) {
                next += 1
                return next
            } work: { (item: Int) in
                item
            } take: { item in
                if item == 50 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await work.value }
    }
}

@Suite struct LedgerTests {
    private func chunk(_ number: Int) -> Ledger.Chunk {
        var report = RunReport()
        report.records = number + 1
        report.reject("filter", "too-short", count: number)
        return Ledger.Chunk(
            number: number, start: .init(file: number, offset: 10, line: 2),
            end: .init(file: number, offset: 90, line: 5), records: 3, left: 2, checksum: number * 7, report: report)
    }

    private let part = Ledger.Part(
        number: 0, end: 2,
        files: [
            Ledger.Part.File(length: 10, modified: 11, checksum: 12),
            Ledger.Part.File(length: 0, modified: 13, checksum: 0),
        ], report: RunReport(), seconds: 1.5)

    @Test func rowsAreReadAsTheyWereWritten() throws {
        let scratch = try Scratch()
        do {
            let ledger = try Ledger(scratch.path("ledger"))
            try ledger.add(chunk(1))
            try ledger.add(chunk(0))
            try ledger.add(part)
            try ledger.setFact("plan", "一")
            try ledger.setFact("plan", "二")
        }
        let ledger = try Ledger(scratch.path("ledger"))
        let chunks = try ledger.chunks()
        #expect(chunks.map(\.number) == [0, 1])
        #expect(chunks[1].start == .init(file: 1, offset: 10, line: 2))
        #expect(chunks[1].end == .init(file: 1, offset: 90, line: 5))
        #expect(chunks[1].records == 3 && chunks[1].left == 2 && chunks[1].checksum == 7)
        #expect(chunks[1].report.rejections == [.init(step: "filter", rule: "too-short", count: 1)])
        let parts = try ledger.parts()
        #expect(parts.map(\.end) == [2])
        #expect(parts[0].files == part.files)
        #expect(parts[0].seconds == 1.5)
        #expect(try ledger.fact("plan") == "二")
        #expect(try ledger.fact("none") == nil)
        try ledger.removeParts(from: 1)
        #expect(try ledger.parts().count == 1)
        try ledger.removeParts(from: 0)
        #expect(try ledger.parts().isEmpty)
        try ledger.removeAll()
        #expect(try ledger.chunks().isEmpty)
        #expect(try ledger.fact("plan") == "二")
    }

    @Test func aChangedInputIsNamed() throws {
        let scratch = try Scratch()
        let paths = [try scratch.file("a", "一".utf8), try scratch.file("b", "二".utf8)]
        let ledger = try Ledger(scratch.path("ledger"))
        #expect(try ledger.changedInput(InputFile.all(paths)) == nil)
        #expect(try ledger.changedInput(InputFile.all(paths)) == nil)
        #expect(try ledger.changedInput(InputFile.all([paths[0]])) == paths[0])
        _ = try scratch.file("b", "三三".utf8)
        #expect(try ledger.changedInput(InputFile.all(paths)) == paths[1])
    }

    @Test func anIncompleteReportIsRefused() throws {
        let scratch = try Scratch()
        let ledger = try Ledger(scratch.path("ledger"))
        #expect(throws: CorpusRunError.self) { try ledger.report("{}") }
        let whole = String(decoding: RunReport().json, as: UTF8.self)
        #expect(try ledger.report(whole) == RunReport())
        // No field may be missing.
        for key in ["version", "records", "written", "rejections", "histograms", "samples", "clusters"] {
            #expect(throws: CorpusRunError.self, "\(key)") {
                try ledger.report(whole.replacing("\"\(key)\":", with: "\"x\":"))
            }
        }
    }
}

@Suite struct RunFolderTests {
    @Test func oneProcessAtATime() throws {
        let scratch = try Scratch()
        let path = scratch.path("run")
        let folder = try RunFolder(path)
        #expect(throws: CorpusRunError.busy(folder: path)) { try RunFolder(path) }
        withExtendedLifetime(folder) {}
    }

    @Test func aChunkIsRecognizedByItsBytes() throws {
        let scratch = try Scratch()
        let folder = try RunFolder(scratch.path("run"))
        var record = Record(
            idSource: "\"a\"", origin: Origin(file: "x", line: 3), content: .text("文"), title: "题",
            inputFields: [JSONRecord.Field(key: "k", source: "[1]")])
        record.set(JSONRecord.Field(key: "author", text: "甲"))
        record.measures.quality = 0.5
        record.isReprint = true
        record.rejection = Record.Rejection(step: "filter", rule: "r", reason: "why")
        record.number = Record.number(chunk: 4, place: 0)
        var (records, labels): ([UInt8], [UInt8]) = ([], [])
        record.append(to: &records)
        RecordLabel(number: record.number, idSource: record.idSource, title: record.title).append(to: &labels)
        let checksum = try folder.writeChunk(4, records: records, labels: labels)
        #expect(folder.holdsChunk(4, checksum: checksum))
        #expect(try folder.records(4) == [record])
        #expect(try folder.labels(4).map(\.id) == ["a"])
        #expect(!folder.holdsChunk(4, checksum: checksum + 1))
        #expect(!folder.holdsChunk(5, checksum: checksum))
        for name in ["4", "4.labels"] {
            let file = URL(filePath: scratch.path("run/.state/chunks/\(name)"))
            let whole = try Data(contentsOf: file)
            try whole.dropLast().write(to: file)
            #expect(!folder.holdsChunk(4, checksum: checksum), "\(name)")
            try whole.write(to: file)
        }
        #expect(folder.holdsChunk(4, checksum: checksum))
        try Data([1, 2, 3]).write(to: URL(filePath: folder.chunkPath(4)))
        #expect(throws: CorpusRunError.self) { try folder.records(4) }
    }

    @Test func aFileIsWholeOrMissing() throws {
        let scratch = try Scratch()
        let folder = try RunFolder(scratch.path("run"))
        let path = scratch.path("run/part")
        var file = try GrowingFile(path)
        try file.append([1])
        try file.append([2])
        #expect(!FileManager.default.fileExists(atPath: path))
        let known = try file.finish()
        #expect(known.length == 2 && known.checksum == checksum([1, 2]))
        #expect(try scratch.bytes("run/part") == [1, 2])
        #expect(throws: CorpusRunError.self) { try folder.write([1], to: scratch.path("none/x")) }
    }

    /// A part is known by length and time, and where the time is another one by its bytes.
    @Test func changedPartsAreNoticed() throws {
        let scratch = try Scratch()
        let folder = try RunFolder(scratch.path("run"))
        let files = try folder.partPaths(0, .none).map { path in
            var file = try GrowingFile(path)
            try file.append([1, 2, 3])
            return try file.finish()
        }
        let part = Ledger.Part(number: 0, end: 1, files: files, report: RunReport())
        #expect(folder.changedFile(of: part, .none) == nil)
        let output = URL(filePath: scratch.path("run/part-00000.jsonl"))
        // The same bytes at another time.
        try Data([1, 2, 3]).write(to: output)
        #expect(folder.changedFile(of: part, .none) == nil)
        try Data([1, 2, 4]).write(to: output)
        #expect(folder.changedFile(of: part, .none) == output.path())
        try FileManager.default.removeItem(at: output)
        #expect(folder.changedFile(of: part, .none) == output.path())
    }
}

@Suite struct TemporaryFileTests {
    /// Only folders of processes that no longer run are removed, and none that another program may have made.
    @Test func onlyAbandonedFoldersAreRemoved() throws {
        let own = TemporaryFile.path("probe")
        let folder = own.split(separator: "/").dropLast().joined(separator: "/")
        // No process has this number: Linux has at most 2^22 of them.
        let abandoned = "/\(folder)/shuli-probe-99999999-7"
        let foreign = [
            "/\(folder)/shuli-probe-99999999", "/\(folder)/shuli-probe-99999999-7A", "/\(folder)/shuli-probe-9F-1",
        ]
        let all = [own, abandoned] + foreign
        defer { for path in all { try? FileManager.default.removeItem(atPath: path) } }
        for path in all { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        TemporaryFile.removeAbandoned("probe")
        #expect(!FileManager.default.fileExists(atPath: abandoned))
        for path in [own] + foreign { #expect(FileManager.default.fileExists(atPath: path), "\(path)") }
    }
}
