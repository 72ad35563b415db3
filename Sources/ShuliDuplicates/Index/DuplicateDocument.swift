import ShuliText

extension DuplicateIndex {
    /// A document as the index sees it. Only `id` and `text` are needed; the rest helps to choose which copy to keep.
    public struct Document: Hashable, Sendable {
        /// What it is known by. A document with an id that is in the index already is not added again.
        public var id: String
        /// The body, cleaned.
        public var text: String
        public var title: String?
        /// When it was published, in a form that sorts: 2025-02-13 19:25.
        public var date: String?
        /// Where the page says that it comes from.
        public var source: String?
        /// Where the page was found, such as the host of its address.
        public var host: String?
        /// Whether the page says that it was taken from elsewhere.
        public var isReprint: Bool
        /// How many bytes cleaning took away.
        public var removed: Int

        public init(
            id: String, text: String, title: String? = nil, date: String? = nil, source: String? = nil,
            host: String? = nil, isReprint: Bool = false, removed: Int = 0
        ) {
            (self.id, self.text, self.title, self.date) = (id, text, title, date)
            (self.source, self.host, self.isReprint, self.removed) = (source, host, isReprint, removed)
        }
    }

    /// A document with its text folded and its anchors found: what costs most, and can be done by many tasks at once.
    public struct PreparedDocument: Sendable {
        let facts: DocumentFacts
        let text: FoldedText
        let fingerprint: Fingerprint

        /// What the document is known by.
        public var id: String { facts.id }
        /// About how many bytes it takes.
        public var memory: Int { text.symbols.count * 2 + fingerprint.anchors.count * 8 + 256 }

        /// Folds a document. Linear in its length.
        public init(_ document: Document) {
            text = FoldedText(document.text)
            fingerprint = text.symbols.withUnsafeBufferPointer { Fingerprint($0) }
            let title = document.title.map { FoldedText($0).symbols } ?? []
            facts = DocumentFacts(
                id: document.id, title: title.isEmpty ? 0 : title.withUnsafeBufferPointer { Fingerprint.hash($0) },
                date: document.date, source: document.source, host: document.host, isReprint: document.isReprint,
                length: document.text.utf8.count, removed: document.removed)
        }
    }
}

/// What the index keeps of a document beside its text.
struct DocumentFacts: Hashable, Sendable {
    var id: String
    /// A hash of the folded title; 0 for none.
    var title: UInt64
    var date: String?
    var source: String?
    var host: String?
    /// Whether the page says that it was taken from elsewhere.
    var isReprint: Bool
    /// The body's length in UTF-8 bytes.
    var length: Int
    /// How many bytes cleaning took away.
    var removed: Int
}
