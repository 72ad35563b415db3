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
        case .outside: "lies outside the stretch of the page that holds the article"
        case .headline: "is the headline, which is the title"
        case .place(let surroundings): surroundings.words
        case .insert: "belongs to a box inside the article"
        case .call: "asks to follow, share or download"
        case .links: "is made of links"
        case .date: "is a date, a time or a count"
        case .byline: "says when, by whom and where from"
        case .caption: "repeats the headline"
        case .pictureCaption: "is the caption of a picture"
        case .boilerplate(let rule): BoilerplateRules.standard.rules[Int(rule)].reason
        case .symbols: "consists of marks alone"
        case .template(let articles): "stands around \(articles) different articles"
        case .model: "reads like boilerplate"
        case .besidePost: "is not part of what a post says"
        case .reply: "replies to the opening post"
        case .listing: "is part of a list of links"
        case .placeholder: "says that there is nothing to read"
        case .tail(.editor): "names the page's editors"
        case .tail(.endMark): "marks the article's end"
        case .tail(.source): "names where the article came from"
        }
    }
}

extension Surroundings {
    /// Where something stands whose innermost named element is named so, as a phrase about it.
    fileprivate var words: String {
        if contains(.comments) { return "stands among the comments" }
        if contains(.navigation) { return "belongs to the navigation of the page" }
        if contains(.form) { return "is part of a form" }
        if contains(.tools) { return "belongs to the tools of the page" }
        return "stands in a side column or box"
    }
}
