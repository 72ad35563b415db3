/// Changes white space between and beside words. Line breaks are never changed.
struct Spacing: Sendable {
    private let tight: Bool
    private let pangu: Bool

    /// The strongest spacing among the options; nil where there is none.
    init?(_ options: Normalizer.Options) {
        guard !options.isDisjoint(with: [.trimSpaces, .tightSpaces, .panguSpaces]) else { return nil }
        pangu = options.contains(.panguSpaces)
        tight = pangu || options.contains(.tightSpaces)
    }

    func applied(_ text: String) -> MappedText {
        text.withUTF8Buffer { source in
            var rewriter = TextRewriter(capacity: source.count)
            var before: UInt32?  // the last scalar on this line that is not white space
            var offset = 0
            while offset < source.count {
                let (scalar, length) = source.scalar(at: offset)
                if Punctuation.isLineBreak(scalar) {
                    before = nil
                    offset += length
                    continue
                }
                guard CharacterClass(scalar) == .space else {
                    if pangu, let before, Self.wantsSpace(before, scalar) {
                        rewriter.copy(source, to: offset)
                        rewriter.replace(0, with: [0x20])
                    }
                    before = scalar
                    offset += length
                    continue
                }
                let start = offset
                var after: UInt32?
                while offset < source.count {
                    let (next, nextLength) = source.scalar(at: offset)
                    if CharacterClass(next) != .space || Punctuation.isLineBreak(next) {
                        after = Punctuation.isLineBreak(next) ? nil : next
                        break
                    }
                    offset += nextLength
                }
                let replacement = between(before, after)
                let run = source[start..<offset]
                if !run.elementsEqual(replacement) {
                    rewriter.copy(source, to: start)
                    rewriter.replace(offset - start, with: replacement)
                }
                // This pair is done: the next scalar must not get another space.
                if let after {
                    before = after
                    rewriter.copy(source, to: offset)
                    offset += source.scalar(at: offset).length
                }
            }
            rewriter.copy(source, to: source.count)
            return rewriter.finish()
        }
    }

    // The replacement of a run of white space between two scalars; nil is the start or the end of a line.
    private func between(_ before: UInt32?, _ after: UInt32?) -> [UInt8] {
        guard let before, let after else { return [] }
        if pangu && Self.wantsSpace(before, after) { return [0x20] }
        return tight && (Self.isWide(before) || Self.isWide(after)) ? [] : [0x20]
    }

    private static func wantsSpace(_ left: UInt32, _ right: UInt32) -> Bool {
        func isNarrow(_ scalar: UInt32) -> Bool {
            scalar < 0x250 && [.letter, .digit].contains(CharacterClass(scalar))
        }
        return (CharacterClass(left) == .han && isNarrow(right)) || (isNarrow(left) && CharacterClass(right) == .han)
    }

    private static func isWide(_ scalar: UInt32) -> Bool {
        let kind = CharacterClass(scalar)
        return kind == .han || kind == .kana || (kind == .punctuation && scalar >= 0x3000)
    }
}
