/// Tags the words of a `WordDecoder`. Tagging never changes the words.
///
/// A linear-chain model trained on Universal Dependencies' GSD: the words, their characters at both ends, their
/// neighbours, the classes of the lexicon, and the transitions between tags. White space is skipped and tagged `other`.
package struct WordTagger: Sendable {
    package let lexicon: Lexicon
    package let model: TaggingModel

    /// At most so many words are tagged at a time; a line end ends such a stretch too.
    static let longestStretch = 1_024

    /// - Throws: `CompiledFileError.otherLexicon` if the model was trained with another lexicon.
    package init(lexicon: Lexicon, model: TaggingModel) throws(CompiledFileError) {
        guard model.file.lexiconFingerprint == lexicon.file.fingerprint else {
            throw .otherLexicon(expected: model.file.lexiconFingerprint, found: lexicon.file.fingerprint)
        }
        self.lexicon = lexicon
        self.model = model
    }

    /// The tags of words.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - start: where the first word begins, in bytes.
    ///   - ends: the words' ends in bytes, ascending, as `WordDecoder` gives them.
    /// - Returns: a tag a word. Cost: linear, some 1 µs a word.
    package func tags(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, ends: some RandomAccessCollection<Int>
    ) -> [PartOfSpeech] {
        var tags = [PartOfSpeech](repeating: .other, count: ends.count)
        var shapes: [WordShape] = []
        var places: [Int] = []
        var at = max(0, start)
        for (index, end) in ends.enumerated() {
            let end = min(end, text.count)
            guard at < end else { continue }
            var labels: [UInt16] = []
            let isLineEnd = text[at] == 0x0a
            while at < end {
                let (codePoint, length) = UTF8Decoding.scalar(in: text, at: at, end: end)
                labels.append(UInt16(truncatingIfNeeded: lexicon.alphabet.entry(of: codePoint)))
                at += length
            }
            if labels.allSatisfy({ $0 == Alphabet.Fixed.space }) {
                if isLineEnd { flush(&shapes, &places, into: &tags) }
                continue
            }
            shapes.append(WordShape(labels: labels[...], lexicon: lexicon))
            places.append(index)
            if shapes.count == Self.longestStretch { flush(&shapes, &places, into: &tags) }
        }
        flush(&shapes, &places, into: &tags)
        return tags
    }

    private func flush(_ shapes: inout [WordShape], _ places: inout [Int], into tags: inout [PartOfSpeech]) {
        for (place, tag) in zip(places, bestTags(shapes)) { tags[place] = tag }
        shapes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    /// Viterbi's algorithm over all tags.
    func bestTags(_ shapes: [WordShape]) -> [PartOfSpeech] {
        guard !shapes.isEmpty else { return [] }
        let count = PartOfSpeech.modelledCount
        let modelled = PartOfSpeech.modelled
        var best = SIMD16<Int32>(repeating: 0)
        var from: [SIMD16<UInt8>] = []
        from.reserveCapacity(shapes.count)
        for index in shapes.indices {
            var scores = SIMD16<Int32>.zero
            WordShape.features(
                shapes[index], before: index > 0 ? shapes[index - 1] : .outside,
                before2: index > 1 ? shapes[index - 2] : .outside,
                before3: index > 2 ? shapes[index - 3] : .outside,
                behind: index + 1 < shapes.count ? shapes[index + 1] : .outside
            ) { key in
                if let row = model.row(of: key) { scores &+= SIMD16<Int32>(truncatingIfNeeded: row) }
            }
            if index == 0 {
                best = scores &+ SIMD16<Int32>(truncatingIfNeeded: model.transitions[count])
                from.append(.zero)
                continue
            }
            var reached = SIMD16<Int32>(repeating: .min / 2)
            var reachedFrom = SIMD16<Int32>.zero
            for tag in 0..<count {
                let candidate = SIMD16<Int32>(truncatingIfNeeded: model.transitions[tag]) &+ best[tag]
                let isBetter = candidate .> reached
                reached.replace(with: candidate, where: isBetter)
                reachedFrom.replace(with: Int32(tag), where: isBetter)
            }
            best = reached &+ scores
            from.append(SIMD16<UInt8>(truncatingIfNeeded: reachedFrom))
        }
        var tag = 0
        for other in 1..<count where best[other] > best[tag] { tag = other }
        var tags: [PartOfSpeech] = []
        for index in shapes.indices.reversed() {
            tags.append(modelled[tag])
            tag = Int(from[index][tag])
        }
        return tags.reversed()
    }
}

extension WordTagger {
    /// A tagger with the lexicon and the model that are part of the program.
    package static let standard: WordTagger = {
        do throws(CompiledFileError) {
            return try WordTagger(lexicon: .standard, model: .standard)
        } catch {
            fatalError("the embedded tagging model: \(error)")
        }
    }()
}
