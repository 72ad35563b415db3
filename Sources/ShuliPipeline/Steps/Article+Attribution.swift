import ShuliCleaning
import ShuliDuplicates

extension Article {
    /// Whether the article, or what was removed around it, says that it was taken from elsewhere.
    package var saysReprinted: Bool {
        Attribution.saysReprinted(text) || removals.contains { Attribution.saysReprinted(input[$0.range]) }
    }
}
