import ShuliText

/// A document as the training of a cleaning model sees it: its blocks and their features.
package struct CleaningExample: Sendable {
    /// The text that block ranges refer to.
    package let input: String
    package let blocks: [TextRange]
    /// The line of the input where each block begins, from 1.
    package let lines: [Int]
    /// The blocks that may be the headline and their features, whatever title the page claims.
    package let headlines: [(block: Int, features: [Float])]
    /// A row for each block, with the features that `FeatureSchema` names.
    package let features: [[Float]]

    /// The example of a page. `model` chooses the headline where the page claims none.
    package init(html: String, title: String?, model: BlockModel) {
        self.init(html.withUTF8Buffer { BlockDocument(html: $0) }, title: title, model)
    }

    /// The example of a plain text. `model` chooses the headline where `title` is nil or does not occur.
    package init(text: String, title: String?, model: BlockModel) {
        self.init(BlockDocument(plain: text), title: title, model)
    }

    private init(_ document: BlockDocument, title: String?, _ model: BlockModel) {
        let assessed = AssessedDocument(document)
        let context = DocumentAnalysis.context(assessed, title: title, headlines: model.headlines)
        headlines = HeadlineCandidates(assessed).all.map { ($0.index, $0.features) }
        input = document.text
        blocks = document.blocks.map(\.range)
        lines = document.blocks.map(\.line)
        features = document.blocks.indices.map { index in
            var sink = FeatureList()
            context.put(index, into: &sink)
            return sink.values
        }
    }
}
