/// Finds out which rule of a character fits.
struct ContextMatch {
    private let transliteration: Set<UInt32>
    private let rules: [UInt32: [ContextRules.Rule]]
    private let phrases: [UInt32: [ContextRules.Exclusion]]
    private let source: UTF8Buffer

    init(_ rules: ContextRules, _ step: ConversionStep, _ source: UTF8Buffer, lacksZhe: Bool) {
        transliteration = rules.transliteration
        self.rules = rules.rules(of: step, lacksZhe: lacksZhe)
        phrases = step == .simplifiedToTraditional ? rules.exclusions : [:]
        self.source = source
    }

    /// The form that the rules give to the character at `range`, nil where no rule fits, and whether something around
    /// the character decided: a rule without a context does not.
    func form(
        of scalar: UInt32, at range: TextRange, _ words: inout ClauseWords
    ) -> (scalar: UInt32, isDecided: Bool)? {
        for rule in rules[scalar] ?? [] {
            if rule.contexts.isEmpty { return (rule.form, false) }
            for context in rule.contexts where fits(context, range, &words) { return (rule.form, true) }
        }
        return nil
    }

    /// Whether the rules exclude a phrase of the tables where it is.
    func excludesPhrase(at range: TextRange, _ words: inout ClauseWords) -> Bool {
        guard let rules = phrases[source.scalar(at: range.lowerBound).value] else { return false }
        for rule in rules where rule.phrase.elementsEqual(source[range.bytes]) {
            for context in rule.contexts where fits(context, range, &words) { return true }
        }
        return false
    }

    private func fits(_ context: ContextRules.Context, _ range: TextRange, _ words: inout ClauseWords) -> Bool {
        // Characters are compared first: the words are found only where these fit.
        var borders: [(place: TextRange, isStart: Bool, isBorder: Bool)] = []
        var place = range
        for atom in context.before {
            switch atom {
            case .border, .inside: borders.append((place, true, atom.isBorder))
            case .end:
                if let scalar = scalar(before: place.lowerBound)?.value, CharacterClass(scalar).isContent {
                    return false
                }
            default:
                let next = scalar(before: place.lowerBound)
                guard atom.fits(next?.value) else { return false }
                place = TextRange(place.lowerBound - (next?.length ?? 0), place.lowerBound)
            }
        }
        place = range
        for atom in context.after {
            switch atom {
            case .border, .inside: borders.append((place, false, atom.isBorder))
            case .end:
                if let scalar = scalar(at: place.upperBound)?.value, CharacterClass(scalar).isContent { return false }
            default:
                let next = scalar(at: place.upperBound)
                guard atom.fits(next?.value) else { return false }
                place = TextRange(place.upperBound, place.upperBound + (next?.length ?? 0))
            }
        }
        for border in borders {
            let isBorder =
                border.isStart ? words.isBorder(startOf: border.place) : words.isBorder(endOf: border.place)
            guard isBorder == border.isBorder else { return false }
        }
        for condition in context.conditions where !holds(condition, range, &words) { return false }
        return true
    }

    private func holds(
        _ condition: ContextRules.Condition, _ range: TextRange, _ words: inout ClauseWords
    ) -> Bool {
        switch condition {
        case .tag(let tags, let isWanted): return tags.contains(words.tag(at: range)) == isWanted
        case .word(let isWanted): return (words.word(around: range) != nil) == isWanted
        case .listed(let isWanted):
            guard let word = words.word(around: range) else { return !isWanted }
            return words.isCommonWord(word) == isWanted
        case .name(let isWanted):
            guard let word = words.word(around: range) else { return !isWanted }
            return words.isName(word) == isWanted
        case .author(let isWanted): return words.isBehindPerson(range) == isWanted
        case .transliteration(let isWanted):
            return isTransliteration(range, &words) == isWanted
        }
    }

    // Whether the word is a foreign name, by its other characters, or by a middle dot beside it.
    private func isTransliteration(_ range: TextRange, _ words: inout ClauseWords) -> Bool {
        guard let word = words.word(around: range) else { return false }
        return words.others(than: range, in: word) { transliteration.contains($0) }
            || words.touchesMiddleDot(word)
    }

    private func scalar(before offset: Int) -> (value: UInt32, length: Int)? {
        offset > 0 ? source.scalar(before: offset) : nil
    }

    private func scalar(at offset: Int) -> (value: UInt32, length: Int)? {
        offset < source.count ? source.scalar(at: offset) : nil
    }
}

extension ContextRules.Atom {
    fileprivate var isBorder: Bool { if case .border = self { true } else { false } }

    // Whether a character, nil at an end of the text, is one that the element names.
    fileprivate func fits(_ scalar: UInt32?) -> Bool {
        switch self {
        case .oneOf(let members): scalar.map(members.contains) ?? false
        case .noneOf(let members): scalar.map { !members.contains($0) } ?? true
        case .any: scalar.map { CharacterClass($0).isContent } ?? false
        case .border, .inside, .end: true
        }
    }
}
