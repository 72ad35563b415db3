import Foundation
import Shuli
import Testing

/// The samples of the guides and of the README, word for word: `DocumentTests` compares them.
///
/// This target sees public declarations only, as those who use the package do.
@Suite struct GuideSampleTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private let page: [UInt8]
    private let article: Article

    init() throws {
        page = try Self.bytes("Corpora/pages/portal-news.html")
        article = ArticleCleaner().clean(html: page)
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: path)))
    }

    @Test func readme() throws {
        // sample README 1
        let article = ArticleCleaner().clean(html: page)
        let keywords = KeywordExtractor().keywords(in: article.text, title: article.title, limit: 10)
        let summary = Summarizer().summary(of: article.text, title: article.title, length: .characters(200))
        let removed = article.removals.map { "\($0.rule): \(article.input[$0.range])" }

        let text = "Ｓｗｉｆｔ　６ 发布了。"
        let tokens = Segmenter(tagsPartsOfSpeech: true).tokens(in: text)
        let folded = Normalizer([.nfkc, .asciiWidth]).normalize(text)
        let place = folded.originalRange(of: TextRange(0, 5))

        var index = DuplicateIndex()
        try index.insert(.init(id: "1", text: article.text))
        let isNew = try index.insert(.init(id: "2", text: text)) == .unique

        let words = text.shuli.words
        // end
        #expect(keywords.count == 10)
        #expect(summary.characters <= 200 && !summary.sentences.isEmpty)
        #expect(removed.contains("navigation: 首页"))
        #expect(tokens.map { String(text[$0.range]) }.joined() == text)
        #expect(tokens.allSatisfy { $0.partOfSpeech != nil })
        #expect(text[place] == "Ｓｗｉｆｔ")
        #expect(isNew)
        #expect(words.first == "Ｓｗｉｆｔ")
    }

    @Test func gettingStarted() {
        // sample GettingStarted 1
        let article = ArticleCleaner().clean(html: page)
        let keywords = KeywordExtractor().keywords(in: article.text, title: article.title, limit: 5)
        let summary = Summarizer().summary(of: article.text, title: article.title, length: .sentences(3))
        let report = """
            \(article.title ?? "") (\(article.published ?? ""))
            \(keywords.map(\.word).joined(separator: " "))
            \(summary.text)
            """
        // end
        #expect(report.hasPrefix("澜州开通六条夜间定制公交 市民深夜回家多了一个选择 (2025-03-11 07:42)\n澜州 夜间"))
    }

    @Test func shortForm() {
        let text = article.text
        // sample GettingStarted 2
        let words = text.shuli.words
        let sentences = text.shuli.sentences
        let headline = text.shuli.summary(.headline).text
        // end
        #expect(words.count > 300)
        #expect(sentences.count > 15)
        #expect(!headline.isEmpty && Summary.length(of: headline) <= 30)
    }

    @Test func offsets() {
        // sample Offsets 1
        let text = "Ｓｗｉｆｔ　６ 发布了。"
        let tokens = Segmenter().tokens(in: text)
        let pieces = tokens.map { text[$0.range] }
        let indices = Range(tokens[0].range, in: text)
        // end
        #expect(pieces.joined() == text)
        #expect(text[indices] == "Ｓｗｉｆｔ")
    }

    @Test func offsetsOfRewrittenText() {
        // sample Offsets 2
        let folded = Normalizer([.nfkc, .asciiWidth]).normalize("Ｓｗｉｆｔ　６ 发布了。")
        let found = TextRange(0, 5)
        let place = folded.originalRange(of: found)
        // end
        #expect(folded.text[found] == "Swift")
        #expect(place == TextRange(0, 15))
    }

    @Test func cleaning() {
        // sample Cleaning 1
        let article = ArticleCleaner().clean(html: page)
        let facts = [article.title, article.source, article.published, article.editor]
        let reasons = article.removals.map { "\($0.rule): \($0.reason): \(article.input[$0.range])" }
        // end
        #expect(facts == ["澜州开通六条夜间定制公交 市民深夜回家多了一个选择", "澜州晚报", "2025-03-11 07:42", "陆一鸣"])
        #expect(reasons.count == article.removals.count)
    }

    @Test func templates() throws {
        let pages = try ["portal-news", "local-paper-gb18030", "finance-brief"].map {
            try Self.bytes("Corpora/pages/\($0).html")
        }
        // sample Cleaning 2
        var learner = SiteTemplateLearner()
        for page in pages { learner.add(ArticleCleaner().clean(html: page)) }
        let cleaner = ArticleCleaner(level: .standard, template: learner.template())
        // end
        #expect(cleaner.clean(html: page).text == article.text)
    }

    @Test func words() {
        // sample Words 1
        let segmenter = Segmenter(tagsPartsOfSpeech: true)
        let tokens = segmenter.tokens(in: "他说：“明天走。”").filter(\.kind.isContent)
        let tags = tokens.map { $0.partOfSpeech?.rawValue ?? "" }
        let words = segmenter.words(in: "他说：“明天走。”")
        // end
        #expect(tags == ["PRON", "VERB", "NOUN", "VERB"])
        #expect(words == ["他", "说", "：", "“", "明天", "走", "。", "”"])
    }

    @Test func userWords() throws {
        // sample Words 2
        let dictionary = try UserDictionary(["夜行一号", "Edu Trust认证"], policy: .force)
        let own = Segmenter(lexicon: .standard.adding(dictionary))
        // end
        #expect(own.words(in: "夜行一号有edu trust认证") == ["夜行一号", "有", "edu trust认证"])
    }

    @Test func fields() throws {
        // sample Fields 1
        var terms = try UserDictionary(["夜行一号", "云平台"])
        terms = UserDictionary(merging: [terms, try UserDictionary(["晨光计划"], policy: .force)])
        let lexicon = try Lexicon.standard.adding(terms).removing(["天气"])
        let fieldWords = Segmenter(lexicon: lexicon).words(in: "晨光计划和云平台")
        // end
        #expect(fieldWords == ["晨光计划", "和", "云平台"])
    }

    @Test func sentences() {
        // sample Words 3
        let sentences = SentenceSplitter().sentences(in: "“明天走。”他说。大家都笑了。")
        // end
        #expect(sentences == ["“明天走。”他说。", "大家都笑了。"])
    }

    @Test func normalizing() {
        // sample Normalizing 1
        let normalizer = Normalizer([.nfc, .stripInvisible, .asciiWidth, .tightSpaces])
        let normalized = normalizer.normalize("Ｓｗｉｆｔ　６ 发布了")
        // end
        #expect(normalized.text == "Swift 6发布了")
    }

    @Test func conversion() {
        // sample ConvertingScripts 1
        let converter = ScriptConverter(from: .simplified, to: .taiwan)
        let converted = converter.convert("他走了五千里，屋里只有两只猫。")
        let uncertain = converter.ambiguities(in: "他发")
        // end
        #expect(converted.text == "他走了五千里，屋裡只有兩隻貓。")
        #expect(uncertain.first?.chosen == "發")
    }

    @Test func ownPhrases() throws {
        // sample ConvertingScripts 2
        let phrases = try ConversionPhrases(parsing: "了解\t了解\n奔驰\t賓士\n干城章嘉")
        let own = ScriptConverter(from: .simplified, to: .taiwan, phrases: phrases)
        // end
        #expect(own.convert("了解奔驰").text == "了解賓士")
    }

    @Test func encodings() {
        let bytes = Array("天气预报".utf8)
        // sample Normalizing 2
        let decoded = TextDecoder().decode(bytes)
        let repaired = Normalizer(.repair).normalize("ÌìÆøÔ¤±¨ËµÃ÷ÌìÓÐÓê")
        // end
        #expect(decoded.text == "天气预报" && decoded.encoding == .utf8)
        #expect(repaired.text == "天气预报说明天有雨")
    }

    @Test func keywords() {
        // sample Keywords 1
        let extractor = KeywordExtractor()
        let keywords = extractor.keywords(in: article.text, title: article.title, limit: 5)
        let words = keywords.map(\.word)
        let places = keywords.map(\.ranges)
        // end
        #expect(words.contains("夜间定制公交"))
        // One that only the title has occurs nowhere in the text.
        #expect(places.count == 5 && places.first?.isEmpty == false)
    }

    @Test func summaries() {
        // sample Summaries 1
        let summary = Summarizer().summary(of: article.text, title: article.title, length: .characters(120))
        let ranges = summary.sentences.map(\.range)
        let asked = Summarizer(query: "票价").summary(of: article.text, length: .sentences(1))
        // end
        #expect(summary.characters <= 120)
        #expect(ranges == ranges.sorted() && !ranges.isEmpty)
        #expect(asked.sentences.count == 1)
    }

    @Test func republishedArticles() throws {
        let bodies = [("a", article.text), ("b", String(article.text.dropFirst(20))), ("c", "今天天气很好，我们去公园散步。")]
        // sample RepublishedArticles 1
        var index = DuplicateIndex()
        for (id, body) in bodies { try index.insert(IndexedDocument(id: id, text: body)) }
        let verdicts = try index.verdicts(keeping: .longest)
        let kept = verdicts.all.filter(\.isKept).map(\.id)
        let copies = verdicts.all.filter { !$0.isKept }.map { "\($0.id): \($0.relation.rawValue) \($0.original ?? "")" }
        // end
        #expect(kept == ["a", "c"])
        #expect(copies == ["b: near a"])
    }

    @Test func comparison() {
        let (left, right) = (article.text, String(article.text.dropFirst(20)))
        // sample RepublishedArticles 2
        let comparison = DuplicateComparison(left, right)
        let shared = comparison.parts.compactMap { part in
            if case .shared(let range, _) = part { left[range] } else { nil }
        }
        // end
        #expect(comparison.relation == .near)
        #expect(shared.count == 1)
    }

    @Test func filters() {
        let text = article.text
        // sample Screening 1
        let verdict = CorpusFilter().verdict(of: text)
        let reason = verdict.rule.map { "\($0.rawValue): \(verdict.reason)" }
        // end
        #expect(verdict.isKept && reason == nil)
        #expect(CorpusFilter().verdict(of: "更多 下一页").rule == .tooShort)
    }

    @Test func personalData() {
        // sample Screening 2
        let (masked, findings) = PersonalDataMasker().masked("有事请打13800138000，或写信到li@example.com。")
        let kinds = findings.map(\.kind)
        // end
        #expect(masked == "有事请打***********，或写信到**@*******.***。")
        #expect(kinds == [.mobile, .email])
    }

    @Test func corpusRun() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shuli-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (Self.root.appending(path: "Corpora/pages").path(), folder.path())
        // sample RunningACorpus 1
        let steps: [CorpusStep] = [.clean(), .normalize(Normalizer()), .filter(), .dedup()]
        let report = try await CorpusRun([input], into: output, steps: steps).run()
        let counts = (report.records, report.written, report.rejected)
        // end
        // The gold file holds the bodies of the nine pages.
        #expect(counts == (18, 9, 9))
    }
}
