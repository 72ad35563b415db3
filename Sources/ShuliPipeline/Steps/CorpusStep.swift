import ShuliBase
import ShuliCleaning
import ShuliDuplicates
import ShuliFiles
import ShuliKeywords
import ShuliScreening
import ShuliSummary
import ShuliText

/// One step of a run: a pure function of a record, or the search for duplicates among all records.
///
/// Steps come in this order, each at most once: clean, normalize, filter, mask, dedup, keywords, summarize.
public struct CorpusStep: Sendable {
    /// Says why the record is rejected; nil to go on. Samples and counts go into the report of the chunk.
    package typealias Transform = @Sendable (inout Record, inout RunReport) -> Record.Rejection?
    /// Fields that are added to a record that is written. The tokens of its text are shared by all such steps.
    package typealias Enricher = @Sendable (Record, SharedTokens) -> [JSONRecord.Field]

    /// What a step does, and so where in a run it works.
    package enum Work: Sendable {
        /// Before duplicates are searched for: changes a record or rejects it.
        case transform(Transform)
        case duplicates(DuplicateSearch)
        /// After the search, on records that are kept.
        case enrich(Enricher)
    }

    /// The reason of rejected documents without an article.
    package static let noArticle = "no article was found"

    /// The name in plans and reports.
    package let name: String
    package let work: Work
    /// Whether it restores text that was decoded in the wrong encoding.
    package let repairs: Bool

    package init(name: String, repairs: Bool = false, _ work: Work) {
        (self.name, self.repairs, self.work) = (name, repairs, work)
    }

    /// Replaces a page, and a text unless `texts` is false, by its article, and sets the fields title, author, authors,
    /// editor, source and published. A document without an article is rejected.
    public static func clean(_ cleaner: ArticleCleaner = ArticleCleaner(), texts: Bool = true) -> CorpusStep {
        CorpusStep(
            name: "clean",
            .transform { record, report in
                guard let article = record.clean(cleaner, texts: texts) else { return nil }
                record.setFields(of: article)
                report.sample(record, article)
                guard article.text.isEmpty else { return nil }
                return Record.Rejection(step: "clean", rule: "no-article", reason: noArticle)
            })
    }

    /// Normalizes text and title.
    public static func normalize(_ normalizer: Normalizer) -> CorpusStep {
        CorpusStep(
            name: "normalize", repairs: normalizer.options.contains(.repair),
            .transform { record, _ in
                record.normalize(normalizer)
                return nil
            })
    }

    /// Rejects texts that break a rule of a filter.
    public static func filter(_ filter: CorpusFilter = CorpusFilter()) -> CorpusStep {
        CorpusStep(name: "filter", .transform { record, _ in record.filter(filter) })
    }

    /// Masks personal data in texts and counts it.
    public static func mask(_ masker: PersonalDataMasker = PersonalDataMasker()) -> CorpusStep {
        CorpusStep(
            name: "mask",
            .transform { record, report in
                for finding in record.mask(masker) { report.countPersonalData(finding.kind.rawValue) }
                return nil
            })
    }

    /// Finds republished articles; of each cluster one record is kept, by the policy.
    public static func dedup(
        _ options: DuplicateOptions = DuplicateOptions(), keeping policy: SurvivorPolicy = .first
    ) -> CorpusStep {
        CorpusStep(name: "dedup", .duplicates(DuplicateSearch(options: options, policy: policy)))
    }

    /// Adds the field keywords: words, best first, with their score, their count and their ranges in the text in UTF-8
    /// bytes.
    public static func keywords(_ extractor: KeywordExtractor = KeywordExtractor(), limit: Int = 10) -> CorpusStep {
        CorpusStep(
            name: "keywords",
            .enrich { record, tokens in
                let keywords = extractor.keywords(
                    in: record.text, title: record.title, limit: limit, sharing: tokens)
                return [JSONRecord.Field(key: "keywords") { $0.keywords(keywords) }]
            })
    }

    /// Adds the field summary: the chosen sentences as one text.
    public static func summarize(
        _ summarizer: Summarizer = Summarizer(), length: SummaryLength = .sentences(3)
    ) -> CorpusStep {
        CorpusStep(
            name: "summarize",
            .enrich { record, tokens in
                let summary = summarizer.summary(
                    of: record.text, title: record.title, length: length, sharing: tokens)
                return [JSONRecord.Field(key: "summary", text: summary.text)]
            })
    }
}
