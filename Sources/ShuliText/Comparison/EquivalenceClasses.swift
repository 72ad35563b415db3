/// The classes of characters that `CharacterEquivalence` makes equal. A class has two names: its smallest member, and its
/// simplified form, which people can read.
package struct EquivalenceClasses: Sendable {
    // All ideographs are below this scalar.
    private static let limit: UInt32 = 0x32400
    // A forest: the root of a tree is the smallest member of its class.
    private var parents = (0..<limit).map { $0 }
    // By the smallest member, where the simplified form is another one.
    private var simplifiedForms: [UInt32: UInt32] = [:]

    /// Takes some 5 ms.
    package init() {
        CharacterEquivalence.forEachPair { join($0, $1) }
        var members: [UInt32: [UInt32]] = [:]
        for scalar in UInt32(0x2E80)..<Self.limit {
            let smallest = smallest(scalar)
            if smallest != scalar { members[smallest, default: [smallest]].append(scalar) }
        }
        for (smallest, members) in members {
            let form = Self.simplifiedForm(of: members)
            if form != smallest { simplifiedForms[smallest] = form }
        }
    }

    /// The smallest member of the class of a scalar; the scalar itself where it is equal to no other one.
    package func smallest(_ scalar: UInt32) -> UInt32 {
        guard scalar < Self.limit else { return scalar }
        var scalar = scalar
        while parents[Int(scalar)] != scalar { scalar = parents[Int(scalar)] }
        return scalar
    }

    /// The simplified form of the class of a scalar: 干 for 乾, 幹 and 榦.
    package func simplified(_ scalar: UInt32) -> UInt32 {
        let smallest = smallest(scalar)
        return simplifiedForms[smallest] ?? smallest
    }

    private mutating func join(_ left: UInt32, _ right: UInt32) {
        guard max(left, right) < Self.limit else { return }
        let (left, right) = (smallest(left), smallest(right))
        parents[Int(max(left, right))] = min(left, right)
    }

    // Of the members that no simplification replaces, the most frequent one as a word, then the smallest.
    private static func simplifiedForm(of members: [UInt32]) -> UInt32 {
        let table = ConversionTables.standard[.traditionalToSimplified]
        let simplified = members.filter { [0, $0].contains(table.head($0).replacement) }
        func frequency(_ scalar: UInt32) -> Double {
            Unicode.Scalar(scalar).flatMap { Lexicon.standard.entry(for: String($0)) }?.zipf ?? -1
        }
        let candidates = (simplified.isEmpty ? members : simplified).map { (frequency($0), $0) }
        return candidates.max { ($0.0, $1.1) < ($1.0, $0.1) }?.1 ?? 0
    }
}
