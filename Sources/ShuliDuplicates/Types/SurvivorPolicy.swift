/// Which document of a cluster is kept.
///
/// Among equals it is one that does not say that it was taken from elsewhere, then the one with the smallest id, so that
/// the choice does not depend on the order of the documents, except for `first`.
public enum SurvivorPolicy: Hashable, Sendable, Codable {
    /// The one that was added first.
    case first
    /// The one with the longest body, in UTF-8 bytes.
    case longest
    /// The one of whose page cleaning removed the smallest share; then the longest.
    case cleanest
    /// The one with the earliest date; those without a date come last.
    case earliest
    /// The one whose source comes first in the list, by the host of its address (`example.cn` is also `www.example.cn`)
    /// or the name of its source; then the earliest.
    case sources([String])

    /// Whether `left` is preferred to `right`; nil where this policy has no preference.
    func prefers(_ left: DocumentFacts, over right: DocumentFacts) -> Bool? {
        switch self {
        case .first: return nil
        case .longest: return left.length == right.length ? nil : left.length > right.length
        case .cleanest:
            // removed / (removed + length), compared as products: twice 32 bits or more, hence in full width.
            let mine = Self.product(left.removed, right.removed, right.length)
            let other = Self.product(right.removed, left.removed, left.length)
            return mine == other ? SurvivorPolicy.longest.prefers(left, over: right) : mine < other
        case .earliest:
            switch (left.date, right.date) {
            case (let mine?, let other?): return mine == other ? nil : mine < other
            case (nil, nil): return nil
            case (let mine, _): return mine != nil
            }
        case .sources(let list):
            let (mine, other) = (Self.rank(left, list), Self.rank(right, list))
            return mine == other ? SurvivorPolicy.earliest.prefers(left, over: right) : mine < other
        }
    }

    // removed × (otherRemoved + otherLength), for any numbers.
    private static func product(_ removed: Int, _ otherRemoved: Int, _ otherLength: Int) -> (UInt, UInt) {
        let sum = UInt(max(0, otherRemoved)) + UInt(max(0, otherLength))
        let product = UInt(max(0, removed)).multipliedFullWidth(by: sum)
        return (product.high, product.low)
    }

    private static func rank(_ document: DocumentFacts, _ list: [String]) -> Int {
        list.firstIndex { name in
            document.source == name || document.host == name || document.host?.hasSuffix("." + name) == true
        } ?? list.count
    }
}
