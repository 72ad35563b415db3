import ShuliStorage

/// Finds republished articles: copies, excerpts and round-ups among documents, regardless of script, width, spaces and the
/// boilerplate of their pages.
///
/// ```swift
/// var index = DuplicateIndex()                 // or DuplicateIndex(at: "articles.idx")
/// _ = try index.add([
///     IndexedDocument(id: "1", text: article), IndexedDocument(id: "2", text: copy),
/// ])
/// for verdict in try index.verdicts(keeping: .longest).all where !verdict.isKept {
///     print(verdict.id, verdict.relation, verdict.original ?? "", verdict.similarity)
/// }
/// ```
///
/// How it works: texts are folded and split into shingles of eight characters, of which one in eight is an anchor
/// (winnowing: Schleimer, Wilkerson and Aiken 2003). Anchors that unrelated articles share are set aside. Pairs of texts
/// that share other anchors are compared exactly, round-ups are set apart, copies are joined by linkage, the most similar
/// ones first, and excerpts join the whole that they were cut from. The clusters are a function of the set of documents:
/// their order, and on how many days they were added, change nothing.
///
/// A text of fewer than eight letters, digits and ideographs is only ever an exact copy; one without any is unique.
///
/// An index is in memory, or in a file that grows day by day. What was added to a file survives the end of the process at
/// any moment, and other processes may read it while one writes. An index must not be used by two tasks at a time.
///
/// Cost: about linear in the documents; some 20 µs for an article of 800 characters on one core of 2026 (the 5,000 bodies of
/// the development set), and some 400 bytes of memory, or of the file, for each hundred characters.
public struct DuplicateIndex: ~Copyable {
    /// Who may do what with an index in a file.
    public enum Access: Hashable, Sendable {
        /// Reads and adds. The file is created if it is missing or empty. One process at a time may add.
        case readWrite
        /// Only reads, also while another process adds. Only `count` and `matches` are possible.
        case read
        /// Reads and adds to a file for this run alone, for documents that do not fit into memory. A process that ends
        /// meanwhile may leave a broken file.
        case scratch
    }

    /// What a new document is to those in the index.
    public enum Insertion: Hashable, Sendable {
        /// Nothing like it is in the index.
        case unique
        /// It is a copy of the document with this id; `similarity` is the share of both that is the same, 0 to 1.
        case near(String, similarity: Double)
        /// It is an excerpt of the document with this id, which has this share of it, 0 to 1.
        case contained(String, share: Double)
        /// The document with this id is an excerpt of it: it has this share of that one, 0 to 1.
        case contains(String, share: Double)
        /// It was not added, because the index has another text under its id.
        case conflict
    }

    private let storage: any DocumentStorage
    // Of the file; empty for an index in memory.
    private let path: String

    /// Makes an index in memory.
    public init(options: DuplicateOptions = DuplicateOptions()) {
        path = ""
        storage = MemoryStorage(options)
    }

    /// Opens or creates an index in a file. It should always be opened with the same options.
    ///
    /// Throws where the file can't be opened, is damaged or is no index of this version. Cost: some 20 ms for a hundred
    /// thousand documents that it has.
    public init(
        at path: some StringProtocol, access: Access = .readWrite, options: DuplicateOptions = DuplicateOptions()
    ) throws(DuplicateIndexError) {
        let path = String(path)
        let mode: Database.Mode =
            switch access {
            case .readWrite: .write
            case .read: .read
            case .scratch: .scratch
            }
        self.path = path
        storage = try DuplicateIndexError.wrapping(path) { try DiskStorage(path, mode, options) }
    }

    /// How many documents are in the index.
    public var count: Int {
        get throws(DuplicateIndexError) { try DuplicateIndexError.wrapping(path) { try storage.documentCount() } }
    }

    /// Adds a document and says what it is to those in the index. A document whose id the index has with the same text is
    /// not added again; then the answer is what it is to the other texts.
    ///
    /// Cost: that of `matches`, and in a file a transaction. Use `add` for many documents.
    @discardableResult
    public mutating func insert(_ document: IndexedDocument) throws(DuplicateIndexError) -> Insertion {
        let prepared = PreparedDocument(document)
        let (best, isRefused) = try DuplicateIndexError.wrapping(path) {
            let best = try storage.matches(for: prepared).first { $0.id != document.id }
            return (best, try !storage.add([prepared]).isEmpty)
        }
        if isRefused { return .conflict }
        guard let best else { return .unique }
        switch best.relation {
        case .exact, .near: return .near(best.id, similarity: best.similarity)
        case .contained: return .contained(best.id, share: best.containment)
        case .contains: return .contains(best.id, share: best.otherContainment)
        case .unique: return .unique
        }
    }

    /// Adds documents: all of them, or none if it throws.
    ///
    /// A document whose id the index has with the same text is not added again, so that an interrupted call may be
    /// repeated. One whose id the index has with another text is refused: the index keeps what it has.
    ///
    /// Returns the positions in `documents` of those that were refused, in ascending order.
    ///
    /// Cost: linear in the texts. In a file, all are added in one transaction.
    public mutating func add(_ documents: [IndexedDocument]) throws(DuplicateIndexError) -> [Int] {
        try add(documents.map { PreparedDocument($0) })
    }

    /// Adds documents that have been prepared, in the same way.
    @discardableResult
    package mutating func add(_ documents: [PreparedDocument]) throws(DuplicateIndexError) -> [Int] {
        try DuplicateIndexError.wrapping(path) { try storage.add(documents) }
    }

    /// The documents of the index that a document is like: those with the same text, of which it is a copy or an excerpt,
    /// or that are excerpts of it; the most similar first, one for each different text. It need not be in the index.
    ///
    /// Cost: a look-up for each anchor of the document, and at most 64 comparisons.
    public func matches(for document: IndexedDocument) throws(DuplicateIndexError) -> [DuplicateMatch] {
        try matches(for: PreparedDocument(document))
    }

    /// The same for a document that has been prepared.
    package func matches(for document: PreparedDocument) throws(DuplicateIndexError) -> [DuplicateMatch] {
        try DuplicateIndexError.wrapping(path) { try storage.matches(for: document) }
    }

    /// Brings the clusters up to date and says of each document what it is.
    ///
    /// - Parameters:
    ///   - ids: Where it is not nil, only verdicts on these documents are needed and others may be missing. In a large
    ///     index this saves most of the time.
    ///   - policy: Which document of a cluster is kept.
    ///
    /// Cost: about linear in the documents, in a file in those that were added since the last time.
    public mutating func verdicts(
        on ids: [String]? = nil, keeping policy: SurvivorPolicy = .first
    ) throws(DuplicateIndexError) -> DuplicateVerdicts {
        try update()
        return try DuplicateIndexError.wrapping(path) { try storage.verdicts(policy, on: ids) }
    }

    /// Brings the clusters up to date.
    package mutating func update() throws(DuplicateIndexError) {
        try DuplicateIndexError.wrapping(path) { try storage.update() }
    }
}
