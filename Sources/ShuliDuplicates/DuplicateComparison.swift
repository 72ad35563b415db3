import ShuliText

/// Two texts side by side: what they share, what each has of its own, and what that makes them.
///
/// ```swift
/// let comparison = DuplicateComparison(article, excerpt)
/// print(comparison.relation, comparison.rightShare)    // contains 0.97
/// for case .shared(let left, _) in comparison.parts { print(article[left]) }
/// ```
///
/// Unlike a `DuplicateIndex` it knows of no other texts, so nothing is set aside as common to unrelated articles.
public struct DuplicateComparison: Hashable, Sendable {
    /// A part of one or both texts, in UTF-8 offsets of each.
    public enum Part: Hashable, Sendable {
        /// Both texts have the same, but for script, width, case, spaces and punctuation.
        case shared(left: TextRange, right: TextRange)
        /// What the texts have of their own at corresponding places; nil for a text that has nothing there.
        case different(left: TextRange?, right: TextRange?)

        /// Where the part is in the left text.
        package var left: TextRange? {
            switch self {
            case .shared(let left, _): left
            case .different(let left, _): left
            }
        }

        /// Where the part is in the right text.
        package var right: TextRange? {
            switch self {
            case .shared(_, let right): right
            case .different(_, let right): right
            }
        }

        package var isShared: Bool { if case .shared = self { true } else { false } }
    }

    /// What the left text is to the right one.
    public let relation: DuplicateRelation
    /// Whether both are the same form with other numbers, such as two weather reports. They are `unique` then.
    package let isSameForm: Bool
    /// The share of both texts together that is the same, 0 to 1.
    public let similarity: Double
    /// The share of the left text that the right one has, 0 to 1.
    public let leftShare: Double
    /// The share of the right text that the left one has, 0 to 1.
    public let rightShare: Double
    /// How many numbers at corresponding places of both are equal, and how many differ.
    package let equalNumbers: Int
    package let differentNumbers: Int
    /// The length of the longest run that both have, in symbols: letters, digits and ideographs.
    package let longestShared: Int
    /// The whole of both texts, in the order of the left one. The parts of each text cover it without overlap, so what one
    /// text has once and the other twice is shared once.
    public let parts: [Part]

    /// Compares two texts of fewer than 2³² UTF-8 bytes each. The parts take O(n log n), all else is linear.
    public init(
        _ left: some StringProtocol, _ right: some StringProtocol, options: DuplicateOptions = DuplicateOptions()
    ) {
        let (left, right) = (String(left), String(right))
        let comparison = Comparison(left, right, EdgeRule(options))
        let evidence = comparison.evidence
        if comparison.isSame {
            relation = evidence.overlap.leftCount == 0 ? .unique : .exact
        } else {
            relation =
                switch comparison.relation {
                case .near: .near
                case .leftInRight: .contained
                case .rightInLeft: .contains
                case .unrelated, .related, .sameForm: .unique
                }
        }
        isSameForm = comparison.relation == .sameForm
        similarity = relation == .exact ? 1 : evidence.overlap.similarity
        leftShare = relation == .exact ? 1 : evidence.overlap.leftShare
        rightShare = relation == .exact ? 1 : evidence.overlap.rightShare
        (equalNumbers, differentNumbers) = (evidence.equalNumbers, evidence.differentNumbers)
        longestShared = evidence.longestRun
        parts = Self.parts(comparison.runs, Extent(left), Extent(right))
    }

    // What the symbols of two texts say. The symbols and the table of the left text, the most of the memory that is
    // needed, do not last longer.
    private struct Comparison {
        let isSame: Bool
        let evidence: PairEvidence
        let relation: Edge.Relation
        let runs: [TextComparison.Run]

        init(_ left: String, _ right: String, _ rule: EdgeRule) {
            let (leftText, rightText) = (FoldedSymbols(left).symbols, FoldedSymbols(right).symbols)
            var comparison = TextComparison()
            evidence = leftText.withUnsafeBufferPointer { leftSymbols in
                rightText.withUnsafeBufferPointer { rightSymbols in
                    comparison.compare(0, leftSymbols, rightSymbols)
                    return PairEvidence(
                        comparison.runs, leftSymbols, rightSymbols, CommonShingleMask(none: leftSymbols.count),
                        CommonShingleMask(none: rightSymbols.count))
                }
            }
            isSame = leftText == rightText
            relation = rule.relation(of: evidence)
            runs = comparison.runs
        }
    }

    // Turns ranges of symbols into ranges of the text.
    private struct Extent {
        private let offsets: [UInt32]
        private let end: Int

        init(_ text: String) {
            (offsets, end) = (FoldedSymbols(text, keepsOffsets: true).offsets, text.utf8.count)
        }

        var count: Int { offsets.count }

        // What is between two symbols belongs to the first of them; what is before all symbols belongs to the first one.
        func range(_ symbols: Range<Int>) -> TextRange? {
            guard !symbols.isEmpty else { return nil }
            let start = symbols.lowerBound == 0 ? 0 : Int(offsets[symbols.lowerBound])
            return TextRange(start, symbols.upperBound == count ? end : Int(offsets[symbols.upperBound]))
        }

        func shared(_ symbols: Range<Int>) -> TextRange { range(symbols) ?? TextRange(0, 0) }
    }

    // `runs` are in the order of the right text, in which they don't overlap; in the left text they may.
    private static func parts(_ runs: [TextComparison.Run], _ left: Extent, _ right: Extent) -> [Part] {
        var parts: [Part] = []
        var leftEnd = 0
        var written: [Range<Int>] = []
        // What the right text has of its own before a run.
        func gap(before run: Int) -> Range<Int> { (run == 0 ? 0 : runs[run - 1].rightEnd)..<runs[run].right }
        let order = runs.indices.sorted { (runs[$0].left, runs[$0].right) < (runs[$1].left, runs[$1].right) }
        for index in order where runs[index].leftEnd > leftEnd {
            let run = runs[index]
            let skipped = max(0, leftEnd - run.left)
            let (own, other) = (leftEnd..<max(leftEnd, run.left), gap(before: index))
            if !own.isEmpty || !other.isEmpty {
                parts.append(.different(left: left.range(own), right: right.range(other)))
            }
            let shared = run.right + skipped..<run.rightEnd
            parts.append(.shared(left: left.shared(run.left + skipped..<run.leftEnd), right: right.shared(shared)))
            written += [other, shared]
            leftEnd = run.leftEnd
        }
        // The rest of the right text: what it has at its end, or says once more.
        var rest: [Range<Int>] = []
        var rightEnd = 0
        for range in written.sorted(by: { $0.lowerBound < $1.lowerBound }) + [right.count..<right.count] {
            if range.lowerBound > rightEnd { rest.append(rightEnd..<range.lowerBound) }
            rightEnd = max(rightEnd, range.upperBound)
        }
        let ownLeft = left.range(leftEnd..<left.count)
        if ownLeft != nil || !rest.isEmpty {
            parts.append(.different(left: ownLeft, right: rest.first.flatMap(right.range)))
        }
        for range in rest.dropFirst() { parts.append(.different(left: nil, right: right.range(range))) }
        return parts
    }
}
