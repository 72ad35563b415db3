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
            let capacity = Self.portion + Self.mostFurther
            withUnsafeTemporaryAllocation(of: UInt16.self, capacity: capacity) { symbols in
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { starts in
                    var place = 0
                    while place < buffer.count {
                        let (end, count) = Self.fold(buffer, from: place, into: symbols, starts)
                        self.symbols += UnsafeBufferPointer(rebasing: symbols[..<count])
                        if keepsOffsets { offsets += UnsafeBufferPointer(rebasing: starts[..<count]) }
                        place = end
                    }
                }
            }
        }
    }

    init(symbols: [UInt16]) { self.symbols = symbols }

    // So many symbols are folded into memory at hand, and copied in one piece.
    private static let portion = 1_024
    // No scalar has more (U+FDFA).
    private static let mostFurther = 32

    // Folds on from a place: a portion at most, or to the end. Returns how far it came and how many symbols that are.
    private static func fold(
        _ buffer: UTF8Buffer, from start: Int, into symbols: UnsafeMutableBufferPointer<UInt16>,
        _ starts: UnsafeMutableBufferPointer<UInt32>
    ) -> (end: Int, count: Int) {
        let table = FoldingTable.standard
        return table.symbols.withUnsafeBufferPointer { entries in
            var place = start
            var count = 0
            while place < buffer.count, count < portion {
                let (scalar, length) = buffer.scalar(at: place)
                starts[count] = UInt32(truncatingIfNeeded: place)
                place += length
                // Named character references that nobody decoded: &ldquo; &nbsp;
                if scalar == 0x26 {
                    place += reference(buffer, place)
                    continue
                }
                let symbol = scalar < 0x10000 ? entries[Int(scalar)] : FoldingTable.looksFurther
                if symbol == FoldingTable.looksFurther {
                    for symbol in table.further(scalar).prefix(mostFurther) {
                        (symbols[count], starts[count]) = (symbol, UInt32(truncatingIfNeeded: place - length))
                        count += 1
                    }
                    continue
                }
                symbols[count] = symbol
                // One in ten is dropped, which is 0: the next one is written over it. In numbers, because a branch would be
                // as good as random.
                count += (Int(symbol) + 0xFFFF) >> 16
            }
            return (place, count)
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
