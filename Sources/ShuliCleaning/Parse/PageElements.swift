import CHTML
import ShuliText

/// What class and identifier of an element say about its contents, in words that are common to many sites.
struct ElementNames: OptionSet, Hashable, Sendable {
    let rawValue: UInt32
    /// Has a class or an identifier at all.
    static let named = ElementNames(rawValue: 1 << 0)
    /// The name of a person: author, user, nickname.
    static let person = ElementNames(rawValue: 1 << 1)
    static let time = ElementNames(rawValue: 1 << 2)
    /// One of several contributions: comment, reply, answer, post.
    static let item = ElementNames(rawValue: 1 << 3)
    /// A discussion as a whole: thread, topic, question, forum.
    static let forum = ElementNames(rawValue: 1 << 4)
    static let signature = ElementNames(rawValue: 1 << 5)
    /// What is counted about a person or contribution: level, points, votes.
    static let count = ElementNames(rawValue: 1 << 6)
    /// Buttons and tools.
    static let action = ElementNames(rawValue: 1 << 7)
    static let quote = ElementNames(rawValue: 1 << 8)
    /// A contribution that is no opening post: comment, reply, answer.
    static let reply = ElementNames(rawValue: 1 << 9)
    /// Highlighted code: highlight, language-…
    static let code = ElementNames(rawValue: 1 << 10)
    /// The numbers of lines of code.
    static let lineNumber = ElementNames(rawValue: 1 << 11)
    static let line = ElementNames(rawValue: 1 << 13)
    static let number = ElementNames(rawValue: 1 << 14)
    /// The name of a programming language.
    static let language = ElementNames(rawValue: 1 << 15)
    /// Code whose lines are elements, without `pre`.
    static let codeBox = ElementNames(rawValue: 1 << 16)
    /// A button that copies.
    static let copying = ElementNames(rawValue: 1 << 12)

    /// Names of parts of a contribution that are not what it says.
    static let besideText: ElementNames = [.person, .time, .signature, .count, .action]
}

/// The elements of a page around and inside its blocks: what the blocks alone do not say.
///
/// Elements that break blocks, and cells, are nodes of a tree; inline elements are spans of the block text.
struct PageElements: Sendable {
    /// An element that breaks blocks, or a cell, in the order of the page; the first is the page itself.
    struct Node: Sendable {
        /// The number of the node around it; smaller than its own.
        let parent: Int32
        let tag: UInt8
        let names: ElementNames
        /// A hash of tag, class and identifier without digits: equal for the entries of a list.
        let kind: UInt32
        /// The same of the class alone, where there is one: equal for elements with different identifiers.
        let slot: UInt32
        /// The blocks that lie in it are those from `first` to `end`, exclusive.
        let first: Int32
        var end: Int32
        /// The class of preformatted text and of highlighted code around it, the start of a list, the width of a cell.
        let value: Value
        /// Where its text begins and ends in the block text; only of cells.
        var text = TextRange(0, 0)

        var blocks: Range<Int> { Int(first)..<Int(end) }
    }

    /// A part of `values`.
    struct Value: Sendable {
        var start: Int32 = 0
        var length: Int32 = 0
        var isEmpty: Bool { length == 0 }
    }

    /// An inline element with text.
    struct Span: Sendable {
        let tag: UInt8
        let names: ElementNames
        /// As of a node.
        let slot: UInt32
        /// In the block text; white space at the ends may be part of it.
        var range: TextRange
        /// The address of a link, the class of code.
        let value: Value
    }

    /// A picture that has an address.
    struct Picture: Sendable {
        /// Where it occurs in the block text.
        let offset: Int
        /// The number of the block that it occurs in or before.
        let block: Int
        let node: Int32
        let source: Value
        let alternative: Value
    }

    /// Text in `pre` with its white space.
    struct Code: Sendable {
        let node: Int32
        let text: Value
    }

    var nodes = [
        Node(parent: 0, tag: UInt8(SHULI_TAG_BODY), names: [], kind: 0, slot: 0, first: 0, end: 0, value: Value())
    ]
    var spans: [Span] = []
    var pictures: [Picture] = []
    var codes: [Code] = []
    // Addresses and the like, one after the other.
    private(set) var values: [UInt8] = []

    mutating func add(_ bytes: some Collection<UInt8>) -> Value {
        let start = values.count
        values.append(contentsOf: bytes)
        return Value(start: Int32(clamping: start), length: Int32(clamping: values.count - start))
    }

