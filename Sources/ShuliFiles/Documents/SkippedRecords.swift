/// Entries of the input that hold no document, such as the redirects and pictures of a crawl. They are counted, and
/// neither read nor reported as failures.
package struct SkippedRecords: Hashable, Sendable {
    /// Why an entry holds no document.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// An HTTP response whose status is not 200.
        case status
        /// A response or resource that is neither a page nor plain text.
        case contentType
        /// A device, a socket or a named pipe inside a folder.
        case specialFile
        /// A link to a folder that is read anyway.
        case repeatedFolder
        /// A folder that the user named, without a file in it.
        case emptyFolder
    }

    private var counts: [Reason: Int] = [:]

    package init() {}

    /// All entries that were skipped.
    package var total: Int { counts.values.reduce(0, +) }

    package subscript(reason: Reason) -> Int { counts[reason, default: 0] }

    package mutating func add(_ reason: Reason, _ count: Int = 1) { counts[reason, default: 0] += count }

    package mutating func add(_ other: SkippedRecords) { counts.merge(other.counts, uniquingKeysWith: +) }
}
