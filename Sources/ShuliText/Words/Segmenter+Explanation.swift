extension Segmenter {
    /// Why a word is one token in a text or not, a line for each occurrence.
    ///
    /// Where the model decided, the line gives the difference in score between the best segmentation of the line and
    /// the best one that keeps the word whole, in units of the model's score (1 is slight, 4 is clear).
    package func explain(_ word: String, in text: String) -> [String] {
        guard !word.isEmpty else { return [] }
        return text.withUTF8Buffer { buffer in
            let tokens = tokens(in: buffer)
            return text.ranges(of: word).map { found in
                explain(TextRange(found, in: text), tokens, buffer)
            }
        }
    }

    private func explain(_ range: TextRange, _ tokens: [Token], _ buffer: UTF8Buffer) -> String {
        let first = tokens.partitioningIndex { $0.range.upperBound > range.lowerBound }
        let touched = tokens[first...].prefix { $0.range.lowerBound < range.upperBound }
        let cut = touched.map { buffer.text($0.range) }.joined(separator: " ")
        let place = "byte \(range.lowerBound): "
        let known = decoder.lexicon.userWords?.matches(in: buffer) ?? []
        let own = known.first { $0.range == range.bytes }?.word
        let policy = own.map { ", \($0.policy.rawValue) by \(Self.origin($0))" } ?? ""
        if touched.map(\.range) == [range] { return place + "one token\(policy)" }
        if decoder.lexicon.userWords?.isRemoved(range.bytes, in: buffer) == true {
            return place + "cut as \(cut): the dictionary removes the word"
        }
        if let other = known.first(where: {
            $0.isForced && $0.range != range.bytes && $0.range.overlaps(range.bytes)
        }) {
            return place
                + "cut as \(cut): the forced word \"\(other.word.text)\" of \(other.word.line.map { "line \($0)" } ?? "the dictionary") goes before it"
        }
        if let whole = touched.first(where: { [.url, .email, .mention, .topic, .emoji].contains($0.kind) }) {
            return place + "part of \(cut): \(article(whole.kind)) comes whole"
        }
        let best = score(tokensWith: nil, around: range, buffer)
        let forced = score(tokensWith: range, around: range, buffer)
        let lead = ((best - forced) * 100).rounded() / 100
        return place + "cut as \(cut): the model prefers that by \(lead)\(policy)"
    }

    private static func origin(_ word: UserDictionary.Word) -> String {
        word.line.map { "line \($0) of the dictionary" } ?? "the dictionary"
    }

    private func article(_ kind: TokenKind) -> String {
        switch kind {
        case .url: "an address of the web"
        case .email: "an address of mail"
        case .mention: "an @name"
        case .topic: "a #topic#"
        default: "an emoji"
        }
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
