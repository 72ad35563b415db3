extension WordDecoder {
    /// Two characters become one word from about three occurrences in a million words on: on forum posts in a standard
    /// with long words this gave the best F1 of the bounds 0, 3, 3.5, 4, 4.5 and 5 (2026-11-30).
    private static let joinedZipf = 3.5

    /// The ends of words where two words of one Han character that are a listed word together are one: 这 个, 不 能.
    ///
    /// - Parameter isKnown: whether a stretch of text touches a word of the user's own, which stays as it is.
    /// Cost: one look-up for each two such neighbours.
    func joiningListed(_ ends: [Int], in buffer: UTF8Buffer, isKnown: (Range<Int>) -> Bool) -> [Int] {
        var joined: [Int] = []
        joined.reserveCapacity(ends.count)
        var start = 0
        // Where the word before begins, if it may take another character.
        var left: Int?
        for end in ends {
            let isHan = end - start == 3 && CharacterClass(buffer.scalar(at: start).value) == .han
            if isHan, let first = left, isJoined(first..<end, in: buffer), !isKnown(first..<end) {
                joined[joined.count - 1] = end
                left = nil
            } else {
                joined.append(end)
                left = isHan ? start : nil
            }
            start = end
        }
        return joined
    }

    private func isJoined(_ word: Range<Int>, in buffer: UTF8Buffer) -> Bool {
        guard let entry = lexicon.entry(in: buffer, TextRange(word.lowerBound, word.upperBound)) else { return false }
        return entry.sources.contains(.jieba) && entry.zipf >= Self.joinedZipf
    }
}
