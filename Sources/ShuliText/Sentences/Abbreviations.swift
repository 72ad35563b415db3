/// Latin abbreviations, whose stop ends no sentence.
enum Abbreviations {
    /// Whether an abbreviation ends at `dot`: a single letter, letters with stops (U.S., J.), or one of the words that
    /// a capital commonly follows.
    static func ends(_ buffer: UTF8Buffer, _ start: Int, before dot: Int) -> Bool {
        let word = self.word(buffer, start, before: dot)
        guard !word.isEmpty else { return false }
        if word.count == 1 || buffer[word].contains(0x2E) { return true }
        return words.contains(buffer.text(word).lowercased())
    }

    /// Whether a word of at most four letters with a capital first ends at `dot`.
    static func isShortCapitalized(_ buffer: UTF8Buffer, _ start: Int, before dot: Int) -> Bool {
        let word = self.word(buffer, start, before: dot)
        return (1...4).contains(word.count) && (0x41...0x5A).contains(buffer[word.lowerBound])
    }

    private static func word(_ buffer: UTF8Buffer, _ start: Int, before dot: Int) -> Range<Int> {
        var position = dot
        while position > start, (0x41...0x5A).contains(buffer[position - 1] & 0xDF) || buffer[position - 1] == 0x2E {
            position -= 1
        }
        return position..<dot
    }

    private static let words: Set<String> = [
        "co", "corp", "dr", "eds", "etc", "fig", "figs", "gen", "inc", "jr", "lt", "ltd", "mr", "mrs", "ms", "mt", "no",
        "nos", "pp", "prof", "rev", "sen", "sr", "st", "univ", "vol", "vols", "vs",
    ]
}
