/// What a scalar is in a comparison that ignores case and width: its compatibility decomposition (UAX #15, NFKD; two texts
/// are equal under NFKC exactly when they are equal under NFKD) in small letters.
@usableFromInline package enum CompatibilityForm {
    /// Whether a scalar may have another form: blocks with letters that have marks or capitals, and with signs that are
    /// made of letters or digits: é, Я, が, ①, ㎏, ㍿, ½, ｶ. Hangul, which has thousands of syllables, is left as it is.
    package static func mayDiffer(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAA...0x24F, 0x370...0x52F, 0x1E00...0x218F, 0x2460...0x24FF, 0x2E80...0x2FDF, 0x3040...0x30FF,
            0x3200...0x33FF, 0xF900...0xFFEF:
            true
        default: false
        }
    }

    /// The form. Costs a call of ICU: tables are made of these.
    package static func scalars(of scalar: UInt32) -> [UInt32] {
        guard let character = Unicode.Scalar(scalar) else { return [] }
        let text = String(character)
        let decomposed = (try? NormalizationForm.nfkd.normalize(text))?.text ?? text
        return decomposed.lowercased().unicodeScalars.map(\.value)
    }

    /// The small letter of a capital of ASCII; any other scalar as it is.
    @inlinable
    package static func lowercasedASCII(_ scalar: UInt32) -> UInt32 {
        scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
    }
}
