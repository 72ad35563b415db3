import ShuliText

/// Chooses the sentences of a text that together say most of it, and keeps their order.
///
/// ```swift
/// let text = "市里今天开通了地铁五号线。五号线全长三十公里，有三十座车站。首日客流超过五十万人次。"
/// let summary = Summarizer().summary(of: text, title: "地铁五号线开通", length: .sentences(1))
/// print(summary.text)
/// for sentence in summary.sentences { print(sentence.range, sentence.score) }
/// ```
///
/// The worth of a sentence is its similarity to the whole text (see `PieceScores`), raised where it shares words with
/// the title and, in written texts, near the head; transcribed speech is recognized by its fillers. Sentences are
/// chosen greedily for their worth beside those chosen before (budgeted coverage, Lin and Bilmes 2010). Sentences that
/// refer to the one before (对此, 他还说) are avoided unless that one is chosen too. No vocabulary is learned: the constants
/// are in `SummaryWeights`.
///
/// A value that any number of tasks may share.
public struct Summarizer: Sendable {
    let segmenter = Segmenter()
    private let cutsClauses: Bool
    let query: String?
    /// In bytes: texts of more than two sections are summarized by section. Tests make it smaller.
    var sectionSize = 2 << 20

    /// A summarizer.
    ///
    /// - Parameters:
    ///   - cutsClauses: whether sentences may be cut at commas wherever that says more for its length; otherwise only
    ///     where a budget of characters or a headline requires it.
    ///   - query: what the reader wants to know: sentences that share words with it come first.
    public init(cutsClauses: Bool = false, query: String? = nil) {
        self.cutsClauses = cutsClauses
        self.query = query
    }

    /// A summary of `text`, never longer than `length`. Never fails; a text without sentences has an empty summary.
    ///
    /// Cost: linear in the length of the text, n log n in the number of its sentences; memory some twenty times the
    /// text, and no more than for 4 MiB. Longer texts are summarized in two steps, see `longSummary(of:length:)`.
    ///
    /// - Parameters:
    ///   - text: any text; ranges of results are UTF-8 bytes from its start.
    ///   - title: the text's title, which is no part of the text.
    ///   - length: the largest length of the summary.
    public func summary(
        of text: some StringProtocol, title: String? = nil, length: SummaryLength = .sentences(3)
    ) -> Summary {
        summary(of: text, title: title, length: length, sharing: nil)
    }

    /// The same with tokens that others who read the text share.
    package func summary(
        of text: some StringProtocol, title: String?, length: SummaryLength, sharing tokens: SharedTokens?
    ) -> Summary {
        text.withUTF8Buffer {
            summary(of: SummaryInput(buffer: $0, documentEnds: [$0.count], titles: [title], tokens: tokens), length)
        }
    }

    /// One summary of several texts on one subject: what they share counts, and nothing is said twice.
    ///
    /// - Parameters:
    ///   - texts: the texts; `Summary.Sentence.document` is an index among them.
    ///   - titles: their titles, in the same order; missing ones count as nil.
    ///   - length: the largest length of the summary.
    public func summary(
        of texts: [some StringProtocol], titles: [String?] = [], length: SummaryLength = .sentences(3)
    ) -> Summary {
        var joined = ""
        var ends: [Int] = []
        for text in texts {
            joined += text
            // A line break ends the last sentence.
            joined += "\n"
            ends.append(joined.utf8.count)
        }
        let titles = texts.indices.map { $0 < titles.count ? titles[$0] : nil }
        return joined.withUTF8Buffer {
            summary(of: SummaryInput(buffer: $0, documentEnds: ends, titles: titles), length)
        }
    }

    private func summary(of input: SummaryInput, _ length: SummaryLength) -> Summary {
        var summary =
            input.buffer.count <= 2 * sectionSize
            ? Summary(choose(from: input, length), input) : longSummary(of: input, length: length)
        if let query, !summary.sentences.isEmpty {
            let units = QueryUnits(query)
            summary.matchesQuery = summary.sentences.contains { units.occur(in: $0.text) }
        }
        summary.contradictions = Self.contradictions(in: summary, input)
        return summary
    }

    /// The number of chosen sentences whose figures are compared with those of the other texts. Chosen by hand: a summary
    /// of more is no summary, and each costs a pass over all figures.
    private static let maximumCompared = 64

    private static func contradictions(in summary: Summary, _ input: SummaryInput) -> [Summary.Contradiction] {
        guard input.documentEnds.count > 1 else { return [] }
        let figures = input.documentEnds.indices.map { document in
            SentenceParts.ranges(in: UTF8Buffer(rebasing: input.buffer[input.bytes(of: document)])).flatMap {
                range -> [(figure: Figure, text: String)] in
                let start = input.start(of: document)
                return Figure.figures(
                    in: input.buffer, TextRange(range.lowerBound + start, range.upperBound + start)
                ).map { ($0, input.buffer.text($0.range)) }
            }
        }
        var found: [Summary.Contradiction] = []
        for (index, sentence) in summary.sentences.prefix(maximumCompared).enumerated() {
            let start = input.start(of: sentence.document)
            let range = TextRange(sentence.range.lowerBound + start, sentence.range.upperBound + start)
            for figure in Figure.figures(in: input.buffer, range) {
                for (document, others) in figures.enumerated() where document != sentence.document {
                    // A text that has the same number too, an earlier count beside the last one, contradicts nothing.
                    guard !others.contains(where: { $0.figure.number == figure.number }),
                        let other = others.first(where: { figure.contradicts($0.figure) })
                    else { continue }
                    found.append(
                        Summary.Contradiction(
                            sentence: index, figure: input.buffer.text(figure.range), otherDocument: document,
                            otherFigure: other.text))
                }
            }
        }
        return found
    }

