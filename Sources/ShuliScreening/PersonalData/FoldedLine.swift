import ShuliText

/// The scalars of a line, with full-width forms replaced by ASCII, so that rules can look in both directions by index.
struct FoldedLine {
    private(set) var scalars: [UInt32] = []
    // The offset of each scalar, and the end of the last one.
    private var offsets: [Int] = []

    /// The number of scalars.
    var count: Int { scalars.count }

    /// The scalar at an index; 0 outside the line.
    @inline(__always)
    subscript(index: Int) -> UInt32 { index >= 0 && index < scalars.count ? scalars[index] : 0 }

    /// Whether a line contains an ASCII letter or digit, full-width or not, as every finding does.
    static func mayHoldFindings(_ buffer: UTF8Buffer, _ range: TextRange) -> Bool {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let byte = buffer[offset]
            if byte < 0x80 {
                if isAlphanumeric(UInt32(byte)) { return true }
                offset += 1
            } else if byte == 0xEF {
                let (scalar, length) = buffer.scalar(at: offset)
                if isAlphanumeric(folded(scalar)) { return true }
                offset += length
            } else {
                offset += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            }
        }
        return false
    }

    /// Replaces the line by another one.
    mutating func read(_ buffer: UTF8Buffer, _ range: TextRange) {
        scalars.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            scalars.append(Self.folded(scalar))
            offsets.append(offset)
            offset += length
        }
        offsets.append(offset)
    }

    /// The bytes of a range of indices.
    func bytes(_ range: Range<Int>) -> TextRange { TextRange(offsets[range.lowerBound], offsets[range.upperBound]) }

    private static func folded(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        // Not the marks between clauses, which are no part of a number.
        case 0xFF01, 0xFF0C, 0xFF1B, 0xFF1F: scalar
        case 0xFF02...0xFF5E: scalar - 0xFEE0
        case 0x3000, 0xA0: 0x20
        default: scalar
        }
    }

    static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }
    static func isLetter(_ scalar: UInt32) -> Bool { scalar | 0x20 &- 0x61 < 26 }
    static func isAlphanumeric(_ scalar: UInt32) -> Bool { isDigit(scalar) || isLetter(scalar) }

    func isDigit(_ index: Int) -> Bool { Self.isDigit(self[index]) }
    func isLetter(_ index: Int) -> Bool { Self.isLetter(self[index]) }
    func isAlphanumeric(_ index: Int) -> Bool { Self.isAlphanumeric(self[index]) }

    /// The value of a digit.
    func digit(_ index: Int) -> Int { Int(self[index]) - 0x30 }

    /// Whether a word begins at an index; case is ignored.
    ///
    /// - Parameter word: Latin letters in lower case.
    func holds(_ word: [UInt32], at index: Int) -> Bool {
        guard index >= 0, index + word.count <= count else { return false }
        for place in word.indices {
            let scalar = scalars[index + place]
            guard (Self.isLetter(scalar) ? scalar | 0x20 : scalar) == word[place] else { return false }
        }
        return true
    }

    /// Whether no number or word continues to the left of an index.
    func isBorder(before index: Int) -> Bool {
        let last = self[index - 1]
        if Self.isAlphanumeric(last) || last == 0x5F { return false }
        return !([0x2E, 0x2C, 0x2D, 0x2F].contains(last) && isAlphanumeric(index - 2))
    }

    /// Whether no number or word continues to the right of an index.
    func isBorder(after index: Int) -> Bool {
        let next = self[index]
        if Self.isAlphanumeric(next) || next == 0x5F { return false }
        return !([0x2E, 0x2C, 0x2D].contains(next) && isDigit(index + 1))
    }

    /// Whether one of some words is among the `reach` scalars before an index, in the same clause.
    func holds(_ words: [[UInt32]], before index: Int, reach: Int) -> Bool {
        var start = index
        while start > max(0, index - reach), !Self.clauseEnds.contains(self[start - 1]) { start -= 1 }
        return (start..<max(start, index)).contains { place in
            words.contains { place + $0.count <= index && holds($0, at: place) }
        }
    }

    private static let clauseEnds = Set("，。；！？,;!?、".unicodeScalars.map(\.value))
}

extension String {
    /// The scalars of a word, as `FoldedLine.holds` takes them.
    var scalarValues: [UInt32] { unicodeScalars.map(\.value) }
}

extension [[UInt32]] {
    /// The words of a list separated by spaces.
    static func words(_ list: String) -> [[UInt32]] { list.split(separator: " ").map { String($0).scalarValues } }
}
