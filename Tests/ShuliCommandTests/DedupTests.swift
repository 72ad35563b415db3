import Foundation
import ShuliTestSupport
import Testing

/// `shuli dedup` as a user runs it.
@Suite struct DedupTests {
    private let shuli: Program
    private let folder: URL

    init() throws {
        shuli = try Program.shuli()
        folder = FileManager.default.temporaryDirectory.appending(path: "shuli-dedup-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path() }

    private func lines(_ arguments: [String], _ input: String = "") throws -> [String] {
        let outcome = try shuli.run(arguments, input: Array(input.utf8))
        #expect(outcome.status == 0, "\(outcome.messages)")
        return outcome.output.split(separator: "\n").map(String.init)
    }

    /// Records of invented articles, three copies of each.
    private func crawl(_ count: Int, seed: UInt64 = 1) -> [String] {
        var random = SeededRandom(seed: seed)
        let words = "渔民 修网 码头 灯塔 清晨 雾气 村口 老树 账本 收成 稻谷 屋顶 木匠 门窗 图纸 河水 堤坝 巡查 电工 线路 夜市 摊主"
            .split(separator: " ")
        func sentence() -> String {
            (0..<12).map { _ in words[Int.random(in: words.indices, using: &random)] }.joined(separator: "的") + "。"
        }
        return (0..<count).flatMap { number in
            let body = (0..<8).map { _ in sentence() }
            return [body.joined(), body.prefix(4).joined(), body.joined(separator: " ") + sentence()].enumerated().map {
                #"{"id":"\#(number)-\#($0)","text":"\#($1)"}"#
            }
        }
    }

    private let one = "渔民清晨修补旧网，码头上的灯塔还亮着，村口老树下孩子奔跑。账本记录着今年的收成，稻谷晾晒在屋顶。"

    /// A record's own title tells the cleaner where the article begins; the index sees the body that `clean` writes.
    @Test func bodiesAreThoseOfClean() throws {
        let title = "快讯：云梧河龙舟赛五百米直道青石村队夺冠"
        let page = """
            \(title)
            来源：云梧新闻网 时间：2025-02-28 03:36 编辑：陈涛

            云梧河龙舟赛五百米直道青石村队夺冠

            青石村队蝉联冠军

            云梧河龙舟赛昨日下午结束第三日争夺。男子五百米直道决赛，青石村队以两分零三秒夺得冠…

            编辑 陈涛　校对 彭娜

            本文转自云梧新闻网，版权归原作者所有，如有侵权请联系我们删除

            相关推荐

            网上药店如何方便村民 2018年10月8日

            十个秘密别隐瞒医生 2018年10月8日

            1. 酒后这样疼当心
            2. 睡不好第二天六招补救
            关于我们 | 联系方式 | 广告服务 | 招聘信息 | 网站地图
            Copyright © 2009-2024 云梧视角 版权所有
            """
        let record = try JSONSerialization.data(withJSONObject: ["id": "a", "title": title, "text": page])
        try record.write(to: folder.appending(path: "page.jsonl"))
        func text(_ arguments: [String], _ keys: [Any]) throws -> String? {
            let output = try lines(arguments + ["--json"]).joined()
            var value: Any? = try JSONSerialization.jsonObject(with: Data(output.utf8))
            for key in keys {
                if let key = key as? Int { value = (value as? [Any])?[key] }
                if let key = key as? String { value = (value as? [String: Any])?[key] }
            }
            return value as? String
        }
        let body = try text(["clean", path("page.jsonl")], ["text"])
        #expect(try #require(body).hasPrefix("青石村队蝉联冠军"))
        #expect(
            try text(["dedup", "compare", path("page.jsonl"), path("page.jsonl")], ["parts", 0, "left", "text"]) == body
        )
    }

    @Test func marksDropsAndSplits() throws {
        let records = [
            #"{"id":1,"url":"https://a.example/1","text":"\#(one)","n":1.0}"#, #"{"id":2,"text":"\#(one)（完）"}"#,
            #"{"id":10,"text":"木匠打磨门窗，图纸摊开在桌面，河水上涨，堤坝有人巡查，电工检修线路到深夜。"}"#,
        ].joined(separator: "\n")
        let dedup = ["dedup", "--no-clean", "--input-format", "jsonl"]
        #expect(
            try lines(dedup, records) == [
                #"{"id":1,"cluster":1,"kept":true,"of":null,"relation":"unique","similarity":0.977,"containment":1,"url":"https://a.example/1","n":1.0}"#,
                #"{"id":2,"cluster":1,"kept":false,"of":1,"relation":"near","similarity":0.977,"containment":0.977}"#,
                #"{"id":10,"cluster":10,"kept":true,"of":null,"relation":"unique","similarity":0,"containment":0}"#,
            ])
        #expect(
            try lines(dedup + ["--action", "drop", "--keep", "longest"], records)
                == Array(records.split(separator: "\n").map(String.init).dropFirst()))
        _ = try lines(dedup + ["--action", "split", "-o", path("out.jsonl"), "--clusters", path("clusters")], records)
        #expect(try String(contentsOfFile: path("out.duplicates.jsonl"), encoding: .utf8).hasPrefix(#"{"id":2,"#))
        #expect(try String(contentsOfFile: path("clusters"), encoding: .utf8).hasPrefix(#"{"cluster":"1","size":2,"#))
    }

    @Test func orderJobsAndMemoryChangeNothing() throws {
        let records = crawl(60)
        let dedup = ["dedup", "--no-clean", "--input-format", "jsonl", "--keep", "longest"]
        let expected = try lines(dedup + ["-j", "1"], records.joined(separator: "\n")).sorted()
        #expect(Set(expected.compactMap { $0.split(separator: ",").first { $0.contains("cluster") } }).count == 60)
        var random = SeededRandom(seed: 3)
        for arguments in [["-j", "5"], ["--memory", "1M"], ["-j", "2", "--index", path("index")]] {
            let shuffled = records.shuffled(using: &random).joined(separator: "\n")
            #expect(try lines(dedup + arguments, shuffled).sorted() == expected)
        }
    }

    /// Writers are killed at random moments, five of them, or fifty where SHULI_SOAK is set (see .ci/soak): the next writer
    /// continues with the index that each leaves, and the last one's output is that of a run that nothing interrupted.
    @Test func killedWriters() throws {
        let records = crawl(150).joined(separator: "\n")
        try Data(records.utf8).write(to: URL(filePath: path("in.jsonl")))
        let dedup = "$SHULI dedup --no-clean --keep longest --memory 1M \(path("in.jsonl"))"
        let expected = try shuli.shell("\(dedup) --index \(path("whole"))").output
        let started = Date()
        _ = try shuli.shell("\(dedup) --index \(path("timed")) >/dev/null")
        let duration = Date().timeIntervalSince(started)
        var random = SeededRandom(seed: 9)
        let kills = ProcessInfo.processInfo.environment["SHULI_SOAK"] == nil ? 5 : 50
        var (killed, round) = (0, 0)
        while killed < kills {
            let index = path("killed-\(round)")
            let delay = Double.random(in: 0..<duration, using: &random)
            let status = try shuli.shell(
                "\(dedup) --index \(index) >/dev/null 2>&1 & P=$!; sleep \(delay); kill -9 $P; wait $P; echo $?"
            ).output
            if status.hasSuffix("137\n") {
                killed += 1
            } else {
                // The run had ended before: the index is whole, and the next one is begun.
                #expect(status.hasSuffix("0\n"), "\(status)")
                #expect(try shuli.shell("\(dedup) --index \(index)").output == expected)
                round += 1
            }
        }
        let ended = try shuli.shell("\(dedup) --index \(path("killed-\(round)"))")
        #expect(ended.status == 0, "\(ended.messages)")
        #expect(ended.output == expected)
    }

    @Test func asksAnIndex() throws {
        let records = crawl(5)
        _ = try lines(
            ["dedup", "--no-clean", "--index", path("index"), "--input-format", "jsonl"],
            records.joined(separator: "\n"))
        let asked = records[3].replacing("1-0", with: "neu")
        let found = try lines(
            ["dedup", "query", "--no-clean", "--index", path("index"), "--input-format", "jsonl"], asked)
        #expect(found.first?.hasPrefix(#"{"id":"neu","matches":[{"id":"1-0","relation":"exact","#) == true, "\(found)")
        let missing = try shuli.run(["dedup", "query", "--index", path("none")], input: Array("文".utf8))
        #expect(missing.status == 74)
    }

    @Test func comparesTwoFiles() throws {
        try Data("\(one)\n这一句只在这里。".utf8).write(to: URL(filePath: path("a")))
        try Data("\(one)".utf8).write(to: URL(filePath: path("b")))
        let shown = try lines(["dedup", "compare", "--no-clean", path("a"), path("b")])
        #expect(shown.first?.hasPrefix("near: ") == true, "\(shown)")
        #expect(shown.contains { $0.contains("这一句只在这里") && !$0.contains(" = ") })
        #expect(
            try lines(["dedup", "compare", "--no-clean", "--width", "40", path("a"), path("b")]).count > shown.count)
        let parts = try #require(
            try JSONSerialization.jsonObject(
                with: Data(lines(["dedup", "compare", "--json", "--no-clean", path("a"), path("b")])[0].utf8))
                as? [String: Any])["parts"]
        #expect((parts as? [[String: Any]])?.compactMap { $0["shared"] as? Bool } == [true, false])
        try Data("完全不同的另一篇文章，讲的是山里的雪线和羊群。".utf8).write(to: URL(filePath: path("c")))
        #expect(try shuli.run(["dedup", "compare", "--no-clean", path("a"), path("c")]).status == 1)
    }

    @Test func sentencesAndParagraphs() throws {
        let records =
            #"{"id":"a","text":"第一句话在这里。扫描二维码关注我们的公众号。\n第二段。"}"# + "\n"
            + #"{"id":"b","text":"完全不同的一句话。扫描二维码，关注我们的公众号！"}"#
        let dedup = ["dedup", "--no-clean", "--input-format", "jsonl", "--level", "sentence"]
        let marked = try lines(dedup, records)
        #expect(marked[1].contains(#""kept":false,"of":{"id":"a""#), "\(marked)")
        #expect(try lines(dedup + ["--action", "drop"], records)[1].contains(#""text":"完全不同的一句话。""#))
    }

    @Test func optionsThatContradict() throws {
        for arguments in [
            ["--action", "split"], ["--level", "sentence", "--index", "x"], ["--keep", "best"], ["--memory", "much"],
            ["--threshold", "2"], ["--dry-run", "--index", "x"],
        ] {
            #expect(try shuli.run(["dedup"] + arguments, input: [0x61]).status == 64, "\(arguments)")
        }
    }
}
