/// Replaces radicals and compatibility ideographs by the characters that they show, and variants by their common form.
enum Variants {
    private static let forms: [UInt32: [UInt8]] = {
        var forms: [UInt32: [UInt8]] = [:]
        for entry in TextList.variants.entries {
            let cells = entry.text.split(separator: "\t")
            guard cells.count == 2, let variant = cells[0].unicodeScalars.first else { continue }
            forms[variant.value] = Array(cells[1].utf8)
        }
        return forms
    }()

    static func replaced(_ text: String) -> MappedText {
        text.rewritten { scalar in
            switch scalar {
            case 0x2E80...0x2FD5: Self.radical(scalar)
            case 0xF900...0xFAFF, 0x2F800...0x2FA1F: Self.compatibility(scalar) ?? Self.forms[scalar]
            case 0x4E00...0x9FFF: Self.forms[scalar]
            default: nil
            }
        }
    }

    private static func compatibility(_ scalar: UInt32) -> [UInt8]? {
        let new = ConversionTables.standard[.compatibility].head(scalar).replacement
        return new == 0 ? nil : Unicode.Scalar(new).map { Array(String($0).utf8) }
    }

    private static func radical(_ scalar: UInt32) -> [UInt8]? {
        guard let character = Unicode.Scalar(scalar) else { return nil }
        let text = String(character)
        guard let form = try? NormalizationForm.nfkc.normalize(text), !form.map.edits.isEmpty else { return nil }
        return Array(form.text.utf8)
    }
}
