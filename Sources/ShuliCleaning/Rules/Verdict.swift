import ShuliText

/// Why a block does not belong to the body.
enum Verdict: Hashable, Sendable {
    case outside
    case links
    case date
    case byline
    /// Repeats the headline.
    case caption
    case pictureCaption
    /// Holds a phrase of the rule of furniture with this number.
    case furniture(UInt8)
    case symbols
    /// Stands around so many different articles.
    case template(Int)
    /// Goes on the model's word alone, sure by so many hundredths.
    case model(sure: UInt8)
    case tail(BodyTail.Kind)

    /// Removed on the model's word alone.
    static func model(_ logOdds: Float) -> Verdict {
        // A logistic function of few steps, so that the words are the same on every machine.
        .model(sure: UInt8(50 + (steps.firstIndex { logOdds > $0 } ?? 49)))
    }

    // The log-odds at which 50, 51 … 99 % furniture begin: ln((1 − p) / p).
    private static let steps: [Float] = (0..<50).map { step in
        let p = Double(50 + step + 1) / 100
        return step == 49 ? -.infinity : Float(Logarithm.natural((1 - p) / p))
    }

    /// Whether the block falls under one of some rules of furniture; bit n is rule n.
    func falls(under rules: UInt32) -> Bool {
        if case .furniture(let rule) = self { rules >> UInt32(rule) & 1 == 1 } else { false }
    }

    /// The name of the rule.
    var rule: String {
        switch self {
        case .outside: "outside"
        case .links: "links"
        case .date: "date"
        case .byline: "byline"
        case .caption: "caption"
        case .pictureCaption: "photo-caption"
        case .furniture(let rule): FurnitureRules.standard.rules[Int(rule)].name
        case .symbols: "symbols"
        case .template: "template"
        case .model: "model"
        case .tail(let kind): kind.rawValue
        }
    }

    /// What the block does or is, for people.
    var reason: String {
        switch self {
        case .outside: "lies outside the stretch of the page that holds the article"
        case .links: "is made of links"
        case .date: "is a date, a time or a count"
        case .byline: "says when, by whom and where from"
        case .caption: "repeats the headline"
        case .pictureCaption: "is the caption of a picture"
        case .furniture(let rule): FurnitureRules.standard.rules[Int(rule)].reason
        case .symbols: "holds no letters"
        case .template(let articles): "stands around \(articles) different articles"
        case .model(let sure): "reads like furniture, \(sure) % sure"
        case .tail(.editor): "names the page's editors"
        case .tail(.endMark): "marks the article's end"
        case .tail(.source): "names where the article came from"
        }
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
    init(_ block: Block, _ buffer: UTF8Buffer, folded: UnsafeBufferPointer<UInt16>, _ labels: Range<Int>) {
        self.block = block
        shape = BlockShape(buffer, block.range)
        linkShare = min(1, Double(block.linkedCharacters) / Double(max(1, shape.content)))
        let finding = FurnitureRules.standard.finding(in: folded, labels, content: shape.content)
        phrases = finding.all
        if let rule = finding.rule {
            verdict = .furniture(UInt8(rule))
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
