/// A document as analysed before anything is decided: its blocks, its headline, and the model's odds of each block.
struct DocumentAnalysis {
    let context: BlockContext
    /// The log-odds that each block belongs to the body.
    let logOdds: [Float]

    var document: BlockDocument { context.document }
    var lines: [AssessedBlock] { context.lines }
    var folded: FoldedBlocks { context.folded }
    /// The index of the headline's block; nil where none was found.
    var headline: Int? { context.headline }

    /// `title` is the headline where the caller knows it.
    init(_ document: BlockDocument, title: String?, model: BlockModel) {
        context = Self.context(document, title: title, headlines: model.headlines)
        logOdds = (document.isPage ? model.pages : model.texts).logOdds(context)
    }

    /// A document whose lines are all of the body, as far as no rule speaks against one: the body that a page states for programs.
    init(statedBody document: BlockDocument) {
        context = BlockContext(AssessedDocument(document), headline: nil, headlineKey: [])
        logOdds = Array(repeating: 4, count: document.blocks.count)
    }

    /// What features are computed from.
    static func context(_ document: BlockDocument, title: String?, headlines: TreeEnsemble?) -> BlockContext {
        context(AssessedDocument(document), title: title, headlines: headlines)
    }

    static func context(_ assessed: AssessedDocument, title: String?, headlines: TreeEnsemble?) -> BlockContext {
        let claims = [title, assessed.document.claims.title, assessed.document.claims.metaTitle].compactMap(\.self)
        let headline = HeadlineChooser.headline(of: assessed, claims: claims, model: headlines)
        let key =
            headline.map { assessed.folded.contentKey($0) }
            ?? claims.first.map { FoldedBlocks.contentKey(of: $0, assessed.folded.alphabet) } ?? []
        return BlockContext(assessed, headline: headline, headlineKey: key)
    }
}
