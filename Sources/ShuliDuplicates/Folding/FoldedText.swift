import ShuliText

/// A text as comparisons see it: a row of 16-bit symbols without spaces, punctuation, format characters, case, width
/// and script.
struct FoldedText: Sendable, Hashable {
    /// The symbols; see `FoldingTable`.
    var symbols: [UInt16] = []
    /// For each symbol the UTF-8 offset in the text that it came from; empty where nobody asked for it.
    var offsets: [UInt32] = []

    /// Folds a text. Linear in its length; a total function.
    init(_ text: String, keepsOffsets: Bool = false) {
        text.withUTF8Buffer { buffer in
            symbols.reserveCapacity(buffer.count / 3 + 16)
            if keepsOffsets { offsets.reserveCapacity(buffer.count / 3 + 16) }
            var place = 0
            while place < buffer.count { append(buffer, &place, keepsOffsets) }
        }
    }

    init(symbols: [UInt16]) { self.symbols = symbols }

    // The symbols are written into memory at hand, so many at a time, and copied in one piece.
    private static let portion = 1_024
    // No scalar has more (U+FDFA).
    private static let mostFurther = 32

    // Folds on from `place`, a portion at most.
    private mutating func append(_ buffer: UTF8Buffer, _ place: inout Int, _ keepsOffsets: Bool) {
        let table = FoldingTable.standard
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.portion + Self.mostFurther) { portion in
            var count = 0
            func note(_ start: Int, _ count: Int) {
                if keepsOffsets { offsets += repeatElement(UInt32(truncatingIfNeeded: start), count: count) }
            }
            table.symbols.withUnsafeBufferPointer { entries in
                while place < buffer.count, count < Self.portion {
                    let (scalar, length) = buffer.scalar(at: place)
                    let start = place
                    place += length
                    // Named character references that nobody decoded: &ldquo; &nbsp;
                    if scalar == 0x26 {
                        place += Self.reference(buffer, place)
                        continue
                    }
                    let symbol = scalar < 0x10000 ? entries[Int(scalar)] : FoldingTable.looksFurther
                    if symbol == FoldingTable.looksFurther {
                        let further = table.further(scalar).prefix(Self.mostFurther)
                        for symbol in further {
                            portion[count] = symbol
                            count += 1
                        }
                        note(start, further.count)
                        continue
                    }
                    // One in ten is dropped: the next one is written over it, which needs no branch that is as good as
                    // random.
                    let kept = symbol == FoldingTable.dropped ? 0 : 1
                    portion[count] = symbol
                    count += kept
                    if keepsOffsets { note(start, kept) }
                }
            }
            symbols += UnsafeBufferPointer(rebasing: portion[..<count])
        }
    }

    // The length of a character reference behind its &, 0 where there is none.
    private static func reference(_ buffer: UTF8Buffer, _ start: Int) -> Int {
        var place = start
        while place < buffer.count, place - start < 9 {
            switch buffer[place] {
            case 0x3B: return place > start ? place + 1 - start : 0
            case 0x23, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: place += 1
            default: return 0
            }
        }
        return 0
    }
}
