/// Why a block, or the end of one, is not part of the body.
enum RemovalCause: Hashable, Sendable {
    case outside
    /// The headline itself, which is the title of the article.
    case headline
    /// Stands in an element that is named as a menu, a side column, comments, tools or a form.
    case place(Surroundings)
    /// Belongs to a box of another kind inside the body: an advertisement, a list of other articles.
    case insert
    /// Asks the reader to follow, share or download something.
    case call
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
    /// Is no part of a post, on a page with a discussion.
    case besidePost
    /// Is a reply where only the opening post is wanted.
    case reply
    /// The page is a list of links.
    case listing
    /// The page says that there is nothing to read.
    case placeholder
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
        case .headline: "headline"
        case .place: "place"
        case .insert: "insert"
        case .call: "call"
        case .links: "links"
        case .date: "date"
        case .byline: "byline"
        case .caption: "caption"
        case .pictureCaption: "photo-caption"
        case .boilerplate(let rule): BoilerplateRules.standard.rules[Int(rule)].name
        case .symbols: "symbols"
        case .template: "template"
        case .model: "model"
        case .besidePost: "beside-post"
        case .reply: "reply"
        case .listing: "listing"
        case .placeholder: "placeholder"
        case .tail(let tail): tail.rawValue
        }
    }

    /// The reason as a phrase whose subject is the removed part.
    var reason: String {
        switch self {
        case .boilerplate(let rule): BoilerplateRules.standard.rules[Int(rule)].reason
        case .template(let articles): RemovalReason.template.phrase(articles: articles)
        case .outside: RemovalReason.outside.rawValue
        case .headline: RemovalReason.headline.rawValue
        case .place(let surroundings): surroundings.reason.rawValue
        case .insert: RemovalReason.insert.rawValue
        case .call: RemovalReason.call.rawValue
        case .links: RemovalReason.links.rawValue
        case .date: RemovalReason.date.rawValue
        case .byline: RemovalReason.byline.rawValue
        case .caption: RemovalReason.caption.rawValue
        case .pictureCaption: RemovalReason.pictureCaption.rawValue
        case .symbols: RemovalReason.symbols.rawValue
        case .model: RemovalReason.model.rawValue
        case .besidePost: RemovalReason.besidePost.rawValue
        case .reply: RemovalReason.reply.rawValue
        case .listing: RemovalReason.listing.rawValue
        case .placeholder: RemovalReason.placeholder.rawValue
        case .tail(.editor): RemovalReason.editor.rawValue
        case .tail(.endMark): RemovalReason.endMark.rawValue
        case .tail(.source): RemovalReason.source.rawValue
        }
    }
}

extension Surroundings {
    /// Where something is whose innermost named element is named so.
    fileprivate var reason: RemovalReason {
        if contains(.comments) { return .amongComments }
        if contains(.navigation) { return .navigation }
        if contains(.form) { return .form }
        if contains(.tools) { return .tools }
        return .sideBox
    }
}
