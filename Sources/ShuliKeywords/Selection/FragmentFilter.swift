import ShuliText

/// Distinguishes words and complete phrases from fragments: pieces of longer phrases, or of two neighbouring ones.
///
/// The rules were chosen by reading the keywords of news; each one removes more fragments than good keywords there (see
/// the experiments on keywords in the documentation).
struct FragmentFilter {
    private let scored: ScoredCandidates
    private let texts: RowTexts
    private let reader: BorderReader
    private let rowWords: [RowWord]
    private let terms: [Term]
    /// Whether the rules for news hold too. Authors of papers name phrases that they wrote once.
    private let isNews: Bool
    private var rows: WordRows { _read { yield scored.rows } }

    /// A phrase with one character at its border must occur so often where the character is no usual part of names.
    private static let certain = 3
    /// A whole phrase that takes the place of its parts has at most so many words and characters. Chosen by hand.
    private static let (wholeWords, wholeCharacters): (Int32, Int32) = (4, 8)
    /// How far a word of the text is looked for at both sides of a border in the title, in characters.
    private static let reach = 3
    /// A phrase of the title alone has at most so many characters; longer ones are clauses: 末节致命失误马丁. A bound on
    /// words would lose names that the lexicon lacks, which are cut into characters. MAP falls by less than .1 on the
    /// development news.
    private static let titleCharacters: Int32 = 5
    /// What a single verb and a single adverb lose, in log-odds: 提出, 正式.
    private static let (verbLoss, adverbLoss) = (0.5, 1.0)
    /// A phrase is a chance meeting if it occurs at most so often and each of its words so many times as often.
    private static let (chanceCount, chanceFactor): (Int32, Int32) = (2, 3)

    init(_ scored: ScoredCandidates, _ texts: RowTexts, isNews: Bool) {
        (self.scored, self.texts, self.isNews) = (scored, texts, isNews)
        reader = BorderReader(scored, texts)
        (rowWords, terms) = (scored.rows.words, scored.rows.terms)
    }

    /// What the pool has to know of a candidate; nil for a fragment.
    func form(of index: Int) -> KeywordPool.Form? {
        let borders = reader.borders(of: index)
        guard !isFragment(index, borders) else { return nil }
        let candidate = scored.candidate(at: index)
        var form: KeywordPool.Form = []
        if borders.isComplete { form.insert(.complete) }
        if isNamed(candidate) { form.insert(.listed) }
        if borders.isComplete && isWhole(candidate) { form.insert(.whole) }
        if isPersonName(candidate.words) { form.insert(.person) }
        return form
    }

    /// What is taken off the score of a candidate for its class.
    func loss(of index: Int) -> Double {
        let candidate = scored.candidate(at: index)
        guard isNews, candidate.wordCount == 1, !candidate.hasTitleMarks, !candidate.isQuoted else { return 0 }
        switch term(candidate.words.lowerBound).entry?.wordClass {
        case .verb: return Self.verbLoss
        case .adverb, .function: return Self.adverbLoss
        default: return 0
        }
    }

    // A noun phrase as far as its first and last words show.
    private func isWhole(_ candidate: Candidate) -> Bool {
        candidate.wordCount <= Self.wholeWords && candidate.length <= Self.wholeCharacters
            && !term(candidate.words.lowerBound).isVerb && !term(candidate.words.upperBound - 1).isVerb
    }

    private func isNamed(_ candidate: Candidate) -> Bool {
        candidate.hasTitleMarks || texts.entry(of: candidate.words, in: rows) != nil
    }

