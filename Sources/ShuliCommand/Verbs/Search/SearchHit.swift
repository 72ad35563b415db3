import Shuli

/// A document that a query was found in.
struct SearchHit {
    /// The table that found it.
    enum Table: String { case words, pairs }

    let id: String
    let title: String?
    let text: String
    let table: Table
    /// Greater is better; comparable within a table.
    let score: Double
    /// What was found in the title, and in the text.
    let titleSpans: [TextRange]
    let spans: [TextRange]

    /// The sentence of the text with most of what was found, cut to some 80 characters; nil where only the title has it.
    var excerpt: TextRange? {
        guard let first = spans.first else { return nil }
        let sentences = SentenceSplitter().ranges(in: text)
        let best = sentences.max { found(in: $0) < found(in: $1) }
        guard let best, let span = spans.first(where: { best.contains($0) }) else { return first }
        // The first thing that was found is in the middle of a sentence that is cut.
        let half = 120
        guard best.count > 2 * half + span.count else { return best }
        let start = max(best.lowerBound, span.lowerBound - half)
        // Rounded down to boundaries of scalars.
        return TextRange(
            Range(TextRange(start, min(best.upperBound, span.upperBound + half)), in: text), in: text)
    }

    private func found(in sentence: TextRange) -> Int {
        spans.reduce(0) { $0 + (sentence.contains($1) ? $1.count : 0) }
    }
}
