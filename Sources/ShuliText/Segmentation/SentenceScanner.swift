/// One pass over a text that finds where its sentences end.
struct SentenceScanner {
    private let buffer: UTF8Buffer
    private var offset = 0
    private var start = 0
    private var ranges: [TextRange] = []
    // What is open, innermost last, by its closing mark. Brackets hide the ends inside them; quotes may not.
    private var open: [UInt32] = []

    init(_ buffer: UTF8Buffer) { self.buffer = buffer }

    mutating func scan() -> [TextRange] {
        while offset < buffer.count {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            switch scalar {
            case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029:
                open.removeAll(keepingCapacity: true)
                endSentence()
            case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0xFF0E, 0xFF61, 0x2026, 0x2E, 0x203C, 0x2047...0x2049:
                endIfTerminated(by: scalar)
            default:
                track(scalar)
            }
        }
        if start < buffer.count { ranges.append(TextRange(start, buffer.count)) }
        return ranges
    }

    // MARK: Quotes and brackets

    private static func closing(of scalar: UInt32) -> UInt32? {
        switch scalar {
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

    private static func isQuote(_ closing: UInt32) -> Bool {
        switch closing {
        case 0x201D, 0x2019, 0x300D, 0x300F, 0x22: true
        default: false
        }
    }

    private static func isCloser(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x29, 0xFF09, 0x5D, 0x3011, 0x3015, 0x300B, 0x3009, 0x201D, 0x2019, 0x300D, 0x300F: true
        default: false
        }
    }

    private mutating func track(_ scalar: UInt32) {
        if let closing = Self.closing(of: scalar) {
            if closingOffset(closing) != nil {
                open.append(closing)
            }
        } else if let index = open.lastIndex(of: scalar) {
            open.removeSubrange(index...)
        } else if scalar == 0x22, closingOffset(0x22) != nil {
            open.append(0x22)
        }
    }

    // Where the mark that closes what opens here stands: on the same line, within some 2,000 bytes.
    private func closingOffset(_ closing: UInt32) -> Int? {
        var depth = 1
        var position = offset
        let limit = min(buffer.count, offset + 2_000)
        while position < limit {
            let (scalar, length) = buffer.scalar(at: position)
            if scalar == 0x0A { return nil }
            if scalar == closing {
                depth -= 1
                if depth == 0 { return position }
            } else if Self.closing(of: scalar) == closing {
                depth += 1
            }
            position += length
        }
        return nil
    }

    // MARK: Ends

    // `scalar` may end a sentence; the offset stands behind it.
    private mutating func endIfTerminated(by scalar: UInt32) {
        if scalar == 0x2E && !isFullStop() { return }
        let terminator = offset
        var isEllipsis = scalar == 0x2026
        // A run of ends is one: ？！ …… 。。。
        while offset < buffer.count {
            let (next, length) = buffer.scalar(at: offset)
            guard Self.isTerminator(next) else { break }
            if next == 0x2026 { isEllipsis = true } else if next != 0x2E { isEllipsis = false }
            offset += length
        }
        let isDots = scalar == 0x2E && offset - terminator >= 1
        var closedQuote = false
        while offset < buffer.count {
            let (next, length) = buffer.scalar(at: offset)
            let closesASCIIQuote = next == 0x22 && open.contains(0x22)
            guard Self.isCloser(next) || closesASCIIQuote else { break }
            offset += length
            if let index = open.lastIndex(of: next) { open.removeSubrange(index...) }
            closedQuote = closedQuote || Self.isQuote(next)
            // 。）。 and the like: an end behind the closer belongs to this one too.
            while offset < buffer.count {
                let (end, endLength) = buffer.scalar(at: offset)
                guard Self.isTerminator(end), end != 0x2E else { break }
                offset += endLength
                closedQuote = false
            }
        }
        if open.contains(where: { !Self.isQuote($0) }) { return }
        if (isEllipsis || isDots) && continues() { return }
        if let quote = open.last, isFollowedBySpeaker(quote) { return }
        if closedQuote && isSpeakerNext() { return }
        if closedQuote && isListNext() { return }
        endSentence()
    }

    private static func isTerminator(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0xFF0E, 0xFF61, 0x2026, 0x2E, 0x203C, 0x2047...0x2049: true
        default: false
        }
    }

    private mutating func endSentence() {
        while offset < buffer.count {
            let (next, length) = buffer.scalar(at: offset)
            guard CharacterClass(next) == .space else { break }
            offset += length
        }
        ranges.append(TextRange(start, offset))
        start = offset
        if open.allSatisfy(Self.isQuote) { return }
        open.removeAll(keepingCapacity: true)
    }

    // Whether the half-width stop before the offset ends a sentence. It doesn't inside numbers, names, addresses and
    // abbreviations; it does between Han letters and behind a longer Latin word that white space and a capital follow.
    private func isFullStop() -> Bool {
        let dot = offset - 1
        let before: UInt32? = dot > start ? buffer.scalar(before: dot).value : nil
        guard let before else { return false }
        let after: UInt32? = offset < buffer.count ? buffer.scalar(at: offset).value : nil
        let kind = CharacterClass(before)
        if after == 0x2E || before == 0x2E { return true }  // dots: an ellipsis, judged later
        if kind == .han || kind == .kana || (kind == .punctuation && before > 0x7F) {
            guard let after else { return true }
            return !(after < 0x80 && CharacterClass(after).isContent)
        }
        guard let after else { return true }
        if kind == .digit || kind == .letter {
            let next = CharacterClass(after)
            if next == .han { return kind == .letter || !isListNumber(before: dot) }
            if Self.isCloser(after) || after == 0x22 { return !isAbbreviation(before: dot) }
            guard next == .space else { return false }
            if after == 0x0A || after == 0x0D { return true }
            if kind == .digit && isListNumber(before: dot) { return false }
            return !isAbbreviation(before: dot) && startsSentence(behindSpaceAt: offset)
        }
        return CharacterClass(after) == .space || CharacterClass(after) == .han
    }

