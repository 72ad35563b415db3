/// A set of texts of an index, by their numbers. Membership is tested for every pair of every list, hence a table.
struct TextSet {
    private var holds: [Bool]
    /// The members in the order in which they were inserted.
    private(set) var members: [Int] = []

    /// An empty set that may hold the numbers below `texts`.
    init(texts: Int) { holds = [Bool](repeating: false, count: texts) }

    @inline(__always)
    func contains(_ text: Int) -> Bool { holds[text] }

    /// Inserts a text; returns whether it is new.
    @discardableResult
    mutating func insert(_ text: Int) -> Bool {
        guard !holds[text] else { return false }
        holds[text] = true
        members.append(text)
        return true
    }

    mutating func formUnion(_ texts: some Sequence<Int>) { for text in texts { insert(text) } }
}
