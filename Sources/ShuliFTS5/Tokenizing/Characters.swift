import ShuliText

/// Runs of characters in a buffer of valid UTF-8.
enum Characters {
    /// The end of the run of letters and digits that begins at `start`.
    static func endOfAlphanumerics(_ buffer: UTF8Buffer, from start: Int) -> Int {
        var end = start
        while end < buffer.count {
            let (scalar, length) = buffer.scalar(at: end)
            let kind = CharacterClass(scalar)
            guard kind == .letter || kind == .digit else { break }
            end += length
        }
        return end
    }

    /// The end of the Han character or kana that begins at `start`, with up to two voicing marks behind it; nil for any other
    /// character and for the end of the buffer.
    static func endOfIdeograph(_ buffer: UTF8Buffer, from start: Int) -> Int? {
        guard start < buffer.count else { return nil }
        let (scalar, length) = buffer.scalar(at: start)
        let kind = CharacterClass(scalar)
        guard kind == .han || kind == .kana else { return nil }
        var end = start + length
        for _ in 0..<2 where end < buffer.count {
            guard [0x3099, 0x309A, 0xFF9E, 0xFF9F].contains(buffer.scalar(at: end).value) else { break }
            end += 3
        }
        return end
    }

    /// Whether a letter, digit, Han character or kana follows.
    static func hasContent(_ buffer: UTF8Buffer, from start: Int) -> Bool {
        var offset = start
        while offset < buffer.count {
            let (scalar, length) = buffer.scalar(at: offset)
            if CharacterClass(scalar).isContent { return true }
            offset += length
        }
        return false
    }
}

/// What is found inside of a token that holds more than one kind of characters: its runs of letters and digits, and those of
/// Han and kana, as 2021 in 2021年 and the parts of an address; and the letters of names and quantities, as `gb` in 10gb.
enum InnerRuns {
    /// Appends the runs to `runs`, each of two characters or more but for whole runs of letters and digits.
    @inline(__always)
    static func append(of span: TokenSpan, in buffer: UTF8Buffer, to runs: inout [TextRange]) {
        // Most tokens: nothing but Han.
        if span.kind == .word, !buffer[span.range.bytes].contains(where: { $0 < 0x80 }) { return }
        appendMixed(span.range, buffer, &runs)
        appendParts(span.range, buffer, &runs)
    }

    /// The whole runs of a token; none where the token is one run.
    static func of(_ range: TextRange, in buffer: UTF8Buffer) -> [TextRange] {
        var runs: [TextRange] = []
        appendMixed(range, buffer, &runs)
        return runs
    }

    private static func appendMixed(_ range: TextRange, _ buffer: UTF8Buffer, _ runs: inout [TextRange]) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let start = offset
            offset = Characters.endOfAlphanumerics(buffer, from: start)
            var isRun = offset > start
            if !isRun {
                var characters = 0
                while offset < range.upperBound, let next = Characters.endOfIdeograph(buffer, from: offset) {
                    offset = next
                    characters += 1
                }
                isRun = characters > 1
                if characters == 0 { offset += UTF8Buffer.length(ofScalarBeginningWith: buffer[start]) }
            }
            // A token may end inside of a run.
            let run = TextRange(start, min(offset, range.upperBound))
            if isRun, run != range { runs.append(run) }
        }
    }

    // Two or more letters, or digits, of ASCII beside the other.
    private static func appendParts(_ range: TextRange, _ buffer: UTF8Buffer, _ runs: inout [TextRange]) {
        func kind(_ offset: Int) -> CharacterClass {
            range.contains(offset) && buffer[offset] < 0x80 ? CharacterClass(UInt32(buffer[offset])) : .other
        }
        var start = range.lowerBound
        while start < range.upperBound {
            let own = kind(start)
            var end = start + 1
            while kind(end) == own, end < range.upperBound { end += 1 }
            if own == .letter || own == .digit, end - start >= 2,
                [kind(start - 1), kind(end)].contains(own == .letter ? .digit : .letter)
            {
                runs.append(TextRange(start, end))
            }
            start = end
        }
    }
}

/// Marks that phrases do not cross: those that end a sentence or a clause, and line ends.
enum PhraseEnd {
    /// Whether a token of punctuation or white space holds such a mark.
    static func isOne(_ span: TokenSpan, in buffer: UTF8Buffer) -> Bool {
        var offset = span.range.lowerBound
        while offset < span.range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            switch scalar {
            // 。｡ ！! ？? ；; ，, ：: and line ends.
            case 0x3002, 0xFF61, 0xFF01, 0x21, 0xFF1F, 0x3F, 0xFF1B, 0x3B, 0xFF0C, 0x2C, 0xFF1A, 0x3A, 0x0A...0x0D,
                0x85,
                0x2028, 0x2029:
                return true
            default: offset += length
            }
        }
        return false
    }
}

/// Divides a long text, so that memory is bounded.
enum Portions {
    // Bytes. What the segmenter needs for so much text fits into a cache of the second level.
    private static let usual = 1 << 15

    /// The end of the portion that begins at `start`: behind the last line end of the second half, else behind the last space,
    /// else on a boundary of scalars.
    static func end(of text: UTF8Buffer, from start: Int) -> Int {
        guard text.count - start > usual else { return text.count }
        let half = text[start + usual / 2..<start + usual]
        if let line = half.lastIndex(of: 0x0A) ?? half.lastIndex(of: 0x20) { return line + 1 }
        var end = start + usual
        for _ in 0..<3 where text[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}

/// A phrase of a query that is cut already: each token follows the mark ␟. FTS5 hands all text of a query to the tokenizer,
/// which would cut it anew.
enum RawPhrase {
    /// U+241F, the picture of a unit separator, which texts hardly contain.
    static let mark = "␟"
    private static let bytes: [UInt8] = [0xE2, 0x90, 0x9F]

    /// Whether a text of a query is such a phrase.
    static func isOne(_ text: UTF8Buffer) -> Bool { text.starts(with: bytes) }

    /// Calls `body` with the range of each token.
    static func forEachToken(_ text: UTF8Buffer, _ body: (Range<Int>) -> Void) {
        var start = bytes.count
        while start < text.count {
            let end = text.firstPlace(of: bytes, in: start..<text.count) ?? text.count
            if end > start { body(start..<end) }
            start = end + bytes.count
        }
    }
}