    // "1." or "12." at a sentence's start numbers a list.
    private func isListNumber(before dot: Int) -> Bool {
        var position = dot
        while position > start, (0x30...0x39).contains(buffer[position - 1]) { position -= 1 }
        guard dot - position <= 2, position < dot else { return false }
        return buffer.trimmed(TextRange(start, position)).isEmpty
    }

    private func startsSentence(behindSpaceAt position: Int) -> Bool {
        var position = position
        while position < buffer.count {
            let (scalar, length) = buffer.scalar(at: position)
            switch CharacterClass(scalar) {
            case .space: position += length
            case .letter: return !(0x61...0x7A).contains(scalar)
            default: return true
            }
        }
        return true
    }

    // One letter ("U.", "J."), or one of the few abbreviations that a capital commonly follows.
    private func isAbbreviation(before dot: Int) -> Bool {
        var position = dot
        while position > start {
            let byte = buffer[position - 1]
            guard (0x41...0x5A).contains(byte & 0xDF) || byte == 0x2E else { break }
            position -= 1
        }
        let length = dot - position
        guard length > 0 else { return false }
        if length == 1 || buffer[position..<dot].contains(0x2E) { return true }
        return Self.abbreviations.contains(buffer.text(position..<dot).lowercased())
    }

    private static let abbreviations: Set<String> = [
        "co", "corp", "dr", "eds", "etc", "fig", "figs", "gen", "inc", "jr", "lt", "ltd", "mr", "mrs", "ms", "mt", "no",
        "nos", "pp", "prof", "rev", "sen", "sr", "st", "univ", "vol", "vols", "vs",
    ]

    // MARK: What follows

    // An ellipsis ends a sentence unless it goes on: with a comma and the like, or in the middle of a clause.
    private func continues() -> Bool {
        guard offset < buffer.count else { return false }
        let (next, _) = buffer.scalar(at: offset)
        switch next {
        case 0xFF0C, 0x3001, 0xFF1B, 0xFF1A, 0x2C, 0x3B, 0x3A, 0x2014: return true
        default: break
        }
        // Behind few characters it is a pause (“这……这是”), and so it is before a particle.
        let text = buffer.trimmed(TextRange(start, offset))
        return text.count < 20 || "的了吧吗呢等而但却和与或".unicodeScalars.contains { $0.value == next }
    }

    // “……。”他说。: what follows a quotation up to the next mark tells of its saying.
    private func isSpeakerNext() -> Bool { isSpeaker(from: offset) }

    // Inside a quotation that its speaker will follow nothing ends.
    private func isFollowedBySpeaker(_ quote: UInt32) -> Bool {
        guard let close = closingOffset(quote) else { return false }
        let behind = close + buffer.scalar(at: close).length
        let last = buffer.scalar(before: close).value
        guard Self.isTerminator(last) || last == 0xFF0C || last == 0x2C else {
            // The quotation ends inside a sentence (“……”的说法): it is no speech of its own.
            return true
        }
        return isSpeaker(from: behind)
    }

    private func isSpeaker(from position: Int) -> Bool {
        var position = position
        var count = 0
        var before: UInt32 = 0
        while position < buffer.count, count < 24 {
            let (scalar, length) = buffer.scalar(at: position)
            let kind = CharacterClass(scalar)
            guard kind != .punctuation && kind != .space || scalar == 0xB7 else { break }
            if count > 0 && Self.speechVerbs.contains(UInt64(before) << 32 | UInt64(scalar)) { return true }
            if count > 0 && Self.shortSpeechVerbs.contains(scalar) {
                let behind = position + length
                guard behind < buffer.count else { return true }
                let next = buffer.scalar(at: behind).value
                // A one-letter verb at the clause's end, or before 着 or 了.
                if CharacterClass(next) == .punctuation || CharacterClass(next) == .space || next == 0x7740
                    || next == 0x4E86
                {
                    return true
                }
            }
            before = scalar
            position += length
            count += 1
        }
        return false
    }

    // “A！”“B！”等口号: a row of quotations that goes on in the sentence.
    private func isListNext() -> Bool {
        guard offset < buffer.count else { return false }
        switch buffer.scalar(at: offset).value {
        case 0x3001, 0xFF0C, 0x2C, 0xFF1B, 0x7684, 0x7B49, 0x548C, 0x4E0E: return true
        default: return false
        }
    }

    private static let shortSpeechVerbs = Set("说道称问答喊叫讲骂叹笑云曰說稱問講罵嘆".unicodeScalars.map(\.value))

    private static let speechVerbs: Set<UInt64> = Set(
        [
            "表示", "指出", "强调", "介绍", "告诉", "回答", "回应", "回忆", "解释", "补充", "坦言", "直言", "透露", "写道", "说道", "问道", "认为", "感慨",
            "感叹", "呼吁", "建议", "承认", "宣布", "喊道", "答道", "笑道", "笑着", "评价", "描述", "形容", "強調", "介紹", "告訴", "回應", "回憶", "解釋",
            "補充", "透露", "認為", "呼籲", "建議", "承認", "宣佈", "評價",
        ].map { pair in
            pair.unicodeScalars.reduce(0) { $0 << 32 | UInt64($1.value) }
        })
}
