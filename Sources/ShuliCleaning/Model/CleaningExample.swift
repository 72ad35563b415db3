import ShuliText

/// What the training of a cleaner sees of a document: its blocks and their features.
package struct CleaningExample: Sendable {
    /// The text that block ranges refer to.
    package let input: String
    package let blocks: [TextRange]
    /// The line of the input of each block, from 1.
    package let lines: [Int]
    /// The blocks that may be the headline, and their features; without what a page claims.
    package let headlines: [(block: Int, features: [Float])]
    /// A row a block, as many features as `BlockFeatureNames` has names.
    package let features: [[Float]]

    /// The headline of a text is chosen by `model`, as it will be in use.
    package init(html: String, title: String?, model: BlockModel) {
        self.init(BlockDocument(html: html), title: title, model)
    }

    package init(text: String, title: String?, model: BlockModel) {
        self.init(BlockDocument(plain: text), title: title, model)
    }

    private init(_ document: BlockDocument, title: String?, _ model: BlockModel) {
        let reading = BlockReading(document, title: title, headlines: model.headlines)
        headlines = HeadlineCandidates(reading.lines, reading.folded).candidates.map { ($0.index, $0.features) }
        input = document.text
        blocks = document.blocks.map(\.range)
        lines = document.blocks.map(\.line)
        features = document.blocks.indices.map { index in
            var sink = FeatureList()
            reading.context.put(index, into: &sink)
            return sink.values
        }
    }
}
