/// A document as analysed before anything is decided: its blocks, its headline, and the model's odds of each block.
struct DocumentAnalysis {
    let context: BlockContext
    /// The log-odds that each block belongs to the body.
    let logOdds: [Float]
    /// The blocks of code, in order.
    let codes: [CodeBlock]

    var document: BlockDocument { context.document }
    var lines: [AssessedBlock] { context.lines }
    var folded: FoldedBlocks { context.folded }
    /// The index of the headline's block; nil where none was found.
    var headline: Int? { context.headline }

    /// The line of the headline, however short it is: the one that was found, or a heading or bold line that is all of what the page claims
    /// as its title before the name of the site.
    var titleLine: Int? {
        if let headline { return headline }
        guard let claim = document.claims.title, let part = TitleParts.parts(of: TitleParts.tidied(claim)).first else {
            return nil
        }
        let key = FoldedBlocks.contentKey(of: part, folded.alphabet)
        guard !key.isEmpty else { return nil }
        return lines.indices.first { index in
            lines[index].block.isHeading && lines[index].shape.content == key.count && lines[index].linkShare < 0.5
                && folded.contentKey(index) == key
        }
    }

    /// Whether the headline is a question.
    var asks: Bool {
        guard let headline else { return false }
        let last = lines[headline].shape.last
        return last == 0xFF1F || last == 0x3F
    }

    /// `title` is the headline where the caller knows it.
    init(_ document: BlockDocument, title: String?, model: BlockModel) {
        let assessed = AssessedDocument(document)
        context = Self.context(assessed, title: title, headlines: model.headlines)
        codes = document.text.withUTF8Buffer { CodeReader.codes($0, assessed) }
        logOdds = (document.isPage ? model.pages : model.texts).logOdds(context)
    }

    /// A document whose lines are all of the body, as far as no rule speaks against one: the body that a page states for programs.
    init(statedBody document: BlockDocument) {
        let assessed = AssessedDocument(document)
        context = BlockContext(assessed, headline: nil, headlineKey: [])
        codes = document.text.withUTF8Buffer { CodeReader.codes($0, assessed) }
        logOdds = Array(repeating: 4, count: document.blocks.count)
    }

    /// What features are computed from.
    static func context(_ assessed: AssessedDocument, title: String?, headlines: TreeEnsemble?) -> BlockContext {
        let claims = [title, assessed.document.claims.title, assessed.document.claims.metaTitle].compactMap(\.self)
        let headline = HeadlineChooser.headline(of: assessed, claims: claims, model: headlines)
        let key =
            headline.map { assessed.folded.contentKey($0) }
            ?? claims.first.map { FoldedBlocks.contentKey(of: $0, assessed.folded.alphabet) } ?? []
        return BlockContext(assessed, headline: headline, headlineKey: key)
    }
}
