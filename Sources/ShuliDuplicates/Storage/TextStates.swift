import ShuliStorage
import ShuliText

/// What an index on disk knows of each of its texts by heart, by their numbers.
struct TextStates {
    static let schema =
        NumberTable<UInt64>.schema("hashes") + NumberTable<UInt32>.schema("first_documents")
        + NumberTable<UInt32>.schema("clusters") + NumberTable<UInt32>.schema("telling")
        + NumberTable<UInt32>.schema("lengths")

    private let hashTable: NumberTable<UInt64>
    private let firstDocumentTable: NumberTable<UInt32>
    private let clusterTable: NumberTable<UInt32>
    private let tellingTable: NumberTable<UInt32>
    private let lengthTable: NumberTable<UInt32>

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

    /// Of no text yet.
    init(_ database: Database) throws {
        hashTable = try NumberTable("hashes", database)
        firstDocumentTable = try NumberTable("first_documents", database)
        clusterTable = try NumberTable("clusters", database)
        tellingTable = try NumberTable("telling", database)
        lengthTable = try NumberTable("lengths", database)
    }

    var count: Int { texts.count }

    /// Stores new texts, which get the numbers behind all that are known.
    func store(newHashes: [UInt64], firstDocuments: [UInt32]) throws {
        try hashTable.append(newHashes, after: count)
        try firstDocumentTable.append(firstDocuments, after: count)
    }

    /// Reads what is not known of new texts; where another process has changed the file, `all` anew.
    mutating func reload(all: Bool) throws {
        if all {
            (texts, firstDocuments, clusters, telling, lengths) = (KeyIndex(), [], [], [], [])
            try clusterTable.readRest(of: &clusters)
            try tellingTable.readRest(of: &telling)
            try lengthTable.readRest(of: &lengths)
        }
        try hashTable.readRest(of: &texts)
        try firstDocumentTable.readRest(of: &firstDocuments)
    }

    /// Stores what was found.
    func storeFindings() throws {
        try clusterTable.replace(by: clusters)
        try tellingTable.replace(by: telling)
        try lengthTable.replace(by: lengths)
    }
}
