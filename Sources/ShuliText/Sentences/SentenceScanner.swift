/// One pass over a text that finds the ends of its sentences. Corpora/sentences/cases.txt lists what was decided.
///
/// Linear in the length of the text: what a decision looks at behind or before the offset is bounded, or read once.
struct SentenceScanner {
    /// The position of a quotation or bracket in its sentence.
    private enum Place {
        /// At the start of the sentence.
        case first
        /// Behind a colon, or behind a verb of speech and a comma.
        case introduced
        /// In the middle of a clause.
        case inside
    }

    /// A quotation or bracket that was opened and is closed on the same line.
    private struct Opened {
        let closing: UInt32
        let place: Place
        /// The offset of its closing mark.
        let end: Int
        /// Whether sentences end at stops inside.
        let isCut: Bool
    }

    /// A quotation longer than this, 120 Han characters, is divided inside, however it is introduced. Chosen by
    /// hand when the rules were written.
    private static let longQuotation = 360
    /// A mark that is closed further away than this, 1,000 Han characters, counts as one that is not closed. Chosen by
    /// hand when the rules were written.
    private static let longestPair = 3_000

    private let buffer: UTF8Buffer
    private var offset = 0
    private var start = 0
    private var ranges: [TextRange] = []
    private var opened: [Opened] = []
    private var pairs: MarkPairs
    // Line breaks that end no sentence, ascending, and the first that may follow.
    private let wraps: [Int]
    private var nextWrap = 0

    init(_ buffer: UTF8Buffer) {
        self.buffer = buffer
        wraps = WrappedLines(buffer).breaks
        pairs = MarkPairs(buffer, wraps: wraps)
    }

    mutating func scan() -> [TextRange] {
        while offset < buffer.count {
            if Punctuation.isHanLead(buffer[offset]) {
                offset += 3
                continue
            }
            let (scalar, length) = buffer.scalar(at: offset)
            if skipAddress(scalar) { continue }
            offset += length
            if Punctuation.isLineBreak(scalar) {
                if isWrap(offset - length) {
                    // The second half of CR LF.
                    if scalar == 0x0D, self.scalar(at: offset) == 0x0A { offset += 1 }
                } else {
                    endSentence()
                }
            } else if Punctuation.isTerminator(scalar) {
                terminate(scalar, length)
            } else {
                track(scalar, length)
            }
        }
        if start < buffer.count { ranges.append(TextRange(start, buffer.count)) }
        return ranges
    }

    private mutating func isWrap(_ position: Int) -> Bool {
        while nextWrap < wraps.count, wraps[nextWrap] < position { nextWrap += 1 }
        return nextWrap < wraps.count && wraps[nextWrap] == position
    }

    private func scalar(at position: Int) -> UInt32? {
        position < buffer.count ? buffer.scalar(at: position).value : nil
    }

    // An address of the web, with its stops and question marks, extends to white space or Han.
    private mutating func skipAddress(_ scalar: UInt32) -> Bool {
        guard scalar == 0x68 || scalar == 0x77 else { return false }
        let rest = buffer[offset...]
        guard ["http://", "https://", "www."].contains(where: { rest.starts(with: $0.utf8) }) else { return false }
        var end = offset
        while end < buffer.count, (0x21...0x7E).contains(buffer[end]), buffer[end] != 0x22, buffer[end] != 0x29 {
            end += 1
        }
        // Punctuation at the end of the address belongs to the sentence.
        while end > offset, [0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F].contains(buffer[end - 1]) { end -= 1 }
        offset = end
        return true
    }

    // MARK: Quotes and brackets

    private mutating func track(_ scalar: UInt32, _ length: Int) {
        if let last = opened.last, last.closing == scalar, offset - length == last.end {
            opened.removeLast()
            return
        }
        guard let closing = Punctuation.closing(of: scalar), let end = pairs.closing(of: offset - length),
            end < offset + Self.longestPair
        else { return }
        let place = self.place(before: offset - length)
        let isCut = Punctuation.isQuote(closing) && opened.isEmpty && isCutInside(place, end)
        opened.append(Opened(closing: closing, place: place, end: end, isCut: isCut))
    }

    private func place(before position: Int) -> Place {
        let end = endOfText(before: position)
        guard end > start else { return .first }
        let (last, length) = buffer.scalar(before: end)
        switch last {
        case 0xFF1A, 0x3A: return .introduced
        case 0xFF0C, 0x2C: return SpeechVerbs.ends(buffer, before: end - length) ? .introduced : .inside
        default: return Punctuation.closing(of: last) != nil ? .first : .inside
        }
    }

    // The end of what precedes `position` in the sentence without the white space before it; the sentence's start where
    // there is nothing else.
    private func endOfText(before position: Int) -> Int {
        var end = position
        while end > start, case let (scalar, length) = buffer.scalar(before: end), CharacterClass(scalar) == .space {
            end -= length
        }
        return end
    }

    private func isCutInside(_ place: Place, _ end: Int) -> Bool {
        if end - offset > Self.longQuotation { return true }
        guard place == .first else { return false }
        let behind = end + buffer.scalar(at: end).length
        return !SpeechVerbs.follow(buffer, at: behind) && !goesOn(at: behind)
    }

    // MARK: Ends

