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
    /// - Returns: a tag a word. Cost: linear, some 0.2 µs a word.
    package func tags(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, ends: some RandomAccessCollection<Int>
    ) -> [PartOfSpeech] {
        var scratch = TaggingScratch()
        return tags(in: text, from: start, ends: ends, scratch: &scratch)
    }

    /// The same, with memory that was used before by this tagger.
    func tags(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, ends: some RandomAccessCollection<Int>,
        scratch: inout TaggingScratch
    ) -> [PartOfSpeech] {
        var tags = [PartOfSpeech](repeating: .other, count: ends.count)
        var at = max(0, start)
        for (index, end) in ends.enumerated() {
            let end = min(end, text.count)
            guard at < end else { continue }
            let isLineEnd = text[at] == 0x0a
            scratch.labels.removeAll(keepingCapacity: true)
            scratch.scalars.removeAll(keepingCapacity: true)
            var isSpace = true
            while at < end {
                let (codePoint, length) = UTF8Decoding.scalar(in: text, at: at, end: end)
                let label = UInt16(truncatingIfNeeded: lexicon.alphabet.entry(of: codePoint))
                isSpace = isSpace && label == Alphabet.Fixed.space
                scratch.labels.append(label)
                scratch.scalars.append(codePoint)
                at += length
            }
            if isSpace {
                if isLineEnd { flush(&scratch, into: &tags) }
                continue
            }
            scratch.shapes.append(WordShape(labels: scratch.labels[...], lexicon: lexicon))
            scratch.masks.append(TagMask(of: scratch.scalars))
            scratch.places.append(index)
            if scratch.shapes.count == Self.longestStretch { flush(&scratch, into: &tags) }
        }
        flush(&scratch, into: &tags)
        return tags
    }

    private func flush(_ scratch: inout TaggingScratch, into tags: inout [PartOfSpeech]) {
        guard !scratch.shapes.isEmpty else { return }
        var tag = findPath(&scratch)
        for index in scratch.shapes.indices.reversed() {
            tags[scratch.places[index]] = PartOfSpeech.modelled[tag]
            tag = Int(scratch.origins[index][tag])
        }
        var isFirst = true
        for (place, shape) in zip(scratch.places, scratch.shapes) {
            if Interjections.contains(shape.word, isFirst: isFirst) { tags[place] = .interjection }
            isFirst = tags[place] == .punctuation
        }
        scratch.shapes.removeAll(keepingCapacity: true)
        scratch.masks.removeAll(keepingCapacity: true)
        scratch.places.removeAll(keepingCapacity: true)
        scratch.origins.removeAll(keepingCapacity: true)
    }

    /// Viterbi's algorithm over all tags: fills `origins`, and answers the best tag of the last word.
    ///
    /// The model's places for a word's features are computed a word ahead and prefetched: the look-ups wait for memory.
    private func findPath(_ scratch: inout TaggingScratch) -> Int {
        typealias Row = WordWeights.Row
        let count = PartOfSpeech.modelledCount
        let words = scratch.shapes.count
        let outside = weights(of: .outside)
        let penalties = TagMask.penalties
        var best = Row.zero
        scratch.shapes.withUnsafeBufferPointer { shapes in
            func shape(_ index: Int) -> WordShape { index >= 0 && index < words ? shapes[index] : .outside }
            var places: [TaggingModel.Place] = []
            var nextPlaces: [TaggingModel.Place] = []
            @inline(__always)
            func locate(_ index: Int, _ places: inout [TaggingModel.Place]) {
                places.removeAll(keepingCapacity: true)
                WordShape.pairFeatures(
                    shapes[index], before: shape(index - 1), before2: shape(index - 2), before3: shape(index - 3),
                    behind: shape(index + 1)
                ) { places.append(model.place(of: $0)) }
            }
            var before2 = outside
            var before = outside
            var current = scratch.weights.entry(of: shapes[0].word) { weights(of: shapes[0]) }
            locate(0, &nextPlaces)
            for index in 0..<words {
                swap(&places, &nextPlaces)
                let hasNext = index + 1 < words
                if hasNext { locate(index + 1, &nextPlaces) }
                let behind =
                    hasNext
                    ? scratch.weights.entry(of: shapes[index + 1].word) { weights(of: shapes[index + 1]) } : outside
                var scores = current.own &+ before.before &+ before2.before2 &+ behind.behind
                for place in places { model.add(place, to: &scores) }
                scores &+= penalties[Int(scratch.masks[index].rawValue)]
                (before2, before, current) = (before, current, behind)
                if index == 0 {
                    best = scores &+ model.transitions[count]
                    scratch.origins.append(.zero)
                } else {
                    var reached = Row(repeating: Viterbi.lowest)
                    var origin = Row.zero
                    for tag in 0..<count {
                        Viterbi.improve(&reached, &origin, model.transitions[tag] &+ best[tag], tag)
                    }
                    best = Viterbi.possible(reached) &+ scores
                    scratch.origins.append(SIMD16<UInt8>(truncatingIfNeeded: origin))
                }
                best = Viterbi.normalized(best)
            }
        }
        var tag = 0
        for other in 1..<count where best[other] > best[tag] { tag = other }
        return tag
    }

    private func weights(of shape: WordShape) -> WordWeights.Entry {
        WordWeights.Entry(
            word: shape.word, own: model.sum { emit in WordShape.ownFeatures(shape, emit: emit) },
            before: model.sum { emit in WordShape.featuresBefore(shape, emit: emit) },
            before2: model.sum { emit in WordShape.featuresBefore2(shape, emit: emit) },
            behind: model.sum { emit in WordShape.featuresBehind(shape, emit: emit) })
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
