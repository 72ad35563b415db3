import ShuliText

/// The short names that a text introduces behind the full ones: 世界卫生组织（WHO）, 北京大学（简称“北大”）, …，以下简称北大.
struct Abbreviations {
    /// A place where a short name follows its full form.
    private struct Introduction {
        /// Where the words of the full form end.
        let end: Int
        /// The words of the short form.
        let short: Range<Int>
        let hash: UInt64
        let isExplicit: Bool
    }

    private var introductions: [Introduction] = []

    /// The most words before 简称, and of a short name. Chosen by hand: 以下简称, 英文缩写为.
    private static let (maximumLead, maximumWords) = (2, 4)

    /// None.
    init() {}

    init(_ rows: WordRows) {
        for open in rows.brackets {
            let cue = Self.cue(behind: open, rows)
            note(rows, end: open, from: cue.map { $0 + 1 } ?? open + 1, isExplicit: cue != nil)
        }
        guard rows.terms.contains(where: { $0.traits.contains(.abbreviates) }) else { return }
        for mark in rows.text where rows.words[mark].kind == .mark && !rows.brackets.contains(mark) {
            if let cue = Self.cue(behind: mark, rows) { note(rows, end: mark, from: cue + 1, isExplicit: true) }
        }
    }

    private static func cue(behind mark: Int, _ rows: WordRows) -> Int? {
        var position = mark + 1
        while position <= mark + 1 + maximumLead, rows.words[position].isWord {
            if rows.terms[Int(rows.words[position].term)].traits.contains(.abbreviates) { return position }
            position += 1
        }
        return nil
    }

    private mutating func note(_ rows: WordRows, end: Int, from start: Int, isExplicit: Bool) {
        var first = start
        // A colon, a quotation mark, or 为.
        while first < start + Self.maximumLead, !rows.words[first].mayBegin, rows.words[first].kind != .gap {
            first += 1
        }
        var last = first
        while rows.words[last].isInside { last += 1 }
        let short = first..<last
        guard !short.isEmpty, short.count <= Self.maximumWords, rows.words[last].kind == .mark,
            rows.words[end - 1].isInside
        else { return }
        introductions.append(
            Introduction(end: end, short: short, hash: rows.hash(of: short).hash.value, isExplicit: isExplicit))
    }

    /// The numbers of the introductions of which a candidate is the short or the full form.
    func names(of index: Int, in scored: ScoredCandidates) -> [Int] {
        guard !introductions.isEmpty else { return [] }
        let hash = scored.hashValue(at: index)
        return introductions.indices.filter { number in
            let introduction = introductions[number]
            return introduction.hash == hash
                || scored.occurrences(at: index).contains {
                    Int(scored.occurrences[$0].end) == introduction.end
                        && Self.fits(scored.rows, full: scored.occurrences[$0].words, introduction)
                }
        }
    }

    // Whether words can be the full form: letters stand for no fewer characters, Han characters for themselves.
    private static func fits(_ rows: WordRows, full: Range<Int>, _ introduction: Introduction) -> Bool {
        let (full, short) = (rows.labels[rows.labels(of: full)], rows.labels[rows.labels(of: introduction.short)])
        guard short.count <= full.count else { return false }
        if rows.terms[Int(rows.words[introduction.short.lowerBound].term)].folded.hasLetter { return true }
        var rest = short[...]
        for label in full where label == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty || introduction.isExplicit && rest.count < short.count
    }
}
