import ShuliText

/// A text and its title while keywords are chosen.
struct KeywordSubject {
    private let texts: RowTexts
    private let reader: FeatureReader
    private let scorer: KeywordScorer
    /// How scholarly the text is, 0 to 1.
    let scholarlyShare: Double

    /// Whether the rules for news hold: below half of the scholarly share, and where a short text has few scholarly words.
    private let isNews: Bool
    private static let scholarlyShare = 0.5
    private static let scholarlyWords = 4

    /// At least this many candidates are scored, a quarter of a long text's, and those in the title. With 24 to 10,000
    /// on the development news and abstracts F1@5 differs by .2 at most.
    private static let minimumScored = 48

    init(_ rows: WordRows, text: UTF8Buffer, title: UTF8Buffer?) {
        texts = RowTexts(text: text, title: title)
        reader = FeatureReader(ScoredCandidates(rows, CandidateTable(rows)), text: text)
        scholarlyShare = KeywordScorer.scholarlyShare(rows)
        scorer = KeywordScorer(scholarlyShare: scholarlyShare)
        isNews =
            scholarlyShare < Self.scholarlyShare || KeywordScorer.scholarlyWords(rows) < Self.scholarlyWords
    }

    private var scored: ScoredCandidates { _read { yield reader.scored } }
    private var rows: WordRows { _read { yield reader.scored.rows } }

    func best(_ limit: Int, _ selection: KeywordSelection) -> [Keyword] {
        let values = FeatureValues()
        var pool = pool(values, selection)
        var entries = KeywordEntries(scored, selection)
        var chosen: [Keyword] = []
        while chosen.count < limit, let best = pool.takeBest() {
            guard entries.isNew(best.index) else { continue }
            let keyword = keyword(best, values)
            if entries.isNew(keyword.word) { chosen.append(keyword) }
        }
        return chosen
    }

    private func pool(_ values: borrowing FeatureValues, _ selection: KeywordSelection) -> KeywordPool {
        let maximum = max(Self.minimumScored, scored.count / 4)
        let filter = FragmentFilter(scored, texts, isNews: isNews)
        var candidates: [KeywordPool.Ranked] = []
        candidates.reserveCapacity(min(maximum, scored.count))
        for index in 0..<scored.count where reader.isWorthScoring(maximum, index) {
            var (form, loss): (KeywordPool.Form, Double) = ([], 0)
            if selection != .all {
                guard let found = filter.form(of: index) else { continue }
                (form, loss) = (found, filter.loss(of: index))
            }
            reader.read(index, into: values)
            let candidate = scored.candidate(at: index)
            candidates.append(
                KeywordPool.Ranked(
                    index: index, score: scorer.score(values), hash: scored.hashValue(at: index),
                    labels: rows.labels(of: candidate.words), count: Int(candidate.count + candidate.titleCount),
                    form: form, loss: loss))
        }
        return KeywordPool(
            candidates, labels: rows.labels, selection,
            partsGiveWay: selection == .disjoint || selection == .complete && isNews)
    }

    private func keyword(_ ranked: KeywordPool.Ranked, _ values: borrowing FeatureValues) -> Keyword {
        reader.read(ranked.index, into: values)
        return Keyword(
            word: word(at: ranked.index), score: 1 / (1 + Exponential.natural(-ranked.score)),
            count: Int(scored.candidate(at: ranked.index).count), ranges: scored.ranges(at: ranked.index),
            components: scorer.components(values, damping: ranked.damping))
    }

    private func word(at index: Int) -> String { texts.string(of: scored.candidate(at: index).words, in: rows) }

    /// The features of each scored candidate, for the trainer.
    func candidates() -> [(word: String, features: [Double])] {
        let values = FeatureValues()
        var candidates: [(word: String, features: [Double])] = []
        for index in 0..<scored.count {
            reader.read(index, into: values)
            candidates.append((word(at: index), KeywordFeature.allCases.map { values[$0] }))
        }
        return candidates
    }
}

/// The keywords chosen so far, as things: each has one entry, however it is written.
private struct KeywordEntries {
    private let scored: ScoredCandidates
    private let selection: KeywordSelection
    private let abbreviations: Abbreviations
    private var hashes: Set<UInt64> = []
    private var names: Set<Int> = []
    // Candidates that differ in their scalars can be equal as strings (precomposed and decomposed letters): from the
    // first such word on, words are compared.
    private var words: Set<String> = []
    private var unchecked: [String] = []
    private var comparesWords = false

    init(_ scored: ScoredCandidates, _ selection: KeywordSelection) {
        (self.scored, self.selection) = (scored, selection)
        abbreviations = selection == .all ? Abbreviations() : Abbreviations(scored.rows)
    }

    /// Whether a candidate is another thing than all before: another name, with or without marks inside (凯文-马丁,
    /// 凯文·马丁), and no abbreviation or full form of one.
    mutating func isNew(_ index: Int) -> Bool {
        guard selection != .all else { return true }
        guard hashes.insert(scored.hashWithoutLinks(at: index)).inserted else { return false }
        let own = abbreviations.names(of: index, in: scored)
        guard names.isDisjoint(with: own) else { return false }
        names.formUnion(own)
        return true
    }

    /// Whether a word is no canonical equivalent of one before.
    mutating func isNew(_ word: String) -> Bool {
        if !comparesWords, !Self.hasOneSpelling(word) {
            comparesWords = true
            words = Set(unchecked)
        }
        guard comparesWords else {
            unchecked.append(word)
            return true
        }
        return words.insert(word).inserted
    }

    // Texts of ASCII and of U+4000 to U+9FFF alone have no canonical equivalents.
    private static func hasOneSpelling(_ word: String) -> Bool {
        word.utf8.allSatisfy { $0 < 0xC0 || (0xE4...0xE9).contains($0) }
    }
}
