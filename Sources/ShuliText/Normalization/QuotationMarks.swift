/// Replaces curly quotation marks by corner brackets and back.
enum QuotationMarks {
    /// “‘’” to 「『』」. An apostrophe inside a word of Latin letters is none.
    static func corners(_ text: String) -> MappedText {
        text.withUTF8Buffer { source in
            var rewriter = TextRewriter(capacity: source.count)
            var isInner = false
            var offset = 0
            while offset < source.count {
                let (scalar, length) = source.scalar(at: offset)
                let form: String? =
                    switch scalar {
                    case 0x201C: "「"
                    case 0x201D: "」"
                    case 0x2018: "『"
                    // Without an opening one before it on its line it is an apostrophe.
                    case 0x2019: isInner ? "』" : nil
                    default: nil
                    }
                if scalar == 0x2018 { isInner = true }
                if scalar == 0x2019 || Punctuation.isLineBreak(scalar) { isInner = false }
                if let form {
                    rewriter.copy(source, to: offset)
                    rewriter.replace(length, with: form.utf8)
                }
                offset += length
            }
            rewriter.copy(source, to: source.count)
            return rewriter.finish()
        }
    }

    /// 「『』」 to “‘’”.
    static func curls(_ text: String) -> MappedText {
        text.rewritten { scalar in
            switch scalar {
            case 0x300C: Array("“".utf8)
            case 0x300D: Array("”".utf8)
            case 0x300E: Array("‘".utf8)
            case 0x300F: Array("’".utf8)
            default: nil
            }
        }
    }
}
