import HeapModule
import ShuliText

/// The scored candidates of a text, from which keywords are taken one after the other. Each one that is taken lowers
/// the scores of those that repeat it: its subphrases and the phrases that contain it.
///
/// Linear in the number of candidates, apart from the heap's logarithm: subphrases are looked up by their hash.
struct KeywordPool {
    /// A candidate and its score so far.
    struct Ranked {
        /// Its index among the scored candidates.
        let index: Int
        /// The log-odds of a keyword, lowered by what was taken before.
        fileprivate(set) var score: Double
        /// What overlapping candidates took off the score or left to it.
        fileprivate(set) var damping = 0.0
        fileprivate let hash: UInt64
        fileprivate let labels: Range<Int>
        fileprivate let count: Int
        fileprivate let form: Form

        /// - Parameters:
        ///   - hash: the folded hash of its labels, which no other candidate has.
        ///   - labels: the range of its characters in the labels of the text.
        ///   - count: how often it occurs in text and title.
        ///   - loss: what is taken off the score for its class.
        init(
            index: Int, score: Double, hash: UInt64, labels: Range<Int>, count: Int = 1, form: Form = [],
            loss: Double = 0
        ) {
            (self.index, self.score, self.hash, self.labels) = (index, score - loss, hash, labels)
            (self.count, self.form, damping) = (count, form, -loss)
        }
    }

    /// What decides which of two overlapping candidates gives way.
    struct Form: OptionSet {
        let rawValue: UInt8
        /// It may begin and end where it does.
        static let complete = Form(rawValue: 1)
        /// A word of the lexicon, or a name between 《》.
        static let listed = Form(rawValue: 2)
        static let person = Form(rawValue: 4)
        /// Complete, and neither long nor with a verb at its borders.
        static let whole = Form(rawValue: 8)
    }

    /// What a subphrase of a better phrase loses, in log-odds. With more MAP falls by 1 point on the development news.
    private static let subphraseDamping = 0.3
    /// What a phrase that contains a better one loses, in log-odds. Introduced together with the products of features
    /// (.5 to 1.6 points of F1@3 to MAP on news, about .5 on abstracts); other values were not recorded.
    private static let superphraseDamping = 0.2

    /// What a part that occurs nowhere else leaves of its score to the phrase around it, less this. By the F1 of news.
    private static let inheritance = 0.5

    private let labels: [UInt32]
    private let selection: KeywordSelection
    private let partsGiveWay: Bool
    /// In order of appearance.
    private var ranked: [Ranked]
    private var isTaken: [Bool]
    /// The positions in `ranked` by hash: candidates are inserted in their order.
    private var positions: KeyIndex
    /// By candidate, the first of its superphrases in `superphrases`, -1 where it has none.
    private var firstSuperphrase: [Int32]
    /// Linked lists: a phrase, and where its subphrase's list goes on.
    private var superphrases: [(phrase: Int32, next: Int32)] = []
    /// Upper bounds: scores only fall, so an entry that is out of date is put back with the present score.
    private var heap: Heap<Entry>

    /// - Parameters:
    ///   - candidates: in order of appearance, which decides between equal scores.
    ///   - labels: the labels of the text, which the ranges of candidates refer to.
    ///   - partsGiveWay: whether a part gives way to the phrase that it hardly occurs without.
    init(_ candidates: [Ranked], labels: [UInt32], _ selection: KeywordSelection, partsGiveWay: Bool) {
        (self.labels, self.selection, self.partsGiveWay) = (labels, selection, partsGiveWay)
        ranked = candidates
        isTaken = [Bool](repeating: false, count: candidates.count)
        firstSuperphrase = [Int32](repeating: -1, count: candidates.count)
        positions = KeyIndex(expected: candidates.count)
        heap = Heap()
        for candidate in candidates { _ = positions.insert(candidate.hash) }
        for phrase in ranked.indices {
            for part in subphrases(of: phrase) {
                superphrases.append((Int32(phrase), firstSuperphrase[part]))
                firstSuperphrase[part] = Int32(superphrases.count - 1)
            }
        }
        if partsGiveWay { removeParts() }
        heap = Heap(ranked.indices.filter { !isTaken[$0] }.map { Entry(score: ranked[$0].score, position: $0) })
    }

