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
        /// What was taken off the score; 0 or less.
        fileprivate(set) var damping = 0.0
        fileprivate let hash: UInt64
        fileprivate let labels: Range<Int>

        /// - Parameters:
        ///   - hash: the folded hash of its labels, which no other candidate has.
        ///   - labels: the range of its characters in the labels of the text.
        init(index: Int, score: Double, hash: UInt64, labels: Range<Int>) {
            (self.index, self.score, self.hash, self.labels) = (index, score, hash, labels)
        }
    }

    /// What a subphrase of a better phrase loses, in log-odds. With more MAP falls by 1 point on the development news.
    private static let subphraseDamping = 0.3
    /// What a phrase that contains a better one loses, in log-odds. Introduced together with the products of features
    /// (.5 to 1.6 points of F1@3 to MAP on news, about .5 on abstracts); other values were not recorded.
    private static let superphraseDamping = 0.2

    private let labels: [UInt32]
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
    init(_ candidates: [Ranked], labels: [UInt32]) {
        self.labels = labels
        ranked = candidates
        isTaken = [Bool](repeating: false, count: candidates.count)
        firstSuperphrase = [Int32](repeating: -1, count: candidates.count)
        positions = KeyIndex(expected: candidates.count)
        heap = Heap(candidates.indices.map { Entry(score: candidates[$0].score, position: $0) })
        for candidate in candidates { _ = positions.insert(candidate.hash) }
        for phrase in ranked.indices {
            for part in subphrases(of: phrase) {
                superphrases.append((Int32(phrase), firstSuperphrase[part]))
                firstSuperphrase[part] = Int32(superphrases.count - 1)
            }
        }
    }

    /// Takes out the candidate with the greatest score, the first of equal ones; then lowers its superphrases, and
    /// lowers or takes out its subphrases.
    mutating func takeBest(suppressesSubphrases: Bool) -> Ranked? {
        while let entry = heap.popMax() {
            if isTaken[entry.position] { continue }
            guard entry.score == ranked[entry.position].score else {
                heap.insert(Entry(score: ranked[entry.position].score, position: entry.position))
                continue
            }
            isTaken[entry.position] = true
            for part in subphrases(of: entry.position) {
                lower(part, by: Self.subphraseDamping)
                if suppressesSubphrases { isTaken[part] = true }
            }
            var next = Int(firstSuperphrase[entry.position])
            while next >= 0 {
                lower(Int(superphrases[next].phrase), by: Self.superphraseDamping)
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
        for start in range {
            var hash = FoldedHash()
            for end in start..<range.upperBound {
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
