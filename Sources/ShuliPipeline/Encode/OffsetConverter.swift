import ShuliBase

/// What an offset counts.
package enum OffsetUnit: String, Sendable, CaseIterable {
    case utf8
    case utf16
    case scalar
    case character
}

/// Converts UTF-8 offsets of one text into offsets of another unit.
///
/// Building takes time and memory linear in the text, except for UTF-8 itself; each conversion takes constant time. An
/// offset inside a character is the character's.
package struct OffsetConverter: Sendable {
    // For each byte of the text and for its end: the units before it. Nil for UTF-8 itself.
    private let table: [Int]?
    // The units before the text.
    private let start: Int

    /// The offsets of a text, or those of a section of one behind `start` units.
    package init(_ text: String, _ unit: OffsetUnit, behind start: Int = 0) {
        self.start = start
        guard unit != .utf8 else {
            table = nil
            return
        }
        var table: [Int] = []
        table.reserveCapacity(text.utf8.count + 1)
        var units = start
        func step(_ bytes: Int, _ count: Int) {
            table.append(contentsOf: repeatElement(units, count: bytes))
            units += count
        }
        switch unit {
        case .utf8: break
        case .utf16: for scalar in text.unicodeScalars { step(UTF8.width(scalar), UTF16.width(scalar)) }
        case .scalar: for scalar in text.unicodeScalars { step(UTF8.width(scalar), 1) }
        case .character: for character in text { step(character.utf8.count, 1) }
        }
        table.append(units)
        self.table = table
    }

    /// The range in the unit. Offsets beyond the text count as its ends.
    package func callAsFunction(_ range: TextRange) -> TextRange {
        guard let table else { return TextRange(range.lowerBound + start, range.upperBound + start) }
        func unit(_ offset: Int) -> Int { table[min(max(0, offset), table.count - 1)] }
        return TextRange(unit(range.lowerBound), unit(range.upperBound))
    }
}
