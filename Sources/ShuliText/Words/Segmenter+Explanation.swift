extension Segmenter {
    /// Why a word is one token in a text or not, for each occurrence.
    ///
    /// Where the model decided, the explanation has the difference in score between the best segmentation of the line and
    /// the best one that keeps the word whole, in units of the model's score (1 is slight, 4 is clear).
    package func explain(_ word: String, in text: String) -> [WordExplanation] {
        guard !word.isEmpty else { return [] }
        return text.withUTF8Buffer { buffer in
            let tokens = tokens(in: buffer)
            return text.ranges(of: word).map { found in
                explain(TextRange(found, in: text), tokens, buffer)
            }
        }
    }

    private func explain(_ range: TextRange, _ tokens: [Token], _ buffer: UTF8Buffer) -> WordExplanation {
        let first = tokens.partitioningIndex { $0.range.upperBound > range.lowerBound }
        let touched = tokens[first...].prefix { $0.range.lowerBound < range.upperBound }
        return WordExplanation(
            offset: range.lowerBound, tokens: touched.map { buffer.text($0.range) }.joined(separator: " "),
            decision: decision(range, touched, buffer))
    }

    private func decision(
        _ range: TextRange, _ touched: ArraySlice<Token>, _ buffer: UTF8Buffer
    ) -> WordExplanation.Decision {
        let known = decoder.lexicon.userWords?.matches(in: buffer) ?? []
        let listing = known.first { $0.range == range.bytes }.map {
            WordExplanation.Listing(policy: $0.word.policy, line: $0.word.line)
        }
        if touched.map(\.range) == [range] { return .oneToken(listing) }
        if decoder.lexicon.userWords?.isRemoved(range.bytes, in: buffer) == true { return .removed }
        if let other = known.first(where: {
            $0.isForced && $0.range != range.bytes && $0.range.overlaps(range.bytes)
        }) {
            return .forced(other.word.text, line: other.word.line)
        }
        if let whole = touched.first(where: { [.url, .email, .mention, .topic, .emoji].contains($0.kind) }) {
            return .inside(whole.kind)
        }
        let best = score(tokensWith: nil, around: range, buffer)
        let whole = score(tokensWith: range, around: range, buffer)
        return .model(lead: ((best - whole) * 100).rounded() / 100, listing)
    }

    // The score of the best segmentation of the line around a range; with the range as one word unless `whole` is nil.
    private func score(tokensWith whole: TextRange?, around range: TextRange, _ buffer: UTF8Buffer) -> Float {
        let start = (buffer[..<range.lowerBound].lastIndex(of: 0x0A) ?? -1) + 1
        let end = buffer[range.upperBound...].firstIndex(of: 0x0A) ?? buffer.count
        var scratch = SegmentationScratch()
        var ends: [Int] = []
        decoder.appendWordEnds(
            in: buffer, range: start..<end, spans: whole.map { [WordSpan($0.bytes, .force)] } ?? [], scratch: &scratch,
            to: &ends)
        let last = Set(ends)
        var isStart = true
        var sum: Float = 0
        for character in decoder.scores(in: buffer, range: start..<end, scratch: &scratch) {
            let isEnd = last.contains(character.range.upperBound)
            switch (isStart, isEnd) {
            case (true, true): sum += character.single
            case (true, false): sum += character.begin
            case (false, true): sum += character.end
            case (false, false): sum += character.middle
            }
            isStart = isEnd
        }
        return sum
    }
}
