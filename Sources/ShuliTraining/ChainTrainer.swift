import ShuliText

/// How a model is trained.
package struct TrainingPlan: Sendable {
    package var features = FeatureSet()
    package var passes = 5
    /// The number of last passes over whose ends weights are averaged.
    package var averagedPasses = 3
    package var rate: Float = 0.1
    /// The share of features that are left out at random.
    package var dropout: Float = 0.2
    /// The initial sum of squared gradients of each weight: the greater, the slower rare features are learned.
    package var firstSquare: Float = 0.1
    /// Added to the scores of wrong tags while training (softmax-margin, Gimpel and Smith 2010).
    package var margin: Float = 1
    /// What a sentence that was made counts, beside 1 for one of a treebank. Chosen among 1, .3, .1 and .05: the less, the
    /// better for treebanks, and no worse for names down to .1.
    package var madeWeight: Float = 0.1
    /// One model is trained for each seed, and their weights are averaged.
    package var seeds: [UInt64] = Array(1...10)

    package init() {}
}

/// Sentences as numbers of features, in flat arrays.
struct EncodedCorpus: Sendable {
    var features: [UInt32] = []
    /// By character, the index of its first feature; one more at the end.
    var starts: [Int] = [0]
    var tags: [UInt8] = []
    /// By sentence, the index of its first character; one more at the end.
    var sentences: [Int] = [0]
    /// By sentence, the number of its segmentation standard.
    var standards: [Int] = []
    /// By sentence, whether it was made.
    var isMade: [Bool] = []
}

/// A linear-chain conditional random field over the tags begin, middle, end and single (Lafferty, McCallum and Pereira
/// 2001; tags after Xue 2003). Transitions have no weights; they are only legal or not. Training is by AdaGrad (Duchi,
/// Hazan and Singer 2011) with feature dropout. Each feature has weights that all standards share, and weights for each
/// standard (Daumé 2007).
///
/// Unsafe code. Invariant: the buffers of weights hold `(standards + 1) * featureCount` elements, feature numbers are
/// below `featureCount`, and a trainer is used by one task only.
final class ChainTrainer {
    let featureCount: Int
    let standards: Int
    private let weights: UnsafeMutablePointer<SIMD4<Float>>
    private let squares: UnsafeMutablePointer<SIMD4<Float>>
    private var averaged: [SIMD4<Float>]
    private var active: [UInt32] = []
    private var activeStarts: [Int] = []
    private var exponentials: [SIMD4<Float>] = []
    private var forward: [SIMD2<Float>] = []

    private var size: Int { (standards + 1) * featureCount }

    init(featureCount: Int, standards: Int, firstSquare: Float) {
        self.featureCount = featureCount
        self.standards = standards
        let size = (standards + 1) * featureCount
        weights = .allocate(capacity: size)
        weights.initialize(repeating: .zero, count: size)
        squares = .allocate(capacity: size)
        squares.initialize(repeating: SIMD4(repeating: firstSquare), count: size)
        averaged = Array(repeating: .zero, count: size)
    }

    deinit {
        weights.deallocate()
        squares.deallocate()
    }

    /// The weights: first those that are shared, then those of each standard.
    func train(_ corpus: EncodedCorpus, plan: TrainingPlan, seed: UInt64) -> [SIMD4<Float>] {
        var random = SeededRandom(seed: seed)
        var order = Array(0..<corpus.standards.count)
        for pass in 0..<plan.passes {
            order.shuffle(using: &random)
            for sentence in order { step(corpus, sentence, plan: plan, random: &random) }
            if pass >= plan.passes - plan.averagedPasses {
                for index in 0..<size { averaged[index] += weights[index] }
            }
        }
        let scale = 1 / Float(min(plan.passes, plan.averagedPasses))
        return averaged.map { $0 * scale }
    }

