import ShuliText

/// A short piece between 《》 or quotation marks: the words from `first` to before `end` of a row.
struct MarkedName {
    let first: Int
    let end: Int
    /// Whether the marks are 《》.
    let isTitle: Bool
}

/// Finds the short pieces between 《》 and quotation marks.
struct MarkedNameScanner {
    private(set) var names: [MarkedName] = []
    private var opened: (closing: UInt32, end: Int, place: Int)?

    /// A longer piece (in bytes) is a sentence, not a name.
    private static let longest = 60

    /// Takes the next mark; `place` is its place in the row.
    mutating func take(_ mark: UInt32, at range: TextRange, place: Int) {
        if let open = opened, open.closing == mark {
            if place > open.place + 1, range.lowerBound - open.end <= Self.longest {
                names.append(MarkedName(first: open.place + 1, end: place, isTitle: mark == 0x300B))
            }
            opened = nil
        } else if let closing = Self.closing(of: mark) {
            opened = (closing, range.upperBound, place)
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
