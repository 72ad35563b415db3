import ShuliText

/// A document as it is read before anything is decided: folded, every block judged by itself, the headline, the densest
/// stretch of prose, and what the features are computed from.
struct BlockReading {
    let lines: [JudgedBlock]
    let folded: FoldedText
    let headline: Int?
    let context: BlockContext

    /// `title` is the headline where it is known from elsewhere; `headlines` chooses one where nothing is claimed.
    init(_ document: BlockDocument, title: String?, headlines ensemble: TreeEnsemble?) {
        let folded = document.text.withUTF8Buffer {
            FoldedText($0, document.blocks, Lexicon.standard.alphabet)
        }
        let lines = document.text.withUTF8Buffer { buffer in
            folded.labels.withUnsafeBufferPointer { labels in
                zip(document.blocks, folded.ranges).map {
                    JudgedBlock($0, buffer, folded: labels, $1)
                }
            }
        }
        let claims = [title, document.claims.title, document.claims.metaTitle].compactMap(\.self)
        let found =
            Headline.index(in: lines, folded, claims: claims)
            ?? ensemble.flatMap { HeadlineCandidates(lines, folded).best($0) }
        let headline = found.map { Headline.last(of: $0, in: lines, folded) }
        let stretch = DensestStretch.find(lines, headline: headline)
        let key =
            headline.map { folded.contentKey($0) }
            ?? claims.first.map { FoldedText.contentKey(of: $0, folded.alphabet) } ?? []
        self.lines = lines
        self.folded = folded
        self.headline = headline
        context = BlockContext(
            document, lines, folded, headline: headline, headlineKey: key, stretch: stretch,
            leadRun: DensestStretch.leadRun(lines, headline: headline), .standard,
            tailRules: FurnitureRules.tails)
    }

    /// How sure the model is that each block belongs to the body, as log-odds.
    func logOdds(_ model: BlockModel) -> [Float] {
        let ensemble = context.document.isPage ? model.pages : model.texts
        var odds: [Float] = []
        odds.reserveCapacity(lines.count)
        var scratch: [TreeEnsemble.Batch.Sets] = []
        var features = [TreeEnsemble.Batch.Values](repeating: .zero, count: ensemble.featureCount)
        features.withUnsafeMutableBufferPointer { features in
            for start in stride(from: 0, to: lines.count, by: TreeEnsemble.Batch.lanes) {
                let blocks = start..<min(start + TreeEnsemble.Batch.lanes, lines.count)
                for index in blocks {
                    var sink = FeatureLane(features, lane: index - start)
                    context.put(index, into: &sink)
                }
                let sums = ensemble.logOdds(UnsafeBufferPointer(features), scratch: &scratch)
                for index in blocks { odds.append(sums[index - start]) }
            }
        }
        return odds
    }
}
