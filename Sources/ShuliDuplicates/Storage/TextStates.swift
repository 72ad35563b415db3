import ShuliStorage
import ShuliText

/// What an index on disk knows of each of its texts by heart, by their numbers.
struct TextStates {
    static let schema =
        NumberTable<UInt64>.schema("hashes") + NumberTable<UInt32>.schema("first_documents")
        + NumberTable<UInt32>.schema("clusters") + NumberTable<UInt32>.schema("telling")
        + NumberTable<UInt32>.schema("lengths")

    /// The texts by the hash of all of their symbols.
    private(set) var texts = KeyIndex()
    /// The number of the first document with each text.
    private(set) var firstDocuments: [UInt32] = []
    /// The cluster of each text that was evaluated, as the number of one of its texts; so the next two.
    var clusters: [UInt32] = []
    /// How many anchors were no furniture.
    var telling: [UInt32] = []
    /// How many symbols were outside of furniture, where a comparison asked for it.
    var lengths: [UInt32] = []

    var count: Int { texts.count }

    /// Stores new texts, which get the numbers behind all that are known.
    func store(newHashes: [UInt64], firstDocuments: [UInt32], _ database: Database) throws {
        try NumberTable("hashes", database).append(newHashes, after: count)
        try NumberTable("first_documents", database).append(firstDocuments, after: count)
    }

    /// Reads what is not known of new texts.
    mutating func readNew(_ database: Database) throws {
        let start = count
        let hashes = try NumberTable<UInt64>("hashes", database)
        if start == 0 {
            texts = KeyIndex(expected: try hashes.mostCount())
            firstDocuments.reserveCapacity(try hashes.mostCount())
        }
        try hashes.read(from: start) { for hash in $0 { _ = texts.insert(hash) } }
        try NumberTable<UInt32>("first_documents", database).read(from: start) { firstDocuments += $0 }
    }

    /// Reads what was found of the texts that were evaluated.
    mutating func readFindings(_ database: Database) throws {
        (clusters, telling, lengths) = ([], [], [])
        try NumberTable<UInt32>("clusters", database).read(from: 0) { clusters += $0 }
        try NumberTable<UInt32>("telling", database).read(from: 0) { telling += $0 }
        try NumberTable<UInt32>("lengths", database).read(from: 0) { lengths += $0 }
    }

    /// Stores what was found.
    func storeFindings(_ database: Database) throws {
        try NumberTable("clusters", database).replace(by: clusters)
        try NumberTable("telling", database).replace(by: telling)
        try NumberTable("lengths", database).replace(by: lengths)
    }
}
