import Foundation
import ShuliTestSupport
import Testing

/// What `clean` writes of pages of all kinds.
@Suite struct CleanTests {
    private let shuli: Program

    init() throws { shuli = try Program.shuli() }

    private func object(_ arguments: [String]) throws -> [String: Any] {
        let outcome = try shuli.run(["clean", "--json"] + arguments)
        #expect(outcome.status == 0, "\(outcome.messages)")
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    @Test func aThreadHasPosts() throws {
        let record = try object(["Corpora/structure/thread-board-tables.html"])
        #expect(record["kind"] as? String == "thread")
        let posts = try #require(record["posts"] as? [[String: Any]])
        #expect(posts.count > 2)
        #expect(posts.allSatisfy { $0["author"] is String && $0["s"] is Int && $0["e"] is Int })
        let dropped = try object(["--replies", "drop", "Corpora/structure/thread-board-tables.html"])
        #expect((dropped["posts"] as? [[String: Any]])?.count == 1)
        #expect(dropped["text"] as? String == posts.first?["text"] as? String)
    }

    @Test func blocksHaveRoles() throws {
        let record = try object(["--blocks", "Corpora/structure/table-head.html"])
        let blocks = try #require(record["blocks"] as? [[String: Any]])
        let table = try #require(blocks.first { $0["role"] as? String == "table" })
        #expect((table["cells"] as? [[String]])?.first == ["菜场", "番茄", "黄瓜", "鸡蛋"])
        #expect((record["input"] as? String)?.contains("四个菜场") == true)
    }

    @Test func formats() throws {
        let markdown = try shuli.run(["clean", "--format", "markdown", "Corpora/structure/table-head.html"]).output
        #expect(markdown.contains("| 东门 | 4.2 | 3.8 | 5.6 |"))
        let html = try shuli.run(["clean", "--format", "html", "Corpora/structure/table-head.html"]).output
        #expect(html.contains("<td>东门</td>"))
        let record = try object(["--format", "markdown", "Corpora/structure/table-head.html"])
        #expect(record["markdown"] as? String == markdown.dropLast().description)
        #expect((record["text"] as? String)?.contains("|") == false)
        let both = try shuli.run(["clean", "--format", "html", "--diff", "Corpora/structure/table-head.html"])
        #expect(both.status == 64)
    }

    @Test(arguments: ["listing-news.html", "placeholder-wait.html"])
    func aPageWithoutAnArticleIsNamed(_ file: String) throws {
        let outcome = try shuli.run(["clean", "Corpora/structure/\(file)"])
        #expect(outcome.status == 0 && outcome.output.isEmpty)
        #expect(outcome.messages.contains(file))
        #expect(try shuli.run(["clean", "-q", "Corpora/structure/\(file)"]).messages.isEmpty)
    }
}
