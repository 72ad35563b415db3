import ShuliText

/// The texts of one summary, joined.
struct SummaryInput {
    /// Valid UTF-8.
    let buffer: UTF8Buffer
    /// Where each text ends in the buffer, ascending; the last is the buffer's end.
    let documentEnds: [Int]
    /// By text.
    let titles: [String?]
    /// The tokens of the buffer, shared with others who read it.
    var tokens: SharedTokens?

    /// Where a text begins.
    func start(of document: Int) -> Int { document == 0 ? 0 : documentEnds[document - 1] }

    /// The bytes of a text.
    func bytes(of document: Int) -> Range<Int> { start(of: document)..<documentEnds[document] }
}

/// Summaries of texts that are too long to keep all their words: section by section.
///
/// Of each section the best sentences are finalists, and the summary is chosen among all finalists as if they were the
/// text. Where the length is a share of the text, each section has its own share instead.
extension Summarizer {
    /// The least number of finalists of a section, and how many more finalists than sentences there are. Chosen by
    /// hand: far more than a section of a book contributes to its summary.
    private static let (minimumFinalists, surplus) = (16, 4)

    /// A sentence of the joined texts that was chosen from its section, and its index in its text.
    private struct Finalist {
        let range: TextRange
        let document: Int
        let index: Int
    }

    func longSummary(of input: SummaryInput, length: SummaryLength) -> Summary {
        let sections = TextSections.ranges(of: input.buffer, size: sectionSize)
        let sentences: Int
        switch length {
        case .ratio: return sharedSummary(of: input, sections, length)
        case .sentences(let count): sentences = count
        // No sentence that says much has fewer characters.
        case .characters(let count): sentences = count / SummaryText.little + 1
        case .headline: sentences = 1
        }
        guard sentences > 0 else { return Summary(sentences: []) }
        // Clamped, since a caller may pass any number.
        let share = min(sentences, input.buffer.count) / sections.count
        let count = max(Self.minimumFinalists, share * Self.surplus)
        var finalists: [Finalist] = []
        chooseBySection(input, sections) { subject, offset, document in
            var budget = Budget(sentences: count)
            finalists += subject.sentences(&budget).map {
                Finalist(
                    range: TextRange($0.range.lowerBound + offset, $0.range.upperBound + offset),
                    document: $0.document + document, index: subject.text.sentences[$0.sentence].index)
            }
        }
        finalists.sort { $0.range < $1.range }
        return summary(of: finalists, input, length)
    }

    // Chooses among finalists, each a line of a text of its own.
    private func summary(of finalists: [Finalist], _ input: SummaryInput, _ length: SummaryLength) -> Summary {
        var joined: [UInt8] = []
        var starts: [Int] = []
        var ends = [Int](repeating: 0, count: input.documentEnds.count)
        for finalist in finalists {
            starts.append(joined.count)
            joined += input.buffer[finalist.range.bytes]
            joined.append(0x0A)
            ends[finalist.document] = joined.count
        }
        for document in ends.indices.dropFirst() { ends[document] = max(ends[document], ends[document - 1]) }
        func number(_ offset: Int) -> Int { starts.partitioningIndex { $0 > offset } - 1 }
        let chosen = joined.withUnsafeBufferPointer { buffer in
            let short = SummaryInput(buffer: buffer, documentEnds: ends, titles: input.titles)
            return choose(from: short, length, index: { offset, _, _ in finalists[number(offset)].index })
        }
        return Summary(
            chosen.map { choice in
                let finalist = finalists[number(choice.range.lowerBound)]
                return choice.moved(
                    by: finalist.range.lowerBound - starts[number(choice.range.lowerBound)], document: finalist.document
                )
            }, input)
    }

    private func sharedSummary(of input: SummaryInput, _ sections: [Range<Int>], _ length: SummaryLength) -> Summary {
        var chosen: [Chosen] = []
        chooseBySection(input, sections) { subject, offset, document in
            chosen += choose(subject, length).map { $0.moved(by: offset, document: $0.document + document) }
        }
        // The order of choice over all sections: by score, of equal ones in order of the text.
        return Summary(
            chosen.sorted { ($1.score, $0.range.lowerBound) < ($0.score, $1.range.lowerBound) }, input)
    }

    // Calls `body` with each section, its offset, and the number of its first text.
    private func chooseBySection(
        _ input: SummaryInput, _ sections: [Range<Int>], _ body: (Subject, Int, Int) -> Void
    ) {
        var document = 0
        // The number of sentences of the present text in the sections before.
        var before = 0
        for section in sections {
            while input.documentEnds[document] <= section.lowerBound {
                document += 1
                before = 0
            }
            var ends: [Int] = []
            var last = document
            while input.documentEnds[last] < section.upperBound {
                ends.append(input.documentEnds[last] - section.lowerBound)
                last += 1
            }
            let part = SummaryInput(
                buffer: UTF8Buffer(rebasing: input.buffer[section]), documentEnds: ends + [section.count],
                titles: Array(input.titles[document...last]))
            let subject = Subject(part, self) { [before] _, document, counted in
                document == 0 ? before + counted : counted
            }
            if last > document { before = 0 }
            if let subject, let sentence = subject.text.sentences.last {
                body(subject, section.lowerBound, document)
                if sentence.document == last - document { before = sentence.index + 1 }
            }
            document = last
        }
    }
}
