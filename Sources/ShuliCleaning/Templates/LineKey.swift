import ShuliText

/// A line as a key that another page's writing of the same line shares: width, case and script folded, white space and
/// marks dropped.
///
/// In short lines every run of digits is one digit, so that dates and counts don't tell them apart; in longer ones they
/// do, since reports of one form differ in their numbers alone.
struct LineKey: Hashable {
    let hash: UInt64
    /// Content characters of the line.
    let content: Int

    private static let longestMasked = 16
    static let seed = UInt64(0xcbf2_9ce4_8422_2325)

    /// The key of a range; nil where it has no content.
    init?(_ buffer: UTF8Buffer, _ range: TextRange, _ alphabet: Alphabet) {
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
        hash = content <= Self.longestMasked ? masked : exact
    }

    /// One step of a 64-bit hash over labels.
    @inline(__always)
    static func mixed(_ hash: UInt64, _ label: UInt64) -> UInt64 {
        let mixed = (hash ^ label) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ mixed >> 29
    }
}
