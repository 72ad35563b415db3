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
            let capacity = buffer.count / 3 + 16
            symbols.reserveCapacity(capacity)
            if keepsOffsets { offsets.reserveCapacity(capacity) }
            append(buffer, keepsOffsets)
        }
    }

    init(symbols: [UInt16]) { self.symbols = symbols }

    private mutating func append(_ buffer: UTF8Buffer, _ keepsOffsets: Bool) {
        let table = FoldingTable.standard
        table.symbols.withUnsafeBufferPointer { entries in
            var place = 0
            while place < buffer.count {
                let (scalar, length) = buffer.scalar(at: place)
                let start = place
                place += length
                // Named character references that nobody decoded: &ldquo; &nbsp;
                if scalar == 0x26 {
                    place += Self.reference(buffer, place)
                    continue
                }
                let symbol = scalar < 0x10000 ? entries[Int(scalar)] : FoldingTable.looksFurther
                if symbol == FoldingTable.dropped { continue }
                if symbol != FoldingTable.looksFurther {
                    symbols.append(symbol)
                    if keepsOffsets { offsets.append(UInt32(truncatingIfNeeded: start)) }
                } else {
                    let further = table.further(scalar)
                    symbols += further
                    if keepsOffsets {
                        offsets += repeatElement(UInt32(truncatingIfNeeded: start), count: further.count)
                    }
                }
            }
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
