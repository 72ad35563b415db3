import Shuli

/// A document as the verbs that need its body see it: an HTML page cleaned, a text cleaned unless it is to be taken
/// as it is.
struct CleanedDocument: Sendable {
    /// The body.
    let text: String
    let title: String?
    /// The text that offsets refer to, and how those of `text` belong to it.
    let input: String
    private let kept: [TextRange]

    init(_ document: Record, title: String?, cleansText: Bool) {
        switch document.content {
        case .page(let page):
            self.init(ArticleCleaner().clean(html: page, title: document.title), title: title ?? document.title)
        case .text(let text) where cleansText:
            self.init(ArticleCleaner().clean(text, title: document.title), title: title ?? document.title)
        case .text(let text):
            self.init(text: text, title: title ?? document.title, input: text, kept: [TextRange(0, text.utf8.count)])
        }
    }

    private init(_ article: Article, title: String?) {
        self.init(text: article.text, title: title ?? article.title, input: article.input, kept: article.kept)
    }

    private init(text: String, title: String?, input: String, kept: [TextRange]) {
        (self.text, self.title, self.input, self.kept) = (text, title, input, kept)
    }

    /// Where a range of the body stands in the input. A range over several kept parts covers what lies between.
    func inputRange(_ range: TextRange) -> TextRange {
        func offset(_ offset: Int, isEnd: Bool) -> Int {
            var start = 0
            for part in kept {
                let end = start + part.count
                if offset < end || (isEnd && offset == end) { return part.lowerBound + max(0, offset - start) }
                start = end + 1  // the line break between two kept blocks
            }
            return kept.last?.upperBound ?? 0
        }
        let start = offset(range.lowerBound, isEnd: false)
        return TextRange(start, max(start, offset(range.upperBound, isEnd: true)))
    }
}
