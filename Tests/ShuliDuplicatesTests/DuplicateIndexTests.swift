import ShuliTestSupport
import ShuliText
import Testing

@testable import ShuliDuplicates

@Suite struct DuplicateIndexTests {
    private typealias Document = DuplicateIndex.Document

    private func verdicts(
        _ documents: [Document], keeping policy: SurvivorPolicy = .longest
    ) throws -> DuplicateVerdicts {
        var index = DuplicateIndex()
        try index.add(documents.map { DuplicateIndex.PreparedDocument($0) })
        return try index.verdicts(keeping: policy)
    }

    private func documents(_ crawl: InventedCrawl) -> [Document] {
        crawl.pages.map { Document(id: $0.id, text: $0.text, title: $0.title) }
    }

    @Test func everyCopyIsFoundAndNothingElse() throws {
        for seed in UInt64(1)...3 {
            let crawl = InventedCrawl(seed: seed)
            let verdicts = try verdicts(documents(crawl))
            var clusters: [Int: Set<String>] = [:]
            var articles: [String: Set<Int>] = [:]
            for page in crawl.pages {
                let cluster = try #require(verdicts[page.id]?.cluster)
                clusters[page.article, default: []].insert(cluster)
                articles[cluster, default: []].insert(page.article)
            }
            #expect(clusters.allSatisfy { $0.value.count == 1 }, "\(clusters.filter { $0.value.count > 1 })")
            #expect(articles.allSatisfy { $0.value.count == 1 }, "\(articles.filter { $0.value.count > 1 })")
        }
    }

    @Test func scriptsAndWidth() throws {
        var invented = InventedArticles(seed: 9)
        let text = invented.article().joined(separator: "\n") + "发展历程与头发干燥的问题，著名医生说，里面有3个原因。"
        let traditional = ScriptConverter(from: .simplified, to: .taiwan).convert(text).text
        let wide = text.replacing("，", with: ",").replacing("3", with: "３")
        let verdicts = try verdicts([
            Document(id: "a", text: text), Document(id: "b", text: traditional), Document(id: "c", text: wide),
        ])
        #expect(Set(verdicts.all.map(\.cluster)) == ["a"])
        #expect(verdicts["c"]?.relation == .exact || verdicts["a"]?.relation == .exact)
    }

    @Test func survivors() throws {
        var invented = InventedArticles(seed: 12)
        let text = invented.article().joined()
        let documents = [
            Document(id: "c", text: text, date: "2025-03-02", source: "甲报", isReprint: true, removed: 10),
            Document(
                id: "b", text: text + invented.sentence(), date: "2025-03-01", host: "news.b.example", removed: 500),
            Document(id: "a", text: String(text.dropLast(4)), removed: 20),
        ]
        func kept(_ policy: SurvivorPolicy) throws -> String? {
            try verdicts(documents, keeping: policy).all.first(where: \.isKept)?.id
        }
        #expect(try kept(.first) == "c")
        #expect(try kept(.longest) == "b")
        #expect(try kept(.cleanest) == "c")
        #expect(try kept(.earliest) == "b")
        #expect(try kept(.sources(["b.example", "甲报"])) == "b")
        #expect(try kept(.sources(["甲报"])) == "c")
        #expect(try kept(.sources(["丙报"])) == "b")
        let all = try verdicts(documents, keeping: .longest)
        #expect(all.all.count { $0.isKept } == 1)
        #expect(all.all.allSatisfy { $0.cluster == "a" && ($0.original == nil) == $0.isKept })
        // Equal texts: one that does not say it was taken from elsewhere.
        let equal = [Document(id: "1", text: text, isReprint: true), Document(id: "2", text: text)]
        #expect(try verdicts(equal, keeping: .longest)["2"]?.isKept == true)
    }

    @Test func emptyAndShortTexts() throws {
        let verdicts = try verdicts([
            Document(id: "a", text: ""), Document(id: "b", text: ""), Document(id: "c", text: "图片"),
            Document(id: "d", text: "图片"), Document(id: "e", text: "图片", title: "雨"),
            Document(id: "f", text: "图片", title: "雨"),
        ])
        #expect(verdicts.all.map(\.cluster) == ["a", "b", "c", "d", "e", "e"])
    }

