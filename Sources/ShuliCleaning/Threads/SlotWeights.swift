import ShuliText

/// Which places of the items of a discussion hold what is said: a place is the kind of the nearest named element.
struct SlotWeights {
    private var weights: [UInt32: (weight: Double, isBeside: Bool)] = [:]
    private var best: UInt32 = 0
    private var bestWeight = 0.0
    /// Whether names separate what is said from the rest.
    private(set) var isSpecific = false
    private let count: Int

    init(_ lines: [PostLines.Line], _ items: [Range<Int>], repetitions: [Int]) {
        count = items.count
        for blocks in items {
            for index in blocks {
                let line = lines[index]
                guard line.traits.saysSomething, line.person != line.said, line.words > 0 else {
                    continue
                }
                let isBeside = !line.names.isDisjoint(with: .besideText)
                // What many items repeat is a signature.
                let variety = 1 / Double(max(1, repetitions[index]))
                let weight =
                    Double(line.words) * (line.traits.contains(.prose) ? 1 : 0.5) * variety * (isBeside ? 0.25 : 1)
                    * Double(line.words) / Double(max(1, line.words + line.linked))
                let before = weights[line.slot]?.weight ?? 0
                weights[line.slot] = (before + weight, isBeside)
            }
        }
        for (slot, value) in weights
        where value.weight > bestWeight || value.weight == bestWeight && slot < best {
            (best, bestWeight) = (slot, value.weight)
        }
        isSpecific = best != 0
    }

    /// Whether a place holds a quarter of what the best one holds.
    func isText(_ slot: UInt32) -> Bool { (weights[slot]?.weight ?? 0) >= 0.25 * bestWeight }
    /// Whether a text with this number of repetitions on the page is in four of five items: a button or a row of marks. Short answers
    /// are repeated as well, but not by nearly all.
    func isInMost(_ repetitions: Int) -> Bool { repetitions >= 4 && repetitions * 5 >= count * 4 }
    func isBest(_ slot: UInt32) -> Bool { slot == best }
    func isBeside(_ slot: UInt32) -> Bool { weights[slot]?.isBeside ?? false }
}
