import CHTML
import ShuliText

/// What the elements and attributes of HTML mean for the division of a page into blocks.
enum HTMLElements {
    /// Elements whose text is not shown as text of the page.
    static let silent: TagSet = [
        SHULI_TAG_SCRIPT, SHULI_TAG_STYLE, SHULI_TAG_TITLE, SHULI_TAG_TEMPLATE, SHULI_TAG_SVG, SHULI_TAG_IFRAME,
        SHULI_TAG_VIDEO,
    ]

    /// Elements whose text can be clicked or edited.
    static let links: TagSet = [SHULI_TAG_A, SHULI_TAG_BUTTON, SHULI_TAG_OPTION, SHULI_TAG_TEXTAREA]

    /// Elements whose text is bold.
    static let bold: TagSet = [SHULI_TAG_B, SHULI_TAG_STRONG]

    /// Elements that begin and end a block.
    static let breaking: TagSet = [
        SHULI_TAG_ADDRESS, SHULI_TAG_ARTICLE, SHULI_TAG_ASIDE, SHULI_TAG_BLOCKQUOTE, SHULI_TAG_BODY, SHULI_TAG_CAPTION,
        SHULI_TAG_CENTER, SHULI_TAG_DD, SHULI_TAG_DETAILS, SHULI_TAG_DIV, SHULI_TAG_DL, SHULI_TAG_DT,
        SHULI_TAG_FIELDSET, SHULI_TAG_FIGCAPTION, SHULI_TAG_FIGURE, SHULI_TAG_FOOTER, SHULI_TAG_FORM, SHULI_TAG_H1,
        SHULI_TAG_H2, SHULI_TAG_H3, SHULI_TAG_H4, SHULI_TAG_H5, SHULI_TAG_H6, SHULI_TAG_HEADER, SHULI_TAG_LEGEND,
        SHULI_TAG_LI, SHULI_TAG_MAIN, SHULI_TAG_MENU, SHULI_TAG_NAV, SHULI_TAG_NOSCRIPT, SHULI_TAG_OL,
        SHULI_TAG_OPTION, SHULI_TAG_P, SHULI_TAG_PRE, SHULI_TAG_SECTION, SHULI_TAG_SELECT, SHULI_TAG_SUMMARY,
        SHULI_TAG_TABLE, SHULI_TAG_TBODY, SHULI_TAG_TFOOT, SHULI_TAG_THEAD, SHULI_TAG_TR, SHULI_TAG_UL,
    ]

    /// Breaking elements that group blocks into siblings.
    static let grouping: TagSet = [
        SHULI_TAG_ARTICLE, SHULI_TAG_ASIDE, SHULI_TAG_BLOCKQUOTE, SHULI_TAG_BODY, SHULI_TAG_CENTER, SHULI_TAG_DIV,
        SHULI_TAG_FOOTER, SHULI_TAG_FORM, SHULI_TAG_HEADER, SHULI_TAG_MAIN, SHULI_TAG_NAV, SHULI_TAG_OL,
        SHULI_TAG_SECTION, SHULI_TAG_TABLE, SHULI_TAG_UL,
    ]

    /// Elements that are separated by a space inside their block.
    static let cells: TagSet = [SHULI_TAG_TD, SHULI_TAG_TH]

    static func role(of tag: Int) -> Block.Role? {
        switch tag {
        case SHULI_TAG_H1: .heading(1)
        case SHULI_TAG_H2: .heading(2)
        case SHULI_TAG_H3: .heading(3)
        case SHULI_TAG_H4: .heading(4)
        case SHULI_TAG_H5: .heading(5)
        case SHULI_TAG_H6: .heading(6)
        case SHULI_TAG_LI, SHULI_TAG_DD, SHULI_TAG_DT: .listItem
        case SHULI_TAG_TR: .tableRow
        case SHULI_TAG_FIGCAPTION, SHULI_TAG_CAPTION: .caption
        case SHULI_TAG_P, SHULI_TAG_DIV, SHULI_TAG_SECTION, SHULI_TAG_ARTICLE: .paragraph
        default: nil
        }
    }

    static func surroundings(of tag: Int) -> Surroundings {
        switch tag {
        case SHULI_TAG_NAV, SHULI_TAG_FOOTER: .navigation
        case SHULI_TAG_ASIDE: .aside
        case SHULI_TAG_FORM, SHULI_TAG_SELECT, SHULI_TAG_TEXTAREA: .form
        case SHULI_TAG_ARTICLE, SHULI_TAG_MAIN: .content
        default: []
        }
    }

