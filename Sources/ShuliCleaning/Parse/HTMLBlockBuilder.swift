import CHTML
import ShuliText

extension BlockDocument {
    /// A page, as valid UTF-8, as blocks. There are none where the page exceeds 1 GiB or memory ran out.
    init(html: UTF8Buffer) {
        var builder = HTMLBlockBuilder()
        if let events = HTMLEvents(parsing: html) { builder.read(events) }
        self = builder.finish()
    }
}

/// Builds the blocks and claims of a page from the parser's events, in one pass.
struct HTMLBlockBuilder {
    // An open element, with the state to restore when it is closed.
    private struct Element {
        let tag: Int
        let surroundings: Surroundings
        let nearest: Surroundings
        let container: Int
        let isLink: Bool
    }

    private var text: [UInt8] = []
    private var blocks: [Block] = []
    private var claims = PageClaims()

    private var open: [Element] = []
    private var surroundings: Surroundings = []
    private var nearest: Surroundings = []
    private var container = 0
    private var parents = [0]
    private var kinds: [UInt32] = [0]
    private var boldDepth = 0
    private var pendingPicture = false
    private var linkDepth = 0
    private var preformattedDepth = 0
    // The number of open elements whose text is not shown; the text of a title or of linked data is kept in `captured`.
    private var silentDepth = 0
    private var captures = false
    private var captured: [UInt8] = []

    // The block under construction, not yet in `blocks`.
    private var current: Block?
    private var role = Block.Role.paragraph
    private var pendingSpace = false

    mutating func read(_ events: borrowing HTMLEvents) {
        let bytes = events.bytes
        for index in 0..<events.count {
            let event = events[index]
            switch Int(event.kind) {
            case Int(SHULI_HTML_START): start(event, events)
            case Int(SHULI_HTML_END): end(Int(event.tag), Int(event.line))
            default: append(bytes, Int(event.first)..<Int(event.first + event.count), line: Int(event.line))
            }
        }
        breakBlock()
    }

    consuming func finish() -> BlockDocument {
        BlockDocument(
            text: text.withUnsafeBufferPointer { String(valid: $0) }, blocks: blocks, parents: parents, kinds: kinds,
            isPage: true,
            claims: claims)
    }

    // MARK: Elements

    private mutating func start(_ event: ShuliHTMLEvent, _ events: borrowing HTMLEvents) {
        let tag = Int(event.tag)
        switch tag {
        case SHULI_TAG_META: return readMeta(event, events)
        case SHULI_TAG_BR, SHULI_TAG_HR: return breakBlock()
        case SHULI_TAG_IMG:
            pendingPicture = true
            return
        case SHULI_TAG_INPUT, SHULI_TAG_LINK, SHULI_TAG_FRAME: return
        default: break
        }
        open.append(
            Element(
                tag: tag, surroundings: surroundings, nearest: nearest, container: container,
                isLink: HTMLElements.links.contains(tag)))
        if HTMLElements.links.contains(tag) {
            linkDepth += 1
            current?.links += 1
        }
        if HTMLElements.bold.contains(tag) { boldDepth += 1 }
        if HTMLElements.silent.contains(tag) {
            silentDepth += 1
            captures =
                tag == SHULI_TAG_TITLE && claims.title == nil
                || tag == SHULI_TAG_SCRIPT
                    && events.value(of: SHULI_ATTRIBUTE_TYPE, in: event) == "application/ld+json"
            captured.removeAll(keepingCapacity: true)
            return
        }
        if tag == SHULI_TAG_TIME, let time = events.value(of: SHULI_ATTRIBUTE_DATETIME, in: event) {
            claims.published.append(time)
        }
        if tag == SHULI_TAG_PRE { preformattedDepth += 1 }
        if HTMLElements.breaking.contains(tag) {
            breakBlock()
            if HTMLElements.grouping.contains(tag) {
                parents.append(container)
                kinds.append(Self.kind(event, events))
                container = parents.count - 1
            }
            if let role = HTMLElements.role(of: tag) { self.role = role }
        } else if HTMLElements.cells.contains(tag) {
            pendingSpace = true
        }
        var own = HTMLElements.surroundings(of: tag)
        for attribute in events.attributes(of: event) {
            own.formUnion(
                HTMLElements.surroundings(attribute: Int(attribute.name), value: events.bytes, attribute.value))
        }
        surroundings.formUnion(own)
        if !own.isEmpty { nearest = own }
    }

    // A hash of the tag and of the class without its digits, because classes of list entries may be numbered.
    private static func kind(_ event: ShuliHTMLEvent, _ events: borrowing HTMLEvents) -> UInt32 {
        var hash = UInt32(truncatingIfNeeded: Int(event.tag)) &+ 0x811c_9dc5
        for attribute in events.attributes(of: event) where Int(attribute.name) == SHULI_ATTRIBUTE_CLASS {
            for byte in events.bytes[attribute.value.bytes] where !(0x30...0x39).contains(byte) {
                hash = (hash ^ UInt32(byte)) &* 0x0100_0193
            }
        }
        return hash
    }

