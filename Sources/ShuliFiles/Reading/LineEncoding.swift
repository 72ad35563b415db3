import ShuliText

/// What the lines of a file are decoded from. A function of the file's first bytes, so that a line is read the same
/// whatever chunk it is in.
///
/// A line that is no UTF-8 is little evidence for its encoding, so those at the head of the file decide together; where a
/// line can't be decoded so, it decides by itself. A line that is UTF-8 is read as such, but for one in a file without
/// any longer UTF-8 sequence at its head: two bytes that are UTF-8 may also be one Chinese character of GB18030 or Big5.
package struct LineEncoding: Sendable {
    private let named: TextEncoding?
    /// What the file was before it was converted to UTF-8.
    private let original: TextEncoding?
    // What most lines that are not UTF-8 are.
    private var legacy: TextEncoding?
    private var hasLongSequences = false

    /// `head` are the first bytes of the file as they are; `named` is what the user named, `original` what the file was
    /// converted from.
    init(head: [UInt8] = [], named: TextEncoding? = nil, original: TextEncoding? = nil) {
        (self.named, self.original) = (named, original)
        guard named == nil, original == nil else { return }
        var sample: [UInt8] = []
        // The last line may be cut.
        for line in head.prefix(1 + (head.lastIndex(of: 0x0A) ?? head.count - 1)).split(separator: 0x0A)
        where line.contains(where: { $0 >= 0x80 }) {
            if String(validating: line, as: UTF8.self) == nil {
                sample += line + [0x0A]
            } else if line.contains(where: { $0 >= 0xE0 }) {
                hasLongSequences = true
            }
        }
        if !sample.isEmpty { legacy = TextDecoder().decode(sample).encoding }
        if legacy == .utf8 { legacy = nil }
    }

    /// What lines are read as that are all UTF-8.
    var name: TextEncoding { original ?? .utf8 }

    private var trustsUTF8: Bool { (named ?? .utf8) == .utf8 && (legacy == nil || hasLongSequences) }

    /// Whether all lines of a chunk are read as UTF-8: to be asked once for all of them.
    func isUTF8(_ bytes: [UInt8]) -> Bool {
        original != nil || trustsUTF8 && bytes.withUnsafeBufferPointer(\.isValidUTF8)
    }

    func decode(_ line: UTF8Buffer) -> DecodedText {
        if original != nil {
            return DecodedText(text: String(decoding: line.withoutMark, as: UTF8.self), encoding: name, undecodable: [])
        }
        if let named { return TextDecoder(encoding: named).decode(line) }
        if trustsUTF8 || line.contains(where: { $0 >= 0xE0 }) || !line.contains(where: { $0 >= 0x80 }),
            let text = String(validating: line.withoutMark, as: UTF8.self)
        {
            return DecodedText(text: text, encoding: .utf8, undecodable: [])
        }
        if let legacy {
            let decoded = TextDecoder(encoding: legacy).decode(line)
            if decoded.undecodable.isEmpty { return decoded }
        }
        return TextDecoder().decode(line)
    }
}

extension UTF8Buffer {
    /// The bytes without a byte order mark at their head.
    var withoutMark: UTF8Buffer { has("\u{FEFF}", at: 0) ? UTF8Buffer(rebasing: self[3...]) : self }
}