    /// What the attributes of an element indicate about its contents. `cache` has what the last class of each element indicated, because
    /// the entries of a list have the same.
    static func signs(
        of event: ShuliHTMLEvent, _ events: borrowing HTMLEvents, _ cache: inout [ClassSigns]
    ) -> Signs {
        var signs = Signs()
        let bytes = events.bytes
        for attribute in events.attributes(of: event) {
            let (name, value) = (Int(attribute.name), attribute.value)
            guard name == SHULI_ATTRIBUTE_CLASS else {
                signs.formUnion(self.signs(attribute: name, value: bytes, value))
                continue
            }
            let tag = Int(event.tag)
            if cache[tag].value.count != value.count
                || !bytes[cache[tag].value.bytes].elementsEqual(bytes[value.bytes])
            {
                cache[tag] = ClassSigns(value: value, signs: self.signs(attribute: name, value: bytes, value))
            }
            signs.formUnion(cache[tag].signs)
        }
        return signs
    }

    /// What an attribute indicates about the contents of an element. The words looked for in class and id are English or pinyin
    /// and common to many sites.
    private static func signs(attribute: Int, value bytes: UTF8Buffer, _ value: TextRange) -> Signs {
        switch attribute {
        case SHULI_ATTRIBUTE_HIDDEN: return Signs(.hidden)
        case SHULI_ATTRIBUTE_STYLE:
            // Both of them have a letter that few other styles have.
            guard bytes[value.bytes].contains(where: { $0 | 0x20 == 0x79 }) else { return Signs() }
            var style: [UInt8] = []
            for byte in bytes[value.bytes] where byte > 0x20 { style.append(byte | (byte < 0x60 ? 0x20 : 0)) }
            return hidings.contains { style.contains(run: $0) } ? Signs(.hidden) : Signs()
        case SHULI_ATTRIBUTE_CLASS, SHULI_ATTRIBUTE_ID, SHULI_ATTRIBUTE_ROLE:
            var found = Signs()
            if attribute != SHULI_ATTRIBUTE_ROLE { found.names = .named }
            if attribute == SHULI_ATTRIBUTE_ID, bytes[value.bytes].elementsEqual(accountName) {
                found.surroundings = [.source, .account]
            }
            var word = RunningHash()
            var isEmpty = true
            // A word ends before a capital letter and at anything that is not a letter.
            for byte in bytes[value.bytes] {
                let isCapital = (0x41...0x5A).contains(byte)
                let isLetter = isCapital || (0x61...0x7A).contains(byte)
                if !isLetter || isCapital, !isEmpty {
                    found.formUnion(words.signs(of: word))
                    word = RunningHash()
                    isEmpty = true
                }
                if isLetter {
                    word.add(byte | 0x20)
                    isEmpty = false
                }
            }
            if !isEmpty { found.formUnion(words.signs(of: word)) }
            return found
        case SHULI_ATTRIBUTE_ITEMPROP, SHULI_ATTRIBUTE_REL:
            // Properties of schema.org; of links only rel="author".
            return Signs(properties.first { bytes[value.bytes].elementsEqual($0.name) }?.kind ?? [])
        default: return Signs()
        }
    }

    // WeChat's identifier of the name of the account.
    private static let accountName = Array("js_name".utf8)
    private static let properties: [(name: [UInt8], kind: Surroundings)] = [
        (Array("author".utf8), .author), (Array("datePublished".utf8), .time), (Array("dateCreated".utf8), .time),
    ]

    private static let hidings = ["display:none", "visibility:hidden"].map { Array($0.utf8) }

