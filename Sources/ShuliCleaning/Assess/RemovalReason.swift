/// Why a part of a page or text was removed. The raw value is the phrase that `Removal.reason` has, whose subject is the
/// removed part; `#` in it is a number. Whoever says reasons in another language has to say each of these.
package enum RemovalReason: String, Hashable, Sendable, CaseIterable {
    case outside = "lies outside the stretch of the page that holds the article"
    case headline = "is the headline, which is the title"
    case amongComments = "is among the comments"
    case navigation = "belongs to the navigation of the page"
    case form = "is part of a form"
    case tools = "belongs to the tools of the page"
    case sideBox = "is in a side column or box"
    case insert = "belongs to a box inside the article"
    case call = "asks to follow, share or download"
    case links = "is made of links"
    case date = "is a date, a time or a count"
    case byline = "says when, by whom and where from"
    case caption = "repeats the headline"
    case pictureCaption = "is the caption of a picture"
    case symbols = "consists of marks alone"
    case template = "occurs around # different articles"
    case model = "reads like boilerplate"
    case besidePost = "is not part of what a post says"
    case reply = "replies to the opening post"
    case listing = "is part of a list of links"
    case placeholder = "says that there is nothing to read"
    case editor = "names the page's editors"
    case endMark = "marks the article's end"
    case source = "names where the article came from"
    case lineNumber = "numbers a line of code"
    case codeLabel = "is a label or button of code"

    // The rules of Dictionaries/boilerplate.txt, which has the same phrases.
    case author = "names who wrote it"
    case abstract = "sums the article up before it begins"
    case repost = "tells how the article may be used"
    case share = "belongs to the share bar"
    case otherPages = "leads to other pages"
    case related = "opens a list of other articles"
    case comments = "belongs to the comments"
    case copyright = "belongs to the page's foot"
    case advertisement = "advertises"

    /// The name of the rule that removes for this reason, part of the output format.
    var rule: String {
        switch self {
        case .outside: "outside"
        case .headline: "headline"
        case .amongComments, .navigation, .form, .tools, .sideBox: "place"
        case .insert: "insert"
        case .call: "call"
        case .links: "links"
        case .date: "date"
        case .byline: "byline"
        case .caption: "caption"
        case .pictureCaption: "photo-caption"
        case .symbols: "symbols"
        case .template: "template"
        case .model: "model"
        case .besidePost: "beside-post"
        case .reply: "reply"
        case .listing: "listing"
        case .placeholder: "placeholder"
        case .editor: "editor"
        case .endMark: "end-mark"
        case .source: "source"
        case .lineNumber: "line-number"
        case .codeLabel: "code-label"
        case .author, .abstract, .repost, .share, .otherPages, .related, .comments, .copyright, .advertisement:
            BoilerplateRules.standard.rules.first { $0.reason == rawValue }?.name ?? rawValue
        }
    }

    /// The phrase with a number of articles.
    func phrase(articles: Int) -> String {
        rawValue.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(articles)")
    }

    /// The reason that a phrase gives, and the number in it; nil for a phrase of none.
    package static func reading(_ phrase: String) -> (reason: RemovalReason, number: Int?)? {
        if let reason = RemovalReason(rawValue: phrase) { return (reason, nil) }
        let digits = phrase.drop { !$0.isNumber }.prefix(while: \.isNumber)
        guard let number = Int(digits),
            let reason = RemovalReason(rawValue: phrase[..<digits.startIndex] + "#" + phrase[digits.endIndex...])
        else { return nil }
        return (reason, number)
    }
}
