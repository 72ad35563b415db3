/// A text whose protected spans are masked while the steps of a normalizer run: each is replaced by one noncharacter,
/// which no step changes.
struct MaskedText {
    /// The text with the spans masked.
    let masked: MappedText
    private let placeholder: Unicode.Scalar
    private let spans: [String]

    /// Nil where no span is to be protected.
    init?(_ text: String, _ protection: Protection, _ given: [TextRange]) {
        let found = text.withUTF8Buffer { Self.spans(in: $0, protection, given) }
        guard !found.isEmpty, let placeholder = Self.freeNoncharacter(text) else { return nil }
        self.placeholder = placeholder
        let bytes = Array(String(placeholder).utf8)
        spans = found.map { String(text[$0]) }
        masked = text.withUTF8Buffer { buffer in
            var rewriter = TextRewriter(capacity: buffer.count)
            for span in found {
                rewriter.copy(buffer, to: span.lowerBound)
                rewriter.replace(span.count, with: bytes)
            }
            rewriter.copy(buffer, to: buffer.count)
            return rewriter.finish()
        }
    }

    /// The result of the steps with the spans restored.
    func restored(_ result: MappedText) -> MappedText {
        let mark = Array(String(placeholder).utf8)
        let back = result.text.withUTF8Buffer { source in
            var rewriter = TextRewriter(capacity: source.count)
            for span in spans {
                guard let place = source.firstPlace(of: mark, in: rewriter.consumed..<source.count) else { break }
                rewriter.copy(source, to: place)
                rewriter.replace(mark.count, with: span.utf8)
            }
            rewriter.copy(source, to: source.count)
            return rewriter.finish()
        }
        return MappedText(back.text, map: result.map.followed(by: back.map))
    }

    // Rising, without overlap: overlapping spans are merged.
    private static func spans(
        in buffer: UTF8Buffer, _ protection: Protection, _ given: [TextRange]
    ) -> [TextRange] {
        var all = given.compactMap { buffer.clamped($0) }
        if !protection.isDisjoint(with: [.url, .email]) {
            var found: [WholeTokenScanner.Span] = []
            var marks = AddressMarks(buffer)
            var line = 0..<0
            while let mark = marks.next(from: line.upperBound) {
                line = buffer.line(around: mark)
                let text = UTF8Buffer(rebasing: buffer[line])
                var scanner = WholeTokenScanner(text)
                found.removeAll(keepingCapacity: true)
                scanner.appendSpans(to: &found) { _ in }
                for span in found
                where span.kind == .url && protection.contains(.url)
                    || span.kind == .email && protection.contains(.email)
                {
                    let end = span.kind == .url ? Self.addressEnd(span.range, text) : span.range.upperBound
                    all.append(TextRange(line.lowerBound + span.range.lowerBound, line.lowerBound + end))
                }
                if protection.contains(.url) { appendHanHosts(in: text, at: line.lowerBound, to: &all) }
            }
        }
        if protection.contains(.code) { appendCode(buffer, to: &all) }
        var merged: [TextRange] = []
        for span in all.sorted() where !span.isEmpty {
            if let last = merged.last, span.lowerBound < last.upperBound {
                merged[merged.count - 1].upperBound = max(last.upperBound, span.upperBound)
            } else {
                merged.append(span)
            }
        }
        return merged
    }

    // The end of an address whose path goes on in Han characters: https://zh.wikipedia.org/wiki/软件. They begin behind a
    // mark of a path or query, and behind a host and a slash alone only where a space or another mark of an address
    // follows: otherwise they may be prose.
    private static func addressEnd(_ address: Range<Int>, _ buffer: UTF8Buffer) -> Int {
        // A query may begin with Han characters: ?词=软件. Without an equals sign the question mark is the sentence's.
        let query = buffer[address.upperBound..<min(buffer.count, address.upperBound + 40)].prefix { $0 > 0x20 }
        let isQuery = query.first == UInt8(ascii: "?") && query.contains(UInt8(ascii: "="))
        guard isQuery || "/=#_-?&".utf8.contains(buffer[address.upperBound - 1]) else { return address.upperBound }
        var end = address.upperBound
        while end < buffer.count {
            let (scalar, length) = buffer.scalar(at: end)
            let kind = CharacterClass(scalar)
            guard kind == .han || kind == .kana || scalar < 0x80 && isAddressCharacter(UInt8(scalar)) else { break }
            end += length
        }
        // A stop or comma at the end belongs to the sentence.
        while end > address.upperBound, ".,;:!?".utf8.contains(buffer[end - 1]) { end -= 1 }
        let slashes = buffer[address].count { $0 == UInt8(ascii: "/") }
        let isPath = isQuery || slashes > 3 || buffer[address].contains { "=#?".utf8.contains($0) }
        let isClosed = end == buffer.count || CharacterClass(buffer.scalar(at: end).value) == .space
        return isPath || isClosed ? end : address.upperBound
    }

