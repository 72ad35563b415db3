/// The functions of punctuation marks in a sentence.
enum Punctuation {
    @inline(__always)
    static func isLineBreak(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Marks that may end a sentence: 。！？!?．. and ellipses.
    @inline(__always)
    static func isTerminator(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0xFF0E, 0xFF61, 0x2026, 0x2E, 0x203C, 0x2047...0x2049: true
        default: false
        }
    }

    /// Whether a byte begins one of U+4000 to U+9FFF, all of three bytes and none of them a mark: most of a Chinese text.
    @inline(__always)
    static func isHanLead(_ byte: UInt8) -> Bool { byte >= 0xE4 && byte <= 0xE9 }

    /// The half-width stop and its full-width form, which also occur in numbers and names.
    @inline(__always)
    static func isDot(_ scalar: UInt32) -> Bool { scalar == 0x2E || scalar == 0xFF0E }

    /// The mark that closes what `scalar` opens; the half-width quotation mark closes itself.
    static func closing(of scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x22: 0x22
        case 0x28: 0x29
        case 0xFF08: 0xFF09
        case 0x5B: 0x5D
        case 0x3010: 0x3011
        case 0x3014: 0x3015
        case 0x300A: 0x300B
        case 0x3008: 0x3009
        case 0x201C: 0x201D
        case 0x2018: 0x2019
        case 0x300C: 0x300D
        case 0x300E: 0x300F
        default: nil
        }
    }

    static func isClosing(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x29, 0xFF09, 0x5D, 0x3011, 0x3015, 0x300B, 0x3009, 0x201D, 0x2019, 0x300D, 0x300F: true
        default: false
        }
    }

    /// Whether a closing mark closes a quotation.
    static func isQuote(_ closing: UInt32) -> Bool {
        switch closing {
        case 0x22, 0x201D, 0x2019, 0x300D, 0x300F: true
        default: false
        }
    }

    /// Whether a closing mark closes the title of a work.
    static func isTitle(_ closing: UInt32) -> Bool { closing == 0x300B || closing == 0x3009 }
}