    // `scalar` may end a sentence; the offset is behind it.
    private mutating func terminate(_ scalar: UInt32, _ length: Int) {
        guard !Punctuation.isDot(scalar) || isFullStop(length) else { return }
        // A run of stops is one end; an ellipsis alone ends nothing.
        var isEllipsis = scalar == 0x2026
        var dots = Punctuation.isDot(scalar) ? 1 : 0
        while let next = self.scalar(at: offset), Punctuation.isTerminator(next) {
            if next == 0x2026 {
                isEllipsis = true
            } else if Punctuation.isDot(next) {
                dots += 1
            } else {
                isEllipsis = false
            }
            if next != 0x2026 && !Punctuation.isDot(next) { dots = -100 }
            offset += buffer.scalar(at: offset).length
        }
        let isEnd = !isEllipsis && dots < 2
        let closed = closeMarks()
        guard isEnd || closed.endsInStop else { return }
        if let outer = opened.first {
            guard outer.isCut, opened.count == 1 else { return }
        } else if let last = closed.outermost {
            guard ends(behind: last) else { return }
        }
        takeEmoji()
        endSentence()
    }

    // Consumes the closing marks that follow, and the stops behind them.
    private mutating func closeMarks() -> (outermost: Opened?, endsInStop: Bool) {
        var outermost: Opened?
        var endsInStop = false
        while let last = opened.last, last.end == offset {
            opened.removeLast()
            outermost = last
            endsInStop = false
            offset += buffer.scalar(at: offset).length
            while let next = scalar(at: offset), Punctuation.isTerminator(next), next != 0x2026,
                !Punctuation.isDot(next)
            {
                offset += buffer.scalar(at: offset).length
                endsInStop = true
            }
        }
        // A closing mark that was not opened belongs to the sentence before it.
        while outermost == nil, let next = scalar(at: offset), Punctuation.isClosing(next), opened.isEmpty {
            offset += buffer.scalar(at: offset).length
        }
        return (endsInStop ? nil : outermost, endsInStop)
    }

    // Whether the sentence ends behind a quotation or bracket that ended in a stop.
    private func ends(behind mark: Opened) -> Bool {
        guard let next = scalar(at: offset), !Punctuation.isLineBreak(next) else { return true }
        guard Punctuation.isQuote(mark.closing) else {
            // （……。）: a sentence of its own only where it begins one; a title never is.
            return mark.place == .first && !Punctuation.isTitle(mark.closing)
        }
        switch mark.place {
        case .introduced: return !goesOn(at: offset)
        case .first: return !SpeechVerbs.follow(buffer, at: offset) && !goesOn(at: offset)
        case .inside: return false
        }
    }

    // Punctuation and words that make a quotation a part of their clause: “……！”的牌子, “……？”是一句问候.
    private func goesOn(at position: Int) -> Bool {
        guard let next = scalar(at: position) else { return false }
        return Self.continuations.contains(next)
    }

    private static let continuations = Set("，、；：,;:的地得是这那這等和与與或及之一为為在成也都就便让讓使".unicodeScalars.map(\.value))

    private mutating func takeEmoji() {
        while let next = scalar(at: offset),
            next >= 0x1F000 || (0x2600...0x27BF).contains(next) || next == 0x200D || next == 0xFE0F
        {
            guard next < 0x20000 else { return }
            offset += buffer.scalar(at: offset).length
        }
    }

    private mutating func endSentence() {
        while let next = scalar(at: offset), CharacterClass(next) == .space {
            offset += buffer.scalar(at: offset).length
        }
        ranges.append(TextRange(start, offset))
        start = offset
        // What was opened on a line is closed on it.
        if Punctuation.isLineBreak(buffer.scalar(before: offset).value) { opened.removeAll(keepingCapacity: true) }
    }

    // Whether the half-width stop before the offset ends a sentence. It does not inside numbers, names, addresses and
    // abbreviations; it does between Han characters, and between a Latin word and white space with a capital behind it.
    private func isFullStop(_ length: Int) -> Bool {
        let dot = offset - length
        guard dot > start else { return false }
        let before = buffer.scalar(before: dot).value
        let after = scalar(at: offset)
        if Punctuation.isDot(before) || after.map(Punctuation.isDot) == true { return true }  // judged as an ellipsis
        let kind = CharacterClass(before)
        guard kind == .letter || kind == .digit else {
            guard let after else { return true }
            return !(after < 0x80 && CharacterClass(after).isContent)
        }
        guard let after, !Punctuation.isLineBreak(after) else { return true }
        if CharacterClass(after) == .han { return kind == .letter || !isListNumber(before: dot) }
        if Punctuation.isClosing(after) || after == 0x22 { return !Abbreviations.ends(buffer, start, before: dot) }
        guard CharacterClass(after) == .space else { return false }
        if kind == .digit && isListNumber(before: dot) { return false }
        return !Abbreviations.ends(buffer, start, before: dot) && startsSentence(behindSpaceAt: offset, dot)
    }

    // "1." and "12." at the start of a sentence number a list.
    private func isListNumber(before dot: Int) -> Bool {
        var position = dot
        while position > start, (0x30...0x39).contains(buffer[position - 1]) { position -= 1 }
        return (1...2).contains(dot - position) && endOfText(before: position) == start
    }

    // Not before a small letter, nor between a short capitalized word and a number (Sec. 2, Art. 5).
    private func startsSentence(behindSpaceAt position: Int, _ dot: Int) -> Bool {
        var position = position
        while let next = scalar(at: position), CharacterClass(next) == .space {
            position += buffer.scalar(at: position).length
        }
        guard let next = scalar(at: position) else { return true }
        if CharacterClass(next) == .digit { return !Abbreviations.isShortCapitalized(buffer, start, before: dot) }
        return !(0x61...0x7A).contains(next)
    }
}
