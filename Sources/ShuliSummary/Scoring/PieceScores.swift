import ShuliText

/// Three measures of how much a piece says by itself: its similarity to the centroid of the text (Radev et al. 2004);
/// its BM25 similarity to all other sentences, which is its degree in the graph of LexRank (Erkan and Radev 2004), in
/// linear time; and the share of the text's topic words that it contains.
struct PieceScores {
    /// The three measures, not yet scaled.
    struct Raw {
        let centroid: Double
        let degree: Double
        let topic: Double
    }

    private let text: SummaryText
    private let centroidPower: Double
    /// By unit: its weight in the centroid.
    private let weight: [Double]
    /// By unit: what all sentences together add to a piece that contains it; 0 for units of nearly all sentences.
    private let support: [Double]
    private let idf: [Double]
    /// The occurrences of topic words in order of the text, and the share of each word; the shares add up to 1.
    private let topicPlaces: [SummaryText.Word]
    private let topicShare: [Double]
    private let meanLength: Double
    /// By unit: the last round in which it was counted, so that a round counts each unit once.
    private var seen: [Int32]
    private var round: Int32 = 0

    /// The usual constants of BM25, k1 and b (Robertson and Zaragoza 2009).
    private static let saturation = 1.2
    private static let lengthShare = 0.75
    /// A unit that more than this share of the sentences contain distinguishes none of them. Chosen by hand.
    private static let maximumShare = 0.7
    /// The number of topic words. Chosen by hand.
    private static let topicWords = 8
    /// A topic word counts its frequency times its rarity to this power: a rare word that occurs once or twice (a name in
    /// passing) is no topic. Searched as the constants of `SummaryWeights`.
    private static let topicRarity = 0.7

    init(_ text: SummaryText, centroidPower: Double) {
        self.text = text
        self.centroidPower = centroidPower
        weight = text.frequency.indices.map {
            // A unit that occurs once in a text is no topic of it.
            text.frequency[$0] >= 2 ? Double(text.frequency[$0]) * text.rarity[$0] : 0
        }
        let count = Double(text.sentences.count)
        let meanLength = Double(text.units.count) / max(1, count)
        self.meanLength = meanLength
        seen = [Int32](repeating: 0, count: text.rarity.count)
        var sentencesWith = [Double](repeating: 0, count: text.rarity.count)
        for sentence in text.sentences {
            round += 1
            for unit in text.units[sentence.units] where seen[Int(unit)] != round {
                seen[Int(unit)] = round
                sentencesWith[Int(unit)] += 1
            }
        }
        idf = sentencesWith.map { Logarithm.natural(1 + (count - $0 + 0.5) / ($0 + 0.5)) }
        var support = [Double](repeating: 0, count: text.rarity.count)
        for sentence in text.sentences {
            let gain = Self.gain(sentence.units.count, meanLength)
            for unit in text.units[sentence.units] { support[Int(unit)] += idf[Int(unit)] * gain }
        }
        for unit in support.indices where sentencesWith[unit] > Self.maximumShare * count && count > 3 {
            support[unit] = 0
        }
        self.support = support
        topicShare = Self.topicShares(text)
        topicPlaces = text.words.filter { [topicShare] in topicShare[Int($0.number)] > 0 }
    }

    private static func topicShares(_ text: SummaryText) -> [Double] {
        // In a short text hardly a word occurs twice.
        let isShort = text.sentences.count < 12
        var best: [(number: Int, weight: Double)] = text.wordRarity.indices.compactMap {
            guard text.wordRarity[$0] > 0, isShort || text.wordFrequency[$0] >= 2 else { return nil }
            return ($0, Double(text.wordFrequency[$0]) * Exponential.power(text.wordRarity[$0], topicRarity))
        }
        best.sort { ($1.weight, $0.number) < ($0.weight, $1.number) }
        let sum = best.prefix(topicWords).reduce(0) { $0 + $1.weight }
        var shares = [Double](repeating: 0, count: text.wordRarity.count)
        for (number, weight) in best.prefix(topicWords) { shares[number] = weight / sum }
        return shares
    }

    // The factor of BM25 for a unit that occurs once in a sentence of so many units.
    private static func gain(_ length: Int, _ mean: Double) -> Double {
        (saturation + 1) / (1 + saturation * (1 - lengthShare + lengthShare * Double(length) / max(1, mean)))
    }

    mutating func raw(of piece: Piece) -> Raw {
        round += 1
        var (centroid, degree, topic) = (0.0, 0.0, 0.0)
        let ownGain = Self.gain(text.sentences[piece.sentence].units.count, meanLength)
        for unit in text.units[piece.units] where seen[Int(unit)] != round {
            seen[Int(unit)] = round
            centroid += weight[Int(unit)]
            // Without the share of its own sentence.
            degree += idf[Int(unit)] * max(0, support[Int(unit)] - idf[Int(unit)] * ownGain)
        }
        centroid /= Exponential.power(Double(max(1, piece.units.count)), centroidPower)
        var place = topicPlaces.partitioningIndex { $0.start >= piece.range.lowerBound }
        var counted: [Int32] = []
        while place < topicPlaces.count, topicPlaces[place].start < piece.range.upperBound {
            let number = topicPlaces[place].number
            if !counted.contains(number) {
                counted.append(number)
                topic += topicShare[Int(number)]
            }
            place += 1
        }
        return Raw(centroid: centroid, degree: degree, topic: topic)
    }
}
