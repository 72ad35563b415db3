import ShuliText

/// Why a block does not belong to the body.
struct Verdict: Hashable, Sendable {
    let rule: String
    let reason: String

    static let outside = Verdict(rule: "outside", reason: "lies outside the stretch of the page that holds the article")
    static let links = Verdict(rule: "links", reason: "is made of links")
    static let date = Verdict(rule: "date", reason: "is a date, a time or a count")
    static let byline = Verdict(rule: "byline", reason: "says when, by whom and where from")
    static let caption = Verdict(rule: "caption", reason: "repeats the headline")
    static let pictureCaption = Verdict(rule: "photo-caption", reason: "is the caption of a picture")
    static let symbols = Verdict(rule: "symbols", reason: "holds no letters")
    static let list = Verdict(rule: "list", reason: "belongs to a list of other articles")
}

/// A block with all that the choice of the body asks of it.
struct JudgedBlock: Sendable {
    let block: Block
    let shape: BlockShape
    /// How much of the block can be clicked, 0…1.
    let linkShare: Double
    /// What speaks against it by itself; nil where nothing does.
    let verdict: Verdict?

    init(_ block: Block, _ buffer: UTF8Buffer, _ rules: FurnitureRules) {
        self.block = block
        shape = BlockShape(buffer, block.range)
        linkShare = Double(block.linkedCharacters) / Double(max(1, shape.content))
        if let rule = rules.rule(for: buffer, block.range, content: shape.content) {
            verdict = Verdict(rule: rule.name, reason: rule.reason)
        } else if block.role == .caption {
            verdict = .pictureCaption
        } else if shape.content == 0 {
            verdict = .symbols
        } else if DateLine.isDateLine(buffer, block.range, shape) {
            verdict = .date
        } else if DateLine.isByline(buffer, block.range, shape) {
            verdict = .byline
        } else if linkShare > 0.6 {
            verdict = .links
        } else {
            verdict = nil
        }
    }
}
