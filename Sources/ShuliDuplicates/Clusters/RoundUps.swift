/// Finds the texts that hold several articles one after the other: a round-up is nobody's copy.
///
/// A text is a round-up where two texts that have nothing in common stand in it at different places, each nearly whole.
/// Two excerpts of one article look the same, so it is none where another text holds both excerpts and is a copy of the
/// whole.
struct RoundUps {
    /// What must stand in the round-up of each part.
    static let partShare = 0.7
    /// A text that is covered to this share by one other is its copy and no round-up of it.
    static let wholeShare = 0.9
    /// Copies of the whole.
    static let copyShare = 0.7

    private var parts: [Int: [Edge]] = [:]
    private var copies: [Int: Set<Int>] = [:]
    private var related: Set<UInt64> = []

    init(_ edges: [Edge]) {
        for edge in edges {
            if edge.relation != .sameForm { related.insert(PairTable.key(edge.left, edge.right)) }
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

    /// The round-ups. `stretches` says where in a text what it has in common with another one stands.
    func all(stretches: (_ whole: Int, _ part: Int) -> [Range<Int>]) -> Set<Int> {
        var found: Set<Int> = []
        for whole in parts.keys.sorted() where isRoundUp(whole, stretches) { found.insert(whole) }
        return found
    }

    private func isRoundUp(_ whole: Int, _ stretches: (Int, Int) -> [Range<Int>]) -> Bool {
        let texts = (parts[whole] ?? []).map { $0.other(than: whole) }.sorted()
        guard texts.count > 1 else { return false }
        var known: [Int: [Range<Int>]] = [:]
        func place(_ part: Int) -> [Range<Int>] {
            if let place = known[part] { return place }
            let place = stretches(whole, part)
            known[part] = place
            return place
        }
        for (index, first) in texts.enumerated() {
            for second in texts[(index + 1)...] where !related.contains(PairTable.key(first, second)) {
                let (left, right) = (place(first), place(second))
                let least = min(Self.count(left), Self.count(right))
                guard Self.overlap(left, right) * 5 < least else { continue }
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

    private static func overlap(_ left: [Range<Int>], _ right: [Range<Int>]) -> Int {
        var count = 0
        for range in left {
            for other in right where range.overlaps(other) {
                count += min(range.upperBound, other.upperBound) - max(range.lowerBound, other.lowerBound)
            }
        }
        return count
    }
}
