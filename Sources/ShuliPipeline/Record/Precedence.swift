import ShuliCleaning
import ShuliDuplicates
import ShuliFiles

/// Which title, date, source and reprint mark of a record counts: one rule for all verbs and for runs.
///
/// 1. An option of the command (`--title`): whoever gives it has seen the document.
/// 2. What the cleaner extracted. It has seen the page and had the record's own title as evidence, so it chose the
///    record's title where the page confirms it. A record's own title often carries the name of the site, its date is
///    often that of the crawl (in WARC it always is), and its source is often the crawler's name for the site.
/// 3. The record's own field.
///
/// The reprint mark is what the page says; where no page was cleaned, what the text says.
extension Record {
    /// Takes over what the cleaner extracted.
    package mutating func adopt(_ article: Article) {
        title = article.title ?? title
        date = article.published ?? date
        source = article.source ?? source
        isReprint = article.saysReprinted
    }

    /// Takes over a title that the command names.
    package mutating func adopt(titleOption: String?) { title = titleOption ?? title }

    /// Whether page or text say that the article was taken from elsewhere.
    package var saysReprinted: Bool { isReprint ?? Attribution.saysReprinted(text) }
}

extension Article {
    /// Whether the article, or what was removed around it, says that it was taken from elsewhere.
    package var saysReprinted: Bool {
        Attribution.saysReprinted(text)
            || input.withUTF8Buffer { buffer in removals.contains { Attribution.saysReprinted(buffer, $0.range) } }
    }
}
