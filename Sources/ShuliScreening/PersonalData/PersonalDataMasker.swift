import ShuliText

/// Finds personal data in Chinese text and writes it over.
///
/// Every letter and digit of a finding becomes an asterisk of its own width: `*` for one of ASCII, `＊` for a full-width or
/// Chinese one. Marks between them stay. So the masked text has as many characters and as many bytes as the text,
/// and ranges hold in both.
public struct PersonalDataMasker: Sendable {
    /// What is looked for.
    public let kinds: Set<PersonalDataKind>

    /// A masker for some kinds of personal data.
    public init(_ kinds: Set<PersonalDataKind> = Set(PersonalDataKind.allCases)) { self.kinds = kinds }

    /// `text` with its personal data masked, and what was found, rising, none overlapping.
    ///
    /// Total: any text has an answer. Linear; text without a digit and without @ is only looked over.
    public func masked(_ text: String) -> (text: String, findings: [PersonalDataFinding]) {
        let findings = text.withUTF8Buffer { buffer in
            var scanner = PersonalDataScanner(buffer, kinds)
            return scanner.findings()
        }
        guard !findings.isEmpty else { return (text, []) }
        var bytes = Array(text.utf8)
        for finding in findings { Self.mask(&bytes, finding.range) }
        return (String(decoding: bytes, as: UTF8.self), findings)
    }

    private static func mask(_ bytes: inout [UInt8], _ range: TextRange) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = bytes.withUnsafeBufferPointer { $0.scalar(at: offset) }
            if CharacterClass(scalar).isContent {
                if length == 1 {
                    bytes[offset] = 0x2A
                } else if length == 3 {
                    (bytes[offset], bytes[offset + 1], bytes[offset + 2]) = (0xEF, 0xBC, 0x8A)
                }
            }
            offset += length
        }
    }
}
