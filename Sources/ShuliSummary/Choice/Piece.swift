import ShuliText

/// A piece of a text that may be chosen: a sentence, or a run of its clauses.
struct Piece {
    /// The number of its sentence.
    let sentence: Int
    let range: TextRange
    /// Its places in the text's units.
    let units: Range<Int>
    /// Its length as budgets count it.
    let letters: Int
    /// Whether it ends in no mark that ends a sentence.
    let isOpenEnded: Bool
    var isHeadCut = false
    var isTailCut = false
    /// Whether it leans on what stands before it.
    var pointsBack = false
    /// Whether its sense goes on behind it.
    var isUnfinished = false

    var isCut: Bool { isHeadCut || isTailCut }
}

/// Makes pieces of a text's sentences.
struct PieceMaker {
    let text: SummaryText
    let buffer: UTF8Buffer

    /// A cut piece has at least so many letters, and so many clauses at most.
    private static let shortest = 8
    private static let mostClauses = 6

    /// The sentences themselves, without their datelines.
    func sentences() -> [Piece] { text.sentences.indices.map(whole) }

    /// The sentences and all runs of their clauses that may read as one.
    func clauses() -> [Piece] { text.sentences.indices.flatMap(runs) }

    private func whole(_ number: Int) -> Piece {
        let sentence = text.sentences[number]
        let range = TextRange(Dateline.end(in: buffer, sentence.range), sentence.range.upperBound)
        // A dateline is mostly a clause of its own.
        let clause = text.clauses[sentence.clauses].first { $0.range.upperBound > range.lowerBound }
        return Piece(
            sentence: number, range: range,
            units: (clause?.units.lowerBound ?? sentence.units.lowerBound)..<sentence.units.upperBound,
            letters: length(range), isOpenEnded: isOpenEnded(range), pointsBack: Openers.pointsBack(buffer, range))
    }

    private func runs(_ number: Int) -> [Piece] {
        let clauses = text.clauses[text.sentences[number].clauses]
        var pieces = [whole(number)]
        for first in clauses.indices {
            for last in first..<min(clauses.endIndex, first + Self.mostClauses) {
                let (isHeadCut, isTailCut) = (first > clauses.startIndex, last < clauses.endIndex - 1)
                guard isHeadCut || isTailCut else { continue }
                let range = TextRange(clauses[first].range.lowerBound, clauses[last].range.upperBound)
                let letters = length(range)
                guard letters >= Self.shortest, isBalanced(range) else { continue }
                let waits = isTailCut && first == last && Openers.waits(buffer, range)
                let isUnfinished = isTailCut && (clauses[last].endsInColon || Openers.isUnfinished(buffer, range))
                pieces.append(
                    Piece(
                        sentence: number, range: range,
                        units: clauses[first].units.lowerBound..<clauses[last].units.upperBound, letters: letters,
                        isOpenEnded: isOpenEnded(range), isHeadCut: isHeadCut, isTailCut: isTailCut,
                        pointsBack: Openers.pointsBack(buffer, range),
                        isUnfinished: waits || isUnfinished))
            }
        }
        return pieces
    }

    private func length(_ range: TextRange) -> Int { Summary.length(of: buffer, range) }

    private func isOpenEnded(_ range: TextRange) -> Bool {
        !Summary.endsSentence(buffer.scalar(before: range.upperBound).value)
    }

    // Whether each quotation and bracket is opened and closed inside.
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
