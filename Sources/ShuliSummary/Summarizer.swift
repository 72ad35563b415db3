import ShuliText

/// Chooses the sentences of a text that together say most of it, and keeps them in order.
///
/// A sentence is worth what it shares with the whole text, more near the head where the text is written and not talk,
/// and where it shares words with the title; see `PieceScores`, `PieceWorth` and `Selection`. What repeats what was chosen
/// loses by it. Sentences that point back (对此, 他还说) are passed over unless the one before them is in. Nothing is
/// learnt from a corpus but a handful of constants (`SummaryWeights`).
public struct Summarizer: Sendable {
    private let segmenter = Segmenter()
    private let cutsClauses: Bool
    private let query: String?

    /// - Parameters:
    ///   - cutsClauses: whether sentences may be cut at commas wherever that says more for its length; else only where a
    ///     budget of characters or a headline asks for it.
    ///   - query: what the reader wants to know: sentences that share its words come first.
    public init(cutsClauses: Bool = false, query: String? = nil) {
        self.cutsClauses = cutsClauses
        self.query = query
    }

    /// A summary of `text`, never longer than `length` allows. Cost: linear in the text's length, then n log n in the number
    /// of sentences where few of them overlap.
    public func summary(of text: String, title: String? = nil, length: SummaryLength = .sentences(3)) -> Summary {
        text.withUTF8Buffer { summary(of: $0, documentEnds: [$0.count], titles: [title], length: length) }
    }

    /// One summary of several texts on one matter: what they share counts, and nothing is said twice.
    public func summary(
        of texts: [String], titles: [String?] = [], length: SummaryLength = .sentences(3)
    ) -> Summary {
        var joined = ""
        var ends: [Int] = []
        for text in texts {
            // A line break ends the last sentence.
            joined += text + "\n"
            ends.append(joined.utf8.count)
        }
        let titles = texts.indices.map { $0 < titles.count ? titles[$0] : nil }
        return joined.withUTF8Buffer { summary(of: $0, documentEnds: ends, titles: titles, length: length) }
    }

    private func summary(
        of buffer: UTF8Buffer, documentEnds: [Int], titles: [String?], length: SummaryLength
    ) -> Summary {
        let text = SummaryText(buffer, documentEnds: documentEnds, segmenter: segmenter)
        guard !text.sentences.isEmpty else { return Summary(sentences: []) }
        let subject = Subject(
            text: text, buffer: buffer, documentEnds: documentEnds,
            titles: titles.map { $0.map(text.unitNumbers) ?? [] }, query: query.map(text.unitNumbers) ?? [])
        let chosen: [Chosen]
        switch length {
        case .sentences(let count):
            var budget = Budget(sentences: count)
            chosen = cutsClauses ? subject.clauses(&budget) : subject.sentences(&budget)
        case .characters(let count): chosen = filled(subject, count)
        case .ratio(let share):
            let share = share.isNaN ? 0 : min(max(share, 0), 1)
            let total = text.sentences.reduce(0) { $0 + Summary.length(of: buffer, $1.range) }
            chosen = filled(subject, Int(Double(total) * share))
        case .headline(let count):
            var budget = Budget(sentences: 1, characters: count)
            chosen = subject.clauses(&budget)
        }
        return subject.summary(of: chosen)
    }

    // Whole sentences while they fit; where those leave more than a third of the budget, clauses instead.
    private func filled(_ subject: Subject, _ characters: Int) -> [Chosen] {
        var budget = Budget(characters: characters)
        guard !cutsClauses else { return subject.clauses(&budget) }
        let whole = subject.sentences(&budget)
        guard 3 * budget.rest > characters, whole.count < subject.text.sentences.count else { return whole }
        budget = Budget(characters: characters)
        let cut = subject.clauses(&budget)
        return cut.isEmpty ? whole : cut
    }
}

/// A chosen piece and its worth.
private struct Chosen {
    let piece: Piece
    let score: Double
}

/// A text that is being summarized.
private struct Subject {
    let text: SummaryText
    let buffer: UTF8Buffer
    let documentEnds: [Int]
    let titles: [[Int32]]
    let query: [Int32]

    func sentences(_ budget: inout Budget) -> [Chosen] {
        choose(PieceMaker(text: text, buffer: buffer).sentences(), .sentences, &budget)
    }

    func clauses(_ budget: inout Budget) -> [Chosen] {
        choose(PieceMaker(text: text, buffer: buffer).clauses(), .clauses, &budget)
    }

    private func choose(_ pieces: [Piece], _ weights: SummaryWeights, _ budget: inout Budget) -> [Chosen] {
        let worth = PieceWorth(text, buffer, documentEnds: documentEnds, weights: weights)
        var selection = Selection(
            text, pieces: pieces, worth: worth.worth(of: pieces, titles: titles, query: query), weights: weights,
            talk: worth.talk)
        selection.choose(&budget)
        return selection.choices.map { Chosen(piece: pieces[$0.piece], score: $0.score) }
    }

    func summary(of chosen: [Chosen]) -> Summary {
        let ordered = chosen.enumerated().sorted { $0.element.piece.range < $1.element.piece.range }
        return Summary(
            sentences: ordered.map { rank, choice in
                let document = text.sentences[choice.piece.sentence].document
                let start = document == 0 ? 0 : documentEnds[document - 1]
                let range = choice.piece.range
                return Summary.Sentence(
                    text: buffer.text(range), range: TextRange(range.lowerBound - start, range.upperBound - start),
                    document: document, rank: rank + 1, score: choice.score, isCut: choice.piece.isCut)
            })
    }
}
