import ShuliText

/// Finds republished articles: copies, excerpts and round-ups among documents, whatever their script, width, spaces and
/// page furniture.
///
/// The steps: fold → eight-character shingles, of which one in eight is an anchor → anchors that strangers share are set
/// aside as furniture → pairs of texts that share others are compared exactly → round-ups are set apart → clusters, the
/// most alike first, then excerpts to their wholes. The clusters are a function of the set of documents: neither their
/// order nor the number of tasks nor whether they came in one day or many changes anything.
///
/// In memory, or in a file that grows day by day; the file survives the end of the process at any moment, and others may
/// read it while one process writes.
public struct DuplicateIndex: ~Copyable {
    /// How much two texts must have in common, and what kind of texts they are.
    public struct Options: Hashable, Sendable {
        /// Copies: the part of each text that the other must have, 0 to 1.
        public var threshold = 0.5
        /// Excerpts: the part of the shorter text that the longer must have, 0 to 1.
        public var containment = 0.6
        /// Whether the texts are whole articles or single paragraphs and sentences. Among articles, passages that
        /// strangers share are set aside and round-ups are nobody's copies.
        public var unit = Unit.article
        /// About how much memory to use, in bytes, beside some sixty bytes a document.
        public var memory = 512 << 20

        /// What one text is.
        public enum Unit: Hashable, Sendable {
            case article
            case passage
        }

        public init() {}

        var rule: EdgeRule {
            var rule = EdgeRule()
            rule.mutual = threshold
            rule.containment = containment
            if unit == .passage {
                // A passage is somebody's copy as a whole; a part of a sentence says nothing.
                rule.containment = 2
                rule.least = Shingle.length
                rule.short = 0
            }
            return rule
        }
    }

    /// Who may do what with an index in a file.
    public enum Access: Sendable {
        /// Made where there is none. One process at a time may add.
        case readWrite
        /// Only read, also while another process adds.
        case read
        /// A file for this run alone, for documents that do not fit into memory: its end may leave a broken file.
        case scratch
    }

    /// What a new document is to those that are in the index.
    public enum Insertion: Hashable, Sendable {
        /// Nothing like it is there.
        case unique
        /// A copy of the document with this id; the share of both that is the same, 0 to 1.
        case near(String, similarity: Double)
        /// An excerpt of the document with this id, which has this share of it.
        case contained(String, share: Double)
        /// The document with this id is an excerpt of it: this share of that one stands in it.
        case contains(String, share: Double)
    }

    private let storage: any DocumentStorage
    private let options: Options

    /// An index in memory.
    public init(options: Options = Options()) {
        self.options = options
        storage = MemoryStorage(options)
    }

    /// An index in a file. Throws where the file can't be opened or is something else.
    public init(
        at path: String, access: Access = .readWrite, options: Options = Options()
    ) throws {
        self.options = options
        storage = try DuplicateIndexError.wrapping { try FileStorage(path, access, options) }
    }

    /// How many documents are in the index.
    public var count: Int { get throws { try DuplicateIndexError.wrapping { try storage.documentCount() } } }

    /// Adds a document and says what it is to those that came before. One whose id is there already is left as it is, and
    /// answered for as if it were new. Use `add` where the answer does not matter.
    @discardableResult
    public mutating func insert(_ document: Document) throws -> Insertion {
        let prepared = PreparedDocument(document)
        let best = try DuplicateIndexError.wrapping {
            let best = try storage.matches(for: prepared).first { $0.id != document.id }
            try storage.add([prepared])
            return best
        }
        guard let best else { return .unique }
        switch best.relation {
        case .exact, .near: return .near(best.id, similarity: best.similarity)
        case .contained: return .contained(best.id, share: best.containment)
        case .contains: return .contains(best.id, share: best.otherContainment)
        case .unique: return .unique
        }
    }

    /// Adds documents, all of them or, where this throws, none.
    ///
    /// In a file: what was added stays when the process ends at any moment after this returns. Documents whose ids are
    /// there already are left as they are, so that the same call may simply be made again.
    public mutating func add(_ documents: [PreparedDocument]) throws {
        try DuplicateIndexError.wrapping { try storage.add(documents) }
    }

    /// The documents that a document is a copy or an excerpt of, or holds, the most alike first; it need not be in the
    /// index. Cost: some look-ups, and a comparison with each text that may be meant.
    public func matches(for document: Document) throws -> [DuplicateMatch] {
        try DuplicateIndexError.wrapping { try storage.matches(for: PreparedDocument(document)) }
    }

    /// Brings clusters up to date with what was added, and says of each document what it is. In a file the cost is that
    /// of the new documents.
    public mutating func verdicts(keeping policy: SurvivorPolicy = .first) throws -> DuplicateVerdicts {
        try DuplicateIndexError.wrapping {
            try storage.evaluate()
            return try storage.verdicts(policy, on: nil)
        }
    }

    /// The same, but only the verdicts on documents with these ids are asked for: others may be missing. In a large index
    /// that saves most of the time.
    public mutating func verdicts(on ids: [String], keeping policy: SurvivorPolicy = .first) throws -> DuplicateVerdicts
    {
        try DuplicateIndexError.wrapping {
            try storage.evaluate()
            return try storage.verdicts(policy, on: ids)
        }
    }

    /// Brings clusters up to date with what was added, nothing more.
    public mutating func update() throws { try DuplicateIndexError.wrapping { try storage.evaluate() } }
}

/// A document of the index that is like another one.
public struct DuplicateMatch: Hashable, Sendable {
    /// Its id.
    public let id: String
    /// What the document that was asked for is to this one.
    public let relation: DuplicateRelation
    /// The share of both that is the same.
    public let similarity: Double
    /// The share of the asked-for document that this one has.
    public let containment: Double
    /// The share of this one that the asked-for document has.
    public let otherContainment: Double
}

/// What a document is to another one.
public enum DuplicateRelation: String, Hashable, Sendable, Codable {
    case unique
    /// The same text once it is folded.
    case exact
    case near
    /// An excerpt of the other one.
    case contained
    /// The other one is an excerpt of it.
    case contains
}
