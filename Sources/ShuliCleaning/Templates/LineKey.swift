import ShuliText

/// The key of a line: equal for lines that differ only in width, case, script, white space and punctuation.
///
/// In lines of up to 16 content characters every run of digits counts as one digit, so that lines with different dates and counts are
/// equal. In longer lines digits count, because reports of one form differ only in their numbers.
struct LineKey: Hashable {
    let hash: UInt64
    /// The number of content characters of the line.
    let content: Int

    private static let maximumMasked = 16
    static let seed = UInt64(0xcbf2_9ce4_8422_2325)

    /// The key of a range; nil where it has no content characters.
    init?(_ buffer: UTF8Buffer, _ range: TextRange) {
        let alphabet = Alphabet.cleaning
        var (exact, masked, content, lastWasDigit) = (Self.seed, Self.seed, 0, false)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            let kind = CharacterClass(scalar)
            guard kind.isContent else { continue }
            let label = UInt64(alphabet.entry(of: scalar) & 0xFFFF)
            content += 1
            exact = Self.mixed(exact, label)
            if kind != .digit || !lastWasDigit {
                masked = Self.mixed(masked, kind == .digit ? UInt64(Alphabet.Fixed.anyDigit) : label)
            }
            lastWasDigit = kind == .digit
        }
        guard content > 0 else { return nil }
        self.content = content
        hash = content <= Self.maximumMasked ? masked : exact
    }

    /// One step of a 64-bit hash over labels.
    @inline(__always)
    static func mixed(_ hash: UInt64, _ label: UInt64) -> UInt64 {
        let mixed = (hash ^ label) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ mixed >> 29
    }
}
