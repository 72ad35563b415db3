/// Why a block, or the end of one, is not part of the body.
enum RemovalCause: Hashable, Sendable {
    /// Contains a phrase of the boilerplate rule with this number.
    case boilerplate(UInt8)
    /// Occurs around this many different articles of the site.
    case template(Int)
    /// Anything else.
    case because(RemovalReason)

    static let outside = because(.outside)
    /// The headline itself, which is the title of the article.
    static let headline = because(.headline)
    /// Belongs to a box of another kind inside the body: an advertisement, a list of other articles.
    static let insert = because(.insert)
    static let call = because(.call)
    static let links = because(.links)
    static let date = because(.date)
    static let byline = because(.byline)
    /// Repeats the headline.
    static let caption = because(.caption)
    static let pictureCaption = because(.pictureCaption)
    static let symbols = because(.symbols)
    /// Removed because of the model's odds alone.
    static let model = because(.model)
    /// Is no part of a post, on a page with a discussion.
    static let besidePost = because(.besidePost)
    /// Is a reply where only the opening post is wanted.
    static let reply = because(.reply)
    /// The page is a list of links.
    static let listing = because(.listing)
    /// The page says that there is nothing to read.
    static let placeholder = because(.placeholder)

    /// Is in an element that is named as a menu, a side column, comments, tools or a form.
    static func place(_ surroundings: Surroundings) -> RemovalCause { because(surroundings.reason) }

    /// Whether the cause is one of some boilerplate rules; bit n is rule n.
    func falls(under rules: UInt32) -> Bool {
        if case .boilerplate(let rule) = self { rules >> UInt32(rule) & 1 == 1 } else { false }
    }

    /// The name of the rule, part of the output format.
    var rule: String {
        switch self {
        case .boilerplate(let rule): BoilerplateRules.standard.rules[Int(rule)].name
        case .template: RemovalReason.template.rule
        case .because(let reason): reason.rule
        }
    }

    /// The reason as a phrase whose subject is the removed part.
    var reason: String {
        switch self {
        case .boilerplate(let rule): BoilerplateRules.standard.rules[Int(rule)].reason
        case .template(let articles): RemovalReason.template.phrase(articles: articles)
        case .because(let reason): reason.rawValue
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
