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

    /// Removed because it stands around so many different articles.
    static func template(_ articles: Int) -> Verdict {
        Verdict(rule: "template", reason: "stands around \(articles) different articles")
    }

    /// Removed on the model's word alone: how sure it is that the block is furniture, in hundredths.
    static func model(_ logOdds: Float) -> Verdict {
        // A logistic function of few steps, so that the words are the same on every machine.
        let sure = (0..<50).first { logOdds > Self.steps[$0] } ?? 49
        return Verdict(rule: "model", reason: "reads like furniture, \(50 + sure) % sure")
    }

    // The log-odds at which 50, 51 … 99 % furniture begin: ln((1 − p) / p).
    private static let steps: [Float] = (0..<50).map { step in
        let p = Double(50 + step + 1) / 100
        return step == 49 ? -.infinity : Float(Logarithm.natural((1 - p) / p))
    }
}

/// A block with all that the choice of the body asks of it.
struct JudgedBlock: Sendable {
    let block: Block
    let shape: BlockShape
    /// How much of the block can be clicked, 0…1.
    let linkShare: Double
    /// What speaks against it by itself; nil where nothing does.
    let verdict: Verdict?
    /// The rules of furniture with a phrase in the block, whatever its length; bit n is rule n.
    let phrases: UInt32

    /// `labels` are the block's place in `folded`.
    init(
        _ block: Block, _ buffer: UTF8Buffer, folded: UnsafeBufferPointer<UInt16>, _ labels: Range<Int>,
        _ rules: FurnitureRules
    ) {
        self.block = block
        shape = BlockShape(buffer, block.range)
        linkShare = min(1, Double(block.linkedCharacters) / Double(max(1, shape.content)))
        let finding = rules.finding(in: folded, labels, content: shape.content)
        phrases = finding.all
        if let rule = finding.rule {
            verdict = Verdict(rule: rules.rules[rule].name, reason: rules.rules[rule].reason)
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
