/// What a run did: what was read, what was written, and why the rest was not. A part of a run has a report too; those of
/// parts are merged into that of the whole, in any order.
///
/// Written as `run.json`. All but the times is a function of the input and the plan.
public struct RunReport: Sendable, Hashable {
    /// The plan as it was read: YAML, or the steps of the command line.
    package var plan = ""
    /// The program's version.
    package var version = ""
    /// The paths that were given.
    package var inputs: [String] = []
    /// Seconds that all processes of the run worked: those of an interrupted run up to the last chunk that they finished.
    package var seconds = 0.0
    /// The records and the documents that could not be read: `written + rejected`, which the run checks.
    public package(set) var records = 0
    /// The records that were written.
    public package(set) var written = 0
    /// The records that were not, and the documents that could not be read.
    public package(set) var rejected = 0
    /// Entries of the input that hold no document, such as the redirects of a crawl; not among `records`.
    package var skipped = 0
    /// Bytes of the inflated input.
    package var inputBytes = 0
    /// UTF-8 bytes of the texts that were written.
    package var writtenBytes = 0
    /// In the order of the plan.
    package var steps: [Step] = []
    /// By step and rule, in the order of the steps, the most frequent rule of a step first.
    package var rejections: [Rejection] = []
    /// Distributions by name: `characters`, `han-share`, `quality`, `kept-share` (the share of bytes that the cleaner
    /// kept), `cluster-size` (of clusters, not of records).
    package var histograms: [Histogram] = []
    /// Written records by writing system: `simplified`, `traditional`, `mixed`, `undetermined`.
    package var scripts: [Tally] = []
    /// Masked passages by kind, the most frequent first.
    package var personalData: [Tally] = []
    /// Some cleaned documents, line by line.
    package var samples: [Sample] = []
    /// Some documents that filters dropped.
    package var dropped: [Dropped] = []
    /// Clusters of more than one record, and the records in them.
    package var clusterCount = 0
    package var clusteredRecords = 0
    /// The largest clusters, the largest first.
    package var clusters: [Cluster] = []

    // A sample of a higher rank is not among those of the whole run. Not written.
    var sampleBound = UInt64.max

    package init() {}

    /// One step of the plan.
    package struct Step: Sendable, Hashable {
        package var name: String
        /// How many records came to it.
        package var entered = 0
        /// How many of them passed it.
        package var left = 0
        /// The time of all tasks together.
        package var seconds = 0.0

        package init(name: String) { self.name = name }
    }

    /// How many records one rule of one step rejected.
    package struct Rejection: Sendable, Hashable {
        /// The name of the step; `decode` for documents that could not be read.
        package var step: String
        /// The name of the rule.
        package var rule: String
        /// How many records.
        package var count: Int

        package init(step: String, rule: String, count: Int) {
            (self.step, self.rule, self.count) = (step, rule, count)
        }
    }

    /// A name and how often it occurs.
    package struct Tally: Sendable, Hashable {
        package var name: String
        package var count: Int

        package init(name: String, count: Int) { (self.name, self.count) = (name, count) }
    }

    /// How values are distributed among written and among rejected records.
    package struct Histogram: Sendable, Hashable {
        package var name: String
        /// The lower bound of each bin, rising; the last bin is open.
        package var bounds: [Double]
        /// How many in each bin.
        package var written: [Int]
        package var rejected: [Int]

        package init(name: String, bounds: [Double]) {
            (self.name, self.bounds) = (name, bounds)
            written = bounds.map { _ in 0 }
            rejected = written
        }

        /// Counts a value; one below all bounds counts in the first bin.
        package mutating func count(_ value: Double, isWritten: Bool) {
            let bin = max(0, (bounds.firstIndex { value < $0 } ?? bounds.count) - 1)
            if isWritten { written[bin] += 1 } else { rejected[bin] += 1 }
        }
    }

    /// A cleaned document, line by line: chosen by the hash of its id, cut where it is long.
    package struct Sample: Sendable, Hashable {
        package var id: String
        package var title: String?
        package var lines: [Line]
        /// Whether further lines followed.
        package var isCut: Bool
        /// The hash by which it was chosen: the smallest stay.
        package var rank: UInt64

        package init(id: String, title: String?, lines: [Line], isCut: Bool, rank: UInt64) {
            (self.id, self.title, self.lines, self.isCut, self.rank) = (id, title, lines, isCut, rank)
        }

        /// A line or a part of one.
        package struct Line: Sendable, Hashable {
            package var text: String
            /// The rule that removed it; nil for one that was kept.
            package var rule: String?
            package var reason: String?

            package init(text: String, rule: String? = nil, reason: String? = nil) {
                (self.text, self.rule, self.reason) = (text, rule, reason)
            }
        }
    }

    /// A document that a rule dropped: chosen by the hash of its id, a few a rule.
    package struct Dropped: Sendable, Hashable {
        package var id: String
        package var title: String?
        package var step: String
        package var rule: String
        package var reason: String
        /// How the text begins.
        package var excerpt: String
        package var rank: UInt64

        package init(
            id: String, title: String?, step: String, rule: String, reason: String, excerpt: String, rank: UInt64
        ) {
            (self.id, self.title, self.step, self.rule) = (id, title, step, rule)
            (self.reason, self.excerpt, self.rank) = (reason, excerpt, rank)
        }
    }

    /// Records that are copies or excerpts of each other.
    package struct Cluster: Sendable, Hashable {
        /// The id of its first record.
        package var id: String
        package var size: Int
        /// Its first records: the one that is kept, then in the order of the input.
        package var members: [Member]

        package init(id: String, size: Int, members: [Member]) {
            (self.id, self.size, self.members) = (id, size, members)
        }

        package struct Member: Sendable, Hashable {
            package var id: String
            package var title: String?
            /// What it is to the one that is kept: exact, near, contained, contains; "kept" for that one.
            package var relation: String

            package init(id: String, title: String?, relation: String) {
                (self.id, self.title, self.relation) = (id, title, relation)
            }
        }
    }
}
