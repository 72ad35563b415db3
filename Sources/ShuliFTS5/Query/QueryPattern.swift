import ShuliText

/// Patterns of FTS5 that find what a text says.
enum QueryPattern {
    private static let segmenter = Segmenter()
    // Matches nothing.
    private static let empty = "\"\""

    /// For a table of words.
    static func words(_ text: String) -> String {
        let patterns = text.withUTF8Buffer { buffer in pieces(of: buffer, 0..<buffer.count).map(pattern) }
        return patterns.isEmpty ? empty : patterns.joined(separator: " AND ")
    }

    /// For a table of pairs.
    static func pairs(_ text: String) -> String {
        var prepared = PreparedText()
        text.withUTF8Buffer { prepared.read($0, 0..<$0.count, folds: false) }
        let patterns = prepared.withBuffer { buffer in
            stretches(of: buffer).map { stretch in
                // A single character at the end is half of a pair of the text.
                phrase(buffer.text(stretch.range)) + (stretch.endsWithSingle ? " *" : "")
            }
        }
        return patterns.isEmpty ? empty : patterns.joined(separator: " AND ")
    }

    // In FTS5 a quotation mark inside a phrase is doubled, and a NUL ends the pattern. Invisible characters are none of a token.
    private static func phrase(_ text: some StringProtocol) -> String {
        var phrase = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars where !InvisibleCharacters.isInvisible(scalar.value) {
            if scalar == "\"" { phrase.append(scalar) }
            phrase.append(scalar)
        }
        phrase.append("\"")
        return String(phrase)
    }

    // MARK: Words

    /// A stretch of a query without punctuation and space.
    private struct Piece {
        /// See `Divisions`.
        var atoms: [String] = []
        /// The words of the segmenter, by the atoms that they hold.
        var words: [Range<Int>] = []
        /// Whether the first atom is a Han character or kana.
        var beginsWithIdeograph = false
        /// The parts of the first token, where it is an address or the like.
        var runs: [String] = []
    }

    private static func pieces(of source: UTF8Buffer, _ range: Range<Int>) -> [Piece] {
        var text = PreparedText()
        text.read(source, range, folds: true)
        let buffer = text.buffer
        func place(_ part: Range<Int>) -> Range<Int> {
            let place = text.original(part)
            return range.lowerBound + place.lowerBound..<range.lowerBound + place.upperBound
        }
        func original(_ part: TextRange) -> String { source.text(place(part.bytes)) }
        var pieces: [Piece] = []
        var piece = Piece()
        func endPiece() {
            if !piece.atoms.isEmpty { pieces.append(piece) }
            piece = Piece()
        }
        for span in segmenter.tokenSpans(in: buffer) {
            switch span.kind {
            case .word:
                let atoms = Self.atoms(of: span.range, buffer)
                if atoms.isEmpty { continue }
                if piece.atoms.isEmpty { piece.beginsWithIdeograph = atoms.first?.isIdeograph ?? false }
                piece.words.append(piece.atoms.count..<piece.atoms.count + atoms.count)
                piece.atoms += atoms.map { original($0.range) }
            case .latin, .number, .url, .email:
                if piece.atoms.isEmpty { piece.runs = InnerRuns.of(span.range, in: buffer).map(original) }
                piece.words.append(piece.atoms.count..<piece.atoms.count + 1)
                piece.atoms.append(original(span.range))
            case .mention, .topic:
                // What it says, also where it is no name or topic.
                endPiece()
                let inner = span.range.bytes.dropFirst().dropLast(span.kind == .topic ? 1 : 0)
                pieces += Self.pieces(of: source, place(inner))
            case .punctuation, .symbol, .emoji, .space: endPiece()
            }
        }
        endPiece()
        return pieces
    }

    // Han characters and kana one by one, runs of letters and digits; each with the marks behind it, as in 约翰·史密斯.
    private static func atoms(of range: TextRange, _ buffer: UTF8Buffer) -> [(range: TextRange, isIdeograph: Bool)] {
        var starts: [(offset: Int, isIdeograph: Bool)] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            if let end = Characters.endOfIdeograph(buffer, from: offset) {
                starts.append((offset, true))
                offset = end
            } else {
                let end = Characters.endOfAlphanumerics(buffer, from: offset)
                if end > offset { starts.append((offset, false)) }
                offset = max(end, offset + UTF8Buffer.length(ofScalarBeginningWith: buffer[offset]))
            }
        }
        let ends = starts.dropFirst().map(\.offset) + [range.upperBound]
        return zip(starts, ends).map { (TextRange($0.offset, $1), $0.isIdeograph) }
    }

    private static func pattern(_ piece: Piece) -> String {
        let divisions = Divisions.all(of: piece.atoms, words: piece.words).map(raw)
        guard piece.atoms.count == 1 else {
            return divisions.count == 1 ? divisions[0] : "(\(divisions.joined(separator: " OR ")))"
        }
        // One character alone is rarely a word; it is the beginning of many.
        if piece.beginsWithIdeograph { return divisions[0] + " *" }
        guard !piece.runs.isEmpty else { return divisions[0] }
        let runs = piece.runs.map { raw([$0]) }
        let parts = runs.count == 1 ? runs[0] : "NEAR(\(runs.joined(separator: " ")), \(runs.count))"
        return "(\(divisions[0]) OR \(parts))"
    }

    private static func raw(_ tokens: [String]) -> String {
        phrase(tokens.map { RawPhrase.mark + $0 }.joined())
    }

    // MARK: Pairs

    // What lies between white space, punctuation and symbols.
    private static func stretches(of buffer: UTF8Buffer) -> [(range: Range<Int>, endsWithSingle: Bool)] {
        var stretches: [(Range<Int>, Bool)] = []
        var start: Int?
        var ideographs = 0
        func end(at offset: Int) {
            if let first = start { stretches.append((first..<offset, ideographs == 1)) }
            start = nil
            ideographs = 0
        }
        var offset = 0
        while offset < buffer.count {
            let (scalar, length) = buffer.scalar(at: offset)
            let kind = CharacterClass(scalar)
            if let next = Characters.endOfIdeograph(buffer, from: offset) {
                start = start ?? offset
                ideographs += 1
                offset = next
                continue
            }
            if kind.isContent {
                start = start ?? offset
                ideographs = 0
            } else {
                end(at: offset)
            }
            offset += length
        }
        end(at: buffer.count)
        return stretches
    }
}
