import ShuliText

/// What each piece is worth before anything was chosen: what it says, times what its place and shape make of it.
struct PieceWorth {
    let text: SummaryText
    let marks: SpokenMarks
    /// By document, 0 for written text to 1 for talk.
    let talk: [Double]
    let weights: SummaryWeights

    init(_ text: SummaryText, _ buffer: UTF8Buffer, documentEnds: [Int], weights: SummaryWeights) {
        self.text = text
        self.weights = weights
        let marks = SpokenMarks(buffer)
        self.marks = marks
        var letters = [Int](repeating: 0, count: documentEnds.count)
        for sentence in text.sentences { letters[sentence.document] += sentence.units.count }
        var start = 0
        talk = documentEnds.indices.map { document in
            defer { start = documentEnds[document] }
            return SpokenMarks.talkShare(
                marks: marks.count(in: TextRange(start, documentEnds[document])), letters: letters[document])
        }
    }

    /// The worth of each piece. `titles`: by document, the title's units; `query`: the query's, none without one.
    func worth(of pieces: [Piece], titles: [[Int32]], query: [Int32]) -> [Double] {
        var scores = PieceScores(text, centroidPower: weights.centroidPower)
        let raws = pieces.map { scores.raw(of: $0) }
        let greatestCentroid = max(1e-9, raws.map(\.centroid).max() ?? 0)
        let greatestDegree = max(1e-9, raws.map(\.degree).max() ?? 0)
        return zip(pieces, raws).map { piece, raw in
            // Without a repeated unit (a text of one sentence, say) every piece with letters still counts.
            var says = piece.units.isEmpty ? 0 : 0.01
            says += weights.centroid * raw.centroid / greatestCentroid
            says += weights.degree * raw.degree / greatestDegree
            says += weights.topic * raw.topic
            says += weights.title * shareCovered(titles[text.sentences[piece.sentence].document], by: piece)
            if !query.isEmpty {
                let share = shareCovered(query, by: piece)
                // What the query asks for comes first; the rest only fills up.
                let worth = (0.05 * says + weights.query * share) * shape(of: piece, positionCounts: false)
                // A question is not the answer.
                return text.sentences[piece.sentence].isQuestion ? worth / 2 : worth
            }
            return says * shape(of: piece, positionCounts: true)
        }
    }

    private func shareCovered(_ wanted: [Int32], by piece: Piece) -> Double {
        guard !wanted.isEmpty else { return 0 }
        let own = Set(text.units[piece.units])
        var (covered, all) = (0.0, 0.0)
        for unit in wanted {
            all += text.rarity[Int(unit)]
            if own.contains(unit) { covered += text.rarity[Int(unit)] }
        }
        return covered / max(1e-9, all)
    }

    private func shape(of piece: Piece, positionCounts: Bool) -> Double {
        let sentence = text.sentences[piece.sentence]
        let talk = talk[sentence.document]
        let letters = Double(max(1, piece.letters))
        var factor = 1.0
        if positionCounts {
            let head = weights.newsPosition * (1 - talk) + weights.talkPosition * talk
            factor += head / (1 + weights.positionDecay * Double(sentence.index))
        }
        if piece.letters < SummaryText.little || sentence.saysLittle || sentence.isAside { factor *= 0.3 }
        if sentence.isQuestion { factor *= 1 - 0.5 * talk }
        factor /= 1 + weights.spoken * talk * 10 * Double(marks.count(in: piece.range)) / letters
        if sentence.hasDigit { factor *= 1 + weights.digit * (1 - talk) }
        if piece.isHeadCut {
            factor *= weights.cutHead
            if piece.pointsBack { factor *= weights.pointsBack }
        }
        if piece.isTailCut { factor *= weights.cutTail }
        if piece.isUnfinished { factor *= weights.unfinished }
        if weights.prior > 0 {
            factor *= Exponential.natural(-weights.prior * abs(Logarithm.natural(letters / weights.usualLetters)))
        }
        return factor
    }
}
