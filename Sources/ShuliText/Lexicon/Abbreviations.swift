/// Latin abbreviations, whose stop belongs to them and ends no sentence.
enum Abbreviations {
    /// Whether an abbreviation ends at `dot`: a single letter, letters with stops (U.S., J.), or one of the words that
    /// a capital commonly follows.
    static func ends(_ buffer: UTF8Buffer, _ start: Int, before dot: Int) -> Bool {
        let word = self.word(buffer, start, before: dot)
        guard !word.isEmpty else { return false }
        if word.count == 1 || buffer[word].contains(0x2E) { return true }
        let name = buffer.text(word).lowercased()
        return titles.contains(name) || numbered.contains(name)
    }

    /// Whether the stop at `dot` is a part of the word before it: Dr. and etc., No. and Fig. before a number, an initial
    /// before a name.
    static func includesStop(_ buffer: UTF8Buffer, _ word: Range<Int>) -> Bool {
        var next = word.upperBound + 1
        while next < buffer.count, buffer[next] == 0x20 { next += 1 }
        let following: UInt8 = next < buffer.count ? buffer[next] : 0
        if word.count == 1 {
            return isCapital(buffer[word.lowerBound]) && next > word.upperBound + 1 && isCapital(following)
        }
        guard word.count <= 5 else { return false }
        let name = buffer.text(word).lowercased()
        return titles.contains(name) || numbered.contains(name) && (0x30...0x39).contains(following)
    }

    /// Whether a word of at most four letters with a capital first ends at `dot`.
    static func isShortCapitalized(_ buffer: UTF8Buffer, _ start: Int, before dot: Int) -> Bool {
        let word = self.word(buffer, start, before: dot)
        return (1...4).contains(word.count) && isCapital(buffer[word.lowerBound])
    }

    private static func word(_ buffer: UTF8Buffer, _ start: Int, before dot: Int) -> Range<Int> {
        var position = dot
        while position > start, (0x41...0x5A).contains(buffer[position - 1] & 0xDF) || buffer[position - 1] == 0x2E {
            position -= 1
        }
        // The end of a name with a digit or a hyphen is no abbreviation: GPT-4o.
        if position > start, (0x30...0x39).contains(buffer[position - 1]) || buffer[position - 1] == 0x2D {
            return dot..<dot
        }
        return position..<dot
    }

    private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

    private static let titles: Set<String> = [
        "co", "corp", "dr", "eds", "etc", "gen", "inc", "jr", "lt", "ltd", "mr", "mrs", "ms", "mt", "prof", "rev",
        "sen",
        "sr", "st", "univ", "vs",
    ]
    private static let numbered: Set<String> = ["fig", "figs", "no", "nos", "pp", "vol", "vols"]
}
