/// A set of texts of an index, by their numbers: whether it holds one is asked for every pair of every list.
struct TextSet {
    private var holds: [Bool]
    /// In the order in which they came.
    private(set) var members: [Int] = []

    /// None of so many texts.
    init(texts: Int) { holds = [Bool](repeating: false, count: texts) }

    @inline(__always)
    func contains(_ text: Int) -> Bool { holds[text] }

    /// Whether the text was not in it.
    @discardableResult
    mutating func insert(_ text: Int) -> Bool {
        guard !holds[text] else { return false }
        holds[text] = true
        members.append(text)
        return true
    }

    mutating func formUnion(_ texts: some Sequence<Int>) { for text in texts { insert(text) } }
}
