import CICU

/// A normalization form of Unicode (UAX #15), by ICU.
package enum NormalizationForm: Sendable, Hashable, CaseIterable {
    case nfc
    case nfkc
    case nfd
    case nfkd
    /// NFKC with case folding and without default ignorables (NFKC_Casefold).
    case nfkcCaseFold

    private var code: Int32 {
        switch self {
        case .nfc: Int32(SHULI_FORM_NFC)
        case .nfkc: Int32(SHULI_FORM_NFKC)
        case .nfd: Int32(SHULI_FORM_NFD)
        case .nfkd: Int32(SHULI_FORM_NFKD)
        case .nfkcCaseFold: Int32(SHULI_FORM_NFKC_CASEFOLD)
        }
    }

    /// `text` in this form, with the map to the original. Each edit is one normalization segment: a character and the
    /// characters that combine with it.
    ///
    /// - Throws: `ICUError` where memory runs out or one segment is longer than 256 MiB. Linear in the length of the text.
    package func normalize(_ text: String) throws(ICUError) -> MappedText {
        var result = ShuliNormalized()
        var status: ShuliICUStatus = 0
        text.withUTF8Buffer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                shuli_normalize(code, $0.baseAddress, Int64($0.count), &result, &status)
            }
        }
        try ICUError.check(status, "normalize a text")
        defer { shuli_normalized_free(&result) }
        guard let bytes = result.utf8 else { return MappedText(text) }
        let edits = UnsafeBufferPointer(start: result.edits, count: Int(result.edit_count)).map {
            OffsetMap.Edit(
                original: TextRange(Int($0.source_start), Int($0.source_start + $0.source_length)),
                result: TextRange(Int($0.target_start), Int($0.target_start + $0.target_length)))
        }
        let normalized = bytes.withMemoryRebound(to: UInt8.self, capacity: Int(result.length)) {
            String(decoding: UTF8Buffer(start: $0, count: Int(result.length)), as: UTF8.self)
        }
        return MappedText(normalized, map: OffsetMap(edits: edits))
    }
}
