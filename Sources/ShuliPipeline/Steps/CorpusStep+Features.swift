import ShuliText
import ShuliCleaning
import ShuliFiles
import ShuliKeywords
import ShuliScreening
import ShuliSummary

extension CorpusStep {
    /// Leaves of a page, and where `texts` says so of a text, its article, with what is known of it in the fields title,
    /// author, editor, source and published. One without an article is removed.
    package static func clean(_ cleaner: ArticleCleaner = ArticleCleaner(), texts: Bool = true) -> CorpusStep {
        CorpusStep(name: "clean") { record, report in
            let article: Article
            switch record.content {
            case .page(let page): article = cleaner.clean(html: page, title: record.title)
            case .text(let text):
                guard texts else { return nil }
                article = cleaner.clean(text, title: record.title)
            }
            record.content = .text(article.text)
            record.title = article.title ?? record.title
            record.note(article)
            report.sample(record, article)
            return article.text.isEmpty ? CorpusRemoval(rule: "no-article", reason: "no article was found") : nil
        }
    }

    /// Brings text and title into one shape.
    package static func normalize(_ normalizer: Normalizer) -> CorpusStep {
        CorpusStep(name: "normalize") { record, _ in
            record.content = .text(normalizer.normalize(record.text).text)
            guard let title = record.title else { return nil }
            record.title = normalizer.normalize(title).text
            record.setFound("title", record.title)
            return nil
        }
    }

    /// Removes texts that break a rule.
    package static func filter(_ filter: CorpusFilter = CorpusFilter()) -> CorpusStep {
        CorpusStep(name: "filter") { record, _ in
            let verdict = filter.verdict(of: record.text)
            let measures = verdict.measures
            record.measures.characters = measures.characters
            record.measures.hanShare = measures.hanShare
            record.measures.quality = measures.quality
            record.measures.script = measures.writingSystem.classification.rawValue
            return verdict.rule.map { CorpusRemoval(rule: $0.rawValue, reason: verdict.reason) }
        }
    }

    /// Masks personal data and counts it.
    package static func mask(_ masker: PersonalDataMasker = PersonalDataMasker()) -> CorpusStep {
        CorpusStep(name: "mask") { record, report in
            let (text, findings) = masker.masked(record.text)
            guard !findings.isEmpty else { return nil }
            record.content = .text(text)
            for finding in findings { report.countPersonalData(finding.kind.rawValue) }
            return nil
        }
    }
}

extension CorpusAddition {
    /// The field keywords: words, best first, with their score, count and places in the text in UTF-8 bytes.
    package static func keywords(_ extractor: KeywordExtractor = KeywordExtractor(), limit: Int = 10) -> CorpusAddition
    {
        CorpusAddition(name: "keywords") { title, text in
            var writer = JSONWriter()
            writer.array {
                for keyword in extractor.keywords(in: text, title: title, limit: limit) {
                    $0.object {
                        $0.key("word")
                        $0.value(keyword.word)
                        $0.key("score")
                        $0.value(keyword.score)
                        $0.key("count")
                        $0.value(keyword.count)
                        $0.key("spans")
                        $0.array { for span in keyword.spans { $0.value(span) } }
                    }
                }
            }
            return [JSONRecord.Field(key: "keywords", source: String(decoding: writer.bytes, as: UTF8.self))]
        }
    }

    /// The field summary: the chosen sentences.
    package static func summarize(
        _ summarizer: Summarizer = Summarizer(), length: SummaryLength = .sentences(3)
    ) -> CorpusAddition {
        CorpusAddition(name: "summarize") { title, text in
            [JSONRecord.Field(key: "summary", text: summarizer.summary(of: text, title: title, length: length).text)]
        }
    }
}

extension CorpusRecord {
    // What the cleaner found: fields, and what helps to choose a copy.
    fileprivate mutating func note(_ article: Article) {
        setFound("title", title)
        let authors = article.authors.isEmpty ? nil : article.authors.joined(separator: " ")
        for (key, value) in [
            ("author", authors), ("editor", article.editor), ("source", article.source),
            ("published", article.published),
        ] where value != nil || !passed.contains(where: { $0.key == key }) { setFound(key, value) }
        traits.date = traits.date ?? article.published
        traits.source = traits.source ?? article.source
        traits.removed = article.input.utf8.count - article.text.utf8.count
        traits.isReprint = article.saysReprinted
        let length = article.input.utf8.count
        measures.keptShare = length == 0 ? nil : Double(article.text.utf8.count) / Double(length)
    }

    fileprivate mutating func setFound(_ key: String, _ value: String?) {
        let field = JSONRecord.Field(key: key, text: value)
        if let place = found.firstIndex(where: { $0.key == key }) {
            found[place] = field
        } else {
            found.append(field)
        }
    }
}

extension RunReport {
    private static let sampleLines = 60
    private static let sampleCharacters = 160

    // The article line by line, where it is one of those that are shown.
    fileprivate mutating func sample(_ record: CorpusRecord, _ article: Article) {
        let rank = SampleRank.rank(record.idSource)
        guard wantsSample(rank) else { return }
        func line(_ range: TextRange, _ removal: Removal? = nil) -> (TextRange, Sample.Line) {
            let text = String(article.input[range].prefix(Self.sampleCharacters))
            return (range, Sample.Line(text: text, rule: removal?.rule, reason: removal?.reason))
        }
        let lines = (article.kept.map { line($0) } + article.removals.map { line($0.range, $0) })
            .filter { !$0.1.text.isEmpty }.sorted { $0.0 < $1.0 }.map(\.1)
        keep(
            Sample(
                id: record.id, title: record.title, lines: Array(lines.prefix(Self.sampleLines)),
                isCut: lines.count > Self.sampleLines, rank: rank))
    }
}
