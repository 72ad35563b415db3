/// Finds the stretches of a text that are one token whatever the words around them: addresses, @names, #topics#,
/// numbers with punctuation inside, names of letters and digits, emoji.
///
/// A run of letters alone or digits alone is left to the model, which never divides one and may join it with Han (T恤,
/// 2025年).
package struct WholeTokenScanner {
    /// A stretch and its kind.
    package struct Span {
        package let range: Range<Int>
        package let kind: TokenKind
    }

    private let buffer: UTF8Buffer
    // Up to where no address of mail, no name and no number with punctuation begins, because one that began before
    // failed for a reason that holds for all that begin inside of it too. Without these bounds a run such as 1-1-1-1
    // would be read once for each of its parts.
    private var mailFailedUntil = 0
    private var nameFailedUntil = 0
    private var numberFailedUntil = 0

    package init(_ buffer: UTF8Buffer) { self.buffer = buffer }

    /// The spans in order, without overlap; appended to `spans`. `mixed` gets the runs of Latin letters and digits
    /// beside Han, which the model decides about. Linear: each byte is read a bounded number of times.
    package mutating func appendSpans(to spans: inout [Span], mixed: (Range<Int>) -> Void) {
        var offset = 0
        // The end of the last run of letters and digits: an @ or # right behind it begins nothing.
        var runEnd = -1
        while offset < buffer.count {
            let byte = buffer[offset]
            // A lead byte from E4 to EF: Han, Hangul, private use or full width, none of which begins a whole token.
            if (0xE4...0xEF).contains(byte) {
                offset += 3
                continue
            }
            var found: Span?
            if byte < 0x80 {
                if Self.isAlphanumeric(byte) {
                    let end = endOfRun(from: offset)
                    found =
                        address(from: offset) ?? name(from: offset) ?? number(from: offset, digitsEnd: end)
                        ?? abbreviation(offset..<end)
                    if found == nil {
                        found = keycap(from: offset)
                        if found == nil, isLetterRunBesideHan(offset..<end) { mixed(offset..<end) }
                        offset = found == nil ? end : offset
                        runEnd = end
                    }
                } else if byte == UInt8(ascii: "-"), let end = bracketEscape(from: offset) {
                    found = Span(range: offset..<end, kind: .punctuation)
                } else if byte == UInt8(ascii: "@"), runEnd != offset {
                    found = mention(from: offset)
                } else if byte == UInt8(ascii: "#"), runEnd != offset {
                    found = topic(from: offset) ?? keycap(from: offset)
                } else if byte == UInt8(ascii: "."), runEnd == offset,
                    Self.isLetter(buffer[offset - 1])
                        || spans.last?.range.upperBound == offset && spans.last?.kind == .latin
                {
                    // The stop behind a Latin word, or the ellipsis.
                    found = Span(range: offset..<self.end(from: offset) { $0 == byte }, kind: .punctuation)
                } else if byte == UInt8(ascii: "."), runEnd != offset {
                    found = suffix(from: offset)
                }
                if found == nil && !Self.isAlphanumeric(byte) { offset += 1 }
            } else {
                let (scalar, length) = buffer.scalar(at: offset)
                found = EmojiSequence.end(in: buffer, at: offset, scalar).map { Span(range: offset..<$0, kind: .emoji) }
                if found == nil { offset += length }
            }
            if let found {
                spans.append(found)
                offset = found.range.upperBound
                runEnd = offset
            }
        }
    }

    // MARK: Bytes

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    @inline(__always)
    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

    private func byte(_ offset: Int) -> UInt8? { offset < buffer.count ? buffer[offset] : nil }

    private func end(from start: Int, while condition: (UInt8) -> Bool) -> Int {
        var end = start
        while end < buffer.count, condition(buffer[end]) { end += 1 }
        return end
    }

    // Whether a run of at most eight bytes has a letter, and Han right before or behind it.
    private func isLetterRunBesideHan(_ run: Range<Int>) -> Bool {
        guard run.count <= 8, buffer[run].contains(where: Self.isLetter) else { return false }
        let before = run.lowerBound > 0 ? buffer.scalar(before: run.lowerBound).value : 0
        let behind = run.upperBound < buffer.count ? buffer.scalar(at: run.upperBound).value : 0
        return CharacterClass(before) == .han || CharacterClass(behind) == .han
    }

    private func endOfRun(from start: Int) -> Int { end(from: start, while: Self.isAlphanumeric) }

    private func digits(from start: Int) -> Int { end(from: start, while: Self.isDigit) - start }

    private func hasPrefix(_ prefix: StaticString, at offset: Int) -> Bool {
        guard offset + prefix.utf8CodeUnitCount <= buffer.count else { return false }
        return prefix.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { buffer[offset + $0] | 0x20 == wanted[$0] | 0x20 }
        }
    }

    // -LRB-, -RSB- and the like: brackets in text of treebanks of the Penn family.
    private func bracketEscape(from start: Int) -> Int? {
        guard start + 5 <= buffer.count, buffer[start + 4] == UInt8(ascii: "-") else { return nil }
        let letters = buffer[(start + 1)..<(start + 4)]
        let isEscape = "LR".utf8.contains(letters[start + 1]) && "RSC".utf8.contains(letters[start + 2])
        return isEscape && letters[start + 3] == UInt8(ascii: "B") ? start + 5 : nil
    }

    // MARK: Addresses

    private mutating func address(from start: Int) -> Span? {
        if hasPrefix("http://", at: start) { return webAddress(from: start, behindScheme: start + 7) }
        if hasPrefix("https://", at: start) { return webAddress(from: start, behindScheme: start + 8) }
        if hasPrefix("ftp://", at: start) { return webAddress(from: start, behindScheme: start + 6) }
        if hasPrefix("www.", at: start) { return webAddress(from: start, behindScheme: start + 4) }
        guard start >= mailFailedUntil else { return nil }
        let localEnd = end(from: start) { Self.isAlphanumeric($0) || [0x25, 0x2B, 0x2D, 0x2E, 0x5F].contains($0) }
        mailFailedUntil = localEnd
        guard byte(localEnd) == UInt8(ascii: "@"), buffer[localEnd - 1] != UInt8(ascii: ".") else { return nil }
        var domainEnd = end(from: localEnd + 1) { Self.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E }
        while domainEnd > localEnd + 1, !Self.isAlphanumeric(buffer[domainEnd - 1]) { domainEnd -= 1 }
        let domain = buffer[(localEnd + 1)..<domainEnd]
        guard let dot = domain.lastIndex(of: UInt8(ascii: ".")), domainEnd - dot > 2 else { return nil }
        return Span(range: start..<domainEnd, kind: .email)
    }

    private func webAddress(from start: Int, behindScheme: Int) -> Span? {
        // More than the scheme: a letter or digit behind it.
        guard byte(behindScheme).map(Self.isAlphanumeric) == true else { return nil }
        var end = end(from: start) {
            (0x21...0x7E).contains($0) && ![0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D].contains($0)
        }
        // Punctuation at the end belongs to the sentence; so does a closing bracket, unless the address has an opening
        // one.
        let hasBracket = buffer[start..<end].contains(0x28)
        while end > start {
            let last = buffer[end - 1]
            guard [0x21, 0x27, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F].contains(last), last != 0x29 || !hasBracket else {
                break
            }
            end -= 1
        }
        return Span(range: start..<end, kind: .url)
    }

    // MARK: Names

    // Letters and digits with single marks between them: o1-mini, GPT-4o, Node.js, AT&T, x86_64, C++, H3.
    private mutating func name(from start: Int) -> Span? {
        guard start >= nameFailedUntil else { return nil }
        var end = endOfRun(from: start)
        var hasMark = false
        while let mark = byte(end), [0x26, 0x2D, 0x2E, 0x5F].contains(mark), let next = byte(end + 1),
            Self.isAlphanumeric(next),
            bracketEscape(from: end) == nil
        {
            end = endOfRun(from: end + 1)
            hasMark = true
        }
        if hasPrefix("++", at: end), end - start <= 2, byte(end + 2).map(Self.isAlphanumeric) != true {
            end += 2; hasMark = true
        }
        if hasMark, isDottedAbbreviation(start..<end) { end += 1 }
        let hasLetter = buffer[start..<end].contains(where: Self.isLetter)
        if !hasLetter { nameFailedUntil = end }
        let hasDigit = buffer[start..<end].contains(where: Self.isDigit)
        guard hasLetter, hasDigit || hasMark, !isQuantity(start..<end) else { return nil }
        return Span(range: start..<end, kind: .latin)
    }

    // U.S., e.g., Ph.D.: parts of one or two letters with stops, the last of one, and a stop behind.
    private func isDottedAbbreviation(_ range: Range<Int>) -> Bool {
        guard byte(range.upperBound) == UInt8(ascii: "."), byte(range.upperBound + 1) != UInt8(ascii: "."),
            range.count <= 12, buffer[range.upperBound - 2] == UInt8(ascii: ".")
        else { return false }
        let parts = buffer[range].split(separator: UInt8(ascii: "."))
        return parts.allSatisfy { $0.count <= 2 && $0.allSatisfy(Self.isLetter) }
    }

    // .NET, .pdf: a stop and the end of a name of a file or an address, with nothing before it that it would end.
    private func suffix(from start: Int) -> Span? {
        let end = endOfRun(from: start + 1)
        guard (2...5).contains(end - start - 1), Self.suffixes.contains(buffer.text(start + 1..<end).lowercased())
        else {
            return nil
        }
        return Span(range: start..<end, kind: .latin)
    }

    private static let suffixes = Set(
        """
        apk avi cn com css csv dll doc docx exe gif gz htm html jpeg jpg js json log md mp3 mp4 net org pdf png ppt pptx py \
        rar txt xls xlsx xml zip
        """.split(separator: " ").map(String.init))

    // Dr., Fig. 3: a word of letters whose stop is a part of it.
    private func abbreviation(_ run: Range<Int>) -> Span? {
        guard byte(run.upperBound) == UInt8(ascii: "."), byte(run.upperBound + 1) != UInt8(ascii: "."),
            Abbreviations.includesStop(buffer, run)
        else { return nil }
        return Span(range: run.lowerBound..<(run.upperBound + 1), kind: .latin)
    }

    // 10km, 3.5GB: a number and a unit, which the convention of words divides or joins.
    private func isQuantity(_ range: Range<Int>) -> Bool {
        var unit = range.lowerBound
        while unit < range.upperBound, Self.isDigit(buffer[unit]) || buffer[unit] == 0x2E { unit += 1 }
        return unit > range.lowerBound && Self.units.contains(buffer.text(unit..<range.upperBound))
    }

    private static let units: Set<String> = [
        "GB", "GHz", "GW", "Hz", "KB", "L", "MB", "MHz", "MW", "Mbps", "TB", "V", "W", "cm", "dB", "g", "h", "kHz",
        "kW",
        "kWh", "kg", "km", "m", "mAh", "mg", "min", "ml", "mm", "ms", "nm", "s", "t", "um",
    ]

    // MARK: Numbers

    // Digits with punctuation inside, with a percent sign, 万 or 亿: 1,234.5%, 3.5亿, 12:30, 2025-02-13, 1.2.3.
    private mutating func number(from start: Int, digitsEnd: Int) -> Span? {
        guard Self.isDigit(buffer[start]), digitsEnd == start + digits(from: start) else { return nil }
        var end = digitsEnd
        if let date = dateEnd(start, end) ?? timeEnd(start, end) ?? telephoneEnd(start, end) {
            return Span(range: start..<date, kind: .number)
        }
        guard start >= numberFailedUntil else { return nil }
        while byte(end) == UInt8(ascii: ","), digits(from: end + 1) == 3 { end += 4 }
        while byte(end) == UInt8(ascii: "."), case let count = digits(from: end + 1), count > 0 { end += 1 + count }
        if byte(end) == UInt8(ascii: "%") {
            end += 1
        } else if end < buffer.count, [0xFF05, 0x2030].contains(buffer.scalar(at: end).value) {
            end += 3
        } else {
            // 万, 萬, 亿, 億, also 万亿.
            for _ in 0..<2
            where end < buffer.count && [0x4E07, 0x842C, 0x4EBF, 0x5104].contains(buffer.scalar(at: end).value) {
                end += 3
            }
        }
        guard end > digitsEnd, byte(end).map(Self.isAlphanumeric) != true else {
            numberFailedUntil = end
            return nil
        }
        return Span(range: start..<end, kind: .number)
    }

    private func dateEnd(_ start: Int, _ yearEnd: Int) -> Int? {
        guard yearEnd - start == 4, let mark = byte(yearEnd), [0x2D, 0x2E, 0x2F].contains(mark) else { return nil }
        let month = digits(from: yearEnd + 1)
        let dayStart = yearEnd + 1 + month + 1
        guard (1...2).contains(month), byte(dayStart - 1) == mark else { return nil }
        let day = digits(from: dayStart)
        return (1...2).contains(day) && byte(dayStart + day).map(Self.isLetter) != true ? dayStart + day : nil
    }

    private func timeEnd(_ start: Int, _ hourEnd: Int) -> Int? {
        guard hourEnd - start <= 2, byte(hourEnd) == UInt8(ascii: ":"), digits(from: hourEnd + 1) == 2 else {
            return nil
        }
        let end = hourEnd + 3
        return byte(end) == UInt8(ascii: ":") && digits(from: end + 1) == 2 ? end + 3 : end
    }

    // 010-62345678, 0571-8765432, 400-820-8820: an area code and a number, or three parts.
    private func telephoneEnd(_ start: Int, _ codeEnd: Int) -> Int? {
        guard (3...4).contains(codeEnd - start), byte(codeEnd) == UInt8(ascii: "-") else { return nil }
        let second = digits(from: codeEnd + 1)
        var end = codeEnd + 1 + second
        if second <= 4 {
            guard second >= 3, byte(end) == UInt8(ascii: "-"), digits(from: end + 1) == 4 else { return nil }
            end += 5
        } else if second > 8 || second < 7 {
            return nil
        }
        return byte(end).map { Self.isAlphanumeric($0) || $0 == 0x2D } == true ? nil : end
    }

    // A digit, # or * in a box: the digit, U+FE0F, U+20E3.
    private func keycap(from start: Int) -> Span? {
        let rest = buffer[(start + 1)...]
        for sequence: [UInt8] in [[0xEF, 0xB8, 0x8F, 0xE2, 0x83, 0xA3], [0xE2, 0x83, 0xA3]]
        where rest.starts(with: sequence) {
            return Span(range: start..<(start + 1 + sequence.count), kind: .emoji)
        }
        return nil
    }

    // MARK: Mentions and topics

    // @ and up to 30 letters, digits, Han or kana, - or _.
    private func mention(from start: Int) -> Span? {
        var end = start + 1
        for _ in 0..<30 {
            guard end < buffer.count else { break }
            let (scalar, length) = buffer.scalar(at: end)
            guard CharacterClass(scalar).isContent || scalar == 0x5F || scalar == 0x2D else { break }
            end += length
        }
        return end > start + 1 ? Span(range: start..<end, kind: .mention) : nil
    }

    // #up to 40 characters without white space#, at least three of them letters or digits, or two Han characters; and no
    // enumeration (#C、#D).
    private func topic(from start: Int) -> Span? {
        var end = start + 1
        var content = 0
        var han = 0
        for _ in 0...40 {
            guard end < buffer.count else { return nil }
            let (scalar, length) = buffer.scalar(at: end)
            end += length
            if scalar == 0x23 { return content >= 3 || han == 2 ? Span(range: start..<end, kind: .topic) : nil }
            let kind = CharacterClass(scalar)
            guard kind != .space, ![0x3001, 0x3002, 0xFF1B].contains(scalar) else { return nil }
            if kind.isContent { content += 1 }
            if kind == .han { han += 1 }
        }
        return nil
    }
}
