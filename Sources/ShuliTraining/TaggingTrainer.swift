import ShuliText

/// The weights of a tagger as trained: a row a feature, one a tag, and the transitions from each tag and from the start.
struct TrainedTagging {
    var features: [TaggingFeature] = []
    var weights: [SIMD16<Float>] = []
    var transitions: [SIMD16<Float>] = []
}

/// Trains a `TaggingModel`: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001),
/// trained by AdaGrad with feature dropout, with weights averaged over passes and seeds.
package struct TaggingTrainer: Sendable {
    package let lexicon: Lexicon
    package var passes = 8
    package var averagedPasses = 4
    package var rate: Float = 0.1
    package var firstSquare: Float = 1
    package var dropout: Float = 0.2
    package var seeds: [UInt64] = [1, 2, 3]
    /// Features that occur less often are dropped.
    package var minimumCount = 2

    package init(lexicon: Lexicon) { self.lexicon = lexicon }

    private typealias Row = SIMD16<Float>
    private static let tagCount = PartOfSpeech.modelledCount

    private struct Sentence {
        var features: [[UInt32]]
        var tags: [Int]
    }

    /// The compiled model.
    package func train(_ corpus: TaggedCorpus) -> [UInt8] {
        TaggingCompiler().compile(weights(corpus), lexicon: lexicon)
    }

    func weights(_ corpus: TaggedCorpus) -> TrainedTagging {
        var index = FeatureIndex()
        var trained = TrainedTagging()
        var counts: [Int] = []
        var sentences: [Sentence] = []
        for words in corpus.sentences {
            let shapes = words.map { word in
                WordShape(labels: word.text.unicodeScalars.map(lexicon.alphabet.label), lexicon: lexicon)
            }
            var sentence = Sentence(
                features: [], tags: words.map { PartOfSpeech.modelled.firstIndex(of: $0.tag) ?? Self.tagCount - 1 })
            for place in shapes.indices {
                var numbers: [UInt32] = []
                for feature in TaggingFeature.all(shapes, at: place) {
                    let number = index.insert(feature.key)
                    if number == counts.count {
                        counts.append(0)
                        trained.features.append(feature)
                    }
                    counts[Int(number)] += 1
                    numbers.append(number)
                }
                sentence.features.append(numbers)
            }
            sentences.append(sentence)
        }
        for s in sentences.indices {
            for i in sentences[s].features.indices {
                sentences[s].features[i].removeAll { counts[Int($0)] < minimumCount }
            }
        }
        let featureCount = trained.features.count
        var sum = [Row](repeating: .zero, count: featureCount + Self.tagCount + 1)
        for seed in seeds {
            for (place, row) in train(sentences, featureCount: featureCount, seed: seed).enumerated() {
                sum[place] += row / Float(seeds.count)
            }
        }
        trained.weights = Array(sum[..<featureCount])
        trained.transitions = Array(sum[featureCount...])
        return trained
    }

    /// The weights: rows of the features, then of the transitions from each tag, then of the start of a sentence.
    private func train(_ sentences: [Sentence], featureCount: Int, seed: UInt64) -> [Row] {
        let size = featureCount + Self.tagCount + 1
        var weights = [Row](repeating: .zero, count: size)
        var squares = [Row](repeating: Row(repeating: firstSquare), count: size)
        var total = weights
        var random = SeededRandom(seed: seed)
        var order = Array(sentences.indices)
        for pass in 0..<passes {
            order.shuffle(using: &random)
            for number in order where !sentences[number].tags.isEmpty {
                step(sentences[number], featureCount, &weights, &squares, &random)
            }
            if pass >= passes - averagedPasses {
                for index in total.indices { total[index] += weights[index] / Float(averagedPasses) }
            }
        }
        return total
    }

    private func exponentials(_ row: Row) -> Row {
        let greatest = row.max()
        var out = Row.zero
        for lane in 0..<Self.tagCount { out[lane] = exponential(row[lane] - greatest) }
        return out
    }

    private func step(
        _ sentence: Sentence, _ featureCount: Int, _ weights: inout [Row], _ squares: inout [Row],
        _ random: inout SeededRandom
    ) {
        let count = sentence.tags.count
        let threshold = UInt64(dropout * 65536)
        let scale = 1 / (1 - dropout)
        var active: [[Int]] = []
        var emissions: [Row] = []
        for features in sentence.features {
            var kept: [Int] = []
            var sum = Row.zero
            for feature in features where random.next() & 0xffff >= threshold {
                kept.append(Int(feature))
                sum += weights[Int(feature)]
            }
            active.append(kept)
            emissions.append(exponentials(sum * scale))
        }
        var follow: [Row] = []
        for tag in 0..<Self.tagCount {
            var row = Row.zero
            for lane in 0..<Self.tagCount { row[lane] = exponential(weights[featureCount + tag][lane]) }
            follow.append(row)
        }
        var forward: [Row] = []
        var state = exponentials(weights[featureCount + Self.tagCount]) * emissions[0]
        state /= state.sum()
        forward.append(state)
        for index in 1..<max(count, 1) where index < count {
            var next = Row.zero
            for tag in 0..<Self.tagCount { next += follow[tag] * state[tag] }
            next *= emissions[index]
            state = next / next.sum()
            forward.append(state)
        }
        var back = Row(repeating: 1)
        var changes = [Row](repeating: .zero, count: Self.tagCount)
        for index in stride(from: count - 1, through: 0, by: -1) {
            var marginal = forward[index] * back
            marginal /= marginal.sum()
            var gradient = -marginal
            gradient[sentence.tags[index]] += 1
            let scaled = gradient * scale
            for feature in active[index] {
                squares[feature] += scaled * scaled
                weights[feature] += scaled * rate / squares[feature].squareRoot()
            }
            let ahead = emissions[index] * back
            if index == 0 {
                update(featureCount + Self.tagCount, gradient, &weights, &squares)
                break
            }
            // The expected transitions into this word, and the backward sum of the word before.
            var pairs = [Row](repeating: .zero, count: Self.tagCount)
            var total: Float = 0
            var previous = Row.zero
            for tag in 0..<Self.tagCount {
                let row = follow[tag] * ahead
                previous[tag] = row.sum()
                pairs[tag] = row * forward[index - 1][tag]
                total += pairs[tag].sum()
            }
            for tag in 0..<Self.tagCount { changes[tag] -= pairs[tag] / total }
            changes[sentence.tags[index - 1]][sentence.tags[index]] += 1
            back = previous / previous.sum()
        }
        for tag in 0..<Self.tagCount { update(featureCount + tag, changes[tag], &weights, &squares) }
    }

    private func update(_ place: Int, _ gradient: Row, _ weights: inout [Row], _ squares: inout [Row]) {
        squares[place] += gradient * gradient
        weights[place] += gradient * rate / squares[place].squareRoot()
    }
}
