import ShuliText

/// A number of a clause, what it counts, and the words around it: two texts contradict each other where they give
/// different numbers for the same thing.
struct Figure {
    /// The number, without separators of thousands, and with its scale (万).
    let number: String
    /// The number with what it counts, as the text writes it: 3人.
    let range: TextRange
    private let unit: UInt32
    /// Pairs of characters of the clause, ascending, each once.
    private let context: [UInt64]

    /// From this share of the shorter context on two clauses are about the same thing. Chosen by hand.
    private static let sameContext = 1.0 / 3
    private static let scales: Set<UInt32> = [0x4E07, 0x842C, 0x4EBF, 0x5104, 0x5343, 0x767E, 0x5341, 0x4F59, 0x9918]
    /// Dates, times and ordinals differ between texts without a contradiction: 年 月 日 号 时 點 点 分 秒 届 版 章 页 条 岁.
    private static let ordinals: Set<UInt32> = [
        0x5E74, 0x6708, 0x65E5, 0x53F7, 0x865F, 0x65F6, 0x6642, 0x70B9, 0x9EDE, 0x5206, 0x79D2, 0x5C4A, 0x5C46, 0x7248,
        0x7AE0, 0x9875, 0x9801, 0x6761, 0x689D,
    ]

    /// Whether another text gives another number for the same thing.
    func contradicts(_ other: Figure) -> Bool {
        guard unit == other.unit, number != other.number else { return false }
        let shorter = min(context.count, other.context.count)
        guard shorter > 0 else { return false }
        let others = Set(other.context)
        return Double(context.count { others.contains($0) }) >= Self.sameContext * Double(shorter)
    }

    /// The figures of the clauses of a range.
    static func figures(in buffer: UTF8Buffer, _ range: TextRange) -> [Figure] {
        var figures: [Figure] = []
        var start = range.lowerBound
        var offset = start
        while offset <= range.upperBound {
            let isEnd = offset == range.upperBound
            let (scalar, length) = isEnd ? (0, 1) : buffer.scalar(at: offset)
            if isEnd || [0xFF0C, 0x2C, 0x3002, 0xFF1B, 0x3B, 0x3001, 0xFF1A].contains(scalar) {
                // A comma inside a number is a separator of thousands.
                let isSeparator =
                    !isEnd && scalar == 0x2C && offset > start && isDigit(buffer.scalar(before: offset).value)
                    && offset + 1 < range.upperBound && isDigit(buffer.scalar(at: offset + 1).value)
                if !isSeparator {
                    figures += self.figures(ofClause: TextRange(start, offset), buffer)
                    start = min(range.upperBound, offset + length)
                }
            }
            offset += length
        }
        return figures
    }

    private static func isDigit(_ scalar: UInt32) -> Bool { CharacterClass(scalar) == .digit }

    private static func figures(ofClause clause: TextRange, _ buffer: UTF8Buffer) -> [Figure] {
        var numbers: [(number: String, range: TextRange, unit: UInt32)] = []
        var pairs: Set<UInt64> = []
        var before: UInt32 = 0
        var offset = clause.lowerBound
        while offset < clause.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            if isDigit(scalar) {
                if let found = self.number(at: offset, clause.upperBound, buffer) {
                    numbers.append(found)
                    offset = found.range.upperBound
                } else {
                    while offset < clause.upperBound, isDigit(buffer.scalar(at: offset).value) {
                        offset += buffer.scalar(at: offset).length
                    }
                }
                before = 0
                continue
            }
            offset += length
            guard CharacterClass(scalar) == .han else {
                before = 0
                continue
            }
            let label = Lexicon.standard.foldedLabel(of: scalar)
            if before != 0 { pairs.insert(UInt64(before) << 32 | UInt64(label)) }
            before = label
        }
        let context = pairs.sorted()
        return numbers.map { Figure(number: $0.number, range: $0.range, unit: $0.unit, context: context) }
    }

    // A number with its scale and the character behind it; nil where nothing is counted.
    private static func number(
        at start: Int, _ end: Int, _ buffer: UTF8Buffer
    ) -> (number: String, range: TextRange, unit: UInt32)? {
        var number = ""
        var offset = start
        while offset < end {
            let (scalar, length) = buffer.scalar(at: offset)
            guard isDigit(scalar) || scalar == 0x2E || scalar == 0x2C || scales.contains(scalar) else { break }
            if scalar != 0x2C, let character = Unicode.Scalar(scalar) { number.unicodeScalars.append(character) }
            offset += length
        }
        guard offset < end else { return nil }
        let (unit, length) = buffer.scalar(at: offset)
        guard CharacterClass(unit) == .han || unit == 0x25 || unit == 0xFF05, !ordinals.contains(unit) else {
            return nil
        }
        return (number, TextRange(start, offset + length), Lexicon.standard.foldedLabel(of: unit))
    }
}
