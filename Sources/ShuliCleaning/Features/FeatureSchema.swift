/// The names of the features that the models take, in order. The names describe the features to whoever trains a model; what a
/// model relies on is their number and order.
package enum FeatureSchema {
    /// The features of a page's blocks.
    package static let pages = names(isPage: true)
    /// The features of a plain text's blocks.
    package static let texts = names(isPage: false)
    /// The features of a headline candidate.
    static let headlines: [String] = {
        let assessed = AssessedDocument(BlockDocument(plain: "。"))
        var names = FeatureNames()
        HeadlineSurroundings(assessed).put(HeadlineEvidence(index: 0, pairs: 1), beside: (0, 0), into: &names)
        return names.names
    }()

    private static func names(isPage: Bool) -> [String] {
        var document = BlockDocument(plain: "。")
        document.isPage = isPage
        var names = FeatureNames()
        BlockContext(AssessedDocument(document), headline: nil, headlineKey: []).put(0, into: &names)
        return names.names
    }
}
