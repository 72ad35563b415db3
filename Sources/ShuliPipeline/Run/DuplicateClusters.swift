/// The clusters of a run, for its report.
struct DuplicateClusters {
    /// The numbers of the members of the largest clusters, the kept one first, then rising.
    private let largest: [[Int]]
    private let histogram: RunReport.Histogram
    private let count: Int
    private let records: Int
    private let assignments: DuplicateAssignments
    private static let members = 6

    init(_ assignments: DuplicateAssignments) {
        self.assignments = assignments
        var clusters: [Int: [Int]] = [:]
        for (number, assignment) in assignments.byRecord { clusters[assignment.cluster, default: []].append(number) }
        var histogram = RunReport.Histogram(name: "cluster-size", bounds: [2, 3, 4, 5, 6, 8, 11, 21, 51, 101, 501])
        for members in clusters.values { histogram.count(Double(members.count), isWritten: true) }
        self.histogram = histogram
        count = clusters.count
        records = assignments.byRecord.count
        largest = clusters.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(RunReport.clusterLimit)
            .map { _, members in
                members.sorted { left, right in
                    let (leftKept, rightKept) = (
                        assignments[left]?.original == left, assignments[right]?.original == right
                    )
                    return leftKept != rightKept ? leftKept : left < right
                }
            }
    }

    /// The numbers whose ids the report and the rejects name.
    var named: Set<Int> {
        var named = Set(largest.flatMap { $0.prefix(Self.members) })
        for (number, assignment) in assignments.byRecord where assignment.original != number {
            named.insert(assignment.original)
        }
        for members in largest { if let first = members.min() { named.insert(first) } }
        return named
    }

    /// The numbers whose titles the report names.
    var titled: Set<Int> { Set(largest.flatMap { $0.prefix(Self.members) }) }

    func describe(_ report: inout RunReport, ids: [Int: String], titles: [Int: String]) {
        report.clusterCount = count
        report.clusteredRecords = records
        report.histograms.append(histogram)
        report.clusters = largest.map { members in
            RunReport.Cluster(
                id: members.min().flatMap { ids[$0] } ?? "", size: members.count,
                members: members.prefix(Self.members).map { number in
                    let assignment = assignments[number]
                    return RunReport.Cluster.Member(
                        id: ids[number] ?? "", title: titles[number],
                        relation: assignment?.original == number ? "kept" : assignment?.relation.rawValue ?? "")
                })
        }
    }
}
