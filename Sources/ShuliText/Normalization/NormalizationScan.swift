import CICU

/// Finds out in one scan which of the cheap steps have anything to change. Of clean Chinese text only the lead bytes
/// are read, at more than a gigabyte a second.
struct NormalizationScan {
    /// Whether a scalar may change, or take part in a change, under NFC.
    private(set) var needsComposition = false
    /// Whether there is an invisible character, or one that is invisible between Han characters.
    private(set) var hasInvisible = false

    init(_ buffer: UTF8Buffer) {
        guard let base = buffer.baseAddress else { return }
        let end = buffer.count
        var at = 0
        while at < end {
            let first = base[at]
            if first &- 0xE4 < 6 {  // U+4000…U+9FFF
                at &+= 3
            } else if first >= 0x80 {
                at &+= note(buffer, at)
                if needsComposition && hasInvisible { return }
            } else if at &+ 16 <= end {
                at &+= noteASCII(base + at)
            } else {
                if InvisibleCharacters.isInvisible(UInt32(first)) { hasInvisible = true }
                at &+= 1
            }
        }
    }

    // Scans up to 16 bytes, the first of which is ASCII; returns the number of ASCII bytes.
    @inline(__always)
    private mutating func noteASCII(_ place: UnsafePointer<UInt8>) -> Int {
        let block = UnsafeRawPointer(place).loadUnaligned(as: SIMD16<UInt8>.self)
        if block.max() < 0x7F && block.min() >= 0x20 { return 16 }
        var count = 0
        while count < 16, place[count] < 0x80 {
            if InvisibleCharacters.isInvisible(UInt32(place[count])) { hasInvisible = true }
            count &+= 1
        }
        return count
    }

    @inline(__always)
    private mutating func note(_ buffer: UTF8Buffer, _ at: Int) -> Int {
        let (scalar, length) = buffer.scalar(at: at)
        switch scalar {
        // The most common punctuation, and kana.
        case 0x3000...0x3029, 0x3030...0x3098, 0x309B...0x3163, 0x3165...0x3FFF, 0xFF00...0xFF9F, 0x2010...0x2027,
            0x2030...0x205F:
            break
        default: noteRare(scalar)
        }
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
