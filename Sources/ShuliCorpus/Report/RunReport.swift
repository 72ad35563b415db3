import ShuliText

/// What a run of a corpus did: what came in, what went out and why the rest did not. A part of a run has one too; parts
/// are merged into that of the whole, in any order.
///
/// Written as `run.json`. Everything but the times is a function of the input and the plan.
public struct RunReport: Sendable, Hashable {
    /// The plan as it was read: YAML, or the steps of the command line.
    public var plan = ""
    /// The program's version.
    public var version = ""
    /// The paths that were given.
    public var inputs: [String] = []
    /// Seconds from the run's begin to its end; what earlier runs did that this one went on with is not in it.
    public var seconds = 0.0
    /// Records and files that could not be read: `written + rejected`, which the run checks.
    public var records = 0
    public var written = 0
    public var rejected = 0
    /// Bytes of the input once inflated, and of the texts that were written.
    public var inputBytes = 0
    public var writtenBytes = 0
    /// In the order of the plan.
    public var steps: [Step] = []
    /// By step and rule, in the order of the steps, the most frequent rule of a step first.
    public var rejections: [Rejection] = []
    /// What the filter measured, by name: `characters`, `han-share`, `quality`, `kept-share` (how much of a page's or
    /// text's bytes the cleaner kept), `cluster-size` (of clusters, not of records).
    public var histograms: [Histogram] = []
    /// Records by the script they are written in: `simplified`, `traditional`, `mixed`, `undetermined`.
    public var scripts: [Tally] = []
    /// Masked passages by kind, the most frequent first.
    public var personalData: [Tally] = []
    /// Some cleaned documents, line by line.
    public var samples: [Sample] = []
    /// Some documents that filters dropped.
    public var dropped: [Dropped] = []
    /// Clusters of more than one record, and the records in them.
    public var clusterCount = 0
    public var clusteredRecords = 0
    /// The largest clusters, the largest first.
    public var clusters: [Cluster] = []

    // Samples of a higher rank are none of the whole run's. Not written.
    var sampleBound = UInt64.max

    public init() {}

    /// One step of the plan.
    public struct Step: Sendable, Hashable {
        public var name: String
        /// How many records came to it, and how many went on.
        public var entered = 0
        public var left = 0
        /// The time of all tasks together.
        public var seconds = 0.0

        public init(name: String) { self.name = name }
    }

    /// How many records one rule of one step kept out.
    public struct Rejection: Sendable, Hashable {
        public var step: String
        public var rule: String
        public var count: Int

        public init(step: String, rule: String, count: Int) { (self.step, self.rule, self.count) = (step, rule, count) }
    }

    /// A name and how often.
    public struct Tally: Sendable, Hashable {
        public var name: String
        public var count: Int

        public init(name: String, count: Int) { (self.name, self.count) = (name, count) }
    }

    /// How values are distributed among written and among rejected records.
    public struct Histogram: Sendable, Hashable {
        public var name: String
        /// Where each bin begins, rising; the last one is open.
        public var bounds: [Double]
        /// How many in each bin.
        public var written: [Int]
        public var rejected: [Int]

        public init(name: String, bounds: [Double]) {
            (self.name, self.bounds) = (name, bounds)
            written = bounds.map { _ in 0 }
            rejected = written
        }

        /// Counts a value; one below all bounds goes into the first bin.
        public mutating func count(_ value: Double, isWritten: Bool) {
            let bin = max(0, (bounds.firstIndex { value < $0 } ?? bounds.count) - 1)
            if isWritten { written[bin] += 1 } else { rejected[bin] += 1 }
        }
    }

    /// A cleaned document, line by line: chosen by the hash of its id, cut where it is long.
    public struct Sample: Sendable, Hashable {
        public var id: String
        public var title: String?
        public var lines: [Line]
        /// Whether further lines followed.
        public var isCut: Bool
        /// The hash by which it was chosen: the smallest stay.
        public var rank: UInt64

        public init(id: String, title: String?, lines: [Line], isCut: Bool, rank: UInt64) {
            (self.id, self.title, self.lines, self.isCut, self.rank) = (id, title, lines, isCut, rank)
        }

        /// A line or a part of one.
        public struct Line: Sendable, Hashable {
            public var text: String
            /// The rule that removed it; nil for one that was kept.
            public var rule: String?
            public var reason: String?

            public init(text: String, rule: String? = nil, reason: String? = nil) {
                (self.text, self.rule, self.reason) = (text, rule, reason)
            }
        }
    }

    /// A document that a rule dropped: chosen by the hash of its id, a few a rule.
    public struct Dropped: Sendable, Hashable {
        public var id: String
        public var title: String?
        public var step: String
        public var rule: String
        public var reason: String
        /// How the text begins.
        public var excerpt: String
        public var rank: UInt64

        public init(
            id: String, title: String?, step: String, rule: String, reason: String, excerpt: String, rank: UInt64
        ) {
            (self.id, self.title, self.step, self.rule) = (id, title, step, rule)
            (self.reason, self.excerpt, self.rank) = (reason, excerpt, rank)
        }
    }

    /// Records that are copies or excerpts of each other.
    public struct Cluster: Sendable, Hashable {
        /// The id of its first record.
        public var id: String
        public var size: Int
        /// Its first records: the one that is kept, then in the order of the input.
        public var members: [Member]

        public init(id: String, size: Int, members: [Member]) {
            (self.id, self.size, self.members) = (id, size, members)
        }

        public struct Member: Sendable, Hashable {
            public var id: String
            public var title: String?
            /// What it is to the one that is kept: exact, near, contained, contains; "kept" for that one.
            public var relation: String

            public init(id: String, title: String?, relation: String) {
                (self.id, self.title, self.relation) = (id, title, relation)
            }
        }
    }
}
