import ShuliFiles
import ShuliText

/// One step before duplicates are looked for: a pure function of a record, which it changes or removes.
package struct CorpusStep: Sendable {
    /// The name in plan and report.
    package let name: String
    /// Says why the record is removed; nil to go on. Samples and counts go into the report of the chunk.
    package let apply: @Sendable (inout CorpusRecord, inout RunReport) -> CorpusRemoval?

    package init(name: String, apply: @escaping @Sendable (inout CorpusRecord, inout RunReport) -> CorpusRemoval?) {
        (self.name, self.apply) = (name, apply)
    }
}

/// One step behind the search for duplicates: a pure function of a record's title and text, whose fields are added.
package struct CorpusAddition: Sendable {
    package let name: String
    package let fields: @Sendable (_ title: String?, _ text: String) -> [JSONRecord.Field]

    package init(name: String, fields: @escaping @Sendable (_ title: String?, _ text: String) -> [JSONRecord.Field]) {
        (self.name, self.fields) = (name, fields)
    }
}

/// How duplicates are found.
package struct DuplicateSearch: Sendable {
    package let name: String
    /// What the index takes of a record, made by many tasks at once. The number says which record it is.
    package let prepare: @Sendable (StoredRecord, _ number: Int) -> any Sendable
    /// Opens the index in a file, made where there is none.
    package let open: @Sendable (_ path: String) throws -> any DuplicateStore

    package init(
        name: String, prepare: @escaping @Sendable (StoredRecord, _ number: Int) -> any Sendable,
        open: @escaping @Sendable (_ path: String) throws -> any DuplicateStore
    ) {
        (self.name, self.prepare, self.open) = (name, prepare, open)
    }
}

/// The index that a run puts its records into. What was added stays when the process ends at any moment.
package protocol DuplicateStore: AnyObject {
    /// How many records are in it.
    var count: Int { get throws }
    /// Adds all of them or none; ones that are there already are left as they are.
    func add(_ prepared: [any Sendable]) throws
    /// The lot of each record that is no one of its kind.
    func lots() throws -> DuplicateLots
}

/// What the records are that have copies, by number.
package struct DuplicateLots: Sendable {
    /// A record's lot.
    package struct Lot: Sendable, Hashable {
        /// The number of the first record of its cluster.
        package var cluster: Int
        /// The record that is kept; its own number for that one.
        package var original: Int
        /// What it is to that one.
        package var relation: String
        /// The share of both texts that is the same.
        package var similarity: Float

        package init(cluster: Int, original: Int, relation: String, similarity: Float) {
            (self.cluster, self.original, self.relation) = (cluster, original, relation)
            self.similarity = similarity
        }
    }

    package private(set) var lots: [Int: Lot] = [:]

    package init() {}

    /// Nil for a record that is the only one of its kind.
    package subscript(number: Int) -> Lot? {
        get { lots[number] }
        set { lots[number] = newValue }
    }
}

/// All that a run does to a record, in order.
package struct CorpusSteps: Sendable {
    package var before: [CorpusStep]
    package var duplicates: DuplicateSearch?
    package var additions: [CorpusAddition]

    package init(before: [CorpusStep] = [], duplicates: DuplicateSearch? = nil, additions: [CorpusAddition] = []) {
        (self.before, self.duplicates, self.additions) = (before, duplicates, additions)
    }

    /// The names in the order of the report.
    var names: [String] {
        ["decode"] + before.map(\.name) + (duplicates.map { [$0.name] } ?? []) + additions.map(\.name) + ["write"]
    }
}
