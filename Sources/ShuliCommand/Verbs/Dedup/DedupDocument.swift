import Shuli

/// A document as the index of republished articles takes it, and what is written of it later.
struct DedupDocument: Sendable {
    let prepared: DuplicateIndex.PreparedDocument
    let body: String

    /// Cleans a document, where that is asked for; an HTML page always is.
    init(_ document: Record, _ options: DedupOptions) {
        let described = Self.described(document, options)
        body = described.text
        prepared = DuplicateIndex.PreparedDocument(described)
    }

    static func described(_ document: Record, _ options: DedupOptions) -> DuplicateIndex.Document {
        let article: Article? =
            switch document.content {
            case .page(let page): ArticleCleaner().clean(html: page, title: document.title)
            case .text(let text): options.noClean ? nil : ArticleCleaner().clean(text, title: document.title)
            }
        var described = DuplicateIndex.Document(id: id(document), text: "", title: document.title)
        if let article {
            described.text = article.text
            described.title = document.title ?? article.title
            described.date = article.published
            described.source = article.source
            described.removed = article.input.utf8.count - article.text.utf8.count
            described.isReprint = article.saysReprinted
        } else if case .text(let text) = document.content {
            described.text = text
            described.isReprint = Attribution.saysReprinted(text)
        }
        for field in document.inputFields {
            switch field.key {
            case options.dateField: described.date = field.string ?? described.date
            case "source": described.source = field.string ?? described.source
            case options.urlField: described.host = field.string.map { WebAddress.host(of: $0) }
            default: break
            }
        }
        return described
    }

    /// What the document is known by: the text of an id, or the digits of a number.
    static func id(_ document: Record) -> String {
        id(source: document.idSource)
    }

    static func id(source: String) -> String { (try? JSONValue(parsing: source))?.string ?? source }
}
