/// Replaces Chinese punctuation by ASCII.
enum ASCIIPunctuation {
    static func applied(_ text: String) -> MappedText {
        text.rewritten { scalar in
            switch scalar {
            case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF5E: [UInt8(scalar - 0xFF00 + 0x20)]
            case 0x3002: [UInt8(ascii: ".")]
            case 0x3001: [UInt8(ascii: ",")]
            case 0x201C, 0x201D, 0x300C, 0x300D: [UInt8(ascii: "\"")]
            case 0x2018, 0x2019, 0x300E, 0x300F: [UInt8(ascii: "'")]
            case 0x3010, 0x3014: [UInt8(ascii: "[")]
            case 0x3011, 0x3015: [UInt8(ascii: "]")]
            case 0x300A, 0x3008: [UInt8(ascii: "<")]
            case 0x300B, 0x3009: [UInt8(ascii: ">")]
            case 0x2026: Array("...".utf8)
            case 0x2014: [UInt8(ascii: "-")]
            default: nil
            }
        }
    }
}
