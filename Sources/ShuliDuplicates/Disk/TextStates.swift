import ShuliStorage
import ShuliText

/// What an index in a file keeps in memory of each of its texts, by their numbers.
struct TextStates {
    // The table `telling` has its name from version 3 of the file.
    static let schema =
        NumberTable<UInt64>.schema("hashes") + NumberTable<UInt32>.schema("first_documents")
        + NumberTable<UInt32>.schema("clusters") + NumberTable<UInt32>.schema("telling")
        + NumberTable<UInt32>.schema("lengths")

    private let database: Database
    private let hashTable: NumberTable<UInt64>
    private let firstDocumentTable: NumberTable<UInt32>
    private let clusterTable: NumberTable<UInt32>
    private let distinctiveTable: NumberTable<UInt32>
    private let lengthTable: NumberTable<UInt32>

    /// The texts by the hash of all of their symbols.
    private(set) var texts = KeyIndex()
    /// The number of the first document that has each text.
    private(set) var firstDocuments: [UInt32] = []
    /// For each text that has been evaluated: its cluster, named by the number of one of its texts.
    var clusters: [UInt32] = []
    /// For each text that has been evaluated: how many of its anchors are not common.
    var distinctive: [UInt32] = []
    /// For each text that has been evaluated: how many of its symbols are outside of its mask, if that was needed.
    var lengths: [UInt32] = []

    /// The states of no text; `reload` reads them.
    init(_ database: Database) throws {
        self.database = database
        hashTable = try NumberTable("hashes", database)
        firstDocumentTable = try NumberTable("first_documents", database)
        clusterTable = try NumberTable("clusters", database)
        distinctiveTable = try NumberTable("telling", database)
        lengthTable = try NumberTable("lengths", database)
    }

    var count: Int { texts.count }

    /// Stores new texts, which get the next numbers.
    func store(newHashes: [UInt64], firstDocuments: [UInt32]) throws {
        try hashTable.append(newHashes, after: count)
        try firstDocumentTable.append(firstDocuments, after: count)
    }

    /// Reads the states of new texts; with `all`, those of all texts, because another process has changed the file.
    mutating func reload(all: Bool) throws {
        if all {
            (texts, firstDocuments, clusters, distinctive, lengths) = (KeyIndex(), [], [], [], [])
            try clusterTable.readRest(of: &clusters)
            try distinctiveTable.readRest(of: &distinctive)
            try lengthTable.readRest(of: &lengths)
        }
        try hashTable.readRest(of: &texts)
        try firstDocumentTable.readRest(of: &firstDocuments)
        guard firstDocuments.count == count, clusters.count <= count, distinctive.count == clusters.count,
            lengths.count == clusters.count, !all || clusters.allSatisfy({ Int($0) < count })
        else { throw database.damage("the arrays of texts do not agree") }
    }

    /// Stores the results of an evaluation.
    func storeResults() throws {
        try clusterTable.replace(by: clusters)
        try distinctiveTable.replace(by: distinctive)
        try lengthTable.replace(by: lengths)
    }
}