    private func step(
        _ corpus: EncodedCorpus, _ sentence: Int, plan: TrainingPlan, random: inout SeededRandom
    ) {
        let characters = corpus.sentences[sentence]..<corpus.sentences[sentence + 1]
        let count = characters.count
        guard count > 0 else { return }
        let own = (corpus.standards[sentence] + 1) * featureCount
        let threshold = UInt64(plan.dropout * 65536)
        let scale = 1 / (1 - plan.dropout)
        let weight = corpus.isMade[sentence] ? plan.madeWeight : 1
        active.removeAll(keepingCapacity: true)
        activeStarts.removeAll(keepingCapacity: true)
        exponentials.removeAll(keepingCapacity: true)
        var bits: UInt64 = 0
        var bitsLeft = 0
        corpus.features.withUnsafeBufferPointer { features in
            for character in characters {
                activeStarts.append(active.count)
                var sum = SIMD4<Float>.zero
                for index in corpus.starts[character]..<corpus.starts[character + 1] {
                    if bitsLeft == 0 {
                        bits = random.next()
                        bitsLeft = 4
                    }
                    let drawn = bits & 0xffff
                    bits >>= 16
                    bitsLeft -= 1
                    if drawn < threshold { continue }
                    let feature = features[index]
                    active.append(feature)
                    sum += weights[Int(feature)] + weights[own + Int(feature)]
                }
                sum *= scale
                sum += plan.margin
                sum[Int(corpus.tags[character])] -= plan.margin
                let greatest = sum.max()
                exponentials.append(
                    SIMD4(
                        exponential(sum[0] - greatest), exponential(sum[1] - greatest), exponential(sum[2] - greatest),
                        exponential(sum[3] - greatest)))
            }
        }
        activeStarts.append(active.count)
        // Forward: x is the probability mass of "a word has just ended", y that of "inside a word".
        forward.removeAll(keepingCapacity: true)
        var state = SIMD2<Float>(1, 0)
        for e in exponentials {
            forward.append(state)
            let next = SIMD2(e[2] * state.y + e[3] * state.x, e[0] * state.x + e[1] * state.y)
            state = next / (next.x + next.y)
        }
        var back = SIMD2<Float>(1, 0)
        for index in stride(from: count - 1, through: 0, by: -1) {
            let e = exponentials[index]
            let f = forward[index]
            var marginal = SIMD4(f.x * e[0] * back.y, f.y * e[1] * back.y, f.y * e[2] * back.x, f.x * e[3] * back.x)
            let total = marginal.sum()
            let next = SIMD2(e[0] * back.y + e[3] * back.x, e[1] * back.y + e[2] * back.x)
            back = next / (next.x + next.y)
            guard total > 0 else { continue }
            marginal /= total
            var gradient = -marginal
            gradient[Int(corpus.tags[characters.lowerBound + index])] += 1
            gradient *= scale * weight
            let squared = gradient * gradient
            if squared.max() < 1e-10 { continue }
            let rated = gradient * plan.rate
            for position in activeStarts[index]..<activeStarts[index + 1] {
                let shared = Int(active[position])
                squares[shared] += squared
                weights[shared] += rated / squares[shared].squareRoot()
                let single = own + shared
                squares[single] += squared
                weights[single] += rated / squares[single].squareRoot()
            }
        }
    }
}

/// The best legal sequence of tags by Viterbi's algorithm: for each character, whether a word ends with it.
func bestPath(_ scores: [SIMD4<Float>], tied: [Bool], cut: [Bool]) -> [Bool] {
    var x: Float = 0
    var y: Float = -.infinity
    var fromEnd: [Bool] = []
    var fromBegin: [Bool] = []
    for (i, s) in scores.enumerated() {
        if tied[i] { x = -.infinity }
        if cut[i] { y = -.infinity }
        let begin = s[0] + x
        let middle = s[1] + y
        let end = s[2] + y
        let single = s[3] + x
        fromEnd.append(end > single)
        fromBegin.append(begin >= middle)
        x = max(end, single)
        y = max(begin, middle)
    }
    var ends = [Bool](repeating: false, count: scores.count)
    var index = scores.count - 1
    while index >= 0 {
        ends[index] = true
        if fromEnd[index] {
            index -= 1
            while index >= 0, !fromBegin[index] { index -= 1 }
        }
        index -= 1
    }
    return ends
}
