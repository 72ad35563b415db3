/// Divides text into words with a lexicon and a model: the core of `Segmenter`, on UTF-8 bytes.
///
/// Viterbi's algorithm finds the best legal sequence of the tags begin, middle, end and single. Traditional script,
/// full width and upper case are folded character by character while the text is read, so that no converted copy is
/// made. A value refers to immutable tables; tasks may share it, each with a scratch of its own.
package struct WordDecoder: Sendable {
    package private(set) var lexicon: Lexicon
    package let model: SegmentationModel
    package let convention: WordConvention
    let tables: SegmentationModel.ConventionTables

    /// - Throws: `CompiledFileError.damaged` if the model has no weights for `convention`.
    package init(
        lexicon: Lexicon, model: SegmentationModel, convention: WordConvention = .ctb
    ) throws(CompiledFileError) {
        guard model.conventions.indices.contains(convention.index) else { throw .damaged(table: "standards") }
        guard model.file.lexiconFingerprint == lexicon.file.fingerprint else {
            throw .otherLexicon(expected: model.file.lexiconFingerprint, found: lexicon.file.fingerprint)
        }
        self.lexicon = lexicon
        self.model = model
        self.convention = convention
        tables = model.conventions[convention.index]
    }

    /// The same decoder with words of the user's own in its lexicon.
    func adding(_ words: UserWords?) -> WordDecoder {
        guard let words else { return self }
        var copy = self
        copy.lexicon.userWords = words
        return copy
    }

    /// Appends the end of each word to `ends`, in UTF-8 bytes from the start of `text`, ascending; the last is the end
    /// of `range`. Every byte belongs to one word: white space and line ends are words of their own.
    ///
    /// - Parameters:
    ///   - text: UTF-8; bytes that are not valid count as characters of their own.
    ///   - range: the bytes to divide; clamped to the text.
    ///   - spans: what is known beforehand, ascending by start. A span that is not at boundaries of characters, that
    ///     overlaps a forced span before it, or that is empty is ignored.
    ///   - scratch: the memory of the decoder.
    ///
    /// Linear: some 40 to 60 ns a character. `scratch` grows only with the longest forced span.
    package func appendWordEnds(
        in text: UnsafeBufferPointer<UInt8>, range: Range<Int>, spans: [WordSpan] = [],
        scratch: inout SegmentationScratch, to ends: inout [Int]
    ) {
        let range = range.clamped(to: 0..<text.count)
        guard let bytes = text.baseAddress, !range.isEmpty else { return }
        var at = range.lowerBound
        var nextSpan = 0
        while at < range.upperBound {
            let block = read(bytes, from: at, to: range.upperBound, spans: spans, first: nextSpan, into: &scratch)
            guard block.count > 0 else {
                // A line end is a word of its own.
                at += 1
                ends.append(at)
                continue
            }
            findMatches(count: block.count, scratch: scratch)
            score(count: block.count, scratch: scratch)
            apply(spans, first: nextSpan, from: at, block: block, scratch: scratch)
            decide(count: block.count, scratch: scratch)
            let used = emit(block: block, from: at, scratch: scratch, to: &ends)
            at += used
            while nextSpan < spans.count, spans[nextSpan].range.lowerBound < at { nextSpan += 1 }
        }
    }

    /// Characters read, and whether more of the same line follows.
    struct Block {
        var count: Int
        var isCutShort: Bool
    }

    /// The scores of a character, for explanations.
    package struct CharacterScore: Hashable, Sendable {
        /// In UTF-8 bytes of the text.
        package let range: Range<Int>
        /// The scores of the tags in units of the weights; a greater one is more probable.
        package let begin, middle, end, single: Float
        /// The lengths in characters (5: five or more) of the longest listed words that begin and end here; 0 for none.
        package let longestBeginning, longestEnding: Int
    }

    /// The model's scores of each character of a range, up to its first line end, some 2,000 characters at most.
    package func scores(
        in text: UnsafeBufferPointer<UInt8>, range: Range<Int>, scratch: inout SegmentationScratch
    ) -> [CharacterScore] {
        let range = range.clamped(to: 0..<text.count)
        guard let bytes = text.baseAddress, !range.isEmpty else { return [] }
        let block = read(bytes, from: range.lowerBound, to: range.upperBound, spans: [], first: 0, into: &scratch)
        guard block.count > 0 else { return [] }
        findMatches(count: block.count, scratch: scratch)
        score(count: block.count, scratch: scratch)
        let scale = Float(model.scale)
        return (0..<block.count).map { i in
            let s = scratch.scores[i]
            let start = range.lowerBound + Int(scratch.offsets[i])
            let begin = WordMatch.code(scratch.begin[i])
            let end = WordMatch.code(scratch.end[i])
            return CharacterScore(
                range: start..<range.lowerBound + Int(scratch.offsets[i + 1]), begin: Float(s[0]) / scale,
                middle: Float(s[1]) / scale, end: Float(s[2]) / scale, single: Float(s[3]) / scale,
                longestBeginning: begin == 0 ? 0 : begin + 1, longestEnding: end == 0 ? 0 : end + 1)
        }
    }
}

extension WordDecoder {
    /// A decoder with the lexicon and the model that are part of the program.
    package static func standard(_ convention: WordConvention = .ctb) -> WordDecoder {
        do throws(CompiledFileError) {
            return try WordDecoder(lexicon: .standard, model: .standard, convention: convention)
        } catch {
            fatalError("the embedded segmentation model: \(error)")
        }
    }
}
