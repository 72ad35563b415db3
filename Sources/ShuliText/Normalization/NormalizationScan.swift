import CICU

/// Finds out in one scan which of the cheap steps have anything to change, at more than a gigabyte a second.
struct NormalizationScan {
    /// Whether a scalar may change, or take part in a change, under NFC.
    private(set) var needsComposition = false
    /// Whether there is an invisible character, or one that is invisible between Han characters.
    private(set) var hasInvisible = false

    init(_ buffer: UTF8Buffer) {
        guard let base = buffer.baseAddress else { return }
        let end = buffer.count
        var at = 0
        let plain = Self.plain
        while at < end {
            at = plain.end(base, at, end)
            guard at < end else { return }
            let first = base[at]
            if first >= 0x80 {
                at &+= note(buffer, at)
                if needsComposition && hasInvisible { return }
            } else if at &+ 8 <= end {
                at &+= noteASCII(base + at)
            } else {
                if InvisibleCharacters.isInvisible(UInt32(first)) { hasInvisible = true }
                at &+= 1
            }
        }
    }

    // Scans up to eight bytes, the first of which is ASCII; returns the number of ASCII bytes.
    @inline(__always)
    private mutating func noteASCII(_ place: UnsafePointer<UInt8>) -> Int {
        let bytes = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
        let ones: UInt64 = 0x0101_0101_0101_0101
        // The highest bit of a byte: beyond ASCII; below the space; DEL.
        let (low, delete) = (bytes &- 0x20 &* ones, (bytes ^ 0x7F &* ones) &- ones)
        if (bytes | low | delete) & (0x80 &* ones) == 0 { return 8 }
        var count = 0
        while count < 8, place[count] < 0x80 {
            if InvisibleCharacters.isInvisible(UInt32(place[count])) { hasInvisible = true }
            count &+= 1
        }
        return count
    }

    @inline(__always)
    private mutating func note(_ buffer: UTF8Buffer, _ at: Int) -> Int {
        let (scalar, length) = buffer.scalar(at: at)
        noteRare(scalar)
        return length
    }

    @inline(never)
    private mutating func noteRare(_ scalar: UInt32) {
        if InvisibleCharacters.isInvisible(scalar) || InvisibleCharacters.isBlank(scalar) { hasInvisible = true }
        switch scalar {
        case 0x80...0x2FF, 0x2100...0x2125, 0x2190...0x2328, 0x232B...0x2ADB, 0xE000...0xF8FF, 0x1F000...0x1FAFF: break
        case 0x20000...0x2F7FF: break
        default: if !shuli_is_composed_starter(scalar) { needsComposition = true }
        }
    }
}

extension NormalizationScan {
    /// Characters that neither step changes: Han, kana and the most common punctuation.
    static let plain = PlainCharacters([
        0x2010..<0x2028, 0x2030..<0x2060, 0x3000..<0x3028, 0x3030..<0x3098, 0x30A0..<0x3160, 0x3168..<0xA000,
        0xFF00..<0xFFA0,
    ])
}

/// Characters of three bytes, eight neighbours a bit.
struct PlainCharacters: Sendable {
    private let bits: [UInt64]

    /// - Parameter ranges: of scalars from U+0800 to U+FFFF; their ends are multiples of eight.
    init(_ ranges: [Range<UInt32>]) {
        var bits = [UInt64](repeating: 0, count: 0x10000 >> 9)
        for range in ranges {
            for block in (range.lowerBound >> 3)..<(range.upperBound >> 3) {
                bits[Int(block >> 6)] |= 1 << UInt64(block & 63)
            }
        }
        self.bits = bits
    }

    /// The end of the run of such characters that begins at a place.
    @inline(__always)
    func end(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        bits.withUnsafeBufferPointer { bits in
            var at = start
            while at &+ 4 <= end {
                let bytes = UInt32(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt32.self))
                guard bytes & 0xC0_C0F0 == 0x80_80E0 else { break }
                // The first nine of the thirteen bits of a block of eight choose the word.
                let word = (bytes & 0xF) << 3 | (bytes >> 11) & 7
                let block = (bytes >> 5) & 0x38 | (bytes >> 19) & 7
                guard bits[Int(word)] >> UInt64(block) & 1 != 0 else { break }
                at &+= 3
            }
            return at
        }
    }
}
