/// Replaces capital letters by small ones (CaseFolding.txt of Unicode, without the Turkic forms).
enum CaseFolding {
    static func folded(_ text: String) -> MappedText {
        text.rewritten { scalar in
            switch scalar {
            case 0x41...0x5A: return [UInt8(scalar | 0x20)]
            case 0..<0xB5, 0x2E80..<0xA640, 0xAC00..<0xFB00: return nil
            case 0xDF, 0x1E9E: return Array("ss".utf8)
            case 0x17F: return Array("s".utf8)
            case 0x3C2: return Array("σ".utf8)
            default:
                guard let properties = Unicode.Scalar(scalar)?.properties else { return nil }
                let lower = properties.lowercaseMapping
                return lower.unicodeScalars.first?.value == scalar ? nil : Array(lower.utf8)
            }
        }
    }
}
