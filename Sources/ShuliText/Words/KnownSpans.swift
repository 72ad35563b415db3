/// What is known of a text before the model decides: whole tokens, and the words of a user dictionary.
struct KnownSpans {
    /// For the decoder: ascending by start, forced ones without overlap.
    let spans: [WordSpan]
    /// The whole tokens among them.
    let whole: [WholeTokenScanner.Span]

    init(_ buffer: UTF8Buffer, _ lexicon: Lexicon) {
        var whole: [WholeTokenScanner.Span] = []
        var mixed: [Range<Int>] = []
        var scanner = WholeTokenScanner(buffer)
        scanner.appendSpans(to: &whole) { run in
            if let word = Self.mixedWord(around: run, buffer, lexicon) { mixed.append(word) }
        }
        let found = lexicon.userWords?.matches(in: buffer) ?? []
        guard !found.isEmpty || !mixed.isEmpty else {
            spans = whole.map { WordSpan($0.range, .force) }
            self.whole = whole
            return
        }
        // A word of the user has priority over whole tokens; of two forced words the earlier, then the longer one has.
        var forced: [Range<Int>] = []
        var preferred = mixed
        var frequencies: [Range<Int>: Int] = [:]
        for match in found {
            if !match.isForced {
                preferred.append(match.range)
                frequencies[match.range] = match.word.frequency
            } else if match.range.lowerBound >= forced.last?.upperBound ?? 0 {
                forced.append(match.range)
            }
        }
        preferred.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        whole = whole.filter { !Self.overlaps($0.range, forced) && !Self.overlaps($0.range, preferred) }
        self.whole = whole
        let all =
            (forced + whole.map(\.range)).map { WordSpan($0, .force) }
            + preferred.map { WordSpan($0, .prefer(Self.preference(for: $0, frequency: frequencies[$0] ?? 0))) }
        // Of two at one place the forced one comes first: the decoder skips spans that overlap it.
        spans = all.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }.map(\.element)
    }

    /// Appends the kinds of tokens: those of whole tokens are known, others have theirs by their characters.
    func appendKinds(of ends: [Int], in buffer: UTF8Buffer, to kinds: inout [TokenKind]) {
        kinds.reserveCapacity(kinds.count + ends.count)
        var start = 0
        var next = 0
        for end in ends {
            while next < whole.count, whole[next].range.lowerBound < start { next += 1 }
            let isWhole = next < whole.count && whole[next].range == start..<end
            kinds.append(isWhole ? whole[next].kind : TokenKind(of: buffer, TextRange(start, end)))
            start = end
        }
    }

    /// Whether a stretch of text overlaps one of the spans.
    func touches(_ range: Range<Int>) -> Bool {
        // Ends do not ascend where preferred spans overlap; none is longer than a user's word.
        let reach = 4 * UserDictionary.longestWord
        var (low, high) = (0, spans.count)
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].range.lowerBound < range.lowerBound - reach { low = middle + 1 } else { high = middle }
        }
        return spans[low...].prefix { $0.range.lowerBound < range.upperBound }.contains { $0.range.overlaps(range) }
    }

    // Each border inside the word that the model would set has a score: the hint grows with the number of bytes. It
    // grows with the logarithm of the frequency too, to twice as much at 2^32 occurrences.
    private static func preference(for range: Range<Int>, frequency: Int) -> Float {
        let bits = Int.bitWidth - max(0, frequency).leadingZeroBitCount
        return Float(4 * range.count) * (1 + Float(min(bits, 32)) / 32)
    }

    // Whether a range overlaps one of several ranges, which ascend by start.
    private static func overlaps(_ range: Range<Int>, _ ranges: [Range<Int>]) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound < range.upperBound
    }

    // The longest listed word of Latin letters or digits and Han around a run of the former: T恤, 卡拉OK, AA制. The
    // training data of the model has few of them.
    private static func mixedWord(around run: Range<Int>, _ buffer: UTF8Buffer, _ lexicon: Lexicon) -> Range<Int>? {
        let reach = 12
        var lower = max(0, run.lowerBound - reach)
        while buffer[lower] & 0xC0 == 0x80 { lower += 1 }
        var upper = min(buffer.count, run.upperBound + reach)
        while upper < buffer.count, buffer[upper] & 0xC0 == 0x80 { upper -= 1 }
        var longest: Range<Int>?
        // The earliest of the longest. Most walks through the trie end at their first character.
        while lower <= run.lowerBound {
            if let end = lexicon.longestWord(in: buffer, lower..<upper), end >= run.upperBound,
                end - lower > max(run.count, longest?.count ?? 0)
            {
                longest = lower..<end
            }
            lower += buffer.scalar(at: lower).length
        }
        return longest ?? letteredWord(run, buffer, lexicon)
    }

    // A股, K线, U盘: one letter and the word for a kind, unless that begins another word (A股票, but A股市场).
    private static func letteredWord(_ run: Range<Int>, _ buffer: UTF8Buffer, _ lexicon: Lexicon) -> Range<Int>? {
        guard run.count == 1, run.upperBound < buffer.count,
            case let (kind, length) = buffer.scalar(at: run.upperBound),
            kinds.contains(kind)
        else { return nil }
        let word = run.lowerBound..<(run.upperBound + length)
        guard word.upperBound < buffer.count else { return word }
        let second = word.upperBound + buffer.scalar(at: word.upperBound).length
        guard lexicon.entry(in: buffer, TextRange(run.upperBound, second)) != nil else { return word }
        guard second < buffer.count else { return nil }
        let third = second + buffer.scalar(at: second).length
        return lexicon.entry(in: buffer, TextRange(word.upperBound, third)) != nil ? word : nil
    }

    private static let kinds = Set("股线盘型级轮座超字形".unicodeScalars.map(\.value))
}
