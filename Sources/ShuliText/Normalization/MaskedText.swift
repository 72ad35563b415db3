/// A text whose protected spans are masked while the steps of a normalizer run: each is replaced by one noncharacter,
/// which no step changes.
struct MaskedText {
    /// The text with the spans masked.
    let masked: MappedText
    private let placeholder: UInt32
    private let spans: [String]

    /// Nil where no span is to be protected.
    init?(_ text: String, _ protection: Protection, _ given: [TextRange]) {
        let found = text.withUTF8Buffer { Self.spans(in: $0, protection, given) }
        guard !found.isEmpty, let placeholder = Self.freeNoncharacter(text) else { return nil }
        self.placeholder = placeholder.value
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
        var next = 0
        let back = result.text.rewritten { scalar in
            guard scalar == placeholder, next < spans.count else { return nil }
            next += 1
            return Array(spans[next - 1].utf8)
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
            var scanner = WholeTokenScanner(buffer)
            scanner.appendSpans(to: &found) { _ in }
            for span in found
            where span.kind == .url && protection.contains(.url) || span.kind == .email && protection.contains(.email) {
                all.append(TextRange(span.range.lowerBound, span.range.upperBound))
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
        while at < buffer.count {
            let start = at
            while at < buffer.count, buffer[at] == byte { at += 1 }
            if at > start { runs.append(TextRange(start, at)) }
            at += 1
        }
        return runs
    }

    private static func freeNoncharacter(_ text: String) -> Unicode.Scalar? {
        let used = Set(text.unicodeScalars.lazy.filter { (0xFDD0...0xFDEF).contains($0.value) })
        return (UInt32(0xFDD0)...0xFDEF).lazy.compactMap(Unicode.Scalar.init).first { !used.contains($0) }
    }
}

extension UTF8Buffer {
    /// A range clamped to the buffer, with its ends moved outwards to boundaries of scalars; nil where it is empty.
    fileprivate func clamped(_ range: TextRange) -> TextRange? {
        var start = Swift.max(0, Swift.min(range.lowerBound, count))
        var end = Swift.max(start, Swift.min(range.upperBound, count))
        while start > 0, start < count, self[start] & 0xC0 == 0x80 { start -= 1 }
        while end < count, self[end] & 0xC0 == 0x80 { end += 1 }
        return start < end ? TextRange(start, end) : nil
    }
}
