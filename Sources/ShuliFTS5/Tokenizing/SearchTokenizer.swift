import CFTS5
import ShuliText

/// Cuts texts into tokens for an index, and queries for a search in it.
///
/// A text gives each word and, at the same position, the shorter words that the segmenter lists and the runs of letters,
/// digits or Han inside of a token such as an address. A query gives the words alone: in a query FTS5 takes tokens of one
/// position for synonyms, so that 大学生 would find every 大学. The word comes first, because `highlight()` takes the range
/// of the first token of a position.
struct SearchTokenizer: ~Copyable {
    private let options: TokenizerOptions
    private let segmenter: Segmenter
    private let stopWords: Set<UInt64>
    private let fold = SearchFold.standard
    // Memory that is reused: the text, the token, the shorter words of a token.
    private var text = PreparedText()
    private var token = ByteMemory()
    private var subwords: [TextRange] = []

    init(_ options: TokenizerOptions) {
        self.options = options
        var mode = Segmenter.Mode.plain
        if case .words(let words) = options.mode { mode = words }
        let lexicon = options.dictionary.map { Lexicon.standard.adding($0) } ?? .standard
        segmenter = Segmenter(lexicon: lexicon, mode: mode)
        var memory = ByteMemory()
        stopWords = Set(
            (options.stopWords?.words ?? []).map { word in
                word.withUTF8Buffer { buffer in
                    let count = Self.write(buffer, 0..<buffer.count, options.folds ? .standard : nil, to: &memory)
                    return Self.hash(memory.bytes, count)
                }
            })
    }

    /// What the tokens of a text are for, as FTS5 says in its flags.
    struct Purpose: OptionSet {
        let rawValue: Int32
        static let query = Purpose(rawValue: 1)
    }

    /// Gives the tokens of a text to `sink`.
    mutating func tokenize(_ source: UTF8Buffer, for purpose: Purpose, to sink: inout TokenSink) {
        let isQuery = purpose.contains(.query)
        if isQuery, RawPhrase.isOne(source) { return giveRawTokens(source, to: &sink) }
        var start = 0
        while start < source.count, sink.code == 0 {
            let end = Portions.end(of: source, from: start)
            text.read(source, start..<end, folds: options.folds)
            sink.base = start
            switch options.mode {
            case .words: giveWords(isQuery, to: &sink)
            case .pairs: givePairs(isQuery, to: &sink)
            }
            start = end
        }
    }

    // MARK: Words

    private mutating func giveWords(_ isQuery: Bool, to sink: inout TokenSink) {
        let buffer = text.buffer
        for span in segmenter.tokenSpans(in: buffer) {
            guard span.kind.isContent else {
                if PhraseEnd.isOne(span, in: buffer) { sink.endStretch(text.original(span.range.bytes)) }
                continue
            }
            var isGiven = give(buffer, span.range.bytes, to: &sink)
            if isQuery { continue }
            subwords.removeAll(keepingCapacity: true)
            segmenter.appendSubwords(of: span.range, in: buffer, keepsRuns: true, to: &subwords)
            InnerRuns.append(of: span, in: buffer, to: &subwords)
            for index in subwords.indices where !isRepeated(index, buffer) {
                let isNew = give(buffer, subwords[index].bytes, colocated: isGiven, to: &sink)
                isGiven = isGiven || isNew
            }
        }
    }

    // Whether one of the shorter words before is the same: 天天 twice in 天天天. Far ones need not be looked at: FTS5 bears a
    // token that is given twice.
    private func isRepeated(_ index: Int, _ buffer: UTF8Buffer) -> Bool {
        let word = subwords[index]
        for other in subwords[max(0, index - 8)..<index] where other.count == word.count {
            if buffer[other.bytes].elementsEqual(buffer[word.bytes]) { return true }
        }
        return false
    }

    // MARK: Pairs

    // A token for each two characters of a run of Han or kana, and one for the last character, so that phrases do not go on
    // behind the run and a single character is found as a prefix; a token for each run of letters and digits.
    //
    // In highlights a pair has the range of its first character: SQLite 3.40 prints text twice where ranges of matches
    // overlap.
    private mutating func givePairs(_ isQuery: Bool, to sink: inout TokenSink) {
        let buffer = text.buffer
        var offset = 0
        while offset < buffer.count {
            let (scalar, length) = buffer.scalar(at: offset)
            switch CharacterClass(scalar) {
            case .han, .kana: offset = giveRun(buffer, from: offset, isQuery, to: &sink)
            case .letter, .digit:
                let end = Characters.endOfAlphanumerics(buffer, from: offset)
                give(buffer, offset..<end, to: &sink)
                offset = end
            default: offset += length
            }
        }
    }

    // Gives the pairs of a run; returns its end.
    private mutating func giveRun(
        _ buffer: UTF8Buffer, from start: Int, _ isQuery: Bool, to sink: inout TokenSink
    ) -> Int {
        // Two characters, each with two voicing marks at most.
        token.reserve(2 * 3 * 4 * SearchFold.mostGrowth)
        var first = (range: start..<start, count: 0)
        var characters = 0
        var offset = start
        while let end = Characters.endOfIdeograph(buffer, from: offset) {
            let count = Self.write(buffer, offset..<end, options.folds ? fold : nil, to: token.bytes + first.count)
            if count > 0 {
                if first.count > 0 { sink.give(token.bytes, first.count + count, text.original(first.range)) }
                (token.bytes).update(from: token.bytes + first.count, count: count)
                first = (offset..<end, count)
                characters += 1
            }
            offset = end
        }
        // In a text that holds the query a run goes on behind the last character, unless another token follows there.
        let isEnd = !isQuery || characters == 1 || Characters.hasContent(buffer, from: offset)
        if first.count > 0, isEnd { sink.give(token.bytes, first.count, text.original(first.range)) }
        return offset
    }

    // MARK: Tokens

    // The tokens of a phrase that was cut beforehand.
    private mutating func giveRawTokens(_ source: UTF8Buffer, to sink: inout TokenSink) {
        RawPhrase.forEachToken(source) { range in
            text.read(source, range, folds: options.folds)
            sink.base = range.lowerBound
            give(text.buffer, 0..<text.buffer.count, to: &sink)
        }
    }

    // Gives a range of the text as a token; returns whether it is one.
    @inline(__always) @discardableResult
    private mutating func give(
        _ buffer: UTF8Buffer, _ range: Range<Int>, colocated: Bool = false, to sink: inout TokenSink
    ) -> Bool {
        let count = Self.write(buffer, range, options.folds ? fold : nil, to: &token)
        if count == 0 || !stopWords.isEmpty && stopWords.contains(Self.hash(token.bytes, count)) { return false }
        sink.give(token.bytes, count, text.original(range), colocated: colocated)
        return true
    }

    @inline(__always)
    private static func write(
        _ buffer: UTF8Buffer, _ range: Range<Int>, _ fold: SearchFold?, to memory: inout ByteMemory
    ) -> Int {
        memory.reserve(SearchFold.mostGrowth * range.count)
        return write(buffer, range, fold, to: memory.bytes)
    }

    @inline(__always)
    private static func write(
        _ buffer: UTF8Buffer, _ range: Range<Int>, _ fold: SearchFold?, to bytes: UnsafeMutablePointer<UInt8>
    ) -> Int {
        if let fold { return fold.write(buffer, range, to: bytes) }
        for (index, byte) in buffer[range].enumerated() { bytes[index] = byte }
        return range.count
    }

    // FNV-1a.
    private static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        UnsafeBufferPointer(start: bytes, count: count).reduce(0xCBF2_9CE4_8422_2325) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
    }
}
