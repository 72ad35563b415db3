import ShuliText

/// The features that a model is trained with.
package struct FeatureSet: Hashable, Sendable {
    /// The number of characters to the left and right whose features are used, 1 or 2; 2 needs a training set of a
    /// million words.
    package var window = 1
    /// Whether matches of words of the lexicon are features.
    package var lexicon = true
    /// Whether matches are conjoined with the character.
    package var conjunctions = true
    /// Features that occur less often in the training data are dropped.
    package var minimumCount = 2

    /// Templates to leave out, one bit each by their raw value: for measuring what each contributes.
    package var omitted: UInt64 = 0

    package init() {}
}

/// The features of a character in its sentence, as 64-bit keys: template 8 bits, then the template's values.
package enum FeatureKey {
    package enum Template: UInt8 {
        case character = 1, characters, kinds, kinds2, kinds3
        case begin, beginBucket, beginSources, beginClass, end, endBucket, endSources, endClass
        case cover, coverBucket, coverSources, coverClass, previousEndClass, nextBeginClass
        case lengths, beginWithCover, endWithCover
        case beginAndCharacter, endAndCharacter, overlap
        case nearSurname, behindName, beforeSurname
        case nearBegin, nearEnd, nearNextBegin, surnameBehindWord, surnameBeforeWord
    }

    @inline(__always)
    package static func make(_ template: Template, _ a: Int, _ b: Int = 0, _ c: Int = 0) -> UInt64 {
        UInt64(template.rawValue) << 56 | UInt64(truncatingIfNeeded: a) << 36 | UInt64(truncatingIfNeeded: b) << 18
            | UInt64(truncatingIfNeeded: c)
    }

    package static func template(_ key: UInt64) -> Template? { Template(rawValue: UInt8(key >> 56)) }
    package static func values(_ key: UInt64) -> (Int, Int, Int) {
        (Int(key >> 36 & 0xf_ffff), Int(key >> 18 & 0x3_ffff), Int(key & 0x3_ffff))
    }
}

