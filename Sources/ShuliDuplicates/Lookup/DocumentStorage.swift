/// Where an index keeps its documents.
protocol DocumentStorage: AnyObject {
    func documentCount() throws -> Int
    /// Adds documents, and returns the positions of those that were refused (see `DuplicateIndex.add`).
    func add(_ documents: [PreparedDocument]) throws -> [Int]
    func matches(for document: PreparedDocument) throws -> [DuplicateMatch]
    /// Brings clusters up to date.
    func update() throws
    /// The verdicts on all documents; with `ids`, at least those on the documents with these ids.
    func verdicts(_ policy: SurvivorPolicy, on ids: [String]?) throws -> DuplicateVerdicts
}
