import ShuliText

/// A piece of a text that may be chosen: a sentence, or consecutive clauses of one.
struct Piece {
    /// The index of its sentence.
    let sentence: Int
    let range: TextRange
    /// Its range in `SummaryText.units`.
    let units: Range<Int>
    /// Its length as budgets count it, in characters.
    let length: Int
    /// Whether it lacks a mark at its end, so that a full stop is needed behind it.
    let isOpenEnded: Bool
    var isHeadCut = false
    var isTailCut = false
    /// Whether it begins by referring to the sentence before.
    var pointsBack = false
    /// Whether it begins as a further part of an enumeration.
    var continuesEnumeration = false
    /// Whether its meaning continues behind it.
    var isUnfinished = false
    /// Whether it lacks a counterpart of a mark inside it, or had to be parted from one at its border.
    var isUnbalanced = false
    var isPartOfQuotation = false

    var isCut: Bool { isHeadCut || isTailCut }
}

/// Makes the pieces of a text.
struct PieceMaker {
    let text: SummaryText
    let buffer: UTF8Buffer

    /// The least length of a cut piece, in characters, and the most clauses in one, which keeps the number of pieces
    /// linear. Chosen by hand.
    private static let minimumLength = 8
    private static let maximumClauses = 6

    /// The whole sentences, without their datelines.
    func sentences() -> [Piece] { text.sentences.indices.map(whole) }

    /// The whole sentences, each followed by its consecutive clauses that may read as a sentence.
    func clauses() -> [Piece] { text.sentences.indices.flatMap(runs) }

    private func whole(_ number: Int) -> Piece {
        let sentence = text.sentences[number]
        let (end, isUnfinished) = contentEnd(sentence.range)
        let content = TextRange(Dateline.end(in: buffer, TextRange(sentence.range.lowerBound, end)), end)
        let marks = PairedMarks.trimmed(buffer, content)
        // A dateline is usually a clause of its own.
        let clause = text.clauses[sentence.clauses].first { $0.range.upperBound > marks.range.lowerBound }
        return Piece(
            sentence: number, range: marks.range,
            units: (clause?.units.lowerBound ?? sentence.units.lowerBound)..<sentence.units.upperBound,
            length: length(marks.range), isOpenEnded: isOpenEnded(marks.range), pointsBack: pointsBack(marks.range),
            continuesEnumeration: Openers.continuesEnumeration(buffer, marks.range), isUnfinished: isUnfinished,
            isUnbalanced: !marks.isBalanced,
            isPartOfQuotation: marks.range != content)
    }

    // Where a sentence ends before a mark that only joins it to what follows, and whether its meaning continues there.
    private func contentEnd(_ range: TextRange) -> (end: Int, isUnfinished: Bool) {
        var end = range.upperBound
        var isUnfinished = false
        while end > range.lowerBound {
            let scalar = buffer.scalar(before: end)
            switch scalar.value {
            case 0xFF0C, 0x2C, 0x3001: isUnfinished = true
            case 0x3B where SentenceParts.endsEntity(buffer, end): return (end, isUnfinished)
            case 0xFF1A, 0x3A, 0xFF1B, 0x3B, 0x20, 0x3000: break
            default: return (end, isUnfinished)
            }
            end -= scalar.length
        }
        return (range.upperBound, isUnfinished)
    }

    private func pointsBack(_ range: TextRange) -> Bool {
        Openers.pointsBack(buffer, range) { [text] in text.endsWord(at: $0) }
    }

    private func runs(_ number: Int) -> [Piece] {
        let clauses = text.clauses[text.sentences[number].clauses]
        var pieces = [whole(number)]
        for first in clauses.indices {
            for last in first..<min(clauses.endIndex, first + Self.maximumClauses) {
                let (isHeadCut, isTailCut) = (first > clauses.startIndex, last < clauses.endIndex - 1)
                guard isHeadCut || isTailCut else { continue }
                let range = TextRange(clauses[first].range.lowerBound, clauses[last].range.upperBound)
                let length = length(range)
                guard length >= Self.minimumLength else { continue }
                let marks = PairedMarks.trimmed(buffer, range)
                guard marks.isBalanced, marks.range == range else { continue }
                let isSubordinate = isTailCut && first == last && Openers.isSubordinate(buffer, range)
                let isUnfinished = isTailCut && (clauses[last].endsInColon || Openers.isUnfinished(buffer, range))
                pieces.append(
                    Piece(
                        sentence: number, range: range,
                        units: clauses[first].units.lowerBound..<clauses[last].units.upperBound, length: length,
                        isOpenEnded: isOpenEnded(range), isHeadCut: isHeadCut, isTailCut: isTailCut,
                        pointsBack: pointsBack(range),
                        isUnfinished: isSubordinate || isUnfinished))
            }
        }
        return pieces
    }

    private func length(_ range: TextRange) -> Int { Summary.length(of: buffer, range) }

    private func isOpenEnded(_ range: TextRange) -> Bool {
        !Summary.endsSentence(buffer.scalar(before: range.upperBound).value)
    }
}
