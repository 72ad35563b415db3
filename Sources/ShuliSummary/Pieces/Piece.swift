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
    /// Whether its meaning continues behind it.
    var isUnfinished = false

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
        let range = TextRange(Dateline.end(in: buffer, sentence.range), sentence.range.upperBound)
        // A dateline is usually a clause of its own.
        let clause = text.clauses[sentence.clauses].first { $0.range.upperBound > range.lowerBound }
        return Piece(
            sentence: number, range: range,
            units: (clause?.units.lowerBound ?? sentence.units.lowerBound)..<sentence.units.upperBound,
            length: length(range), isOpenEnded: isOpenEnded(range), pointsBack: Openers.pointsBack(buffer, range))
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
                guard length >= Self.minimumLength, isBalanced(range) else { continue }
                let isSubordinate = isTailCut && first == last && Openers.isSubordinate(buffer, range)
                let isUnfinished = isTailCut && (clauses[last].endsInColon || Openers.isUnfinished(buffer, range))
                pieces.append(
                    Piece(
                        sentence: number, range: range,
                        units: clauses[first].units.lowerBound..<clauses[last].units.upperBound, length: length,
                        isOpenEnded: isOpenEnded(range), isHeadCut: isHeadCut, isTailCut: isTailCut,
                        pointsBack: Openers.pointsBack(buffer, range),
                        isUnfinished: isSubordinate || isUnfinished))
            }
        }
        return pieces
    }

    private func length(_ range: TextRange) -> Int { Summary.length(of: buffer, range) }

    private func isOpenEnded(_ range: TextRange) -> Bool {
        !Summary.endsSentence(buffer.scalar(before: range.upperBound).value)
    }

    // Whether every quotation mark and bracket has its counterpart inside.
    private func isBalanced(_ range: TextRange) -> Bool {
        var depth = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = buffer.scalar(at: offset)
            offset += length
            switch scalar {
            case 0x201C, 0x2018, 0x300C, 0x300E, 0xFF08, 0x300A, 0x3010: depth += 1
            case 0x201D, 0x2019, 0x300D, 0x300F, 0xFF09, 0x300B, 0x3011:
                depth -= 1
                if depth < 0 { return false }
            default: break
            }
        }
        return depth == 0
    }
}
