import ShuliBase
import ShuliCleaning
import ShuliFiles
import ShuliScreening
import ShuliText

/// The steps as functions of a record: runs and verbs use the same ones.
extension Record {
    /// Replaces a page, and a text where `texts` says so, by its article. Returns the article; nil where the text stays
    /// as it is.
    @discardableResult
    package mutating func clean(_ cleaner: ArticleCleaner = ArticleCleaner(), texts: Bool = true) -> Article? {
        let article: Article
        switch content {
        case .page(let page): article = cleaner.clean(html: page, title: title)
        case .text(let text):
            guard texts else { return nil }
            article = cleaner.clean(text, title: title)
        }
        content = .text(article.text)
        bodyMap = BodyMap(input: article.input, kept: article.kept)
        let (before, after) = (article.input.utf8.count, article.text.utf8.count)
        removedBytes = before - after
        measures.keptShare = before == 0 ? nil : Double(after) / Double(before)
        adopt(article)
        return article
    }

    /// Sets the fields that describe an article. Where the cleaner extracted no author, editor, source or date, an input
    /// field of that name passes through.
    package mutating func setFields(of article: Article) {
        set(JSONRecord.Field(key: "title", text: title))
        let author = article.authors.isEmpty ? nil : article.authors.joined(separator: " ")
        func isNew(_ key: String) -> Bool { !inputFields.contains { $0.key == key } }
        if author != nil || isNew("author") { set(JSONRecord.Field(key: "author", text: author)) }
        if author != nil || isNew("authors") {
            set(JSONRecord.Field(key: "authors") { $0.array { for name in article.authors { $0.value(name) } } })
        }
        for (key, value) in [("editor", article.editor), ("source", article.source), ("published", article.published)]
        where value != nil || isNew(key) { set(JSONRecord.Field(key: key, text: value)) }
    }

    /// Normalizes text and title.
    package mutating func normalize(_ normalizer: Normalizer) {
        content = .text(normalizer.normalize(text).text)
        bodyMap = nil
        guard let title else { return }
        self.title = normalizer.normalize(title).text
        set(JSONRecord.Field(key: "title", text: self.title))
    }

    /// Measures the text; why a filter rejects it, nil where it does not.
    package mutating func filter(_ filter: CorpusFilter) -> Rejection? {
        let verdict = filter.verdict(of: text)
        measures.characters = verdict.measures.characters
        measures.hanShare = verdict.measures.hanShare
        measures.quality = verdict.measures.quality
        measures.script = verdict.measures.writingSystem.classification.rawValue
        return verdict.rule.map { Rejection(step: "filter", rule: $0.rawValue, reason: verdict.reason) }
    }

    /// Masks personal data in the text; what was masked.
    package mutating func mask(_ masker: PersonalDataMasker) -> [PersonalDataFinding] {
        let (masked, findings) = masker.masked(text)
        guard !findings.isEmpty else { return [] }
        content = .text(masked)
        bodyMap = nil
        return findings
    }

    /// The text; of a page its blocks, a line each.
    package var plainText: String {
        switch content {
        case .text(let text): text
        case .page(let page): ArticleCleaner().clean(html: page).input
        }
    }

    /// The text that ranges in results refer to: what the body was cleaned from, else the text.
    package var inputText: String { bodyMap?.input ?? text }

    /// The range of `inputText` that a range of the text comes from.
    package func inputRange(_ range: TextRange) -> TextRange { bodyMap?.inputRange(range) ?? range }
}
