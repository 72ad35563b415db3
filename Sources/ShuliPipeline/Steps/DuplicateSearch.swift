import ShuliDuplicates
import ShuliFiles

/// How a run searches for duplicates: by an index in a file, of each cluster one record is kept.
package struct DuplicateSearch: Sendable {
    static let name = "dedup"
    /// Behind a percentage it is the reason of a rejected copy.
    package static let sameness = "% the same"

    let options: DuplicateOptions
    let policy: SurvivorPolicy

    /// What the index takes of a record, by the record's number. Made by many tasks at once.
    func prepare(_ record: Record) -> PreparedDocument {
        let needsAttribution =
            switch policy {
            case .earliest, .sources: true
            case .first, .longest, .cleanest: false
            }
        return PreparedDocument(
            record.indexed(as: "\(record.number)", withAttribution: needsAttribution))
    }
}

extension Record {
    /// The record as an index of duplicates takes it. Date, source and host are needed only for policies that ask for
    /// them and where they are written.
    package func indexed(as id: String, withAttribution: Bool = true) -> IndexedDocument {
        IndexedDocument(
            id: id, text: text, title: title, date: withAttribution ? date : nil,
            source: withAttribution ? source : nil, host: withAttribution ? host : nil, isReprint: saysReprinted,
            removed: removedBytes)
    }
}

/// The index of a run, whose documents are the numbers of records. What was added stays when the process ends at any
/// moment.
final class RunIndex {
    private var index: DuplicateIndex
    private let policy: SurvivorPolicy

    /// Opens the index in a file, which is made where it is missing.
    init(_ search: DuplicateSearch, at path: String) throws {
        index = try DuplicateIndex(at: path, options: search.options)
        policy = search.policy
    }

    /// How many records are in the index.
    var count: Int { get throws { try index.count } }

    /// Adds all of the documents or none; ones that are there already are left as they are.
    func add(_ documents: [PreparedDocument]) throws {
        // The same run makes the same texts of the same records.
        if let place = try index.add(documents).first { throw ForeignDocument(id: documents[place].id) }
    }

    /// What each record is that has copies.
    func assignments() throws -> DuplicateAssignments {
        var assignments = DuplicateAssignments()
        for verdict in try index.verdicts(keeping: policy).all where !verdict.isKept || verdict.relation != .unique {
            let number = try Self.number(verdict.id)
            assignments[number] = DuplicateAssignments.Assignment(
                cluster: try Self.number(verdict.cluster), original: try verdict.original.map(Self.number) ?? number,
                relation: verdict.relation, similarity: Float(verdict.similarity))
        }
        return assignments
    }

    private static func number(_ id: String) throws(ForeignDocument) -> Int {
        guard let number = Int(id) else { throw ForeignDocument(id: id) }
        return number
    }
}

/// A document in the index of a run that the run did not put there.
struct ForeignDocument: Error, CustomStringConvertible {
    let id: String
    var description: String { "the index of the run has a document \"\(id)\" that is no record of it" }
}

/// The clusters of the records that have copies, by the numbers of the records.
struct DuplicateAssignments: Sendable {
    /// Where a record belongs.
    struct Assignment: Sendable, Hashable {
        /// The number of the first record of its cluster.
        var cluster: Int
        /// The record that is kept; its own number for that one.
        var original: Int
        /// What it is to that one; the kept one, to the most similar of the others.
        var relation: DuplicateRelation
        /// The share of both texts that is the same.
        var similarity: Float
    }

    private(set) var byRecord: [Int: Assignment] = [:]

    /// Nil for a record without copies.
    subscript(number: Int) -> Assignment? {
        get { byRecord[number] }
        set { byRecord[number] = newValue }
    }
}
