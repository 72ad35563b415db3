/// A document as a `DuplicateIndex` takes it.
///
/// Only an id and a text are needed. The other values help to choose which copy of an article is kept (see
/// `SurvivorPolicy`) and are stored as they are.
public struct IndexedDocument: Hashable, Sendable {
    package var id: String
    /// What the document is called in an order of documents; nil where that is its id. Labels may occur several times.
    package var label: String?
    package var text: String
    package var title: String?
    package var date: String?
    package var source: String?
    package var host: String?
    package var isReprint: Bool
    package var removed: Int

    /// Describes a document. Cost: copies of what is no native `String`.
    ///
    /// - Parameters:
    ///   - id: What the document is known by in its index: a document has the same id whenever it is added, and two
    ///     documents have different ids.
    ///   - text: The body of the article, without the rest of its page (see `ArticleCleaner`).
    ///   - title: The headline. It decides only where the text tells nothing, such as a disclaimer.
    ///   - date: When it was published, in a form that sorts: `2025-02-13 19:25`.
    ///   - source: The name of the paper or site that the page gives as its source.
    ///   - host: Where the page was found: the host of its address.
    ///   - isReprint: Whether the page says that the article was taken from elsewhere.
    ///   - removed: How many UTF-8 bytes cleaning took away from the page.
    public init(
        id: some StringProtocol, text: some StringProtocol, title: String? = nil, date: String? = nil,
        source: String? = nil, host: String? = nil, isReprint: Bool = false, removed: Int = 0
    ) {
        (self.id, self.text, self.title, self.date) = (String(id), String(text), title, date)
        (self.source, self.host, self.isReprint, self.removed) = (source, host, isReprint, removed)
    }
}

/// What an index keeps of a document beside its text.
package struct DocumentFacts: Hashable, Sendable {
    package var id: String
    /// What orders documents and names clusters; the id where nothing else was given.
    package var label: String
    /// A hash of the folded title; 0 for none.
    package var title: UInt64
    package var date: String?
    package var source: String?
    package var host: String?
    /// Whether the page says that it was taken from elsewhere.
    package var isReprint: Bool
    /// The body's length in UTF-8 bytes.
    package var length: Int
    /// How many UTF-8 bytes cleaning took away.
    package var removed: Int

    package init(
        id: String, label: String, title: UInt64, date: String?, source: String?, host: String?, isReprint: Bool,
        length: Int, removed: Int
    ) {
        (self.id, self.label, self.title, self.date) = (id, label, title, date)
        (self.source, self.host, self.isReprint) = (source, host, isReprint)
        (self.length, self.removed) = (length, removed)
    }

    /// Whether `left` comes before `right`: by label, among equal labels by id.
    static func precedes(_ left: DocumentFacts, _ right: DocumentFacts) -> Bool {
        left.label == right.label
            ? DocumentID.precedes(left.id, right.id) : DocumentID.precedes(left.label, right.label)
    }
}

/// The order of ids.
enum DocumentID {
    /// Whether `left` comes first: numbers before words, numbers by value, words by their bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let (leftNumber, rightNumber) = (isNumber(left), isNumber(right))
        if leftNumber != rightNumber { return leftNumber }
        if leftNumber, left.utf8.count != right.utf8.count { return left.utf8.count < right.utf8.count }
        return left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    // Digits without a leading zero, as JSON writes an integer.
    private static func isNumber(_ id: String) -> Bool {
        id.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && !id.isEmpty && (id.utf8.first != 0x30 || id.utf8.count == 1)
    }
}
