/// Why a block, or the end of one, is not part of the body.
enum RemovalCause: Hashable, Sendable {
    case outside
    case links
    case date
    case byline
    /// Repeats the headline.
    case caption
    case pictureCaption
    /// Contains a phrase of the boilerplate rule with this number.
    case boilerplate(UInt8)
    case symbols
    /// Occurs around this many different articles of the site.
    case template(Int)
    /// Removed because of the model's odds alone.
    case model
    case tail(Tail)

    /// What is appended to the last words of a paragraph; the raw value is the name of the rule.
    enum Tail: String {
        case editor
        case endMark = "end-mark"
        case source
    }

    /// Whether the cause is one of some boilerplate rules; bit n is rule n.
    func falls(under rules: UInt32) -> Bool {
        if case .boilerplate(let rule) = self { rules >> UInt32(rule) & 1 == 1 } else { false }
    }

    /// The name of the rule, part of the output format.
    var rule: String {
        switch self {
        case .outside: "outside"
        case .links: "links"
        case .date: "date"
        case .byline: "byline"
        case .caption: "caption"
        case .pictureCaption: "photo-caption"
        case .boilerplate(let rule): BoilerplateRules.standard.rules[Int(rule)].name
        case .symbols: "symbols"
        case .template: "template"
        case .model: "model"
        case .tail(let tail): tail.rawValue
        }
    }

    /// The reason as a phrase whose subject is the removed part.
    var reason: String {
        switch self {
        case .outside: "lies outside the stretch of the page that holds the article"
        case .links: "is made of links"
        case .date: "is a date, a time or a count"
        case .byline: "says when, by whom and where from"
        case .caption: "repeats the headline"
        case .pictureCaption: "is the caption of a picture"
        case .boilerplate(let rule): BoilerplateRules.standard.rules[Int(rule)].reason
        case .symbols: "holds no letters"
        case .template(let articles): "stands around \(articles) different articles"
        case .model: "reads like boilerplate"
        case .tail(.editor): "names the page's editors"
        case .tail(.endMark): "marks the article's end"
        case .tail(.source): "names where the article came from"
        }
    }
}
