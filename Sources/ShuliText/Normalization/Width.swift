/// Full-width and half-width forms.
enum Width {
    /// Replaces full-width letters, digits and the ideographic space by ASCII, but not punctuation.
    static func narrowed(_ text: String) -> MappedText {
        text.rewritten { scalar in
            switch scalar {
            case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: [UInt8(scalar - 0xFF00 + 0x20)]
            case 0x3000: [0x20]
            default: nil
            }
        }
    }

    /// Whether the bytes are one punctuation mark that NFKC would make half-width, or an ellipsis or the like that it
    /// would expand.
    static func isFullWidthPunctuation(_ text: String, _ range: TextRange) -> Bool {
        text.withUTF8Buffer { buffer in
            let (scalar, length) = buffer.scalar(at: range.lowerBound)
            guard length == range.count else { return false }
            return switch scalar {
            case 0x2014, 0x2025, 0x2026, 0xFF5F...0xFF65, 0xFE10...0xFE19, 0xFE30...0xFE6B: true
            case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF5E: true
            default: false
            }
        }
    }
}
