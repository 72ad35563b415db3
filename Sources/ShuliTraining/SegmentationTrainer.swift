import ShuliText

/// A trained model before it is compiled.
package struct TrainedSegmentation: Sendable {
    package var features: FeatureSet
    package var keys: [UInt64]
    /// For each standard the sums of the shared weights and its own, one vector for each key.
    package var weights: [[SIMD4<Float>]]
    package var featureCount: Int { keys.count }
}

/// Trains a segmentation model on corpora of several standards.
package struct SegmentationTrainer: Sendable {
    package let lexicon: Lexicon
    package var plan: TrainingPlan

    package init(lexicon: Lexicon, plan: TrainingPlan) {
        self.lexicon = lexicon
        self.plan = plan
    }

    /// Trains on one corpus for each standard, in the order of the standards.
    package func train(_ corpora: [SegmentedCorpus]) async -> TrainedSegmentation {
        let (encoded, keys) = encode(corpora)
        var sum = [SIMD4<Float>](repeating: .zero, count: (corpora.count + 1) * keys.count)
        let plan = plan
        var start = 0
        while start < plan.seeds.count {
            // Two at a time; summed in the order of the seeds, so that rounding is always the same.
            let pair = plan.seeds[start..<min(start + 2, plan.seeds.count)]
            let results = await withTaskGroup(of: (UInt64, [SIMD4<Float>]).self) { group in
                for seed in pair {
                    group.addTask {
                        let trainer = ChainTrainer(
                            featureCount: keys.count, standards: corpora.count, firstSquare: plan.firstSquare)
                        return (seed, trainer.train(encoded, plan: plan, seed: seed))
                    }
                }
                var results: [UInt64: [SIMD4<Float>]] = [:]
                for await (seed, weights) in group { results[seed] = weights }
                return results
            }
            for seed in pair {
                guard let weights = results[seed] else { continue }
                for index in sum.indices { sum[index] += weights[index] }
            }
            start += pair.count
        }
        let scale = 1 / Float(plan.seeds.count)
        let weights = (1...corpora.count).map { standard in
            keys.indices.map { (sum[$0] + sum[standard * keys.count + $0]) * scale }
        }
        return TrainedSegmentation(features: plan.features, keys: keys, weights: weights)
    }

    private func encode(_ corpora: [SegmentedCorpus]) -> (EncodedCorpus, [UInt64]) {
        var index = FeatureIndex()
        var counts: [UInt32] = []
        var encoded = EncodedCorpus()
        for (standard, corpus) in corpora.enumerated() {
            for (place, words) in (corpus.sentences + corpus.made).enumerated() {
                let isMade = place >= corpus.sentences.count
                let sentence = ObservedSentence(words.joined().unicodeScalars, lexicon: lexicon)
                for i in sentence.symbols.indices {
                    sentence.features(at: i, of: plan.features) { key in
                        if plan.features.omitted >> (key >> 56) & 1 != 0 { return }
                        let number = index.insert(key)
                        if number == counts.count { counts.append(0) }
                        if !isMade || FeatureKey.template(key) != .characters { counts[Int(number)] += 1 }
                        encoded.features.append(number)
                    }
                    encoded.starts.append(encoded.features.count)
                }
                encoded.tags += SegmentedCorpus.tags(of: words)
                encoded.sentences.append(encoded.tags.count)
                encoded.standards.append(standard)
                encoded.isMade.append(isMade)
            }
        }
        // Drop rare features and renumber the others.
        var renumbered: [UInt32] = []
        var keys: [UInt64] = []
        for (number, count) in counts.enumerated() {
            renumbered.append(count >= plan.features.minimumCount ? UInt32(keys.count) : .max)
            if count >= plan.features.minimumCount { keys.append(index.keys[number]) }
        }
        var to = 0
        var from = 0
        for character in 0..<encoded.tags.count {
            let end = encoded.starts[character + 1]
            while from < end {
                let number = renumbered[Int(encoded.features[from])]
                if number != .max {
                    encoded.features[to] = number
                    to += 1
                }
                from += 1
            }
            encoded.starts[character + 1] = to
        }
        encoded.features.removeLast(encoded.features.count - to)
        return (encoded, keys)
    }
}

/// Segments with the weights as trained, slowly: the reference that the compiled model is compared with.
package struct ReferenceSegmenter: Sendable {
    let lexicon: Lexicon
    let model: TrainedSegmentation
    private let index: FeatureIndex

    package init(lexicon: Lexicon, model: TrainedSegmentation) {
        self.lexicon = lexicon
        self.model = model
        var index = FeatureIndex()
        for key in model.keys { _ = index.insert(key) }
        self.index = index
    }

    /// By character, the scores of the tags begin, middle, end and single.
    package func scores(of text: String, standard: Int) -> [SIMD4<Float>] {
        scores(of: ObservedSentence(text.unicodeScalars, lexicon: lexicon), standard: standard)
    }

    private func scores(of sentence: ObservedSentence, standard: Int) -> [SIMD4<Float>] {
        sentence.symbols.indices.map { i in
            var sum = SIMD4<Float>.zero
            sentence.features(at: i, of: model.features) { key in
                if let number = index.number(of: key) { sum += model.weights[standard][Int(number)] }
            }
            return sum
        }
    }

    /// The words of a text.
    ///
    /// - Parameter standard: the index of its training corpus.
    package func words(in text: String, standard: Int) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let sentence = ObservedSentence(scalars, lexicon: lexicon)
        let scores = scores(of: sentence, standard: standard)
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for (scalar, ends) in zip(scalars, bestPath(scores, tied: sentence.tied, cut: sentence.cut)) {
            word.append(scalar)
            if ends {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
        }
        return words
    }
}

/// The F1 of words, micro-averaged over sentences, in percent.
package struct WordScore: Sendable {
    package var gold = 0
    package var found = 0
    package var right = 0
    package init() {}

    package var f1: Double { gold + found == 0 ? 0 : 200 * Double(right) / Double(gold + found) }

    package mutating func add(gold: [String], found: [String]) {
        self.gold += gold.count
        self.found += found.count
        func ends(_ words: [String]) -> Set<[Int]> {
            var at = 0
            return Set(
                words.map { word in
                    let start = at
                    at += word.unicodeScalars.count
                    return [start, at]
                })
        }
        right += ends(gold).intersection(ends(found)).count
    }
}
