/// The words around a place of a text by the segmenter: a clause at a time, and only where a conversion depends on them.
package struct ClauseWords {
    private static let segmenter = Segmenter()
    private static let middleDot = Array("·".utf8)
    private static let surnames = Set(TextList.surnames.entries.compactMap { $0.text.unicodeScalars.first?.value })
    /// At most so many bytes on either side of a place are segmented.
    private static let reach = 192
    /// Words so near to where a clause was cut may be other ones.
    private static let margin = 24
    /// The words that may lie across an end of a phrase begin at most so many characters before it.
    private static let wordReach = 4

    private let original: UTF8Buffer
    /// From the original to the text that the current pass reads.
    var map = OffsetMap.identity
    private var clause = TextRange(0, 0)
    /// The part of the clause whose words do not depend on where the clause was cut.
    private var inner = TextRange(0, 0)
    /// The ends of the words of the clause, rising.
    private var ends: [Int] = []
    /// The tags of the words; empty where none was asked for yet.
    private var tags: [PartOfSpeech] = []
    private let heedsWords: Bool

    /// The words of a text in valid UTF-8, which must outlive the value.
    ///
    /// - Parameter heedsWords: false for conversion by the tables alone: no phrase is found to cut a word.
    package init(_ original: UTF8Buffer, heedsWords: Bool = true) {
        self.original = original
        self.heedsWords = heedsWords
    }

    /// Whether a phrase at a range of the current pass cuts a known word of the text: it is neither inside one word,
    /// nor do the words at both of its ends end there, and one that does not is known.
    ///
    /// - Parameter isStrict: whether both words must be cut, and the phrase must be a word of common use itself. A key
    ///   that is no such word, as 示覆, may be a rule about adjacent characters, which divides words.
    mutating func areCut(by range: TextRange, isStrict: Bool = false) -> Bool {
        guard heedsWords else { return false }
        let range = map.originalRange(of: range)
        // Only a known word across an end can be cut: most phrases need no segmentation.
        guard let crossing = crossing(range) else { return false }
        look(around: range)
        let (first, last) = (word(at: range.lowerBound), word(before: range.upperBound))
        if first == last {
            // Inside an unknown word, as 里外 in 公里外, the commoner one of both counts.
            guard !isStrict, first != range, !isKnown(first) else { return false }
            return crossing > Lexicon.standard.entry(in: original, range)?.zipf ?? 0
        }
        let cutsFirst = first.lowerBound < range.lowerBound
        let cutsLast = last.upperBound > range.upperBound
        guard isStrict else {
            // A phrase of several words that is no word in use, as 被发 in 被发送到, gives way to one across its end.
            return cutsFirst && isKnown(first) || cutsLast && isKnown(last) || crossing > 0 && !isInUse(range)
        }
        return cutsFirst && cutsLast && isInUse(range)
    }

    /// Whether a range of the current pass is a commoner word than those that its ends cut.
    mutating func isCommoner(_ range: TextRange) -> Bool {
        let range = map.originalRange(of: range)
        look(around: range)
        let cut = [word(at: range.lowerBound), word(before: range.upperBound)].filter { !range.contains($0) }
        func zipf(_ word: TextRange) -> Double { Lexicon.standard.entry(in: original, word)?.zipf ?? 0 }
        return cut.allSatisfy { zipf($0) < zipf(range) }
    }

    // Whether a range of the original is a word of common use.
    private func isInUse(_ range: TextRange) -> Bool {
        Lexicon.standard.entry(in: original, range)?.sources.contains(.wordfreq) == true
    }

    /// Whether a word of the original is in the lexicon, or a number or the like with its unit, as 2公里.
    func isKnown(_ word: TextRange) -> Bool {
        isListed(word) || original[word.bytes].contains { $0 < 0x80 }
    }

    /// Whether a range of the current pass consists of whole words.
    mutating func areWhole(in range: TextRange) -> Bool {
        let range = map.originalRange(of: range)
        look(around: range)
        return word(at: range.lowerBound).lowerBound == range.lowerBound
            && word(before: range.upperBound).upperBound == range.upperBound
    }

    /// Whether nothing is beside a range of the current pass: it is a whole clause.
    func isAlone(_ range: TextRange) -> Bool {
        let range = map.originalRange(of: range)
        return (range.lowerBound == 0 || !CharacterClass(original.scalar(before: range.lowerBound).value).isContent)
            && (range.upperBound == original.count
                || !CharacterClass(original.scalar(at: range.upperBound).value).isContent)
    }

    /// The word of the original around a range of the current pass, where there is one that holds all of it.
    mutating func word(around range: TextRange) -> TextRange? {
        let range = map.originalRange(of: range)
        look(around: range)
        let word = word(at: range.lowerBound)
        return word.contains(range) ? word : nil
    }

    /// Whether a word ends at an offset of the current pass, which is at either end of `range`.
    mutating func isBorder(startOf range: TextRange) -> Bool {
        let range = map.originalRange(of: range)
        look(around: range)
        return word(at: range.lowerBound).lowerBound == range.lowerBound
    }

    mutating func isBorder(endOf range: TextRange) -> Bool {
        let range = map.originalRange(of: range)
        look(around: range)
        return word(before: range.upperBound).upperBound == range.upperBound
    }

    /// The part of speech of the word at the start of a range of the current pass.
    mutating func tag(at range: TextRange) -> PartOfSpeech {
        let range = map.originalRange(of: range)
        look(around: range)
        return tag(ofWordAt: range.lowerBound)
    }

    /// Whether the name of a person ends where a range of the current pass begins: 王小明 | 著.
    mutating func isBehindPerson(_ range: TextRange) -> Bool {
        let range = map.originalRange(of: range)
        look(around: range)
        let name = word(before: range.lowerBound)
        guard !name.isEmpty, name.upperBound == range.lowerBound, tag(ofWordAt: name.lowerBound) == .properNoun else {
            return false
        }
        // Japanese names have four characters.
        return characters(in: name) == 4 || isName(name) || touchesMiddleDot(name)
            || Lexicon.standard.entry(in: original, name)?.wordClass == .person
            || original.firstPlace(of: Self.middleDot, in: name.bytes) != nil
    }

    private mutating func tag(ofWordAt offset: Int) -> PartOfSpeech {
        if tags.isEmpty, !clause.isEmpty {
            let buffer = UTF8Buffer(rebasing: original[clause.bytes])
            tags = WordTagger.standard.tags(in: buffer, from: 0, ends: ends.map { $0 - clause.lowerBound })
        }
        let index = ends.partitioningIndex { $0 > offset }
        return index < tags.count ? tags[index] : .other
    }

    /// Whether a word of the original is in the lexicon.
    func isListed(_ word: TextRange) -> Bool { Lexicon.standard.entry(in: original, word) != nil }

    /// Whether a word of the original is in the lexicon and is no name of a person there.
    func isCommonWord(_ word: TextRange) -> Bool {
        guard let entry = Lexicon.standard.entry(in: original, word) else { return false }
        // Many names have no class in the lexicon: 钟南山.
        return entry.wordClass != .person && (entry.wordClass != .unknown || !isName(word))
    }

    /// Whether the characters of a word of the original, except for the one at `place` of the current pass, satisfy a
    /// test, and there are others.
    func others(than place: TextRange, in word: TextRange, areAll test: (UInt32) -> Bool) -> Bool {
        let place = map.originalRange(of: place)
        var offset = word.lowerBound
        guard place != word else { return false }
        while offset < word.upperBound {
            let (scalar, length) = original.scalar(at: offset)
            if !place.contains(offset), !test(scalar) { return false }
            offset += length
        }
        return true
    }

    /// Whether a word of the original may be the name of a person: a surname, and one or two characters behind it; the
    /// surname may also be the word before.
    func isName(_ word: TextRange) -> Bool {
        let count = characters(in: word)
        if count == 2 || count == 3, Self.surnames.contains(original.scalar(at: word.lowerBound).value) { return true }
        guard count <= 2, word.lowerBound > clause.lowerBound else { return false }
        let before = self.word(before: word.lowerBound)
        return characters(in: before) == 1 && Self.surnames.contains(original.scalar(at: before.lowerBound).value)
    }

    /// Whether a middle dot, as between the parts of a foreign name, is beside a word of the original.
    func touchesMiddleDot(_ word: TextRange) -> Bool {
        func isDot(_ scalar: UInt32) -> Bool {
            scalar == 0xB7 || scalar == 0x2027 || scalar == 0x30FB || scalar == 0x2022
        }
        return word.lowerBound > 0 && isDot(original.scalar(before: word.lowerBound).value)
            || word.upperBound < original.count && isDot(original.scalar(at: word.upperBound).value)
    }

    private func characters(in range: TextRange) -> Int {
        original[range.bytes].count { $0 & 0xC0 != 0x80 }
    }

    private func word(at offset: Int) -> TextRange {
        let index = ends.partitioningIndex { $0 > offset }
        guard index < ends.count else { return TextRange(offset, offset) }
        return TextRange(index > 0 ? ends[index - 1] : clause.lowerBound, ends[index])
    }

    private func word(before offset: Int) -> TextRange {
        let index = ends.partitioningIndex { $0 >= offset }
        guard index < ends.count else { return TextRange(offset, offset) }
        return TextRange(index > 0 ? ends[index - 1] : clause.lowerBound, ends[index])
    }

    // The frequency, on the Zipf scale, of the commonest listed word that lies across one end of a range and ends or
    // begins inside of it; nil for none.
    private func crossing(_ range: TextRange) -> Double? {
        var commonest: Double?
        func note(_ start: Int, _ end: Int, _ offset: Int) {
            guard let found = Lexicon.standard.zipf(in: original, start..<end, endingAfter: offset) else { return }
            commonest = max(commonest ?? 0, found)
        }
        var start = range.lowerBound
        let last = range.upperBound - original.scalar(before: range.upperBound).length
        for _ in 0..<Self.wordReach {
            guard start > 0 else { break }
            let (scalar, length) = original.scalar(before: start)
            guard CharacterClass(scalar).isContent else { break }
            start -= length
            // A number and its unit are one word too.
            if scalar < 0x80 { commonest = max(commonest ?? 0, 0) }
            note(start, last, range.lowerBound)
        }
        start = range.lowerBound
        let end = min(original.count, range.upperBound + 4 * 8)
        while start < range.upperBound {
            start += original.scalar(at: start).length
            if start < range.upperBound { note(start, end, range.upperBound) }
        }
        return commonest
    }

    private mutating func look(around range: TextRange) {
        guard inner.isEmpty || !inner.contains(range) else { return }
        var start = range.lowerBound
        while start > 0, range.lowerBound - start < Self.reach {
            let (scalar, length) = original.scalar(before: start)
            guard CharacterClass(scalar).isContent else { break }
            start -= length
        }
        var end = range.upperBound
        while end < original.count, end - range.upperBound < Self.reach {
            let (scalar, length) = original.scalar(at: end)
            guard CharacterClass(scalar).isContent else { break }
            end += length
        }
        clause = TextRange(start, end)
        // A clause that was cut may begin or end inside a word.
        inner = TextRange(
            range.lowerBound - start < Self.reach ? start : min(range.lowerBound, start + Self.margin),
            end - range.upperBound < Self.reach ? end : max(range.upperBound, end - Self.margin))
        ends = Self.segmenter.tokenSpans(in: UTF8Buffer(rebasing: original[start..<end]))
            .map { $0.range.upperBound + start }
        tags.removeAll(keepingCapacity: true)
    }
}

extension Lexicon {
    /// The frequency of the commonest listed word that begins at the start of a range and ends inside of it, behind
    /// `offset`; nil for none.
    fileprivate func zipf(in buffer: UTF8Buffer, _ range: Range<Int>, endingAfter offset: Int) -> Double? {
        var commonest: Double?
        var node: UInt64?
        var place = range.lowerBound
        while place < range.upperBound {
            let (scalar, length) = buffer.scalar(at: place)
            place += length
            let label = UInt16(truncatingIfNeeded: alphabet.entry(of: scalar))
            if let last = node { node = trie.child(of: last, by: label) } else { node = trie.first(label) }
            guard let node else { break }
            let entry = DoubleArray.entry(node)
            if place > offset, entry != 0 { commonest = max(commonest ?? 0, LexiconEntry(bits: entry).zipf) }
        }
        return commonest
    }
}