    /// The chosen pieces in the order of choice.
    ///
    /// - Parameter index: see `SummaryText`.
    func choose(
        from input: SummaryInput, _ length: SummaryLength, index: SummaryText.SentenceIndex = { $2 }
    ) -> [Chosen] {
        Subject(input, self, index: index).map { choose($0, length) } ?? []
    }

    func choose(_ subject: Subject, _ length: SummaryLength) -> [Chosen] {
        switch length {
        case .sentences(let count):
            var budget = Budget(sentences: count)
            return cutsClauses ? subject.clauses(&budget) : subject.sentences(&budget)
        case .characters(let count): return filled(subject, count)
        case .ratio(let share):
            let share = share.isNaN ? 0 : min(max(share, 0), 1)
            let total = subject.text.sentences.reduce(0) { $0 + Summary.length(of: subject.input.buffer, $1.range) }
            return filled(subject, Int(Double(total) * share))
        case .headline(let count):
            var budget = Budget(sentences: 1, characters: count)
            return subject.clauses(&budget)
        }
    }

    // Whole sentences while they fit. Where they leave more than a third of the budget unused, clauses instead: the
    // share was chosen by hand.
    private func filled(_ subject: Subject, _ characters: Int) -> [Chosen] {
        var budget = Budget(characters: characters)
        guard !cutsClauses else { return subject.clauses(&budget) }
        let whole = subject.sentences(&budget)
        guard budget.rest > characters / 3, whole.count < subject.text.sentences.count else { return whole }
        budget = Budget(characters: characters)
        let cut = subject.clauses(&budget)
        return cut.isEmpty ? whole : cut
    }
}

/// A chosen piece.
struct Chosen {
    /// In the buffer of the input.
    let range: TextRange
    let document: Int
    /// The index of its sentence in `SummaryText.sentences`.
    let sentence: Int
    let score: Double
    let isCut: Bool

    /// The same in another input.
    func moved(by offset: Int, document: Int) -> Chosen {
        Chosen(
            range: TextRange(range.lowerBound + offset, range.upperBound + offset), document: document,
            sentence: sentence, score: score, isCut: isCut)
    }
}

/// A text while it is summarized.
struct Subject {
    let text: SummaryText
    let input: SummaryInput
    private let titles: [[Int32]]
    private let query: [Int32]

    /// Nil for a text without sentences.
    init?(_ input: SummaryInput, _ summarizer: Summarizer, index: SummaryText.SentenceIndex) {
        let tokens = (input.tokens ?? SharedTokens()).spans(of: input.buffer, by: summarizer.segmenter)
        text = SummaryText(input.buffer, documentEnds: input.documentEnds, tokens: tokens, index: index)
        guard !text.sentences.isEmpty else { return nil }
        self.input = input
        titles = input.titles.map { [text] in $0.map(text.unitNumbers(ofTitle:)) ?? [] }
        query = summarizer.query.map(text.unitNumbers(ofQuery:)) ?? []
    }

    func sentences(_ budget: inout Budget) -> [Chosen] {
        choose(PieceMaker(text: text, buffer: input.buffer).sentences(), .sentences, &budget)
    }

    func clauses(_ budget: inout Budget) -> [Chosen] {
        choose(PieceMaker(text: text, buffer: input.buffer).clauses(), .clauses, &budget)
    }

    private func choose(_ pieces: [Piece], _ weights: SummaryWeights, _ budget: inout Budget) -> [Chosen] {
        let worth = PieceWorth(text, input.buffer, documentEnds: input.documentEnds, weights: weights)
        var selection = Selection(
            text, pieces: pieces, worth: worth.worth(of: pieces, titles: titles, query: query), weights: weights,
            talk: worth.talk)
        selection.choose(&budget)
        return selection.choices.map { choice in
            let piece = pieces[choice.piece]
            return Chosen(
                range: piece.range, document: text.sentences[piece.sentence].document, sentence: piece.sentence,
                score: choice.score, isCut: piece.isCut)
        }
    }
}

extension Summary {
    /// The summary of chosen pieces in their order of choice.
    init(_ chosen: [Chosen], _ input: SummaryInput) {
        sentences = chosen.enumerated().sorted { $0.element.range < $1.element.range }.map { rank, choice in
            let start = input.start(of: choice.document)
            let range = choice.range
            return Sentence(
                text: input.buffer.unwrapped(range),
                range: TextRange(range.lowerBound - start, range.upperBound - start),
                document: choice.document, rank: rank + 1, score: choice.score, isCut: choice.isCut)
        }
    }
}
