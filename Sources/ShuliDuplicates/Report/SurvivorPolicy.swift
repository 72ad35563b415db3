/// Which document of a cluster is kept. Among equals: one that does not say it was taken from elsewhere, then the one
/// with the smallest id.
public enum SurvivorPolicy: Hashable, Sendable {
    /// The one that came first.
    case first
    /// The one with the longest body.
    case longest
    /// The one of whose page the least had to be taken away, as a share; then the longest.
    case cleanest
    /// The one with the earliest date; those without one come last.
    case earliest
    /// The one from the source that stands first in the list, by the host of its address or the name of its source; then
    /// the earliest.
    case sources([String])

    // Whether `left` is rather kept than `right`; nil where this policy has no preference.
    func prefers(_ left: DocumentFacts, over right: DocumentFacts) -> Bool? {
        switch self {
        case .first: return nil
        case .longest: return left.length == right.length ? nil : left.length > right.length
        case .cleanest:
            // removed / (removed + length), without division.
            let (mine, other) = (
                left.removed * (right.removed + right.length), right.removed * (left.removed + left.length)
            )
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

    private static func rank(_ document: DocumentFacts, _ list: [String]) -> Int {
        list.firstIndex { name in
            document.source == name || document.host == name || document.host?.hasSuffix("." + name) == true
        } ?? list.count
    }
}