    private func isFragment(_ index: Int, _ borders: Borders) -> Bool {
        let candidate = scored.candidate(at: index)
        let words = candidate.words
        guard rowWords[words.lowerBound].isWord, rowWords[words.upperBound - 1].isWord else { return true }
        if hasTrait(.versus, words) { return true }
        if candidate.hasTitleMarks || candidate.isQuoted { return false }
        if borders.isAlwaysBroken { return true }
        if candidate.wordCount == 1 {
            let term = term(words.lowerBound)
            return isNumeral(term) || term.beginsWithAdverb || term.isPlace || isJoined(words.lowerBound)
                || isNews && isTitleScrap(candidate, borders)
                || isCutWord(candidate, borders)
        }
        // 苏 | 35战斗机
        if term(words.lowerBound).kind == .number, borders.isOpenLeft { return true }
        if endsInNumber(words), !mayEndInNumber(candidate, borders) { return true }
        if countsSomething(words) { return true }
        if texts.entry(of: words, in: rows) != nil || isPerson(words) { return false }
        if isAdverb(term(words.lowerBound)) || isAdverb(term(words.upperBound - 1)) { return true }
        // 排名 | 第
        let last = term(words.upperBound - 1)
        if last.traits.contains(.counter), last.kind != .number { return true }
        if term(words.lowerBound).beginsWithAdverb || last.beginsWithAdverb { return true }
        if hasShortLink(words) || joinsPersons(words) { return true }
        if !isFirm(words.lowerBound, .prefix, candidate) { return true }
        if !isFirm(words.upperBound - 1, .suffix, candidate) { return true }
        guard isNews else {
            // Authors of papers name phrases that they wrote once. But a clause of the title is none.
            return candidate.count == 0 && (isVerbal(term(words.lowerBound)) || isShortVerb(term(words.upperBound - 1)))
        }
        return borders.isAlwaysBeforeAspect || isPredicate(candidate, borders) || isChanceMeeting(candidate, borders)
            || hasLooseVerb(candidate)
            || saysWhatAPersonDoes(words)
    }

    // A verb and its object that 的 always follows (控制人类 | 的), or what someone does or is: 数学家绘制, 银行无利可图.
    private func isPredicate(_ candidate: Candidate, _ borders: Borders) -> Bool {
        let (first, last) = (term(candidate.words.lowerBound), term(candidate.words.upperBound - 1))
        if first.isVerb { return borders.isAlwaysPossessive }
        if last.entry?.wordClass == .idiom { return true }
        return last.isVerb && first.isNoun && candidate.count + candidate.titleCount <= Self.chanceCount
    }

    // A word of the text and a verb, cut as one word that no list has: 韩国 | 吃.
    private func isJoined(_ position: Int) -> Bool {
        guard term(position).endsInVerb else { return false }
        return reader.isWord(rows.labels(of: position..<position + 1).dropLast())
    }

    private func isAdverb(_ term: Term) -> Bool {
        term.entry?.wordClass == .adverb || term.entry?.wordClass == .function
    }

    // 殷桃 | 回归 | 质朴
    private func saysWhatAPersonDoes(_ words: Range<Int>) -> Bool {
        isPersonName(words.lowerBound..<words.lowerBound + 1) && words.dropFirst().contains { term($0).isVerb }
    }

    // A verb at a border of a phrase whose rest occurs without it: 打击 | 私彩.
    private func hasLooseVerb(_ candidate: Candidate) -> Bool {
        let words = candidate.words
        return term(words.lowerBound).isVerb && isOutside(words.dropFirst(), candidate)
            || term(words.upperBound - 1).isVerb && isOutside(words.dropLast(), candidate)
    }

    private func isOutside(_ part: Range<Int>, _ candidate: Candidate) -> Bool {
        let count =
            part.count == 1
            ? term(part.lowerBound).count
            : scored.table.number(of: part).map {
                scored.table.candidates[$0].count + scored.table.candidates[$0].titleCount
            } ?? 0
        return count > candidate.count + candidate.titleCount
    }

    // 本赛季, 屏幕3英寸: what counts at the start, or something counted anywhere.
    private func countsSomething(_ words: Range<Int>) -> Bool {
        let first = term(words.lowerBound)
        if first.traits.contains(.counter) && first.kind != .number { return true }
        return words.dropFirst().contains {
            term($0).traits.contains(.measure) && term($0 - 1).traits.contains(.counter)
        }
    }

    // 第六, 10余套.
    private func isNumeral(_ term: Term) -> Bool { term.kind == .number || term.entry?.wordClass == .numeral }

    // An unlisted word that the same single character always follows or goes before: 易烊千 | 玺, 驻 | 日美军.
    private func isCutWord(_ candidate: Candidate, _ borders: Borders) -> Bool {
        let word = term(candidate.words.lowerBound)
        guard word.entry == nil, word.folded.hasHan, candidate.count + candidate.titleCount >= 2 else { return false }
        let (before, behind) = (rowWords[candidate.words.lowerBound - 1], rowWords[candidate.words.upperBound])
        return borders.rightVariety == 1 && isCharacter(behind) || borders.leftVariety == 1 && isCharacter(before)
    }

