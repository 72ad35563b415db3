/// The encodings that write Chinese, Japanese or Korean in seven bits, so that their bytes are ASCII too: HZ (RFC 1843)
/// and those of ISO 2022 (RFC 1468, 1557, 1922), which mail and news groups used. Sequences of their own announce them.
enum SevenBitEncoding {
    /// In characters. Fewer between ~{ and ~} may be there by chance.
    private static let leastHZ = 4

    /// The encoding that bytes, all of them ASCII, announce; nil for none. Linear in their number.
    static func announced(in buffer: UTF8Buffer) -> TextEncoding? {
        if let escape = buffer.firstPlace(of: [0x1B, 0x24], in: 0..<buffer.count) {
            return encoding(ofEscape: buffer[escape...].dropFirst(2).prefix(2))
        }
        return isHZ(buffer) ? .hz : nil
    }

    // By what follows ESC $.
    private static func encoding(ofEscape end: UTF8Buffer.SubSequence) -> TextEncoding? {
        switch (end.first, end.dropFirst().first) {
        case (0x40, _), (0x42, _): .iso2022JP
        case (0x29, 0x41), (0x29, 0x47), (0x2A, 0x48): .iso2022CN
        case (0x29, 0x43): .iso2022KR
        default: nil
        }
    }

    // Whether each run between ~{ and ~}, or the end of its line, holds pairs of the rows of GB 2312 only.
    private static func isHZ(_ buffer: UTF8Buffer) -> Bool {
        var characters = 0
        var place = 0
        while let start = buffer.firstPlace(of: [0x7E, 0x7B], in: place..<buffer.count) {
            place = start + 2
            while place + 1 < buffer.count, (0x21...0x77).contains(buffer[place]) {
                guard (0x21...0x7E).contains(buffer[place + 1]) else { return false }
                characters += 1
                place += 2
            }
            guard
                place == buffer.count || buffer[place] == 0x0A || buffer[place] == 0x0D
                    || place + 1 < buffer.count && buffer[place] == 0x7E && buffer[place + 1] == 0x7D
            else { return false }
        }
        return characters >= leastHZ
    }
}
