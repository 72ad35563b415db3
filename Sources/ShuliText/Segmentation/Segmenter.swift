/// Cuts text into words.
///
/// A value that can be shared by any number of tasks. Words come from ICU's word break rules and dictionary (UAX #29).
/// A total function: every string has tokens, and joined they are the string.
public struct Segmenter: Sendable {
    /// A segmenter for Chinese text.
    public init() {}

    /// The tokens of `text` in order, without gaps. Linear in the text's length.
    public func tokens(in text: String) -> [Token] {
        text.withUTF8Buffer { tokens(in: $0) }
    }

    /// The words of `text`: its tokens without white space, as strings.
    public func words(in text: String) -> [String] {
        text.withUTF8Buffer { buffer in
            tokens(in: buffer).filter { $0.kind != .space }.map { buffer.text($0.range) }
        }
    }

    /// The tokens of a buffer of valid UTF-8.
    public func tokens(in buffer: UTF8Buffer) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(buffer.count / 5)
        var start = 0
        // ICU takes 2 GiB at a time and could fail only for want of memory: what it leaves is cut by scalars.
        do throws(ICUError) {
            var iterator = try BreakIterator(.word)
            try iterator.forEachEnd(in: buffer) { end, _ in
                tokens.append(Token(range: TextRange(start, end), kind: TokenKind(of: buffer, at: start)))
                start = end
            }
        } catch {
            while start < buffer.count {
                let end = start + buffer.scalar(at: start).length
                tokens.append(Token(range: TextRange(start, end), kind: TokenKind(of: buffer, at: start)))
                start = end
            }
        }
        return tokens
    }
}

extension TokenKind {
    /// The kind of the token that starts at `offset`, told by its first scalar.
    init(of buffer: UTF8Buffer, at offset: Int) {
        let scalar = buffer.scalar(at: offset).value
        switch CharacterClass(scalar) {
        case .han, .kana: self = .word
        case .letter: self = .latin
        case .digit: self = .number
        case .space: self = .space
        case .punctuation: self = .punctuation
        case .other: self = Self.isEmoji(scalar) ? .emoji : .symbol
        }
    }

    private static func isEmoji(_ scalar: UInt32) -> Bool {
        scalar >= 0x2190 && Unicode.Scalar(scalar)?.properties.isEmoji == true
    }
}