    private func isCharacter(_ word: RowWord) -> Bool {
        word.kind == .inner && terms[Int(word.term)].folded.hasHan && terms[Int(word.term)].folded.letters == 1
    }

    private func term(_ position: Int) -> Term { terms[Int(rowWords[position].term)] }

    private func hasTrait(_ trait: WordTraits, _ words: Range<Int>) -> Bool {
        words.contains { term($0).traits.contains(trait) }
    }

    private func endsInNumber(_ words: Range<Int>) -> Bool { rowWords[words.upperBound - 1].kind == .number }

    // iPhone 16: varied words follow, no verb begins it, and behind Han characters the number is never missing.
    private func mayEndInNumber(_ candidate: Candidate, _ borders: Borders) -> Bool {
        // 90mmHg is a quantity.
        guard !term(candidate.words.upperBound - 1).folded.hasLetter else { return false }
        guard candidate.count > 0, !borders.isOpenRight, !term(candidate.words.lowerBound).isVerb else { return false }
        let last = term(candidate.words.upperBound - 2)
        return last.folded.hasLetter || last.count <= candidate.count + candidate.titleCount
    }

    // A word of the title alone that no list has: what is left of a wrong cut, unless it may be a person and a mark or a
    // stop word is at one side.
    private func isTitleScrap(_ candidate: Candidate, _ borders: Borders) -> Bool {
        let term = term(candidate.words.lowerBound)
        guard candidate.count == 0, term.entry == nil, term.folded.hasHan, !term.folded.hasLetter else { return false }
        if crossesTextWord(candidate.words) { return true }
        guard term.beginsWithSurname, (2...3).contains(term.folded.letters), borders.boundSides > 0 else { return true }
        return beginsWithWord(candidate.words.lowerBound)
    }

    // Whether a word of the text goes across a border of a word of the title: 井 | 柏然齐, where the text has 井柏然.
    private func crossesTextWord(_ words: Range<Int>) -> Bool {
        let labels = rows.labels(of: words)
        return crossesTextWord(labels.lowerBound, of: labels) || crossesTextWord(labels.upperBound, of: labels)
    }

    private func crossesTextWord(_ border: Int, of word: Range<Int>) -> Bool {
        let first = max(rows.titleLabels.lowerBound, border - Self.reach)
        let last = min(rows.titleLabels.upperBound, border + Self.reach)
        return (first..<border).contains { start in
            var hash = FoldedHash()
            return (start..<last).contains { position in
                hash.append(label: rows.labels[position])
                let isAround = start <= word.lowerBound && position + 1 >= word.upperBound
                guard position >= border, !isAround, let number = scored.table.number(ofHash: hash.value) else {
                    return false
                }
                return scored.table.candidates[number].count > 0 && scored.table.candidates[number].wordCount == 1
            }
        }
    }

    // 篇-带: names that marks join have more than one character.
    private func hasShortLink(_ words: Range<Int>) -> Bool {
        words.contains { position in
            rowWords[position].kind == .link
                && [position - 1, position + 1].contains {
                    term($0).folded.letters == 1 && term($0).folded.hasHan
                }
        }
    }

    // Two persons side by side are two things.
    private func joinsPersons(_ words: Range<Int>) -> Bool {
        words.dropLast().contains { mayBePerson($0) && mayBePerson($0 + 1) }
    }

    // Of many names the lists state no class.
    private func mayBePerson(_ position: Int) -> Bool {
        if isPersonName(position..<position + 1) { return true }
        let term = term(position)
        return term.beginsWithSurname && (2...3).contains(term.folded.letters) && term.entry?.wordClass == .unknown
    }

    // A surname and one or two characters: as one word that no list has, or that is listed as a person; or as several.
    private func isPersonName(_ words: Range<Int>) -> Bool {
        if isPerson(words) { return true }
        let term = term(words.lowerBound)
        guard words.count == 1, term.beginsWithSurname, (2...3).contains(term.folded.letters) else { return false }
        return term.entry.map { $0.wordClass == .person } ?? true
    }

