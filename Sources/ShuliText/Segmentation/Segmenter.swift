/// Cuts text into words, and tags them if asked to.
///
/// A linear-chain model with a lexicon decides between Han characters (`WordDecoder`); addresses, names with digits,
/// numbers with marks, emoji and the words of a user dictionary come whole. Traditional text is cut as its simplified
/// form would be. A value that any number of tasks may share. A total function: every string has tokens, and joined they
/// are the string, in every mode.
public struct Segmenter: Sendable {
    /// Which words a token lists beside itself.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// None.
        case standard = "default"
        /// Shorter words inside of it, for an index: 安装简单 is found by 简单.
        case search
        /// All listed words that begin in it.
        case full
    }

    /// Which words a token lists beside itself.
    public let mode: Mode
    let decoder: WordDecoder
    private let tagger: WordTagger?
    private let rooms = ScratchPool()

    /// A segmenter with the built-in model.
    ///
    /// - Parameters:
    ///   - lexicon: the standard one, or it with words of one's own (`Lexicon.standard.adding(…)`).
    ///   - mode: which words a token lists beside itself.
    ///   - standard: what counts as one word.
    ///   - tagsPartsOfSpeech: whether tokens carry Universal part-of-speech tags. The cuts are the same without.
    public init(
        lexicon: Lexicon = .standard, mode: Mode = .standard, standard: SegmentationStandard = .ctb,
        tagsPartsOfSpeech: Bool = false
    ) {
        self.init(
            decoder: WordDecoder.standard(standard).adding(lexicon.userWords), mode: mode,
            tagsPartsOfSpeech: tagsPartsOfSpeech)
    }

    /// A segmenter with a model of one's own, trained with the standard lexicon.
    ///
    /// - Throws: `CompiledFileError` where the model does not go with the lexicon or lacks the standard.
    package init(
        model: SegmentationModel, lexicon: Lexicon = .standard, mode: Mode = .standard,
        standard: SegmentationStandard = .ctb, tagsPartsOfSpeech: Bool = false
    ) throws(CompiledFileError) {
        self.init(
            decoder: try WordDecoder(lexicon: lexicon, model: model, standard: standard), mode: mode,
            tagsPartsOfSpeech: tagsPartsOfSpeech)
    }

    private init(decoder: WordDecoder, mode: Mode, tagsPartsOfSpeech: Bool) {
        self.decoder = decoder
        self.mode = mode
        tagger = tagsPartsOfSpeech ? .standard : nil
    }

    /// The tokens of `text` in order, without gaps. Linear in the text's length.
    public func tokens(in text: String) -> [Token] {
        text.withUTF8Buffer { tokens(in: $0) }
    }

    /// The words of `text`: its tokens without white space, as strings.
    public func words(in text: String) -> [String] {
        text.withUTF8Buffer { buffer in
            tokens(in: buffer).filter { $0.kind != .space }.map { buffer.text($0.range) }
        }
    }

    /// The tokens of a buffer of valid UTF-8.
    package func tokens(in buffer: UTF8Buffer) -> [Token] {
        withWordEnds(in: buffer) { ends, known in
            let tags = tagger?.tags(in: buffer, from: 0, ends: ends)
            var tokens: [Token] = []
            tokens.reserveCapacity(ends.count)
            Self.forEachPlace(in: buffer, ends, known) { place in
                tokens.append(
                    Token(
                        range: place.range, kind: place.kind, partOfSpeech: tags?[tokens.count],
                        parts: mode == .standard ? [] : parts(of: place.range, buffer)))
            }
            return tokens
        }
    }

    /// Where the tokens of a buffer of valid UTF-8 stand and what they are, for inner loops: an array in each, as `Token`
    /// has one, costs a count of references whenever one is touched.
    package func places(in buffer: UTF8Buffer) -> [TokenPlace] {
        withWordEnds(in: buffer) { ends, known in
            var places: [TokenPlace] = []
            places.reserveCapacity(ends.count)
            Self.forEachPlace(in: buffer, ends, known) { places.append($0) }
            return places
        }
    }

    private func withWordEnds<Result>(in buffer: UTF8Buffer, _ body: ([Int], KnownSpans) -> Result) -> Result {
        let known = KnownSpans(buffer, decoder.lexicon)
        return rooms.withRoom { room in
            decoder.appendWordEnds(
                in: buffer, range: 0..<buffer.count, spans: known.spans, scratch: &room.scratch, to: &room.ends)
            return body(room.ends, known)
        }
    }

    @inline(__always)
    private static func forEachPlace(
        in buffer: UTF8Buffer, _ ends: [Int], _ known: KnownSpans, _ body: (TokenPlace) -> Void
    ) {
        var start = 0
        var whole = 0
        for end in ends {
            while whole < known.whole.count, known.whole[whole].range.lowerBound < start { whole += 1 }
            let range = TextRange(start, end)
            if whole < known.whole.count, known.whole[whole].range == start..<end {
                body(TokenPlace(range: range, kind: known.whole[whole].kind))
            } else {
                body(TokenPlace(range: range, kind: TokenKind(of: buffer, range)))
            }
            start = end
        }
    }

    private func parts(of range: TextRange, _ buffer: UTF8Buffer) -> [TextRange] {
        let wanted: TextRange
        switch mode {
        case .standard: return []
        case .search: wanted = range
        // The longest listed word has 32 characters of at most 4 bytes.
        case .full: wanted = TextRange(range.lowerBound, min(buffer.count, range.upperBound + 4 * Lexicon.longestWord))
        }
        return decoder.lexicon.matches(in: buffer, range: wanted.bytes, shortest: 2).compactMap { match in
            let part = TextRange(match.range.lowerBound, match.range.upperBound)
            return part != range && range.contains(part.lowerBound) ? part : nil
        }
    }
}

/// What is known of a text before the model is asked: whole tokens and the words of a user dictionary.
private struct KnownSpans {
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

extension TokenKind {
    /// The kind of a token, told by its characters: one with a Han or kana letter is a word.
    init(of buffer: UTF8Buffer, _ range: TextRange) {
        // U+5000 to U+9FFF: Han, as most tokens begin.
        if buffer[range.lowerBound] &- 0xE5 < 5 {
            self = .word
            return
        }
        let first = buffer.scalar(at: range.lowerBound).value
        switch CharacterClass(first) {
        case .han, .kana: self = .word
        case .letter, .digit:
            var offset = range.lowerBound
            var isNumber = true
            while offset < range.upperBound {
                let (scalar, length) = buffer.scalar(at: offset)
                offset += length
                let kind = CharacterClass(scalar)
                if kind == .han || kind == .kana {
                    self = .word
                    return
                }
                if kind == .letter { isNumber = false }
            }
            self = isNumber ? .number : .latin
        case .space: self = .space
        case .punctuation: self = .punctuation
        case .other: self = .symbol
        }
    }
}
