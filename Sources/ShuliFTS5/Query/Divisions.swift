import ShuliText

/// In which words a piece of a query may be divided in a text: its parts, or "atoms", are characters, names and numbers,
/// which no word border divides.
///
/// A piece has its words from its surroundings: 学生活动 is 学生|活动 alone, and 生活 is a word in 大学生活. So up to six atoms are
/// looked for in all divisions. Of longer pieces those into few listed words are, among them the one that the segmenter
/// prefers for the piece alone.
struct Divisions {
    /// 32 divisions of six atoms.
    private static let mostAtoms = 6
    private static let mostDivisions = 32
    /// A piece of more atoms is cut as the segmenter cuts it.
    private static let mostListedAtoms = 24

    private let atoms: [String]
    // The words of the segmenter, by the atoms that they hold.
    private let words: [Range<Int>]

    /// The divisions of a piece: each a list of tokens.
    static func all(of atoms: [String], words: [Range<Int>]) -> [[String]] {
        let divisions = Divisions(atoms: atoms, words: words)
        if atoms.count <= mostAtoms { return divisions.complete() }
        return atoms.count <= mostListedAtoms ? divisions.listed() : [words.map { atoms[$0].joined() }]
    }

    private func complete() -> [[String]] {
        (0..<1 << (atoms.count - 1)).map { borders in
            var tokens: [String] = []
            for (index, atom) in atoms.enumerated() {
                if index > 0, borders >> (index - 1) & 1 == 0 {
                    tokens[tokens.count - 1] += atom
                } else {
                    tokens.append(atom)
                }
            }
            return tokens
        }
    }

    // The best divisions of each beginning of the piece, from shorter to longer ones.
    private func listed() -> [[String]] {
        var best: [[(cost: Int, tokens: [String])]] = Array(repeating: [], count: atoms.count + 1)
        best[0] = [(0, [])]
        let preferred = Set(words)
        for end in 1...atoms.count {
            var found: [(cost: Int, tokens: [String])] = []
            for start in 0..<end {
                let token = atoms[start..<end].joined()
                let isWhole = end - start == atoms.count
                guard
                    end - start == 1 || isWhole || preferred.contains(start..<end)
                        || Lexicon.standard.contains(token)
                else { continue }
                // Words of one character are many and rarely meant.
                let cost = preferred.contains(start..<end) ? 2 : end - start == 1 ? 4 : 3
                found += best[start].map { ($0.cost + cost, $0.tokens + [token]) }
            }
            // Stable: equally good ones stay in the order of their last word, the longest first.
            best[end] = Array(
                found.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
                    .prefix(Self.mostDivisions).map(\.element))
        }
        return best[atoms.count].map(\.tokens)
    }
}