    // A surname and single characters.
    private func isPerson(_ words: Range<Int>) -> Bool {
        words.count <= 3 && term(words.lowerBound).beginsWithSurname
            && words.allSatisfy { term($0).folded.letters == 1 }
    }

    // Whether the word at a border of a phrase is more than one character, a usual part of names there, or a part of a
    // frequent phrase whose other words hardly occur outside of it.
    private func isFirm(_ position: Int, _ trait: WordTraits, _ candidate: Candidate) -> Bool {
        let term = term(position)
        guard term.folded.letters == 1, term.folded.hasHan, !term.traits.contains(trait) || term.isVerb else {
            return true
        }
        // 匿名 | 问
        if isNews && term.isVerb && !term.traits.contains(trait) { return false }
        let count = candidate.count + candidate.titleCount
        return Int(count) >= Self.certain
            && candidate.words.contains {
                $0 != position && rowWords[$0].isWord && 4 * self.term($0).count <= 5 * count
            }
    }

    private func isChanceMeeting(_ candidate: Candidate, _ borders: Borders) -> Bool {
        // Both ends are words.
        let (first, last) = (term(candidate.words.lowerBound), term(candidate.words.upperBound - 1))
        if candidate.length > Self.wholeCharacters, last.isVerb { return true }
        if max(candidate.count, candidate.titleCount) <= 1 {
            if candidate.count > 0, !borders.isComplete { return true }
            if candidate.titleCount > 0 ? isTitleClause(candidate) : borders.boundSides < 2 { return true }
            if isUnsure(first) || isUnsure(last) || borders.isAlone && isClause(first, last) { return true }
        }
        if candidate.count == 0 {
            if candidate.length > Self.titleCharacters { return true }
            if last.entry?.wordClass == .nounAndVerb, !first.isNoun || borders.boundSides < 2 { return true }
            let areNouns = allWords(candidate.words) { $0.isNoun && $0.folded.letters > 1 }
            return borders.boundSides < (areNouns ? 1 : 2)
        }
        let count = candidate.count + candidate.titleCount
        guard count <= Self.chanceCount else { return false }
        // A verb between two nouns: a clause.
        return !allWords(candidate.words.dropFirst().dropLast()) { !$0.isVerb }
            || allWords(candidate.words) { $0.count >= Self.chanceFactor * count }
    }

    // Whether a condition holds for all words of a range, which may have marks between them.
    private func allWords(_ range: Range<Int>, _ holds: (Term) -> Bool) -> Bool {
        for position in range where rowWords[position].isWord && !holds(term(position)) { return false }
        return true
    }

    // 台积电扩产 between two commas: a frequent subject and what it does.
    private func isClause(_ first: Term, _ last: Term) -> Bool {
        guard first.count > 1, last.count == 1 else { return false }
        if first.entry == nil { return true }
        return last.entry.map { $0.wordClass == .nounAndVerb } ?? (last.folded.letters == 2)
    }

    // 挑战 | 膀胱, 张艺兴 | 回应, 新手 | 简单易: of a title, part of its clause.
    private func isTitleClause(_ candidate: Candidate) -> Bool {
        let (first, last) = (candidate.words.lowerBound, candidate.words.upperBound - 1)
        return isVerbal(term(first)) || term(last).isVerb || isPersonName(first..<first + 1) && isVerbal(term(last))
            || candidate.count == 0 && candidate.words.contains(where: beginsWithWord)
    }

    // An unlisted word that begins with a listed one: 简单 | 易.
    private func beginsWithWord(_ position: Int) -> Bool {
        let term = term(position)
        guard term.entry == nil, term.folded.hasHan, !term.folded.hasLetter else { return false }
        return texts.entryOfHead(of: position, in: rows).map { $0.wordClass != .person } ?? false
    }

    private func isVerbal(_ term: Term) -> Bool {
        term.entry?.wordClass == .verb || term.entry?.wordClass == .nounAndVerb
    }

    private func isShortVerb(_ term: Term) -> Bool { term.isVerb && term.folded.letters == 1 }

    // A verb, or a short word that no list has and that is no person: 先学.
    private func isUnsure(_ term: Term) -> Bool {
        guard let entry = term.entry else {
            return term.folded.letters == 2 && term.folded.hasHan && !term.folded.hasLetter && !term.beginsWithSurname
        }
        return entry.wordClass == .verb
    }
}
