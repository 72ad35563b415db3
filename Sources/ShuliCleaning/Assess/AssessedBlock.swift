import ShuliText

/// A block with what can be said of it by itself: its counts, the phrases it contains and a reason to remove it.
struct AssessedBlock: Sendable {
    let block: Block
    let shape: BlockShape
    /// The share of content characters inside links, 0 to 1.
    let linkShare: Double
    /// The rule that speaks against the block; nil where none does.
    let cause: RemovalCause?
    /// The boilerplate rules with a phrase in the block, whatever its length; bit n is rule n.
    let phrases: UInt32
    /// The first date in the block, where the byline rule read it; nil says nothing.
    let date: PublicationTime?

    /// `labels` is the range of the block in the folded text.
    init(_ block: Block, _ buffer: UTF8Buffer, folded: UnsafeBufferPointer<UInt16>, _ labels: Range<Int>) {
        self.block = block
        shape = BlockShape(buffer, block.range)
        linkShare = min(1, Double(block.linkedCharacters) / Double(max(1, shape.content)))
        let finding = BoilerplateRules.standard.finding(in: folded, labels, content: shape.content)
        phrases = finding.all
        var date: PublicationTime?
        // A phrase in quotation marks is mentioned, not used: 文末写着“未经授权不得转载”.
        let used =
            finding.rule == nil || shape.quotes == 0
            ? finding.rule
            : BoilerplateRules.standard.rule(in: folded, labels, outsideQuotationsOf: shape.content)
        if let rule = used {
            cause = .boilerplate(UInt8(rule))
        } else if block.role == .caption {
            cause = .pictureCaption
        } else if shape.content == 0 {
            cause = .symbols
        } else if DateLine.isDateLine(buffer, block.range, shape) {
            cause = .date
        } else {
            date = DateLine.date(buffer, block.range, shape)
            if date != nil, DateLine.hasBylineCue(buffer, block.range) {
                cause = .byline
            } else {
                cause = linkShare > 0.6 ? .links : nil
            }
        }
        self.date = date
    }

    /// The number of content characters outside links, for a block that reads like prose; otherwise 0.
    var prose: Int {
        guard shape.isProse, cause == nil else { return 0 }
        return max(0, shape.content - block.linkedCharacters)
    }
}

/// A document with each of its blocks assessed by itself.
struct AssessedDocument: Sendable {
    let document: BlockDocument
    let lines: [AssessedBlock]
    let folded: FoldedBlocks
    let density: ProseDensity

    init(_ document: BlockDocument) {
        self.document = document
        let folded = document.text.withUTF8Buffer { FoldedBlocks($0, document.blocks, .cleaning) }
        lines = document.text.withUTF8Buffer { buffer in
            folded.labels.withUnsafeBufferPointer { labels in
                zip(document.blocks, folded.ranges).map { AssessedBlock($0, buffer, folded: labels, $1) }
            }
        }
        self.folded = folded
        density = ProseDensity(lines)
    }
}
