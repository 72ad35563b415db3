import Foundation
import ShuliTestSupport
import Testing

/// A record is known by its position, and it is the same record for a verb and for a run.
@Suite struct IdentityTests {
    private let scratch: Scratch
    private let shuli: Program

    init() throws { (scratch, shuli) = (try Scratch(), try Program.shuli()) }

    private func objects(_ lines: [String]) throws -> [[String: Any]] {
        try lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
    }

    private func run(_ arguments: [String]) throws -> [String] {
        let outcome = try shuli.run(arguments)
        #expect(outcome.status == 0, "\(outcome.messages)")
        return outcome.output.split(separator: "\n").map(String.init)
    }

    /// Pages of Corpora, each twice, some of them cut; with titles, dates and sources that the pages contradict.
    private func pages() throws -> String {
        var lines: [String] = []
        for name in try Repository.files(in: "Corpora/pages", ending: ".html") {
            let page = String(decoding: try Repository.bytes("Corpora/pages/\(name)"), as: UTF8.self)
            for copy in 0..<2 {
                let record: [String: Any] = [
                    "id": "\(name)-\(copy)", "html": page, "title": "网站：\(name)", "date": "20\(20 - copy)-01-01",
                    "source": "采集器", "url": "https://site\(copy).example/\(name)",
                ]
                lines.append(String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self))
            }
        }
        return try scratch.file("pages.jsonl", (lines.joined(separator: "\n") + "\n").utf8)
    }

    @Test(arguments: ["first", "longest", "earliest", "source:site1.example"])
    func dedupAndARunAgreeOnEachRecord(policy: String) throws {
        let input = try pages()
        let marked = try objects(run(["dedup", "--keep", policy, input]))
        #expect(marked.count >= 12)
        #expect(marked.contains { $0["kept"] as? Bool == false })
        let plan = try scratch.file("plan-\(policy).yaml", "steps:\n  - clean\n  - dedup: {keep: \"\(policy)\"}\n".utf8)
        let out = scratch.path("out-\(policy)")
        _ = try run(["corpus", "run", plan, "--input", input, "-o", out])
        let written = try objects(
            String(contentsOfFile: out + "/part-00000.jsonl", encoding: .utf8).split(separator: "\n").map(String.init))
        let rejected = try objects(
            String(contentsOfFile: out + "/rejects/part-00000.jsonl", encoding: .utf8).split(separator: "\n")
                .map(String.init))
        // What the cleaner rejected has no text, and no copies.
        let empty = Set(
            rejected.filter { ($0["rejected"] as? [String: Any])?["step"] as? String == "clean" }
                .compactMap { $0["id"] as? String })
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: out + "/run.json")))
                as? [String: Any])
        var clusters: [String: String] = [:]
        for cluster in try #require(report["clusters"] as? [[String: Any]]) {
            for member in try #require(cluster["members"] as? [[String: Any]]) {
                clusters[try #require(member["id"] as? String)] = cluster["id"] as? String
            }
        }
        #expect(!clusters.isEmpty)
        for verdict in marked {
            let id = try #require(verdict["id"] as? String)
            guard !empty.contains(id) else { continue }
            let isKept = verdict["kept"] as? Bool
            #expect(written.contains { $0["id"] as? String == id } == isKept, "\(id)")
            #expect(clusters[id] ?? id == verdict["cluster"] as? String, "\(id)")
            guard isKept == false else { continue }
            let reject = try #require(rejected.first { $0["id"] as? String == id }?["rejected"] as? [String: Any])
            #expect(reject["rule"] as? String == verdict["relation"] as? String)
            #expect(reject["of"] as? String == verdict["of"] as? String)
            let percent = Int(((verdict["similarity"] as? Double ?? -1) * 100).rounded())
            #expect(reject["reason"] as? String == "\(percent) % the same")
        }
    }

    private func article(_ seed: UInt64) -> String {
        var random = SeededRandom(seed: seed)
        let words = "渔民 修网 码头 灯塔 清晨 雾气 村口 老树 账本 收成 稻谷 屋顶 木匠 门窗 图纸 河水 堤坝".split(separator: " ")
        return (0..<80).map { _ in String(words[Int.random(in: words.indices, using: &random)]) }.joined() + "。"
    }

    /// Files without ids, ids that are null, and ids that begin anew: different articles are different.
    @Test(arguments: [#""x":1"#, #""id":null"#, #""id":"1""#]) func equalIdsAreDifferentRecords(id: String) throws {
        let paths = try (0..<3).map { file in
            try scratch.file(
                "\(file).jsonl",
                (0..<3).map { "{\(id),\"text\":\"\(article(UInt64(file * 3 + $0)))\"}\n" }.joined().utf8)
        }
        let dedup = ["dedup", "--no-clean"]
        let marked = try objects(run(dedup + paths))
        #expect(marked.count == 9)
        #expect(marked.allSatisfy { $0["kept"] as? Bool == true && $0["relation"] as? String == "unique" })
        #expect(try run(dedup + ["--action", "drop"] + paths).count == 9)
        // The same file again: each of its records is a copy of one with the same label.
        let twice = try objects(run(dedup + paths + [paths[1]]))
        #expect(twice.suffix(3).allSatisfy { $0["kept"] as? Bool == false && $0["relation"] as? String == "exact" })
        #expect(twice.suffix(3).allSatisfy { $0["similarity"] as? Double == 1 })
        #expect(twice.count { $0["kept"] as? Bool == true } == 9)
        // Lines are numbered anew in each file.
        let lines = try (0..<2).map {
            try scratch.file("\($0).txt", "\(article(50 + UInt64($0)))\n\(article(60 + UInt64($0)))\n".utf8)
        }
        let texts = try objects(run(dedup + ["--input-format", "lines"] + lines.map { "\($0)" }))
        #expect(texts.count { $0["kept"] as? Bool == true } == 4)
    }

    /// An index holds the records of each day once, also where their labels are equal.
    @Test func anIndexKnowsRecordsWithEqualIds() throws {
        let path = try scratch.file(
            "day.jsonl", (0..<4).map { "{\"id\":7,\"text\":\"\(article(UInt64($0)))\"}\n" }.joined().utf8)
        let dedup = ["dedup", "--no-clean", "--index", scratch.path("index"), path]
        let first = try run(dedup)
        #expect(try objects(first).allSatisfy { $0["kept"] as? Bool == true })
        #expect(try run(dedup) == first)
    }

    /// Ids that begin anew each day: the index has them with other texts. That is said, and no article is lost.
    @Test func idsThatTheIndexHasWithAnotherText() throws {
        func day(_ name: String, _ seeds: [UInt64]) throws -> String {
            let lines = seeds.enumerated().map { "{\"id\":\($0 + 1),\"text\":\"\(article($1))\"}\n" }
            return try scratch.file(name, lines.joined().utf8)
        }
        let dedup = ["dedup", "--no-clean", "--index", scratch.path("index")]
        _ = try run(dedup + [day("monday.jsonl", [1, 2, 3])])
        let tuesday = dedup + [try day("tuesday.jsonl", [4, 2, 5])]
        let outcome = try shuli.run(tuesday)
        #expect(outcome.status == 0)
        #expect(outcome.messages.contains("the index has 2 of these ids with another text, the first is \"1\""))
        let verdicts = try objects(outcome.output.split(separator: "\n").map(String.init))
        #expect(verdicts.count == 3)
        #expect(verdicts.allSatisfy { $0["kept"] as? Bool == true })
        // Again: the index has them all.
        #expect(try shuli.run(tuesday).output == outcome.output)
        // A third day has copies of both.
        let wednesday = try objects(run(dedup + ["-q", day("wednesday.jsonl", [4, 1, 6])]))
        #expect(wednesday.map { $0["kept"] as? Bool } == [false, false, true])
        #expect(wednesday.map { $0["relation"] as? String } == ["exact", "exact", "unique"])
        // The same file name with other articles.
        let again = try objects(run(dedup + ["-q", day("tuesday.jsonl", [7, 8, 4])]))
        #expect(again.map { $0["kept"] as? Bool } == [true, true, false])
    }
}