/// A sentence as the model sees it.
package struct ObservedSentence {
    package let symbols: [UInt16]
    package let kinds: [UInt8]
    package let begin: [UInt16]
    package let end: [UInt16]
    package let cover: [UInt16]
    /// By character, its class of surnames, and how far behind a surname it is (`SurnameClasses`).
    package let surnames: [Int]
    package let surnamePlaces: [Int]
    /// By character, whether it must be in one word with the one before: both are digits, Latin letters, or dashes.
    package let tied: [Bool]
    /// By character, whether a word must begin with it: it or the one before is always a word of its own.
    package let cut: [Bool]

    package init(_ scalars: some Sequence<Unicode.Scalar>, lexicon: Lexicon) {
        var labels: [UInt16] = []
        var symbols: [UInt16] = []
        var alone: [Bool] = []
        for scalar in scalars {
            let entry = lexicon.alphabet.entry(of: scalar.value)
            labels.append(UInt16(truncatingIfNeeded: entry))
            symbols.append(Alphabet.symbol(entry))
            alone.append(entry & Alphabet.alone != 0)
        }
        let count = labels.count
        var begin = [UInt16](repeating: 0, count: count)
        var end = begin
        var cover = begin
        if count > 0 {
            labels.withUnsafeBufferPointer { labels in
                begin.withUnsafeMutableBufferPointer { begin in
                    end.withUnsafeMutableBufferPointer { end in
                        cover.withUnsafeMutableBufferPointer { cover in
                            guard let labels = labels.baseAddress, let begin = begin.baseAddress,
                                let end = end.baseAddress, let cover = cover.baseAddress
                            else { return }
                            let nodes = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
                            let walks = UnsafeMutablePointer<UInt32>.allocate(capacity: count)
                            defer {
                                nodes.deallocate()
                                walks.deallocate()
                            }
                            WordMatch.find(
                                in: lexicon.trie, labels: labels, count: count, nodes: nodes, walks: walks,
                                begin: begin, end: end, cover: cover)
                        }
                    }
                }
            }
        }
        self.symbols = symbols
        surnames = symbols.map { lexicon.surnames.of($0) }
        var place = 0
        var earlier: UInt16 = 0
        surnamePlaces = symbols.map { symbol in
            defer {
                place = lexicon.surnames.place(behind: place, earlier, symbol)
                earlier = symbol
            }
            return place
        }
        kinds = symbols.map { lexicon.alphabet.kinds[Int($0)] & 7 }
        tied = symbols.indices.map {
            $0 > 0 && symbols[$0] == symbols[$0 - 1] && lexicon.alphabet.kinds[Int(symbols[$0])] & Alphabet.runs != 0
        }
        let tied = tied
        cut = symbols.indices.map { $0 > 0 && !tied[$0] && (alone[$0] || alone[$0 - 1]) }
        self.begin = begin
        self.end = end
        self.cover = cover
    }

    @inline(__always)
    private func symbol(_ index: Int) -> Int { symbols.indices.contains(index) ? Int(symbols[index]) : 0 }
    @inline(__always)
    private func kind(_ index: Int) -> Int { kinds.indices.contains(index) ? Int(kinds[index]) : 0 }

    /// Calls `emit` with each feature of the character at index `i`.
    package func features(at i: Int, of set: FeatureSet, emit: (UInt64) -> Void) {
        let w = set.window
        for offset in -w...w {
            let o = offset + 2
            // Up to one to the right, so that the row of a pair also contains the weights of its first character.
            if offset < 2 { emit(FeatureKey.make(.character, o, symbol(i + offset))) }
            if offset < w { emit(FeatureKey.make(.characters, o, symbol(i + offset), symbol(i + offset + 1))) }
        }
        for offset in -2...2 {
            let o = offset + 2
            emit(FeatureKey.make(.kinds, o, kind(i + offset)))
            if offset < 2 { emit(FeatureKey.make(.kinds2, o, kind(i + offset) << 3 | kind(i + offset + 1))) }
            if offset < 1 {
                emit(
                    FeatureKey.make(
                        .kinds3, o, kind(i + offset) << 6 | kind(i + offset + 1) << 3 | kind(i + offset + 2)))
            }
        }
        guard set.lexicon else { return }
        let b = begin[i]
        let e = end[i]
        let c = cover[i]
        let bl = WordMatch.code(b)
        let el = WordMatch.code(e)
        let cl = WordMatch.code(c)
        emit(FeatureKey.make(.begin, bl))
        emit(FeatureKey.make(.beginBucket, bl, WordMatch.bucket(b)))
        emit(FeatureKey.make(.beginSources, bl, WordMatch.sources(b)))
        emit(FeatureKey.make(.beginClass, bl, WordMatch.wordClass(b)))
        emit(FeatureKey.make(.end, el))
        emit(FeatureKey.make(.endBucket, el, WordMatch.bucket(e)))
        emit(FeatureKey.make(.endSources, el, WordMatch.sources(e)))
        emit(FeatureKey.make(.endClass, el, WordMatch.wordClass(e)))
        emit(FeatureKey.make(.cover, cl))
        emit(FeatureKey.make(.coverBucket, cl, WordMatch.bucket(c)))
        emit(FeatureKey.make(.coverSources, cl, WordMatch.sources(c)))
        emit(FeatureKey.make(.coverClass, cl, WordMatch.wordClass(c)))
        let previous = i > 0 ? end[i - 1] : 0
        let next = i + 1 < begin.count ? begin[i + 1] : 0
        emit(FeatureKey.make(.previousEndClass, WordMatch.code(previous), WordMatch.wordClass(previous)))
        emit(FeatureKey.make(.nextBeginClass, WordMatch.code(next), WordMatch.wordClass(next)))
        let bb = bl << 3 | WordMatch.bucket(b)
        let eb = el << 3 | WordMatch.bucket(e)
        let nb = WordMatch.code(next) << 3 | WordMatch.bucket(next)
        emit(FeatureKey.make(.lengths, bl, el, cl))
        emit(FeatureKey.make(.beginWithCover, bb, cl))
        emit(FeatureKey.make(.endWithCover, eb, cl))
        // Two listed words share this character (和尚 and 尚未): which of them is the commoner one.
        if bl > 0, el > 0 { emit(FeatureKey.make(.overlap, bb, eb)) }
        if set.conjunctions {
            let s = Int(symbols[i])
            emit(FeatureKey.make(.beginAndCharacter, bb, s))
            emit(FeatureKey.make(.endAndCharacter, eb, s))
            // A character that is frequent in given names; one that follows a name, or comes before it.
            if surnamePlaces[i] > 0 {
                emit(FeatureKey.make(.nearSurname, surnamePlaces[i], s))
                emit(FeatureKey.make(.behindName, surnamePlaces[i], symbol(i + 1)))
                // Whether a name ends there depends on the words that its characters are part of, and on those behind it.
                emit(FeatureKey.make(.nearBegin, surnamePlaces[i], bb))
                emit(FeatureKey.make(.nearEnd, surnamePlaces[i], eb))
                emit(FeatureKey.make(.nearNextBegin, surnamePlaces[i], nb))
            }
            if surnames[i] > 0 {
                let previousClass = WordMatch.code(previous) << 4 | WordMatch.wordClass(previous)
                emit(FeatureKey.make(.beforeSurname, surnames[i], symbol(i - 1)))
                emit(FeatureKey.make(.surnameBehindWord, surnames[i], previousClass))
                emit(FeatureKey.make(.surnameBeforeWord, surnames[i], nb))
            }
        }
    }
}
