import ShuliText

/// Finds personal data in Chinese text and masks it.
///
/// ```swift
/// let (text, findings) = PersonalDataMasker().masked("联系电话：13800001234，邮箱a@b.example。")
/// print(text)  // 联系电话：***********，邮箱*@*.*******。
/// print(findings.map(\.kind))  // [mobile, email]
/// ```
///
/// Letters and digits of a finding become asterisks, `*` for a character of one byte and `＊` for one of three; marks
/// between them stay. The masked text has as many characters and bytes as the text, so ranges are valid in both.
///
/// Numbers are recognized by numbering plans, check digits and their context, not by a model: see `PersonalDataKind`
/// for the standards.
public struct PersonalDataMasker: Sendable {
    /// The kinds that are looked for.
    package let kinds: Set<PersonalDataKind>

    /// A masker for some kinds of personal data, by default for all.
    public init(_ kinds: Set<PersonalDataKind> = Set(PersonalDataKind.allCases)) { self.kinds = kinds }

    /// `text` with its personal data masked, and what was found, ascending and without overlap.
    ///
    /// Never fails. Cost: linear; a line without Latin letters and digits is only skimmed.
    public func masked(_ text: some StringProtocol) -> (text: String, findings: [PersonalDataFinding]) {
        let findings = text.withUTF8Buffer { buffer in
            var scanner = PersonalDataScanner(buffer, kinds)
            return scanner.findings()
        }
        guard !findings.isEmpty else { return (String(text), []) }
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