    // Takes out each part that hardly occurs outside of a whole phrase, and leaves its score to that. A person is what
    // such a phrase (导演李安) is about: there the phrase is taken out. A phrase with one character more is the whole name.
    private mutating func removeParts() {
        for part in ranked.indices.sorted(by: { (ranked[$0].labels.count, $0) < (ranked[$1].labels.count, $1) }) {
            var whole: Int?
            var next = Int(firstSuperphrase[part])
            while next >= 0 {
                let phrase = Int(superphrases[next].phrase)
                next = Int(superphrases[next].next)
                guard !isTaken[phrase], mayReplace(phrase, part) else { continue }
                if ranked[part].form.contains(.person), !ranked[phrase].form.contains(.listed),
                    ranked[phrase].labels.count > ranked[part].labels.count + 1
                {
                    isTaken[phrase] = true
                } else if whole.map({ ranked[$0].labels.count < ranked[phrase].labels.count }) ?? true {
                    whole = phrase
                }
            }
            guard let whole, !isTaken[part] else { continue }
            isTaken[part] = true
            let gain = ranked[part].score - Self.inheritance - ranked[whole].score
            if gain > 0 { lower(whole, by: -gain) }
        }
    }

    // Whether a phrase takes the place of a part that hardly occurs elsewhere: a word or name of a list does; where no
    // keyword may be part of another, any whole phrase that occurs twice.
    private func mayReplace(_ phrase: Int, _ part: Int) -> Bool {
        let outside = ranked[part].count - ranked[phrase].count
        let form = ranked[phrase].form
        switch selection {
        case .all: return false
        case .complete:
            return outside <= 0
                && (form.contains(.listed) || ranked[part].form.contains(.person) && form.contains(.whole))
        case .disjoint:
            return isFew(outside, of: part)
                && (form.contains(.listed) || form.contains(.whole) && ranked[phrase].count >= 2)
        }
    }

    private func isFew(_ outside: Int, of part: Int) -> Bool { outside < 2 || 10 * outside <= 3 * ranked[part].count }

    // What becomes of a part of a phrase that was taken. Words of the lexicon give way to such words only: readers name
    // 解放军 beside 解放军坦克.
    private mutating func giveWay(_ part: Int, to phrase: Int) {
        lower(part, by: Self.subphraseDamping)
        let outside = ranked[part].count - ranked[phrase].count
        let isReplaced =
            ranked[phrase].form.contains(.listed)
            ? isFew(outside, of: part) : !ranked[part].form.contains(.listed) && outside <= 0
        if selection == .disjoint || partsGiveWay && isReplaced { isTaken[part] = true }
    }

    // What becomes of a phrase around one that was taken.
    private mutating func giveWay(around phrase: Int) {
        lower(phrase, by: Self.superphraseDamping)
        let form = ranked[phrase].form
        if selection == .disjoint || partsGiveWay && form.isDisjoint(with: [.listed, .complete]) {
            isTaken[phrase] = true
        }
    }

    /// Takes out the candidate with the greatest score, the first of equal ones; then lowers its superphrases, and
    /// lowers or takes out its subphrases.
    mutating func takeBest() -> Ranked? {
        while let entry = heap.popMax() {
            if isTaken[entry.position] { continue }
            guard entry.score == ranked[entry.position].score else {
                heap.insert(Entry(score: ranked[entry.position].score, position: entry.position))
                continue
            }
            isTaken[entry.position] = true
            for part in subphrases(of: entry.position) { giveWay(part, to: entry.position) }
            var next = Int(firstSuperphrase[entry.position])
            while next >= 0 {
                giveWay(around: Int(superphrases[next].phrase))
                next = Int(superphrases[next].next)
            }
            return ranked[entry.position]
        }
        return nil
    }

    /// The positions of the other candidates whose labels occur inside a candidate's, each once.
    private func subphrases(of phrase: Int) -> [Int] {
        let range = ranked[phrase].labels
        var found: [Int] = []
        // A candidate has at least two characters.
        for start in range.dropLast() where range.count > 2 {
            var hash = FoldedHash()
            hash.append(label: labels[start])
            for end in start + 1..<range.upperBound {
                hash.append(label: labels[end])
                guard let part = positions.number(of: hash.value), part != phrase, !found.contains(part),
                    labels[ranked[part].labels].elementsEqual(labels[start...end])
                else { continue }
                found.append(part)
            }
        }
        return found
    }

    private mutating func lower(_ position: Int, by loss: Double) {
        ranked[position].score -= loss
        ranked[position].damping -= loss
    }

    private struct Entry: Comparable {
        let score: Double
        let position: Int

        // Of equal scores the earlier candidate is the greater.
        static func < (left: Entry, right: Entry) -> Bool {
            (left.score, right.position) < (right.score, left.position)
        }
    }
}
