import ShuliText

/// A text as comparisons see it: an array of 16-bit symbols without spaces, punctuation and format characters, and without
/// differences of case, width and script.
struct FoldedSymbols: Sendable, Hashable {
    /// The symbols; see `FoldingTable`.
    var symbols: [UInt16] = []
    /// For each symbol the UTF-8 offset in the text that it comes from; empty unless the offsets were asked for.
    var offsets: [UInt32] = []

    /// Folds a text of fewer than 2³² bytes. Linear in its length; it can't fail.
    init(_ text: String, keepsOffsets: Bool = false) {
        text.withUTF8Buffer { buffer in
            symbols.reserveCapacity(buffer.count / 3 + 16)
            if keepsOffsets { offsets.reserveCapacity(buffer.count / 3 + 16) }
            let capacity = Self.portion + Self.maximumExpansion
            withUnsafeTemporaryAllocation(of: UInt16.self, capacity: capacity) { symbols in
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { starts in
                    var position = 0
                    while position < buffer.count {
                        let (end, count) = Self.fold(buffer, from: position, into: symbols, starts)
                        self.symbols += UnsafeBufferPointer(rebasing: symbols[..<count])
                        if keepsOffsets { offsets += UnsafeBufferPointer(rebasing: starts[..<count]) }
                        position = end
                    }
                }
            }
        }
    }

    init(symbols: [UInt16]) { self.symbols = symbols }

    // How many symbols are folded into scratch memory before they are copied to the array.
    private static let portion = 1_024
    // No scalar has more symbols than this; U+FDFA, the longest of Unicode, has 18 with its spaces.
    private static let maximumExpansion = 32

    // Folds a portion of the text, from `start` on. Returns where it ends and how many symbols it has.
    private static func fold(
        _ buffer: UTF8Buffer, from start: Int, into symbols: UnsafeMutableBufferPointer<UInt16>,
        _ starts: UnsafeMutableBufferPointer<UInt32>
    ) -> (end: Int, count: Int) {
        let table = FoldingTable.standard
        return table.symbols.withUnsafeBufferPointer { entries in
            var position = start
            var count = 0
            while position < buffer.count, count < portion {
                let (scalar, length) = buffer.scalar(at: position)
                starts[count] = UInt32(truncatingIfNeeded: position)
                position += length
                // Character references that were never decoded: &ldquo; &nbsp;
                if scalar == 0x26 {
                    position += reference(buffer, position)
                    continue
                }
                let symbol = scalar < 0x10000 ? entries[Int(scalar)] : FoldingTable.looksFurther
                if symbol == FoldingTable.looksFurther {
                    for symbol in table.further(scalar).prefix(maximumExpansion) {
                        (symbols[count], starts[count]) = (symbol, UInt32(truncatingIfNeeded: position - length))
                        count += 1
                    }
                    continue
                }
                symbols[count] = symbol
                // A dropped scalar (one in ten) has the symbol 0, and the next symbol overwrites it. Computed, because a
                // branch would be mispredicted.
                count += (Int(symbol) + 0xFFFF) >> 16
            }
            return (position, count)
        }
    }

    // The length of a character reference after its &; 0 where there is none.
    private static func reference(_ buffer: UTF8Buffer, _ start: Int) -> Int {
        var position = start
        while position < buffer.count, position - start < 9 {
            switch buffer[position] {
            case 0x3B: return position > start ? position + 1 - start : 0
            case 0x23, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: position += 1
            default: return 0
            }
        }
        return 0
    }
}
