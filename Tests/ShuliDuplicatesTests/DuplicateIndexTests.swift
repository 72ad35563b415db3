import ShuliTestSupport
import ShuliText
import Testing

@testable import ShuliDuplicates

@Suite struct DuplicateIndexTests {
    private typealias Document = IndexedDocument

    private func verdicts(
        _ documents: [Document], keeping policy: SurvivorPolicy = .longest
    ) throws -> DuplicateVerdicts {
        var index = DuplicateIndex()
        #expect(try index.add(documents).isEmpty)
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
        // Equal texts are exact copies, however short they are; a text without any content is no copy.
        #expect(verdicts.all.map(\.cluster) == ["a", "b", "c", "c", "c", "c"])
        #expect(verdicts["d"]?.relation == .exact && verdicts["f"]?.original == "c")
        for (left, right) in [("图片", "图 片。"), ("图片", "圖片"), ("OK", "ok"), ("一二三四五六七", "一二三四五六七")] {
            #expect(DuplicateComparison(left, right).relation == .exact)
            #expect(
                try self.verdicts([Document(id: "1", text: left), Document(id: "2", text: right)])["2"]?.cluster == "1")
        }
        for (left, right) in [("图片", "图书"), ("图片", ""), ("一二三四五六七", "一二三四五六"), ("一二三四五六七", "一二三四五六七八")] {
            #expect(DuplicateComparison(left, right).relation == .unique)
            #expect(
                try self.verdicts([Document(id: "1", text: left), Document(id: "2", text: right)])["2"]?.cluster == "2")
        }
    }

    @Test func pagesOfWhichOnlyBoilerplateIsLeft() throws {
        var invented = InventedArticles(seed: 20)
        let boilerplate = "免责声明：" + invented.sentence() + invented.sentence() + invented.sentence()
        var documents = (0..<6).map {
            Document(id: "p\($0)", text: invented.article().joined() + boilerplate, title: "第\($0)篇")
        }
        documents += [
            Document(id: "x", text: boilerplate, title: "甲"), Document(id: "y", text: boilerplate, title: "乙"),
        ]
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
        #expect(try index.insert(Document(id: "42", text: "别的")) == .conflict)
        #expect(try index.insert(Document(id: "42", text: text)) != .conflict)
        #expect(try index.count == 5)
        #expect(try index.verdicts()["43"]?.cluster == "42")
    }

    /// An id that is known with another text is a conflict, one that is known with the same text is no news.
    @Test func knownIds() throws {
        let scratch = try Scratch()
        var invented = InventedArticles(seed: 71)
        let texts = (0..<3).map { _ in invented.article().joined() }
        let documents = [
            Document(id: "a", text: texts[0]), Document(id: "b", text: texts[1]), Document(id: "e", text: "……"),
            Document(id: "a", text: texts[0] + "。"), Document(id: "b", text: texts[2]),
            Document(id: "c", text: texts[1]),
            Document(id: "e", text: ""), Document(id: "e", text: texts[2]), Document(id: "a", text: ""),
        ]
        func check(_ index: consuming DuplicateIndex) throws {
            var index = index
            #expect(try index.add(documents) == [4, 7, 8])
            #expect(try index.count == 4)
            #expect(try index.add(documents) == [4, 7, 8])
            #expect(try index.add([documents[4], documents[0]]) == [0])
            let verdicts = try index.verdicts()
            #expect(verdicts.all.map(\.id) == ["a", "b", "e", "c"])
            #expect(verdicts["c"]?.original == "b")
        }
        try check(DuplicateIndex())
        try check(DuplicateIndex(at: scratch.path("index")))
        try check(DuplicateIndex(at: scratch.path("scratch"), access: .scratch))
    }

    /// Labels order documents and name clusters; ids tell documents apart that have one label.
    @Test func labels() throws {
        let scratch = try Scratch()
        var invented = InventedArticles(seed: 72)
        let (text, other) = (invented.article().joined(), invented.article().joined())
        func document(_ id: String, _ label: String, _ text: String) -> Document {
            var document = Document(id: id, text: text)
            document.label = label
            return document
        }
        let documents = [
            document("x1", "9", text), document("x2", "7", text), document("x3", "7", other), document("x0", "7", text),
            document("\0x", "甲\0", other), document("\0", "\0", "图片"),
        ]
        func check(_ index: consuming DuplicateIndex) throws {
            var index = index
            #expect(try index.add(documents).isEmpty)
            #expect(try index.add(documents).isEmpty)
            #expect(try index.count == 6)
            let verdicts = try index.verdicts(keeping: .longest)
            #expect(verdicts.all.map(\.id) == documents.map(\.id))
            #expect(verdicts.all.map(\.label) == documents.map(\.label))
            #expect(verdicts["x1"]?.cluster == "x0" && verdicts["x1"]?.clusterLabel == "7")
            #expect(verdicts["x0"]?.isKept == true)
            #expect(verdicts["x2"]?.original == "x0" && verdicts["x2"]?.originalLabel == "7")
            #expect(verdicts["\0x"]?.clusterLabel == "7" && verdicts["\0"]?.isKept == true)
        }
        try check(DuplicateIndex())
        try check(DuplicateIndex(at: scratch.path("index")))
    }

    /// A prepared document may get another id, under its label.
    @Test func namedDocuments() throws {
        let text = InventedCrawl(seed: 73).pages[0].text
        let prepared = ["9", "10", "9"].map { PreparedDocument(Document(id: $0, text: text)) }
        var index = DuplicateIndex()
        #expect(try index.add([prepared[1], prepared[0].named("9\0one"), prepared[2].named("9\0two")]).isEmpty)
        let verdicts = try index.verdicts(keeping: .longest)
        #expect(verdicts.all.map(\.cluster) == ["9\0one", "9\0one", "9\0one"])
        #expect(verdicts.all.map(\.clusterLabel) == ["9", "9", "9"])
    }

    @Test func anySizesAreCompared() throws {
        let text = "渔民清晨修补旧网，码头上的灯塔还亮着，村口老树下孩子奔跑。"
        let documents = [
            Document(id: "1", text: text, removed: .max), Document(id: "2", text: text, removed: .min),
            Document(id: "3", text: text + text, removed: .max),
        ]
        #expect(try verdicts(documents, keeping: .cleanest)["2"]?.isKept == true)
    }

    @Test func errorsNameTheFile() {
        for error: DuplicateIndexError in [
            .storage(path: "a.idx", message: "disk I/O error"), .notAnIndex(path: "a.idx"),
            .otherVersion(path: "a.idx", version: 2), .damaged(path: "a.idx", detail: "text 3 is not whole"),
        ] { #expect(error.description.hasPrefix("a.idx: ")) }
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
            _ = try index.add(order.map { documents[$0] })
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
        var options = DuplicateOptions()
        options.unit = .passage
        options.threshold = 0.8
        var index = DuplicateIndex(options: options)
        let texts = ["编辑：李明", "编辑：李明。", "今天的会议讨论了码头扩建和灯塔维修的全部经费来源。", "今天的会议，讨论了码头扩建和灯塔维修的全部经费来源！", "明天没有会议。"]
        _ = try index.add(texts.enumerated().map { Document(id: "\($0)", text: $1) })
        #expect(try index.verdicts().all.map(\.cluster) == ["0", "0", "2", "2", "4"])
    }
}
