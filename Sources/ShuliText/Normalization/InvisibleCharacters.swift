/// Removes characters without a shape, which break comparisons and searches.
@usableFromInline package enum InvisibleCharacters {
    static func stripped(_ text: String) -> MappedText {
        text.withUTF8Buffer { source in
            var rewriter = TextRewriter(capacity: source.count)
            guard let base = source.baseAddress else { return MappedText(text) }
            var before: UInt32 = 0  // the last scalar that is visible
            var offset = 0
            let plain = NormalizationScan.plain
            while offset < source.count {
                let run = plain.end(base, offset, source.count)
                if run > offset {
                    before = source.scalar(before: run).value
                    offset = run
                    continue
                }
                let (scalar, length) = source.scalar(at: offset)
                let end = offset + length
                if isInvisible(scalar) || isBlank(scalar) && isChinese(before) && isChinese(visible(source, from: end))
                {
                    rewriter.copy(source, to: offset)
                    rewriter.replace(length, with: [])
                } else {
                    before = scalar
                }
                offset = end
            }
            rewriter.copy(source, to: source.count)
            return rewriter.finish()
        }
    }

    // The first scalar from an offset on that is visible, among a few; 0 where there is none.
    private static func visible(_ source: UTF8Buffer, from offset: Int) -> UInt32 {
        var offset = offset
        for _ in 0..<8 where offset < source.count {
            let (scalar, length) = source.scalar(at: offset)
            if !isInvisible(scalar), !isBlank(scalar) { return scalar }
            offset += length
        }
        return 0
    }

    private static func isChinese(_ scalar: UInt32) -> Bool {
        switch CharacterClass(scalar) {
        case .han: true
        case .punctuation: scalar >= 0x3000
        default: false
        }
    }

    /// The joiners of emoji and Indic scripts, the object replacement character, the empty braille pattern and the fillers
    /// of Hangul: they have a use elsewhere, but none between Han characters.
    @inline(__always)
    static func isBlank(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x200C, 0x200D, 0xFFFC, 0x2800, 0x3164, 0x115F, 0x1160, 0xFFA0: true
        default: false
        }
    }

    /// Controls, soft hyphen, zero-width space, word joiner, bidi marks and isolates, byte order mark, interlinear
    /// annotation and tags. Not the joiners U+200C and U+200D (emoji, Indic scripts), not variation selectors.
    @inlinable @inline(__always)
    package static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D: false
        case 0...0x1F, 0x7F...0x84, 0x86...0x9F: true
        case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0001: true
        default: false
        }
    }
}
