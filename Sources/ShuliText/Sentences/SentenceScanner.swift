/// One pass over a text that finds where its sentences end. Corpora/sentences/cases.txt says what was decided.
struct SentenceScanner {
    /// How a quotation or bracket stands in its sentence.
    private enum Place {
        /// At the sentence's start.
        case first
        /// Behind a colon, or behind a word of saying and a comma.
        case introduced
        /// In the middle of a clause.
        case inside
    }

    /// A quotation or bracket that was opened and will be closed on the same line.
    private struct Opened {
        let closing: UInt32
        let place: Place
        /// Where its closing mark stands.
        let end: Int
        /// Whether stops inside end sentences.
        let isCut: Bool
    }

    /// A quotation longer than this many bytes (some hundred characters) is cut inside, however it is introduced:
    /// nobody reads it as one sentence.
    private static let longQuotation = 360

    private let buffer: UTF8Buffer
    private var offset = 0
    private var start = 0
    private var ranges: [TextRange] = []
    private var opened: [Opened] = []
    private var nextMarks: [UInt32: Int] = [:]

    init(_ buffer: UTF8Buffer) { self.buffer = buffer }

    mutating func scan() -> [TextRange] {
        while offset < buffer.count {
            let (scalar, length) = buffer.scalar(at: offset)
            if skipAddress(scalar) { continue }
            offset += length
            if Punctuation.isLineBreak(scalar) {
                endSentence()
            } else if Punctuation.isTerminator(scalar) {
                terminate(scalar, length)
            } else {
                track(scalar, length)
            }
        }
        if start < buffer.count { ranges.append(TextRange(start, buffer.count)) }
        return ranges
    }

    private func scalar(at position: Int) -> UInt32? {
        position < buffer.count ? buffer.scalar(at: position).value : nil
    }

    // An address of the web is one piece, with its stops and question marks, up to white space or Han.
    private mutating func skipAddress(_ scalar: UInt32) -> Bool {
        guard scalar == 0x68 || scalar == 0x77 else { return false }
        let rest = buffer[offset...]
        guard ["http://", "https://", "www."].contains(where: { rest.starts(with: $0.utf8) }) else { return false }
        var end = offset
        while end < buffer.count, (0x21...0x7E).contains(buffer[end]), buffer[end] != 0x22, buffer[end] != 0x29 {
            end += 1
        }
        // A mark at the address's end belongs to the sentence.
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
        guard let closing = Punctuation.closing(of: scalar), let end = closingOffset(closing, opening: scalar) else {
            return
        }
        let place = self.place(before: offset - length)
        let isCut = Punctuation.isQuote(closing) && opened.isEmpty && isCutInside(place, end)
        opened.append(Opened(closing: closing, place: place, end: end, isCut: isCut))
    }

    // Where the mark that closes what opens here stands: on the same line, within 3,000 bytes. A half-width quotation
    // mark opens and closes alike.
    private mutating func closingOffset(_ closing: UInt32, opening: UInt32) -> Int? {
        let limit = min(buffer.count, offset + 3_000)
        // Most marks that never close are told by this; without it a row of them would be quadratic.
        guard nextOccurrence(of: closing) < limit else { return nil }
        var depth = 1
        var position = offset
        while position < limit {
            let (scalar, length) = buffer.scalar(at: position)
            if Punctuation.isLineBreak(scalar) { return nil }
            if scalar == closing {
                depth -= 1
                if depth == 0 { return position }
            } else if scalar == opening {
                depth += 1
            }
            position += length
        }
        return nil
    }

    // The first place from the offset on where a mark stands; each mark's scan only ever goes forward.
    private mutating func nextOccurrence(of mark: UInt32) -> Int {
        var position = nextMarks[mark] ?? 0
        if position < offset {
            position = offset
            while position < buffer.count {
                let (scalar, length) = buffer.scalar(at: position)
                if scalar == mark { break }
                position += length
            }
            nextMarks[mark] = position
        }
        return position
    }

    private func place(before position: Int) -> Place {
        let lead = buffer.trimmed(TextRange(start, position))
        guard !lead.isEmpty else { return .first }
        let (last, length) = buffer.scalar(before: lead.upperBound)
        switch last {
        case 0xFF1A, 0x3A: return .introduced
        case 0xFF0C, 0x2C: return SpeechVerbs.ends(buffer, before: lead.upperBound - length) ? .introduced : .inside
        default: return Punctuation.closing(of: last) != nil ? .first : .inside
        }
    }

    private func isCutInside(_ place: Place, _ end: Int) -> Bool {
        if end - offset > Self.longQuotation { return true }
        guard place == .first else { return false }
        let behind = end + buffer.scalar(at: end).length
        return !SpeechVerbs.follow(buffer, at: behind) && !goesOn(at: behind)
    }

    // MARK: Ends

    // `scalar` may end a sentence; the offset stands behind it.
    private mutating func terminate(_ scalar: UInt32, _ length: Int) {
        guard !Punctuation.isDot(scalar) || isFullStop(length) else { return }
        // A run of stops is one end; an ellipsis alone is none.
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

    // Takes the closing marks that follow, and stops behind them.
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
        // A mark that nothing opened closes the sentence before it.
        while outermost == nil, let next = scalar(at: offset), Punctuation.isClosing(next), opened.isEmpty {
            offset += buffer.scalar(at: offset).length
        }
        return (endsInStop ? nil : outermost, endsInStop)
    }

    // Whether the sentence ends behind a quotation or bracket that ended in a stop.
    private func ends(behind mark: Opened) -> Bool {
        guard let next = scalar(at: offset), !Punctuation.isLineBreak(next) else { return true }
        guard Punctuation.isQuote(mark.closing) else {
            // （……。）: a sentence of its own only where it began as one; a title never is.
            return mark.place == .first && !Punctuation.isTitle(mark.closing)
        }
        switch mark.place {
        case .introduced: return !goesOn(at: offset)
        case .first: return !SpeechVerbs.follow(buffer, at: offset) && !goesOn(at: offset)
        case .inside: return false
        }
    }

    // Marks and words that take up a quotation as a part of their clause: “……！”的牌子, “……？”是一句问候.
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
        // What opened on a line closes on it.
        if Punctuation.isLineBreak(buffer.scalar(before: offset).value) { opened.removeAll(keepingCapacity: true) }
    }

    // Whether the half-width stop before the offset ends a sentence. It doesn't inside numbers, names, addresses and
    // abbreviations; it does between Han letters, and behind a Latin word that white space and a capital follow.
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

    // "1." or "12." at a sentence's start numbers a list.
    private func isListNumber(before dot: Int) -> Bool {
        var position = dot
        while position > start, (0x30...0x39).contains(buffer[position - 1]) { position -= 1 }
        return (1...2).contains(dot - position) && buffer.trimmed(TextRange(start, position)).isEmpty
    }

    // Not where a small letter follows, nor where a number follows a short word with a capital (Sec. 2, Art. 5).
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