    private static let words: SignWords = {
        let lists: [(Surroundings, String)] = [
            (.content, "article content detail main post entry story zhengwen neirong text body articlebody artibody"),
            (
                .navigation,
                "nav menu navbar navigation breadcrumb breadcrumbs crumb crumbs footer foot topbar header daohang"
            ),
            (
                .aside,
                "aside sidebar side related relate relevant recommend recommended hot rank ranking list more links link "
                    + "ad ads advert advertisement banner promo tuijian guanggao xiangguan paihang"
            ),
            (.comments, "comment comments reply replies discuss respond pinglun cmt"),
            (.author, "author authors authi byline writer nick nickname username poster reporter zuozhe"),
            (.source, "source origin laiyuan"),
            (.time, "time date datetime pubtime pubdate publish published posted fabu riqi shijian"),
            (.tools, "share sharing social tool tools toolbar bdsharebuttonbox qrcode login search vote digg tags tag"),
        ]
        let names: [(ElementNames, String)] = [
            (
                .person,
                "author user username userid userinfo nick nickname uname poster member lz owner profile creator fn writer"
            ),
            (.time, "time date datetime pubtime createtime posttime timestamp ago"),
            (
                .item,
                "comment comments reply replies answer answers post posts floor respond response cmt pinglun huifu "
                    + "feedback review"
            ),
            (.forum, "thread topic bbs forum discuss discussion tieba viewthread qa question questions answers"),
            (.signature, "sig sign signature qianming intro bio"),
            (.count, "level score points point credit credits grade badge rank medal exp stat stats count counts num"),
            (
                .action,
                "action actions btn button buttons toolbar tool tools operate operation ops op vote votes like likes "
                    + "praise zan digg share report jubao menu"
            ),
            (.quote, "quote blockquote quotation"),
            (.reply, "comment comments reply replies answer answers respond response cmt pinglun huifu best"),
            (
                .code,
                "highlight highlighter language lang brush codehilite prettyprint sourcecode hljs syntaxhighlighter"
            ),
            (.lineNumber, "lineno linenos linenum linenums linenumber linenumbers gutter lnt ln numbering"),
            (.line, "line"), (.number, "number numbers"),
            (.language, "lang"), (.codeBox, "syntaxhighlighter blockcode"),
            (.copying, "copy copybtn copybutton clipboard"),
        ]
        var words: [String: Signs] = [:]
        for (sign, list) in lists {
            for word in list.split(separator: " ") {
                words[String(word), default: Signs()].surroundings.formUnion(sign)
            }
        }
        for (sign, list) in names {
            for word in list.split(separator: " ") { words[String(word), default: Signs()].names.formUnion(sign) }
        }
        return SignWords(words)
    }()
}

/// What a class indicates.
struct ClassSigns {
    /// The class, in the bytes of the events.
    var value = TextRange(0, 0)
    var signs = Signs()
}

/// What an attribute says about the contents of its element.
struct Signs: Sendable {
    var surroundings: Surroundings = []
    var names: ElementNames = []

    init(_ surroundings: Surroundings = []) { self.surroundings = surroundings }

    mutating func formUnion(_ other: Signs) {
        surroundings.formUnion(other.surroundings)
        names.formUnion(other.names)
    }
}

/// A hash table of words and what they indicate, looked up by an incremental hash, since a page has thousands of names.
private struct SignWords {
    private static let size = 512
    private var places = [(hash: UInt64, signs: Signs)](repeating: (0, Signs()), count: size)

    init(_ words: [String: Signs]) {
        precondition(words.count * 2 < Self.size)
        for (word, signs) in words {
            var hash = RunningHash()
            for letter in word.utf8 { hash.add(letter) }
            var place = Self.place(of: hash)
            while places[place].hash != 0 { place = (place + 1) % Self.size }
            places[place] = (hash.value, signs)
        }
    }

    private static func place(of word: RunningHash) -> Int {
        Int(truncatingIfNeeded: word.value ^ word.value >> 32) & (size - 1)
    }

    func signs(of word: RunningHash) -> Signs {
        var place = Self.place(of: word)
        while places[place].hash != 0 {
            if places[place].hash == word.value { return places[place].signs }
            place = (place + 1) % Self.size
        }
        return Signs()
    }
}

/// The sets of elements as values: each use of a global one checks whether it is initialized.
struct ElementSets {
    let silent = HTMLElements.silent
    let links = HTMLElements.links
    let bold = HTMLElements.bold
    let breaking = HTMLElements.breaking
    let grouping = HTMLElements.grouping
    let cells = HTMLElements.cells
    let marked = PageElements.marked
}

/// A set of elements, as bits.
struct TagSet: ExpressibleByArrayLiteral {
    private var bits: (UInt64, UInt64) = (0, 0)

    init(arrayLiteral tags: Int...) {
        for tag in tags {
            if tag < 64 { bits.0 |= 1 << UInt64(tag) } else { bits.1 |= 1 << UInt64(tag - 64) }
        }
    }

    @inline(__always)
    func contains(_ tag: Int) -> Bool {
        tag < 64 ? bits.0 >> UInt64(tag) & 1 != 0 : bits.1 >> UInt64(tag - 64) & 1 != 0
    }
}
