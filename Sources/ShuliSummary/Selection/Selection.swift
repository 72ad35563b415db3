import HeapModule
import ShuliText

/// Chooses pieces one after the other: always the one that adds most to those chosen before, for its length.
///
/// The greedy algorithm for budgeted coverage (Lin and Bilmes 2010), with lazy evaluation (Minoux 1978): the value of a
/// piece only falls while others are chosen, so a piece that still leads after its value was computed again is the best
/// one. A piece is evaluated again at most once for each of its units and each choice of it, so the total cost is near
/// linear.
struct Selection {
    /// A piece that was chosen, and its value at that time.
    struct Choice {
        let piece: Int
        let score: Double
    }

    /// A piece whose units are covered by more than this share repeats what was chosen. Chosen by hand: nearly word for
    /// word.
    private static let repetition = 0.9

    private let text: SummaryText
    private let pieces: [Piece]
    private let worth: [Double]
    private let weights: SummaryWeights
    /// By document: 1 for written text, where a sentence that points back needs the one before it, to 0 for speech.
    private let written: [Double]
    private var covered: [Bool]
    private var isSentenceUsed: [Bool]
    private(set) var choices: [Choice] = []

    init(_ text: SummaryText, pieces: [Piece], worth: [Double], weights: SummaryWeights, talk: [Double]) {
        self.text = text
        self.pieces = pieces
        self.worth = worth
        self.weights = weights
        written = talk.map { 1 - $0 }
        covered = [Bool](repeating: false, count: text.rarity.count)
        isSentenceUsed = [Bool](repeating: false, count: text.sentences.count)
    }

    /// Chooses until the budget is spent or no piece fits.
    mutating func choose(_ budget: inout Budget) {
        guard !budget.isSpent else { return }
        var heap = Heap<Entry>()
        for index in pieces.indices where !isSentenceUsed[pieces[index].sentence] {
            heap.insert(Entry(value: value(of: index), piece: index, chosenBefore: choices.count))
        }
        while !budget.isSpent, let entry = heap.popMax(), entry.value > 0 {
            let piece = pieces[entry.piece]
            if isSentenceUsed[piece.sentence] { continue }
            if entry.chosenBefore < choices.count {
                heap.insert(Entry(value: value(of: entry.piece), piece: entry.piece, chosenBefore: choices.count))
                continue
            }
            guard budget.take(piece) else { continue }
            let wasFirst = choices.isEmpty
            take(entry)
            // Values can rise in two cases: all of them when the first piece is chosen (`further` replaces `head`), and
            // that of a sentence that points back to the chosen one.
            if wasFirst {
                heap = Heap(
                    pieces.indices.filter { !isSentenceUsed[pieces[$0].sentence] }.map {
                        Entry(value: value(of: $0), piece: $0, chosenBefore: choices.count)
                    })
            } else {
                for index in next(to: entry.piece) {
                    heap.insert(Entry(value: value(of: index), piece: index, chosenBefore: choices.count))
                }
            }
        }
    }

    private mutating func take(_ entry: Entry) {
        isSentenceUsed[pieces[entry.piece].sentence] = true
        for unit in text.units[pieces[entry.piece].units] { covered[Int(unit)] = true }
        choices.append(Choice(piece: entry.piece, score: entry.value))
    }

    // The sentence behind that of a piece, if it points back.
    private func next(to piece: Int) -> [Int] {
        let sentence = pieces[piece].sentence + 1
        var index = piece + 1
        while index < pieces.count, pieces[index].sentence < sentence { index += 1 }
        guard index < pieces.count, pieces[index].sentence == sentence, pieces[index].pointsBack else { return [] }
        return isSentenceUsed[sentence] ? [] : [index]
    }

    private func value(of index: Int) -> Double {
        let piece = pieces[index]
        let units = text.units[piece.units]
        let shared = units.reduce(0) { $0 + (covered[Int($1)] ? 1 : 0) }
        let share = Double(shared) / Double(max(1, units.count))
        if share > Self.repetition { return 0 }
        let novelty = 1 - weights.redundancy * share
        let length = Double(piece.length)
        let constant = choices.isEmpty ? weights.head : weights.further
        var value = worth[index] * novelty * Exponential.power(length, weights.gain) / (length + constant)
        if piece.pointsBack, !piece.isHeadCut, !isAntecedentChosen(piece) {
            let isFirst = choices.isEmpty && !piece.continuesEnumeration
            let factor = isFirst ? weights.withoutAntecedent : weights.furtherWithoutAntecedent
            value *= 1 - (1 - factor) * written[text.sentences[piece.sentence].document]
        }
        let document = text.sentences[piece.sentence].document
        if !choices.isEmpty, text.sentences[piece.sentence].isQuestion, written[document] == 1 {
            value *= weights.furtherUnanswered
        }
        return value
    }

    private func isAntecedentChosen(_ piece: Piece) -> Bool {
        // In a text of finalists the sentence before may be another one.
        piece.sentence > 0 && isSentenceUsed[piece.sentence - 1]
            && text.sentences[piece.sentence].index == text.sentences[piece.sentence - 1].index + 1
    }
}

/// A piece in the heap, with its value after so many choices.
private struct Entry: Comparable {
    let value: Double
    let piece: Int
    let chosenBefore: Int

    // Of equal values the earlier piece is the greater.
    static func < (left: Entry, right: Entry) -> Bool {
        (left.value, right.piece) < (right.value, left.piece)
    }
}
