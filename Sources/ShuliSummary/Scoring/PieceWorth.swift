import ShuliText

/// The worth of each piece before anything is chosen: what it says, times factors for its position and form.
///
/// `SummaryWeights` holds the constants that were searched. Those here were chosen by hand and never searched: no measurement
/// says how far they may move.
struct PieceWorth {
    let text: SummaryText
    let fillers: Fillers
    /// By document, 0 for written text to 1 for speech.
    let talk: [Double]
    let weights: SummaryWeights
    private let outcomes: Outcomes
    /// By document, whether the head has no word of the outcome.
    private let headIsBare: [Bool]

    /// What every piece with a unit says at least, so that a text without repeated units (a single sentence, say) has a
    /// summary too.
    private static let minimum = 0.01
    /// What the sum of the measures counts where there is a query: it only decides between pieces that match the query
    /// equally.
    private static let shareWithQuery = 0.05
    /// A question is not the answer to a query.
    private static let questionWithQuery = 0.5
    /// For pieces that say little: captions, calls to readers, bare labels, fewer than `SummaryText.little` characters.
    private static let aside = 0.3
    /// How much a question loses in speech, where it hands over to the next speaker.
    private static let questionInTalk = 0.5
    /// For pieces that lack the counterpart of a quotation mark or bracket: chosen where nothing else is left. For those
    /// that are whole without a mark at their border: a reader does not see that they are quoted.
    private static let unbalanced = 0.02
    private static let partOfQuotation = 0.8
    /// Fillers are counted per so many characters.
    private static let fillerSpan = 10.0

    init(_ text: SummaryText, _ buffer: UTF8Buffer, documentEnds: [Int], weights: SummaryWeights) {
        self.text = text
        self.weights = weights
        let outcomes = Outcomes(buffer, documentEnds: documentEnds)
        self.outcomes = outcomes
        var headIsBare = [Bool](repeating: true, count: documentEnds.count)
        for sentence in text.sentences
        where sentence.index == 0 && outcomes.mentionsOutcome(sentence.range, document: sentence.document) {
            headIsBare[sentence.document] = false
        }
        self.headIsBare = headIsBare
        let fillers = Fillers(buffer)
        self.fillers = fillers
        var units = [Int](repeating: 0, count: documentEnds.count)
        for sentence in text.sentences { units[sentence.document] += sentence.units.count }
        var start = 0
        talk = documentEnds.indices.map { document in
            defer { start = documentEnds[document] }
            return Fillers.talkShare(
                fillers: fillers.count(in: TextRange(start, documentEnds[document])), units: units[document])
        }
    }

    /// The worth of each piece.
    ///
    /// - Parameters:
    ///   - titles: by document, the units of the title, ascending.
    ///   - query: the units of the query, ascending; none without a query.
    func worth(of pieces: [Piece], titles: [[Int32]], query: [Int32]) -> [Double] {
        var scores = PieceScores(text, centroidPower: weights.centroidPower)
        let raws = pieces.map { scores.raw(of: $0) }
        let greatestCentroid = max(1e-9, raws.map(\.centroid).max() ?? 0)
        let greatestDegree = max(1e-9, raws.map(\.degree).max() ?? 0)
        let titles = titles.map { WantedUnits($0, rarity: text.rarity) }
        let wanted = WantedUnits(query, rarity: text.rarity)
        return zip(pieces, raws).map { piece, raw in
            let units = text.units[piece.units]
            var says = units.isEmpty ? 0 : Self.minimum
            let talk = talk[text.sentences[piece.sentence].document]
            says +=
                (weights.centroid * (1 - talk) + weights.talkCentroid * talk) * raw.centroid / greatestCentroid
            says += weights.degree * raw.degree / greatestDegree
            says += weights.topic * raw.topic
            says += weights.title * titles[text.sentences[piece.sentence].document].share(in: units)
            if !query.isEmpty {
                let worth =
                    (Self.shareWithQuery * says + weights.query * wanted.share(in: units))
                    * form(of: piece, positionCounts: false)
                return text.sentences[piece.sentence].isQuestion ? worth * Self.questionWithQuery : worth
            }
            return says * form(of: piece, positionCounts: true)
        }
    }

    private func form(of piece: Piece, positionCounts: Bool) -> Double {
        let sentence = text.sentences[piece.sentence]
        let talk = talk[sentence.document]
        let length = Double(max(1, piece.length))
        var factor = 1.0
        if positionCounts {
            let head = weights.newsPosition * (1 - talk) + weights.talkPosition * talk
            let isOutcome =
                talk < 1 && headIsBare[sentence.document]
                && outcomes.isOutcome(piece.range, document: sentence.document)
            // As if it were the head, and more than a head that does not mention it.
            factor += isOutcome ? head : head / (1 + weights.positionDecay * Double(sentence.index))
            if isOutcome { factor *= weights.outcome }
        }
        if piece.length < SummaryText.little || sentence.saysLittle || sentence.isAside { factor *= Self.aside }
        if sentence.isQuestion { factor *= 1 - Self.questionInTalk * talk }
        factor /= 1 + weights.spoken * talk * Self.fillerSpan * Double(fillers.count(in: piece.range)) / length
        if sentence.hasDigit { factor *= 1 + weights.digit * (1 - talk) }
        if piece.isHeadCut {
            factor *= weights.cutHead
            if piece.pointsBack { factor *= weights.pointsBack }
        }
        if piece.isTailCut { factor *= weights.cutTail }
        if piece.isUnbalanced { factor *= Self.unbalanced }
        if piece.isPartOfQuotation { factor *= 1 - (1 - Self.partOfQuotation) * (1 - talk) }
        // Transcripts end sentences anywhere.
        if piece.isUnfinished { factor *= piece.isCut ? weights.unfinished : 1 - (1 - weights.unfinished) * (1 - talk) }
        if weights.prior > 0 {
            factor *= Exponential.natural(-weights.prior * abs(Logarithm.natural(length / weights.usualLength)))
        }
        return factor
    }
}

/// The units of a title or query, and which share of them a piece contains.
private struct WantedUnits {
    private let rarity: [Double]
    /// By unit, whether it is wanted; empty where none is.
    private let isWanted: [Bool]
    private let total: Double

    /// - Parameter units: ascending, each once.
    init(_ units: [Int32], rarity: [Double]) {
        self.rarity = rarity
        var isWanted = [Bool](repeating: false, count: units.isEmpty ? 0 : rarity.count)
        for unit in units { isWanted[Int(unit)] = true }
        self.isWanted = isWanted
        total = units.reduce(0) { $0 + rarity[Int($1)] }
    }

    /// The share of the wanted units, weighted by rarity, among some units.
    func share(in units: ArraySlice<Int32>) -> Double {
        guard !isWanted.isEmpty else { return 0 }
        // Ascending and each once, so that the sum is rounded in one way.
        var covered = 0.0
        var last: Int32 = -1
        for unit in units.filter({ isWanted[Int($0)] }).sorted() where unit != last {
            covered += rarity[Int(unit)]
            last = unit
        }
        return covered / max(1e-9, total)
    }
}
