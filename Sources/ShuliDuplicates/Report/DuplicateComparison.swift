import ShuliText

/// Two texts laid side by side: what they share, what each has of its own, and what that makes them.
public struct DuplicateComparison: Hashable, Sendable {
    /// A stretch of one or both texts.
    public struct Part: Hashable, Sendable {
        /// Where it stands in each text; nil where that text has nothing there.
        public let left: TextRange?
        public let right: TextRange?
        /// Whether both have the same, but for script, width, case, spaces and punctuation.
        public let isShared: Bool
    }

    /// What the left text is to the right one.
    public let relation: DuplicateRelation
    /// Whether both are one form filled with other numbers.
    public let isSameForm: Bool
    /// The share of both that is the same, and of each that the other has, 0 to 1.
    public let similarity: Double
    public let leftShare: Double
    public let rightShare: Double
    /// Numbers at the same place of both: equal ones and different ones.
    public let equalNumbers: Int
    public let differentNumbers: Int
    /// The longest stretch that both have, in characters without spaces and punctuation.
    public let longestShared: Int
    /// All of both texts, in the order of the left one.
    public let parts: [Part]

    /// Compares two texts. Linear in their lengths; a total function.
    public init(_ left: String, _ right: String, options: DuplicateIndex.Options = DuplicateIndex.Options()) {
        let (leftText, rightText) = (FoldedText(left, keepsOffsets: true), FoldedText(right, keepsOffsets: true))
        var comparison = TextComparison()
        let evidence = leftText.symbols.withUnsafeBufferPointer { leftSymbols in
            rightText.symbols.withUnsafeBufferPointer { rightSymbols in
                comparison.compare(0, leftSymbols, rightSymbols)
                return PairEvidence(
                    comparison.runs, leftSymbols, rightSymbols, FurnitureMask(none: leftSymbols.count),
                    FurnitureMask(none: rightSymbols.count))
            }
        }
        let found = options.rule.relation(of: evidence)
        if leftText.symbols == rightText.symbols {
            relation = leftText.symbols.isEmpty ? .unique : .exact
        } else {
            relation =
                switch found {
                case .near: .near
                case .leftInRight: .contained
                case .rightInLeft: .contains
                case .unrelated, .related, .sameForm: .unique
                }
        }
        isSameForm = found == .sameForm
        similarity = relation == .exact ? 1 : evidence.overlap.similarity
        leftShare = relation == .exact ? 1 : evidence.overlap.leftShare
        rightShare = relation == .exact ? 1 : evidence.overlap.rightShare
        (equalNumbers, differentNumbers) = (evidence.equalNumbers, evidence.differentNumbers)
        longestShared = evidence.longestRun
        parts = Self.parts(comparison.runs, Extent(left, leftText), Extent(right, rightText))
    }

    // Turns places among symbols into ranges of the text.
    private struct Extent {
        let count: Int
        private let offsets: [UInt32]
        private let end: Int

        init(_ text: String, _ folded: FoldedText) {
            (count, offsets, end) = (folded.symbols.count, folded.offsets, text.utf8.count)
        }

        // What stands between symbols belongs to those before it; what stands before all of them to the first.
        func range(_ places: Range<Int>) -> TextRange? {
            guard !places.isEmpty else { return nil }
            let start = places.lowerBound == 0 ? 0 : Int(offsets[places.lowerBound])
            return TextRange(start, places.upperBound == count ? end : Int(offsets[places.upperBound]))
        }
    }

    private static func parts(_ runs: [TextComparison.Run], _ left: Extent, _ right: Extent) -> [Part] {
        var parts: [Part] = []
        var leftEnd = 0
        var told: [Range<Int>] = []
        let rightRuns = runs.map { $0.right..<$0.rightEnd }
        // The part of the right text before a place that no run covers and nobody told yet.
        func own(before place: Int) -> Range<Int> {
            let covered = rightRuns + told
            let start = covered.filter { $0.upperBound <= place }.map(\.upperBound).max() ?? 0
            return start..<place
        }
        for run in runs.sorted(by: { ($0.left, $0.right) < ($1.left, $1.right) }) where run.leftEnd > leftEnd {
            let skipped = max(0, leftEnd - run.left)
            let gap = leftEnd..<max(leftEnd, run.left)
            let other = own(before: run.right)
            if !gap.isEmpty || !other.isEmpty {
                parts.append(Part(left: left.range(gap), right: right.range(other), isShared: false))
            }
            told.append(other.lowerBound..<run.rightEnd)
            parts.append(
                Part(
                    left: left.range(run.left + skipped..<run.leftEnd),
                    right: right.range(run.right + skipped..<run.rightEnd), isShared: true))
            leftEnd = run.leftEnd
        }
        var rest: [Range<Int>] = []
        var place = 0
        for range in (rightRuns + told).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > place { rest.append(place..<range.lowerBound) }
            place = max(place, range.upperBound)
        }
        if place < right.count { rest.append(place..<right.count) }
        let ownLeft = left.range(leftEnd..<left.count)
        if ownLeft != nil || !rest.isEmpty {
            parts.append(Part(left: ownLeft, right: rest.first.flatMap(right.range), isShared: false))
        }
        for range in rest.dropFirst() { parts.append(Part(left: nil, right: right.range(range), isShared: false)) }
        return parts
    }
}
