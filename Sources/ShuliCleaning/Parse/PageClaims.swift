import CHTML
import ShuliText

/// Metadata that a page states outside its visible text, each kind in the order of the page.
struct PageClaims: Sendable {
    /// The text of `<title>`.
    var title: String?
    /// `og:title` and the like.
    var metaTitle: String?
    var authors: [String] = []
    var source: String?
    /// `og:site_name`.
    var site: String?
    /// `og:url`, whose path often has the day.
    var address: String?
    /// Publication times from meta tags.
    var published: [String] = []
    /// Modification times, used only where no publication time is found.
    var changed: [String] = []
    /// The sources of JSON-LD scripts.
    var linkedData: [String] = []
    /// Elements whose names say that they hold an author, a source or a time, in the order of the page.
    var named: [NamedText] = []
    /// When the article was made, as scripts state it, where the page has no other times.
    var created: [String] = []

    /// Takes what a meta element says; gives its content where it is the name of what the element around describes.
    mutating func read(meta event: ShuliHTMLEvent, _ events: borrowing HTMLEvents) -> String? {
        let keys = [SHULI_ATTRIBUTE_PROPERTY, SHULI_ATTRIBUTE_NAME, SHULI_ATTRIBUTE_ITEMPROP]
        guard let content = events.value(of: SHULI_ATTRIBUTE_CONTENT, in: event), !content.isEmpty else { return nil }
        var name: String?
        for key in keys.compactMap({ events.value(of: $0, in: event)?.lowercased() }) {
            switch key {
            case "og:title", "twitter:title", "articletitle", "title", "headline":
                if metaTitle == nil { metaTitle = content }
            case "name": name = content
            case "author", "article:author", "og:article:author", "contentauthor":
                authors.append(content)
            case "og:site_name", "application-name":
                if site == nil { site = content }
            case "og:url":
                address = content
            case "contentsource", "source", "mediaid", "og:article:source":
                if source == nil { source = content }
            case "article:published_time", "og:release_date", "og:published_time", "pubdate", "publishdate",
                "datepublished", "datecreated", "weibo:article:create_at", "publish_time", "apub:time", "og:time":
                published.append(content)
            case "dateupdate", "datemodified", "article:modified_time", "og:updated_time":
                changed.append(content)
            default: break
            }
        }
        return name
    }
}

/// The text of an element whose class, identifier or property says what it holds.
struct NamedText: Sendable {
    /// One of `Surroundings.naming`.
    let kind: Surroundings
    /// The text in the block text; of several blocks the first. Empty where the element has none.
    let range: TextRange
    /// The value of `datetime`, or of a property `name` inside the element.
    var value: String?
}