    @Test func pagesThatOnlyFurnitureIsLeftOf() throws {
        var invented = InventedArticles(seed: 20)
        let furniture = "免责声明：" + invented.sentence() + invented.sentence() + invented.sentence()
        var documents = (0..<6).map {
            Document(id: "p\($0)", text: invented.article().joined() + furniture, title: "第\($0)篇")
        }
        documents += [Document(id: "x", text: furniture, title: "甲"), Document(id: "y", text: furniture, title: "乙")]
        #expect(Set(try verdicts(documents).all.map(\.cluster)).count == 8)
    }

    @Test func insertAnswers() throws {
        var invented = InventedArticles(seed: 30)
        let text = invented.article().joined()
        var index = DuplicateIndex()
        #expect(try index.insert(Document(id: "42", text: text)) == .unique)
        #expect(try index.insert(Document(id: "43", text: text)) == .near("42", similarity: 1))
        guard case .contained("42", let share) = try index.insert(Document(id: "44", text: String(text.prefix(120))))
        else { Issue.record("no excerpt"); return }
        #expect(share > 0.9)
        guard
            case .contains("44", _) = try index.insert(
                Document(id: "45", text: text.prefix(120) + invented.article().joined()))
        else { Issue.record("no whole"); return }
        #expect(try index.insert(Document(id: "46", text: invented.article().joined())) == .unique)
        #expect(try index.count == 5)
        #expect(try index.insert(Document(id: "42", text: "别的")) == .unique)
        #expect(try index.count == 5)
        #expect(try index.verdicts()["43"]?.cluster == "42")
    }

    /// Neither the order of documents nor how they are numbered changes anything.
    @Test func orderDoesNotMatter() throws {
        for seed in UInt64(1)...4 {
            let documents = documents(InventedCrawl(seed: seed))
            let expected = try verdicts(documents).all.sorted { $0.id < $1.id }
            var random = InventedArticles(seed: seed + 100)
            for _ in 0..<3 {
                #expect(try verdicts(random.shuffled(documents)).all.sorted { $0.id < $1.id } == expected)
            }
        }
    }

    /// A text that says its opening twice has all of the text and nothing else: as alike as the text itself.
    @Test func amongEqualSharesTheOrderDoesNotMatter() throws {
        var invented = InventedArticles(seed: 31)
        let text = invented.article().joined()
        let documents = [
            Document(id: "1", text: text), Document(id: "2", text: text),
            Document(id: "3", text: text + text.prefix(40)),
        ]
        for order in [[0, 1, 2], [0, 2, 1], [2, 0, 1], [2, 1, 0], [1, 2, 0], [1, 0, 2]] {
            var index = DuplicateIndex()
            try index.add(order.map { DuplicateIndex.PreparedDocument(documents[$0]) })
            let kept = try index.verdicts(keeping: .earliest)["1"]
            #expect(kept?.isKept == true && kept?.relation == .exact && kept?.similarity == 1)
        }
    }

    @Test func idsAreOrderedAsNumbersAndWords() {
        let ids = ["b", "10", "9", "a", "007", "", "甲"]
        #expect(ids.sorted(by: DocumentID.precedes) == ["9", "10", "", "007", "a", "b", "甲"])
    }

    @Test(arguments: ContractSample.all)
    func anyTextMayBeAdded(_ sample: ContractSample) throws {
        let verdicts = try verdicts([
            Document(id: "a", text: sample.text, title: sample.text), Document(id: "b", text: sample.text, title: "x"),
        ])
        #expect(verdicts.all.count == 2)
    }

    @Test func passages() throws {
        var options = DuplicateIndex.Options()
        options.unit = .passage
        options.threshold = 0.8
        var index = DuplicateIndex(options: options)
        let texts = ["编辑：李明", "编辑：李明。", "今天的会议讨论了码头扩建和灯塔维修的全部经费来源。", "今天的会议，讨论了码头扩建和灯塔维修的全部经费来源！", "明天没有会议。"]
        try index.add(texts.enumerated().map { DuplicateIndex.PreparedDocument(Document(id: "\($0)", text: $1)) })
        #expect(try index.verdicts().all.map(\.cluster) == ["0", "0", "2", "2", "4"])
    }
}
