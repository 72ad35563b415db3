import ShuliText

/// The groups of repeated elements that may be contributions, by what is known of the blocks of a page before they are read as lines of a
/// discussion. Most groups are menus and lists of links.
struct CandidateItems {
    private(set) var groups: [[Int]] = []
    /// The blocks that the groups lie in, with the gaps before their elements.
    private(set) var blocks: [Bool]

    init(_ buffer: UTF8Buffer, _ analysis: DocumentAnalysis, _ members: MemberNames, _ all: [[Int]]) {
        let elements = analysis.document.elements
        blocks = [Bool](repeating: false, count: analysis.lines.count)
        // Prefix sums over the blocks.
        var (said, timed, named) = ([0], [0], [0])
        analysis.folded.labels.withUnsafeBufferPointer { labels in
            for (index, line) in analysis.lines.enumerated() {
                let folded = analysis.folded.ranges[index]
                said.append(said[said.count - 1] + max(0, line.shape.content - line.block.linkedCharacters))
                timed.append(timed[timed.count - 1] + (Self.hasTime(buffer, line, labels, folded) ? 1 : 0))
                named.append(named[named.count - 1] + (members.blocks[index] ? 1 : 0))
            }
        }
        func count(_ sums: [Int], _ extents: [Range<Int>]) -> Int {
            extents.count { sums[$0.upperBound] > sums[$0.lowerBound] }
        }
        for group in all {
            guard
                group.contains(where: {
                    said[elements.nodes[$0].blocks.upperBound] > said[elements.nodes[$0].blocks.lowerBound]
                })
            else { continue }
            let extents = elements.extents(group)
            // Answers to a question may have neither time nor name.
            let mayBe =
                analysis.asks && extents.count <= Self.mostAnswers
                || RepeatedItems.mayBeDiscussion(
                    count: group.count, times: count(timed, extents), persons: count(named, extents),
                    elements.nodes[group[0]].names)
            guard mayBe else { continue }
            groups.append(group)
            for extent in extents {
                for index in extent { blocks[index] = true }
            }
        }
    }

    // More elements without times and names are a menu. Chosen by hand.
    private static let mostAnswers = 12

    // Whether a block is short enough for a line with a time, and has one.
    private static func hasTime(
        _ buffer: UTF8Buffer, _ line: AssessedBlock, _ labels: UnsafeBufferPointer<UInt16>, _ range: Range<Int>
    ) -> Bool {
        guard line.shape.content <= PostLines.maximumMeta else { return false }
        // A digit, or the name of a day: 昨天, 刚刚.
        guard line.shape.digits > 0 || days.contains(where: { labels[range].contains($0) }) else { return false }
        return ShownTime.first(in: buffer, line.block.range) != nil
    }

    private static let days = "刚今昨前".foldedLabels(.cleaning)
}