    private mutating func end(_ tag: Int, _ line: Int) {
        guard let index = open.lastIndex(where: { $0.tag == tag }) else { return }
        // Elements left open inside are closed as well.
        while open.count > index {
            let element = open.removeLast()
            if element.isLink { linkDepth -= 1 }
            if HTMLElements.bold.contains(element.tag) { boldDepth -= 1 }
            if HTMLElements.silent.contains(element.tag) { closeSilent(element.tag) }
            if element.tag == SHULI_TAG_PRE { preformattedDepth -= 1 }
            if HTMLElements.breaking.contains(element.tag) {
                breakBlock()
                role = .paragraph
            } else if HTMLElements.cells.contains(element.tag) {
                pendingSpace = true
            }
            surroundings = element.surroundings
            nearest = element.nearest
            container = element.container
        }
    }

    private mutating func closeSilent(_ tag: Int) {
        silentDepth -= 1
        guard captures else { return }
        captures = false
        let text = String(decoding: captured, as: UTF8.self)
        if tag == SHULI_TAG_TITLE { claims.title = text } else { claims.linkedData.append(text) }
    }

    private mutating func readMeta(_ event: ShuliHTMLEvent, _ events: borrowing HTMLEvents) {
        let keys = [SHULI_ATTRIBUTE_PROPERTY, SHULI_ATTRIBUTE_NAME, SHULI_ATTRIBUTE_ITEMPROP]
        guard let content = events.value(of: SHULI_ATTRIBUTE_CONTENT, in: event), !content.isEmpty else { return }
        for key in keys.compactMap({ events.value(of: $0, in: event)?.lowercased() }) {
            switch key {
            case "og:title", "twitter:title", "articletitle", "title", "headline":
                if claims.metaTitle == nil { claims.metaTitle = content }
            case "author", "article:author", "og:article:author", "contentauthor":
                if claims.author == nil { claims.author = content }
            case "contentsource", "source", "mediaid", "og:article:source":
                if claims.source == nil { claims.source = content }
            case "article:published_time", "og:release_date", "og:published_time", "pubdate", "publishdate",
                "datepublished", "weibo:article:create_at", "publish_time", "apub:time", "og:time":
                claims.published.append(content)
            case "dateupdate", "datemodified", "article:modified_time", "og:updated_time":
                claims.changed.append(content)
            default: break
            }
        }
    }

    // MARK: Text

    // Appends a run of text to the current block. White space becomes one space, or nothing at the start of a block; inside `pre`
    // each line is a block.
    private mutating func append(_ bytes: UTF8Buffer, _ range: Range<Int>, line: Int) {
        guard silentDepth == 0 else {
            if captures { captured.append(contentsOf: bytes[range]) }
            return
        }
        // The line of an event is that of the end of its text.
        var line = line - bytes[range].count { $0 == 0x0A }
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = bytes.scalar(at: offset)
            let kind = CharacterClass(scalar)
            if Self.isSpace(scalar, kind) {
                if scalar == 0x0A {
                    line += 1
                    if preformattedDepth > 0 {
                        breakBlock()
                        role = .preformatted
                    }
                }
                pendingSpace = pendingSpace || kind == .space
                offset += length
                continue
            }
            if current == nil {
                current = Block(
                    range: TextRange(text.count, text.count), line: max(1, line),
                    role: preformattedDepth > 0 ? .preformatted : role, links: linkDepth > 0 ? 1 : 0,
                    surroundings: surroundings, nearest: nearest, container: container, depth: open.count,
                    followsPicture: pendingPicture)
                pendingPicture = false
            } else if pendingSpace {
                text.append(0x20)
            }
            pendingSpace = false
            let word = Self.word(bytes, offset..<range.upperBound)
            text.append(contentsOf: UTF8Buffer(rebasing: bytes[offset..<word.end]))
            if linkDepth > 0 { current?.linkedCharacters += word.content }
            if boldDepth > 0 { current?.boldCharacters += word.content }
            offset = word.end
        }
    }

    private static func isSpace(_ scalar: UInt32, _ kind: CharacterClass) -> Bool {
        kind == .space || scalar == 0x200B || scalar == 0xFEFF
    }

    // The end of the word at the start of a range, and the number of its content characters.
    private static func word(_ bytes: UTF8Buffer, _ range: Range<Int>) -> (end: Int, content: Int) {
        var offset = range.lowerBound
        var content = 0
        while offset < range.upperBound {
            let (scalar, length) = bytes.scalar(at: offset)
            let kind = CharacterClass(scalar)
            if isSpace(scalar, kind) { break }
            if kind.isContent { content += 1 }
            offset += length
        }
        return (offset, content)
    }

    private mutating func breakBlock() {
        pendingSpace = false
        guard var block = current else { return }
        block.range = TextRange(block.range.lowerBound, text.count)
        blocks.append(block)
        text.append(0x0A)
        current = nil
    }
}
