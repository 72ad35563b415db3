/// Finds round-ups: texts that hold several articles one after the other. A round-up is nobody's copy.
///
/// A text is a round-up where two texts that have nothing in common occur in it at different places, each nearly whole.
/// Two excerpts of one article look the same; so a text is no round-up where a copy of it holds both excerpts, too.
struct RoundUps {
    /// The share of a part that the round-up must hold. Chosen by hand, like the next two.
    static let partShare = 0.7
    /// A text of which one other has this share is a copy of that one, which is then no part of it.
    static let wholeShare = 0.9
    /// The share of each of two texts that the other must have to be a copy of the whole.
    static let copyShare = 0.7

    private var parts: [Int: [Edge]] = [:]
    private var copies: [Int: Set<Int>] = [:]
    private var related: Set<UInt64> = []

    init(_ edges: [Edge]) {
        for edge in edges {
            if edge.relation != .sameForm { related.insert(TextPairTable.key(edge.left, edge.right)) }
            switch edge.relation {
            case .near:
                for text in [edge.left, edge.right] {
                    let part = edge.other(than: text)
                    if edge.share(of: part) >= Self.partShare, edge.share(of: text) < Self.wholeShare {
                        parts[text, default: []].append(edge)
                    }
                }
                if edge.mutualShare >= Self.copyShare {
                    copies[edge.left, default: []].insert(edge.right)
                    copies[edge.right, default: []].insert(edge.left)
                }
            case .leftInRight: addPart(edge, of: edge.right)
            case .rightInLeft: addPart(edge, of: edge.left)
            case .unrelated, .related, .sameForm: break
            }
        }
    }

    private mutating func addPart(_ edge: Edge, of whole: Int) {
        if edge.share(of: edge.other(than: whole)) >= Self.partShare { parts[whole, default: []].append(edge) }
    }

    /// Finds the round-ups. `stretches` gives the ranges of a whole that a part has too, ascending.
    func all(stretches: (_ whole: Int, _ part: Int) -> [Range<Int>]) -> Set<Int> {
        var found: Set<Int> = []
        for whole in parts.keys.sorted() where isRoundUp(whole, stretches) { found.insert(whole) }
        return found
    }

    private func isRoundUp(_ whole: Int, _ stretches: (Int, Int) -> [Range<Int>]) -> Bool {
        let texts = (parts[whole] ?? []).map { $0.other(than: whole) }.sorted()
        guard texts.count > 1 else { return false }
        var known: [Int: [Range<Int>]] = [:]
        func ranges(_ part: Int) -> [Range<Int>] {
            if let ranges = known[part] { return ranges }
            let ranges = stretches(whole, part)
            known[part] = ranges
            return ranges
        }
        for (index, first) in texts.enumerated() {
            for second in texts[(index + 1)...] where !related.contains(TextPairTable.key(first, second)) {
                let (left, right) = (ranges(first), ranges(second))
                // At different places: a fifth of the shorter may overlap.
                let shorter = min(Self.count(left), Self.count(right))
                guard Self.overlap(left, right) * 5 < shorter else { continue }
                if !anotherCopyHolds(first, second, whole) { return true }
            }
        }
        return false
    }

    private func anotherCopyHolds(_ first: Int, _ second: Int, _ whole: Int) -> Bool {
        (copies[whole] ?? []).contains { copy in
            copy != first && copy != second && holds(copy, first) && holds(copy, second)
        }
    }

    private func holds(_ whole: Int, _ part: Int) -> Bool {
        parts[whole]?.contains { $0.other(than: whole) == part } ?? false
    }

    private static func count(_ ranges: [Range<Int>]) -> Int { ranges.reduce(0) { $0 + $1.count } }

    // How much two ascending lists of ranges without overlap have in common.
    private static func overlap(_ left: [Range<Int>], _ right: [Range<Int>]) -> Int {
        var (count, i, j) = (0, 0, 0)
        while i < left.count, j < right.count {
            count += max(
                0, min(left[i].upperBound, right[j].upperBound) - max(left[i].lowerBound, right[j].lowerBound))
            if left[i].upperBound < right[j].upperBound { i += 1 } else { j += 1 }
        }
        return count
    }
}
