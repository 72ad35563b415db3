/// What is known of a text before the model is asked: whole tokens and the words of a user dictionary.
struct KnownSpans {
    /// For the decoder: ascending by start, forced ones without overlap.
    let spans: [WordSpan]
    /// The whole tokens among them.
    let whole: [WholeTokenScanner.Span]

    init(_ buffer: UTF8Buffer, _ lexicon: Lexicon) {
        var whole: [WholeTokenScanner.Span] = []
        var mixed: [Range<Int>] = []
        WholeTokenScanner(buffer).appendSpans(to: &whole) { run in
            if let word = Self.mixedWord(around: run, buffer, lexicon) { mixed.append(word) }
        }
        let found = lexicon.userWords?.matches(in: buffer) ?? []
        guard !found.isEmpty || !mixed.isEmpty else {
            spans = whole.map { WordSpan($0.range, .force) }
            self.whole = whole
            return
        }
        // A user's own word goes before what the scanner sees; of two forced words the earlier, then the longer. A word
        // with white space can only be forced: the model parts words there before it thinks.
        var forced: [Range<Int>] = []
        var preferred = mixed
        for match in found {
            let isForced = match.word.policy == .force || match.word.text.contains(where: \.isWhitespace)
            if !isForced {
                preferred.append(match.range)
            } else if match.range.lowerBound >= forced.last?.upperBound ?? 0 {
                forced.append(match.range)
            }
        }
        preferred.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        whole = whole.filter { !Self.overlaps($0.range, forced) && !Self.overlaps($0.range, preferred) }
        self.whole = whole
        let all =
            (forced + whole.map(\.range)).map { WordSpan($0, .force) }
            + preferred.map { WordSpan($0, .prefer(Self.preference(for: $0))) }
        // Of two at one place the forced one first: the decoder passes over what overlaps it.
        spans = all.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }.map(\.element)
    }

    // Each inner border that the word closes may cost its score: the hint grows with the length (bytes, three a Han).
    private static func preference(for range: Range<Int>) -> Float { Float(4 * range.count) }

    // Whether a range overlaps one of several ranges, ascending by start; of those that overlap each other one is found.
    private static func overlaps(_ range: Range<Int>, _ ranges: [Range<Int>]) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound < range.upperBound
    }

    // A listed word of Latin letters or digits and Han around a run of the former: T恤, 卡拉OK, AA制. The model knows few
    // of them; the longest that holds the whole run counts.
    private static func mixedWord(around run: Range<Int>, _ buffer: UTF8Buffer, _ lexicon: Lexicon) -> Range<Int>? {
        let reach = 12
        var lower = max(0, run.lowerBound - reach)
        while buffer[lower] & 0xC0 == 0x80 { lower += 1 }
        var upper = min(buffer.count, run.upperBound + reach)
        while upper < buffer.count, buffer[upper] & 0xC0 == 0x80 { upper -= 1 }
        var longest: Range<Int>?
        // The earliest of the longest; most walks end at their first letter.
        while lower <= run.lowerBound {
            if let end = lexicon.longestWord(in: buffer, lower..<upper), end >= run.upperBound,
                end - lower > max(run.count, longest?.count ?? 0)
            {
                longest = lower..<end
            }
            lower += buffer.scalar(at: lower).length
        }
        return longest
    }
}
