/// Recognizes repetitions of the headline inside the body: captions of pictures, and the headline itself.
enum HeadlineCaptions {
    /// Marks blocks of `body` as captions that are kept so far, but no block of `exempt`. `title` is the content key of the headline.
    static func mark(
        _ causes: inout [RemovalCause?], _ lines: [AssessedBlock], _ folded: FoldedBlocks, title key: [UInt16],
        body: Range<Int>, exempt: Set<Int>
    ) {
        // An article begins with its text: a heading before it that says the same as the title is the headline, and so are headings that
        // say it together.
        var parts: [Int] = []
        var place = 0
        for index in body.prefix(3) where causes[index] == nil {
            guard case .heading = lines[index].block.role, !key.isEmpty else { break }
            let own = folded.contentKey(index)
            if own == key { causes[index] = .headline }
            guard key[place...].starts(with: own) else { continue }
            parts.append(index)
            place += own.count
        }
        if place == key.count { for index in parts { causes[index] = .headline } }
        // The limits (6 and 8 characters, 70 %) were chosen by hand: shorter headlines are words of the text as well.
        // A longer one is no headline, and would take long to look for.
        guard (6...1000).contains(key.count) else { return }
        for index in body
        where causes[index] == nil && lines[index].shape.content <= key.count + 8 && !exempt.contains(index) {
            let own = folded.contentKey(index)
            // What a comma ends is the beginning of a sentence.
            if lines[index].shape.last == 0xFF0C { continue }
            // A sentence that contains the headline is a sentence of the body.
            if isSentence(lines[index]), lines[index].shape.last == 0x3002 || !own.starts(with: key) { continue }
            if own.count * 10 >= key.count * 7, own.contains(run: key) || (own.count >= 6 && key.contains(run: own)) {
                causes[index] = .caption
            } else if own.count >= 4, own.count * 2 <= key.count + 2, key.starts(with: own),
                lines[index].shape.marks == 0,
                isBetweenParagraphs(index, lines, body, causes),
                lines[index].block.followsPicture || !lines[index].block.isHeading
            {
                causes[index] = .caption
            }
        }
    }

    private static func isSentence(_ line: AssessedBlock) -> Bool {
        line.shape.last == 0x3002 || line.shape.isProse && line.shape.ends > 0 && line.shape.content > 20
    }

    // Whether prose stands right before and after: the beginning of the headline by itself, as under a picture.
    private static func isBetweenParagraphs(
        _ index: Int, _ lines: [AssessedBlock], _ body: Range<Int>, _ causes: [RemovalCause?]
    ) -> Bool {
        // Pictures and their captions may stand between.
        let before = (max(body.lowerBound, index - 4)..<index).last { causes[$0] == nil }
        let behind = (index + 1..<max(index + 1, min(body.upperBound, index + 5))).first { causes[$0] == nil }
        guard let before, let behind else { return false }
        return lines[before].shape.isProse && lines[behind].shape.isProse
    }
}
