/// Divides text into words, and tags them with their parts of speech where asked to.
///
/// A linear-chain model with features of a lexicon (Xue 2003; Zhao and Kit 2008) decides between Han characters.
/// Addresses, names with digits, numbers with punctuation, emoji and the words of a user dictionary are one token each.
/// Traditional text is divided as its simplified form would be. Every string has tokens, and joined they are the
/// string, in every mode. Any number of tasks may share a segmenter.
///
/// ```swift
/// let segmenter = Segmenter(tagsPartsOfSpeech: true)
/// let text = "今天天气很好。"
/// for token in segmenter.tokens(in: text) {
///     print(text[token.range], token.kind, token.partOfSpeech?.rawValue ?? "")
/// }
/// print(segmenter.words(in: text))  // ["今天", "天气", "很", "好", "。"]
/// ```
public struct Segmenter: Sendable {
    /// Which words a token lists beside itself: `Token.subwords`.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// None.
        case plain = "default"
        /// Shorter words inside of it, for an index: 安装简单 is found by 简单.
        case search
        /// All listed words that begin in it.
        case full
    }

    package let mode: Mode
    let decoder: WordDecoder
    /// The lexicon with the words that were added.
    package var lexicon: Lexicon { decoder.lexicon }
    private let tagger: WordTagger?
    private let workspaces = ScratchPool()
    /// Whether it cuts texts as a segmenter without arguments.
    let isStandard: Bool

    /// A segmenter with the built-in model.
    ///
    /// - Parameters:
    ///   - lexicon: the standard one, or it with words of your own (`Lexicon.standard.adding(…)`).
    ///   - mode: which words a token lists beside itself.
    ///   - convention: what counts as one word.
    ///   - tagsPartsOfSpeech: whether tokens have parts of speech. The tokens are the same without.
    public init(
        lexicon: Lexicon = .standard, mode: Mode = .plain, convention: WordConvention = .ctb,
        tagsPartsOfSpeech: Bool = false
    ) {
        // Outside of this package there is no other lexicon.
        precondition(lexicon.isStandard, "the built-in model was trained with the standard lexicon")
        self.init(
            decoder: WordDecoder.standard(convention).adding(lexicon.userWords), mode: mode,
            tagsPartsOfSpeech: tagsPartsOfSpeech,
            isStandard: convention == .ctb && lexicon.userWords == nil && !tagsPartsOfSpeech)
    }

    /// A segmenter with another model, trained with `lexicon`.
    ///
    /// - Throws: `CompiledFileError` where the model was trained with another lexicon, lacks the convention, or where
    ///   tags are wanted for a lexicon that the tagging model was not trained with.
    package init(
        model: SegmentationModel, lexicon: Lexicon = .standard, mode: Mode = .plain,
        convention: WordConvention = .ctb, tagsPartsOfSpeech: Bool = false
    ) throws(CompiledFileError) {
        if tagsPartsOfSpeech, !lexicon.isStandard {
            throw .otherLexicon(expected: Lexicon.standard.file.fingerprint, found: lexicon.file.fingerprint)
        }
        self.init(
            decoder: try WordDecoder(lexicon: lexicon, model: model, convention: convention), mode: mode,
            tagsPartsOfSpeech: tagsPartsOfSpeech)
    }

    private init(decoder: WordDecoder, mode: Mode, tagsPartsOfSpeech: Bool, isStandard: Bool = false) {
        self.decoder = decoder
        self.isStandard = isStandard
        self.mode = mode
        tagger = tagsPartsOfSpeech ? .standard : nil
    }

    /// The tokens of `text` in order, without gaps. Linear in the length of the text: some 50 ns a character.
    @inlinable
    public func tokens(in text: some StringProtocol) -> [Token] {
        text.withUTF8Buffer { tokens(in: $0) }
    }

    /// The tokens of `text` without white space, as strings.
    @inlinable
    public func words(in text: some StringProtocol) -> [String] {
        text.withUTF8Buffer { words(in: $0) }
    }

    /// The tokens of a buffer of valid UTF-8.
    @usableFromInline
    package func tokens(in buffer: UTF8Buffer) -> [Token] {
        withWords(in: buffer) { ends, kinds, tags in
            var tokens: [Token] = []
            tokens.reserveCapacity(ends.count)
            var start = 0
            for (index, end) in ends.enumerated() {
                let range = TextRange(start, end)
                tokens.append(
                    Token(
                        range: range, kind: kinds[index], partOfSpeech: tags?[index],
                        subwords: mode == .plain ? [] : subwords(of: range, buffer)))
                start = end
            }
            return tokens
        }
    }

    @usableFromInline
    package func words(in buffer: UTF8Buffer) -> [String] {
        tokens(in: buffer).filter { $0.kind != .space }.map { buffer.text($0.range) }
    }

    /// The tokens of a buffer of valid UTF-8 without subwords, for inner loops: the array in each `Token` would cost
    /// reference counting at every access.
    package func tokenSpans(in buffer: UTF8Buffer) -> [TokenSpan] {
        withWords(in: buffer) { ends, kinds, tags in
            var spans: [TokenSpan] = []
            spans.reserveCapacity(ends.count)
            var start = 0
            for (index, end) in ends.enumerated() {
                spans.append(TokenSpan(range: TextRange(start, end), kind: kinds[index], partOfSpeech: tags?[index]))
                start = end
            }
            return spans
        }
    }

    /// Calls `body` with the ends of the words, their kinds, and their tags if the segmenter tags.
    private func withWords<Result>(
        in buffer: UTF8Buffer, _ body: ([Int], [TokenKind], [PartOfSpeech]?) -> Result
    ) -> Result {
        let known = KnownSpans(buffer, decoder.lexicon)
        return workspaces.withWorkspace { workspace in
            decoder.appendWordEnds(
                in: buffer, range: 0..<buffer.count, spans: known.spans, scratch: &workspace.scratch,
                to: &workspace.ends)
            if decoder.convention.joinsListedWords {
                workspace.ends = decoder.joiningListed(workspace.ends, in: buffer, isKnown: known.touches)
            }
            if let words = decoder.lexicon.userWords, words.removesWords {
                workspace.ends = decoder.dividing(words, workspace.ends, in: buffer, scratch: &workspace.scratch)
            }
            known.appendKinds(of: workspace.ends, in: buffer, to: &workspace.kinds)
            let tags = tagger?.tags(
                in: buffer, from: 0, ends: workspace.ends, kinds: workspace.kinds, scratch: &workspace.tagging)
            return body(workspace.ends, workspace.kinds, tags)
        }
    }

    private func subwords(of range: TextRange, _ buffer: UTF8Buffer) -> [TextRange] {
        var subwords: [TextRange] = []
        appendSubwords(of: range, in: buffer, to: &subwords)
        return subwords
    }

    /// Appends what `Token.subwords` lists in the mode of the segmenter, for inner loops that reuse the array. `range` is
    /// that of a token of the buffer. With `keepsRuns` no shorter word begins or ends inside of a run of Latin letters or
    /// digits.
    package func appendSubwords(
        of range: TextRange, in buffer: UTF8Buffer, keepsRuns: Bool = false, to subwords: inout [TextRange]
    ) {
        let limit: Int
        switch mode {
        case .plain: return
        case .search:
            // Two Han characters hold no shorter word of two.
            if range.count <= 6, buffer[range.lowerBound] >= 0xE0 { return }
            limit = range.upperBound
        // A listed word has at most 32 characters of at most 4 bytes.
        case .full: limit = min(buffer.count, range.upperBound + 4 * Lexicon.longestWord)
        }
        let removed = decoder.lexicon.userWords
        var start = range.lowerBound
        while start < range.upperBound {
            if !keepsRuns || !Self.isInsideRun(start, buffer) {
                decoder.lexicon.forEachWord(in: buffer, at: start, limit: limit) { end, count, _ in
                    let subword = TextRange(start, end)
                    guard count >= 2, subword != range, !keepsRuns || !Self.isInsideRun(end, buffer) else { return }
                    if removed?.isRemoved(start..<end, in: buffer) != true { subwords.append(subword) }
                }
            }
            start &+= UTF8Buffer.length(ofScalarBeginningWith: buffer[start])
        }
    }

    // Whether a border lies between two letters or two digits of ASCII: "ok" is no word of "tokyo".
    @inline(__always)
    private static func isInsideRun(_ border: Int, _ buffer: UTF8Buffer) -> Bool {
        guard border > 0, border < buffer.count else { return false }
        let (left, right) = (buffer[border &- 1], buffer[border])
        guard left < 0x80, right < 0x80 else { return false }
        let kind = CharacterClass(UInt32(left))
        return kind.isContent && kind == CharacterClass(UInt32(right))
    }
}