    /// Notes a picture that has an address.
    mutating func addPicture(
        _ event: ShuliHTMLEvent, _ events: borrowing HTMLEvents, offset: Int, block: Int, node: Int32
    ) {
        let attributes = events.attributes(of: event)
        let bytes = events.bytes
        func value(_ name: Int) -> UTF8Buffer? {
            attributes.first { Int($0.name) == name && $0.length > 0 }.map {
                UTF8Buffer(rebasing: bytes[$0.value.bytes])
            }
        }
        var source: UTF8Buffer?
        for name in Self.pictureSources where source == nil { source = value(name) }
        guard let source else { return }
        let address = add(source)
        let alternative = value(SHULI_ATTRIBUTE_ALT).map { add($0) } ?? Value()
        pictures.append(Picture(offset: offset, block: block, node: node, source: address, alternative: alternative))
    }

    func text(_ value: Value) -> String {
        String(decoding: values[Int(value.start)..<Int(value.start + value.length)], as: UTF8.self)
    }

    func bytes(_ value: Value) -> ArraySlice<UInt8> { values[Int(value.start)..<Int(value.start + value.length)] }

    /// Inline elements that are noted whether they are named or not.
    static let marked: TagSet = [
        SHULI_TAG_A, SHULI_TAG_B, SHULI_TAG_CODE, SHULI_TAG_EM, SHULI_TAG_I, SHULI_TAG_STRONG,
    ]

    /// Attributes that hold the address of a picture, the one of the picture itself before that of what is shown until it is loaded.
    static let pictureSources = [
        SHULI_ATTRIBUTE_DATA_SRC, SHULI_ATTRIBUTE_DATA_ORIGINAL, SHULI_ATTRIBUTE_DATA_ACTUALSRC,
        SHULI_ATTRIBUTE_DATA_LAZY_SRC, SHULI_ATTRIBUTE_FILE, SHULI_ATTRIBUTE_SRC,
    ]

    /// The attribute that is kept of an element; nil for none.
    static func value(of tag: Int, _ names: ElementNames) -> Int? {
        switch tag {
        case SHULI_TAG_FIGURE, SHULI_TAG_DIV: names.contains(.code) ? SHULI_ATTRIBUTE_CLASS : nil
        case SHULI_TAG_A: SHULI_ATTRIBUTE_HREF
        case SHULI_TAG_CODE, SHULI_TAG_PRE: SHULI_ATTRIBUTE_CLASS
        case SHULI_TAG_OL: SHULI_ATTRIBUTE_START
        case SHULI_TAG_TD, SHULI_TAG_TH: SHULI_ATTRIBUTE_COLSPAN
        default: nil
        }
    }

    /// A hash of the tag and of the class without its digits, because classes of list entries may be numbered.
    static func kind(_ event: ShuliHTMLEvent, _ events: borrowing HTMLEvents) -> UInt32 {
        var hash = UInt32(truncatingIfNeeded: Int(event.tag)) &+ 0x811c_9dc5
        for attribute in events.attributes(of: event) where Int(attribute.name) == SHULI_ATTRIBUTE_CLASS {
            for byte in events.bytes[attribute.value.bytes] where !(0x30...0x39).contains(byte) {
                hash = (hash ^ UInt32(byte)) &* 0x0100_0193
            }
        }
        return hash
    }

    /// Hashes of the tag, the class and the identifier, and of the class alone, all without their digits, because entries of a list may
    /// be numbered. Without a class the identifier takes its place.
    static func kinds(_ event: ShuliHTMLEvent, _ events: borrowing HTMLEvents) -> (kind: UInt32, slot: UInt32) {
        let basis = UInt32(truncatingIfNeeded: Int(event.tag)) &+ 0x811c_9dc5
        let (attributes, bytes) = (events.attributes(of: event), events.bytes)
        func hash(_ attribute: Int, from basis: UInt32) -> UInt32 {
            var hash = basis
            for found in attributes where Int(found.name) == attribute {
                for byte in bytes[found.value.bytes] where !(0x30...0x39).contains(byte) {
                    hash = (hash ^ UInt32(byte)) &* 0x0100_0193
                }
                hash = (hash ^ 0xFF) &* 0x0100_0193
            }
            return hash
        }
        let named = hash(SHULI_ATTRIBUTE_CLASS, from: basis)
        let kind = hash(SHULI_ATTRIBUTE_ID, from: named)
        return (kind, named == basis ? kind : named)
    }
}
