extension WordDecoder {
    // How many bytes before and behind a word are read with it, so that the scores of its characters are those that they
    // have in the text: the model looks at two characters and at words of up to eight.
    private static let context = 40

    /// The ends of words with each removed word divided where the model prefers a border most.
    ///
    /// Cost: one look-up a word, and the scores of some thirty characters for each word that is divided.
    func dividing(
        _ words: UserWords, _ ends: [Int], in buffer: UTF8Buffer, scratch: inout SegmentationScratch
    ) -> [Int] {
        var divided: [Int] = []
        divided.reserveCapacity(ends.count)
        var start = 0
        for end in ends {
            if words.isRemoved(start..<end, in: buffer),
                let border = border(inside: start..<end, in: buffer, scratch: &scratch)
            {
                divided.append(border)
            }
            divided.append(end)
            start = end
        }
        return divided
    }

    private func border(
        inside word: Range<Int>, in buffer: UTF8Buffer, scratch: inout SegmentationScratch
    ) -> Int? {
        var lower = max(0, word.lowerBound - Self.context)
        while buffer[lower] & 0xC0 == 0x80 { lower += 1 }
        if let lineEnd = buffer[lower..<word.lowerBound].lastIndex(of: 0x0A) { lower = lineEnd + 1 }
        var upper = min(buffer.count, word.upperBound + Self.context)
        while upper < buffer.count, buffer[upper] & 0xC0 == 0x80 { upper -= 1 }
        let scores = scores(in: buffer, range: lower..<upper, scratch: &scratch)
        var best: (gain: Float, offset: Int)?
        for (left, right) in zip(scores, scores.dropFirst()) {
            guard word.lowerBound < right.range.lowerBound, right.range.lowerBound < word.upperBound else { continue }
            let gain =
                max(left.end, left.single) - max(left.begin, left.middle) + max(right.begin, right.single)
                - max(right.middle, right.end)
            if gain > best?.gain ?? -.infinity { best = (gain, right.range.lowerBound) }
        }
        return best?.offset
    }
}
