/// What two texts have in common, counted exactly.
struct PairEvidence: Hashable, Sendable {
    var overlap = Overlap()
    /// The length of the longest run, in symbols.
    var longestRun = 0
    /// How many numbers at corresponding places of the texts are equal, and how many differ.
    var equalNumbers = 0
    var differentNumbers = 0

    // Between two runs that follow each other in both texts, the numbers correspond if neither text has more symbols of its
    // own there. Chosen by hand: a sentence of a form with its numbers.
    private static let maximumGap = 40
    // A number that a gap cuts is completed up to so many digits; longer rows of digits are no numbers. It bounds the time
    // for texts of digits.
    private static let maximumDigits = 40

    init() {}

    /// Counts what two texts share; `runs` are sorted by their position in the right text.
    init(
        _ runs: [TextComparison.Run], _ left: UnsafeBufferPointer<UInt16>, _ right: UnsafeBufferPointer<UInt16>,
        _ leftMask: CommonShingleMask, _ rightMask: CommonShingleMask
    ) {
        (overlap.leftCount, overlap.rightCount) = (UInt32(leftMask.informative), UInt32(rightMask.informative))
        guard !runs.isEmpty else { return }
        var intervals: [Range<Int>] = []
        intervals.reserveCapacity(runs.count)
        for run in runs {
            overlap.rightCovered += UInt32(rightMask.informative(in: run.right..<run.rightEnd))
            longestRun = max(longestRun, run.count)
            intervals.append(run.left..<run.leftEnd)
        }
        intervals.sort { $0.lowerBound < $1.lowerBound }
        var end = 0
        for interval in intervals where interval.upperBound > end {
            overlap.leftCovered += UInt32(
                leftMask.informative(in: max(end, interval.lowerBound)..<interval.upperBound))
            end = interval.upperBound
        }
        var (leftEnd, rightEnd) = (0, 0)
        for run in runs {
            if run.left >= leftEnd { countGap(leftEnd..<run.left, rightEnd..<run.right, left, right) }
            countNumbers(in: run, left, right)
            (leftEnd, rightEnd) = (run.leftEnd, run.rightEnd)
        }
        countGap(leftEnd..<left.count, rightEnd..<right.count, left, right)
    }

    // Counts the numbers inside of a run: they are equal.
    private mutating func countNumbers(
        in run: TextComparison.Run, _ left: UnsafeBufferPointer<UInt16>, _ right: UnsafeBufferPointer<UInt16>
    ) {
        var isInside = false
        for offset in 0..<run.count {
            let isDigit = Self.isDigit(left[run.left + offset])
            if isInside && !isDigit { equalNumbers += 1 }
            isInside = isDigit && (isInside || offset > 0)
        }
    }

    private mutating func countGap(
        _ leftGap: Range<Int>, _ rightGap: Range<Int>, _ left: UnsafeBufferPointer<UInt16>,
        _ right: UnsafeBufferPointer<UInt16>
    ) {
        guard !leftGap.isEmpty, !rightGap.isEmpty, leftGap.count <= Self.maximumGap, rightGap.count <= Self.maximumGap
        else { return }
        let leftNumbers = Self.numbers(left, Self.widened(leftGap, left))
        let rightNumbers = Self.numbers(right, Self.widened(rightGap, right))
        guard !leftNumbers.isEmpty, !rightNumbers.isEmpty else { return }
        let equal = zip(leftNumbers, rightNumbers).count { $0 == $1 }
        equalNumbers += equal
        differentNumbers += max(leftNumbers.count, rightNumbers.count) - equal
    }

    @inline(__always)
    private static func isDigit(_ symbol: UInt16) -> Bool { symbol &- 0x30 < 10 }

    // The gap with the rest of the numbers that it cuts.
    private static func widened(_ gap: Range<Int>, _ text: UnsafeBufferPointer<UInt16>) -> Range<Int> {
        var (start, end) = (gap.lowerBound, gap.upperBound)
        while start > max(0, gap.lowerBound - maximumDigits), isDigit(text[start - 1]) { start -= 1 }
        while end < min(text.count, gap.upperBound + maximumDigits), isDigit(text[end]) { end += 1 }
        return start..<end
    }

    private static func numbers(_ text: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) -> [UInt64] {
        var numbers: [UInt64] = []
        var isInside = false
        for position in range {
            if isDigit(text[position]) {
                if !isInside { numbers.append(1) }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] &* 10 &+ UInt64(text[position] - 0x30)
                isInside = true
            } else {
                isInside = false
            }
        }
        return numbers
    }
}
