/// Decides whether a word of a text is meant as the one that another region has another word for.
///
/// 支持 is an ordinary verb, and in texts on computers a function of a device (支援 in Taiwan). The lists are in
/// Dictionaries/Conversion/rules.txt.
struct RegionalWords {
    /// An ordinary word is replaced where so many different technical words are near. Of 1,545 ordinary words in 796
    /// news articles 36 have two of them, and 30 of these are meant technically; with one of them it was a toss-up.
    private static let technicalNeighbours = 2
    /// How near: forty characters.
    private static let reach = 120

    private static let ordinary = ContextRules.standard.words("ordinary")
    private static let names = ContextRules.standard.words("names")
    private static let technical = ContextRules.standard.words("technical")

    private static let dot = Array("·".utf8)

    private let source: UTF8Buffer

    /// Nil for a step that replaces no words.
    init?(_ step: ConversionStep, _ source: UTF8Buffer) {
        guard step.replacesWords else { return nil }
        self.source = source
    }

    /// Whether the word at `range` is to be replaced: it is a word, or words, of the text, and not an ordinary word in
    /// its ordinary sense. A word that is all of its clause, as in a list of terms, has the technical sense.
    /// Within a longer word it is replaced too (鼠标垫, 前列腺癌), except for ordinary words and in foreign names.
    func isMeant(_ range: TextRange, _ words: inout ClauseWords) -> Bool {
        let word = Array(source[range.bytes])
        let isOrdinary = Self.ordinary.contains(word)
        if words.isAlone(range) { return true }
        if Self.names.contains(word), words.tag(at: range) != .properNoun { return false }
        // A part of a foreign name is no name of a place; a name in full has the dot itself.
        if let whole = words.word(around: range), words.touchesMiddleDot(whole),
            source.firstPlace(of: Self.dot, in: range.bytes) == nil
        {
            return false
        }
        if words.areWhole(in: range) {
            return !isOrdinary || technicalWords(around: range, word) >= Self.technicalNeighbours
        }
        // A technical word of three characters is hardly there by chance (乙太網 in 乙太網絡).
        if word.count >= 9, Self.technical.contains(word) { return true }
        // A word of three characters that is commoner than what it cuts: 前列腺 in 前列|腺癌.
        guard !isOrdinary, !words.areCut(by: range) || word.count >= 9 && words.isCommoner(range) else { return false }
        guard let whole = words.word(around: range) else { return true }
        return !words.others(than: range, in: whole) { ContextRules.standard.transliteration.contains($0) }
    }

    // How many different technical words other than `word` are near.
    private func technicalWords(around range: TextRange, _ word: [UInt8]) -> Int {
        let near = max(0, range.lowerBound - Self.reach)..<min(source.count, range.upperBound + Self.reach)
        return Self.technical.count { $0 != word && source.firstPlace(of: $0, in: near) != nil }
    }
}