    // Addresses whose host is in Han characters: http://例子.中国/发现.
    private static func appendHanHosts(in line: UTF8Buffer, at offset: Int, to spans: inout [TextRange]) {
        let mark = Array("://".utf8)
        var place = 0
        while let found = line.firstPlace(of: mark, in: place..<line.count) {
            place = found + mark.count
            guard place < line.count, CharacterClass(line.scalar(at: place).value) == .han else { continue }
            var end = place
            while end < line.count {
                let (scalar, length) = line.scalar(at: end)
                let kind = CharacterClass(scalar)
                guard kind == .han || kind == .kana || scalar < 0x80 && isAddressCharacter(UInt8(scalar)) else { break }
                end += length
            }
            while end > place, ".,;:!?".utf8.contains(line[end - 1]) { end -= 1 }
            let host = line[place..<end].prefix { $0 != UInt8(ascii: "/") }
            if host.contains(UInt8(ascii: ".")) { spans.append(TextRange(offset + place, offset + end)) }
        }
    }

    private static func isAddressCharacter(_ byte: UInt8) -> Bool {
        CharacterClass(UInt32(byte)).isContent || "/=#_-%&?.~:+".utf8.contains(byte)
    }

    // As in CommonMark: a run of grave accents up to the next run of as many; fewer than three only within a line.
    private static func appendCode(_ buffer: UTF8Buffer, to spans: inout [TextRange]) {
        let runs = runs(of: UInt8(ascii: "`"), in: buffer)
        var index = 0
        while index < runs.count {
            let open = runs[index]
            var close = index + 1
            while close < runs.count, close - index < 64, runs[close].count != open.count { close += 1 }
            guard close < runs.count, runs[close].count == open.count else {
                index += 1
                continue
            }
            let span = TextRange(open.lowerBound, runs[close].upperBound)
            if open.count < 3, buffer[span.bytes].contains(0x0A) {
                index += 1
            } else {
                spans.append(span)
                index = close + 1
            }
        }
    }

    private static func runs(of byte: UInt8, in buffer: UTF8Buffer) -> [TextRange] {
        var runs: [TextRange] = []
        var at = 0
        while let start = buffer.firstPlace(of: [byte], in: at..<buffer.count) {
            at = start
            while at < buffer.count, buffer[at] == byte { at += 1 }
            runs.append(TextRange(start, at))
        }
        return runs
    }

    // A noncharacter that the text does not hold; nil where it holds all of them.
    private static func freeNoncharacter(_ text: String) -> Unicode.Scalar? {
        text.withUTF8Buffer { buffer in
            (UInt32(0xFDD0)...0xFDEF).lazy.compactMap(Unicode.Scalar.init).first {
                buffer.firstPlace(of: Array(String($0).utf8), in: 0..<buffer.count) == nil
            }
        }
    }
}

/// The marks that addresses have: the at sign, the slashes of a scheme, and the stop of www. No token goes over the end
/// of a line, so that only lines with such a mark are divided into tokens.
private struct AddressMarks {
    private let buffer: UTF8Buffer
    // The next one of each kind; the end of the text for none.
    private var (at, scheme, www) = (-1, -1, -1)

    init(_ buffer: UTF8Buffer) { self.buffer = buffer }

    /// The first mark from an offset on, which rises from call to call.
    mutating func next(from start: Int) -> Int? {
        if at < start { at = buffer.firstPlace(of: UInt8(ascii: "@"), in: start..<buffer.count) ?? buffer.count }
        if scheme < start {
            scheme = buffer.firstPlace(of: Array("://".utf8), in: start..<buffer.count) ?? buffer.count
        }
        if www < start { www = host(from: start) }
        let first = min(at, scheme, www)
        return first < buffer.count ? first : nil
    }

    private func host(from start: Int) -> Int {
        var place = start
        while let stop = buffer.firstPlace(of: UInt8(ascii: "."), in: place..<buffer.count) {
            if stop >= 3, buffer[(stop - 3)..<stop].allSatisfy({ $0 | 0x20 == UInt8(ascii: "w") }) { return stop }
            place = stop + 1
        }
        return buffer.count
    }
}

extension UTF8Buffer {
    /// The line that a byte is in, without its line break.
    fileprivate func line(around place: Int) -> Range<Int> {
        var start = place
        while start > 0, self[start - 1] != 0x0A { start -= 1 }
        return start..<(firstPlace(of: 0x0A, in: place..<count) ?? count)
    }

    /// A range clamped to the buffer, with its ends moved outwards to boundaries of scalars; nil where it is empty.
    fileprivate func clamped(_ range: TextRange) -> TextRange? {
        var start = Swift.max(0, Swift.min(range.lowerBound, count))
        var end = Swift.max(start, Swift.min(range.upperBound, count))
        while start > 0, start < count, self[start] & 0xC0 == 0x80 { start -= 1 }
        while end < count, self[end] & 0xC0 == 0x80 { end += 1 }
        return start < end ? TextRange(start, end) : nil
    }
}
