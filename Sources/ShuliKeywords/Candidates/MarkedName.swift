import ShuliText

/// A short piece between title marks 《》 or quotation marks: the words of a row from `first` to before `end`.
struct MarkedName {
    let first: Int
    let end: Int
    /// Whether the marks are 《》.
    let hasTitleMarks: Bool
}

/// Finds the short pieces between 《》 and quotation marks while a row of words is read.
struct MarkedNameScanner {
    private(set) var names: [MarkedName] = []
    private var opened: (closing: UInt32, end: Int, position: Int)?

    /// In bytes, 20 Han characters: a longer piece is a sentence, not a name. Chosen by hand.
    private static let maximumLength = 60

    /// Takes the next mark; `position` is its index in the row.
    mutating func take(_ mark: UInt32, at range: TextRange, position: Int) {
        if let open = opened, open.closing == mark {
            if position > open.position + 1, range.lowerBound - open.end <= Self.maximumLength {
                names.append(MarkedName(first: open.position + 1, end: position, hasTitleMarks: mark == 0x300B))
            }
            opened = nil
        } else if let closing = Self.closing(of: mark) {
            opened = (closing, range.upperBound, position)
        }
    }

    private static func closing(of mark: UInt32) -> UInt32? {
        switch mark {
        case 0x300A: 0x300B
        case 0x201C: 0x201D
        case 0x2018: 0x2019
        case 0x300C: 0x300D
        case 0x300E: 0x300F
        default: nil
        }
    }
}
