import ShuliText

/// The labels of speakers in interviews and minutes (记者：, 专家[李四]答：): the same words before a colon, again and again.
/// They say who speaks, not what about.
struct SpeakerLabels {
    /// The tokens of all labels as ranges of their numbers, ascending.
    let ranges: [Range<Int>]

    /// A label has at most so many tokens, and occurs at least so often. Chosen by hand.
    private static let longest = 8
    private static let fewest = 4

    init(_ tokens: [TokenSpan], _ buffer: UTF8Buffer) {
        var found: [(range: Range<Int>, text: String)] = []
        var occurrences: [String: Int] = [:]
        for colon in tokens.indices where Self.isMark(tokens[colon], buffer, Self.colons) {
            var start = colon
            while start > 0, colon - start <= Self.longest, Self.isInside(tokens[start - 1], buffer) { start -= 1 }
            guard start < colon, colon - start <= Self.longest,
                start == 0 || Self.endsSentence(tokens[start - 1], buffer)
            else { continue }
            let text = buffer.text(
                tokens[start].range.lowerBound..<tokens[colon].range.lowerBound)
            found.append((start..<colon, text))
            occurrences[text, default: 0] += 1
        }
        ranges = found.filter { occurrences[$0.text, default: 0] >= Self.fewest }.map(\.range)
    }

    private static let colons = Set(":：".unicodeScalars.map(\.value))
    private static let brackets = Set("[]【】".unicodeScalars.map(\.value))
    private static let ends = Set("。！？!?…”」』)）;；".unicodeScalars.map(\.value))

    private static func isMark(_ token: TokenSpan, _ buffer: UTF8Buffer, _ marks: Set<UInt32>) -> Bool {
        token.kind == .punctuation && marks.contains(buffer.scalar(at: token.range.lowerBound).value)
    }

    private static func isInside(_ token: TokenSpan, _ buffer: UTF8Buffer) -> Bool {
        token.kind == .word || token.kind == .latin || isMark(token, buffer, brackets)
    }

    private static func endsSentence(_ token: TokenSpan, _ buffer: UTF8Buffer) -> Bool {
        token.kind == .space || isMark(token, buffer, ends)
    }
}
