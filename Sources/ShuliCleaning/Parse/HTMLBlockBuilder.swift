import CHTML
import ShuliText

extension BlockDocument {
    /// A page, as valid UTF-8, as blocks. There are none where the page exceeds 1 GiB or memory ran out.
    init(html: UTF8Buffer) {
        var builder = HTMLBlockBuilder()
        var scripts: [Range<Int>] = []
        if let events = HTMLEvents(parsing: html) {
            builder.read(events)
            scripts = events.scripts
        }
        self = builder.finish()
        self.scripts = scripts
        if claims.published.isEmpty { claims.created = ScriptTimes(html, scripts).created }
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
        let node: Int32
        // Where the text of the element begins.
        var textStart: Int
        // The number of the element's node or span; −1 where it has none.
        var number: Int32 = -1
        // What the element's name says that it holds.
        var naming: Surroundings = []
        // The number of the value that an attribute gives for it; −1 for none.
        var value: Int32 = -1
        var isSilent = false
        var isPreformatted = false
        var names: ElementNames = []
        // Where its text begins in that of the preformatted element around it; −1 outside of code.
        var codeStart: Int32 = -1
    }

    private let sets = ElementSets()
    private var classes = [ClassSigns](repeating: ClassSigns(), count: 128)

    private var text: [UInt8] = []
    private var blocks: [Block] = []
    private var seams: [Int] = []
    private var claims = PageClaims()

    private var open: [Element] = []
    private var surroundings: Surroundings = []
    private var nearest: Surroundings = []
    private var container = 0
    private var parents = [0]
    private var kinds: [UInt32] = [0]
    private var elements = PageElements()
    // Values of named elements.
    private var values: [String] = []
    private var node: Int32 = 0
    private var preformatted = PreformattedText()
    // The number of open boxes of code without `pre`.
    private var codeBoxes = 0
    private var boldDepth = 0
    private var pendingPicture = false
    private var linkDepth = 0
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
        // Elements without an end tag, and the page itself, end with the page.
        elements.nodes[0].end = Int32(clamping: blocks.count)
        while let element = open.popLast() { finish(element) }
    }

    consuming func finish() -> BlockDocument {
        BlockDocument(
            text: text.withUnsafeBufferPointer { String(valid: $0) }, blocks: blocks, parents: parents, kinds: kinds,
            elements: elements, isPage: true, seams: seams, claims: claims)
    }

    // MARK: Elements

    private mutating func start(_ event: ShuliHTMLEvent, _ events: borrowing HTMLEvents) {
        let tag = Int(event.tag)
        switch tag {
        case SHULI_TAG_META: return readMeta(event, events)
        case SHULI_TAG_BR, SHULI_TAG_HR:
            preformatted.appendBreak()
            return breakBlock()
        case SHULI_TAG_IMG:
            pendingPicture = true
            if silentDepth == 0 {
                elements.addPicture(event, events, offset: text.count, block: blocks.count, node: node)
            }
            return
        case SHULI_TAG_INPUT, SHULI_TAG_LINK, SHULI_TAG_FRAME: return
        default: break
        }
        var element = Element(
            tag: tag, surroundings: surroundings, nearest: nearest, container: container,
            isLink: sets.links.contains(tag), node: node, textStart: text.count)
        if element.isLink {
            linkDepth += 1
            current?.links += 1
        }
        if sets.bold.contains(tag) { boldDepth += 1 }
        var signs = HTMLElements.signs(of: event, events, &classes)
        // A button or a label inside code is none of it.
        let isButton =
            preformatted.isOpen && tag != SHULI_TAG_CODE
            && (tag == SHULI_TAG_BUTTON || !signs.names.isDisjoint(with: [.copying, .language]))
        if sets.silent.contains(tag) || isButton {
            element.isSilent = true
            open.append(element)
            silentDepth += 1
            captures =
                tag == SHULI_TAG_TITLE && claims.title == nil
                || tag == SHULI_TAG_SCRIPT
                    && events.value(of: SHULI_ATTRIBUTE_TYPE, in: event) == "application/ld+json"
            captured.removeAll(keepingCapacity: true)
            return
        }
        element.names = signs.names
        let breaks = sets.breaking.contains(tag)
        // In some boxes a list or a cell holds the code in the place of `pre`.
        element.isPreformatted =
            tag == SHULI_TAG_PRE
            || codeBoxes > 0 && !preformatted.isOpen && (tag == SHULI_TAG_OL || tag == SHULI_TAG_TD)
                && !signs.names.holdsLineNumbers
        if signs.names.contains(.codeBox) { codeBoxes += 1 }
        if preformatted.isCode || element.isPreformatted || tag == SHULI_TAG_CODE {
            // Inside code the names are those of a highlighter.
            let isInside = preformatted.isCode || tag == SHULI_TAG_CODE
            if preformatted.beginsLine(tag) { breakBlock() }
            element.codeStart = preformatted.start(
                element.isPreformatted ? SHULI_TAG_PRE : tag, breaks: breaks)
            if isInside { signs = Signs() }
        }
        if breaks {
            breakBlock()
            if sets.grouping.contains(tag) {
                parents.append(container)
                kinds.append(PageElements.kind(event, events))
                container = parents.count - 1
            }
            if let role = HTMLElements.role(of: tag) { self.role = role }
        } else if sets.cells.contains(tag) {
            pendingSpace = true
        }
        markSeam()
        var own = HTMLElements.surroundings(of: tag).union(signs.surroundings)
        let naming = tag == SHULI_TAG_TIME ? .time : own.intersection(.naming)
        if !naming.isEmpty, tag != SHULI_TAG_BODY {
            element.naming = naming
            if let value = events.value(of: SHULI_ATTRIBUTE_DATETIME, in: event) { element.value = add(value) }
        }
        own.subtract(.naming)
        surroundings.formUnion(own)
        if !own.isEmpty { nearest = own }
        element.textStart = text.count
        element.number = note(element.isPreformatted ? SHULI_TAG_PRE : tag, signs.names, event, events)
        open.append(element)
    }

    // MARK: Nodes and spans

    // Gives the number of the node or span; −1 for none.
    private mutating func note(
        _ tag: Int, _ names: ElementNames, _ event: ShuliHTMLEvent, _ events: borrowing HTMLEvents
    ) -> Int32 {
        let isCell = sets.cells.contains(tag)
        let isNode = isCell || sets.breaking.contains(tag)
        guard isNode || sets.marked.contains(tag) || names.contains(.named) else { return -1 }
        var value = PageElements.Value()
        if let wanted = PageElements.value(of: tag, names),
            let attribute = events.attributes(of: event).first(where: { Int($0.name) == wanted })
        {
            value = elements.add(UTF8Buffer(rebasing: events.bytes[attribute.value.bytes]))
        }
        let (kind, slot) =
            names.contains(.named) ? PageElements.kinds(event, events) : (UInt32(truncatingIfNeeded: tag), 0)
        let range = TextRange(text.count, text.count)
        guard isNode else {
            elements.spans.append(
                PageElements.Span(tag: UInt8(tag), names: names, slot: slot, range: range, value: value))
            return Int32(clamping: elements.spans.count - 1)
        }
        let first = Int32(clamping: blocks.count + (current == nil ? 0 : 1))
        elements.nodes.append(
            PageElements.Node(
                parent: node, tag: UInt8(tag), names: names, kind: kind, slot: slot, first: first, end: first,
                value: value,
                text: range))
        node = Int32(clamping: elements.nodes.count - 1)
        return node
    }

    // Completes the node or span of an element that is closed. Blocks inside are complete.
    private mutating func finish(_ element: Element) {
        node = element.node
        guard element.number >= 0 else { return }
        let number = Int(element.number)
        if sets.breaking.contains(element.tag) || sets.cells.contains(element.tag) {
            elements.nodes[number].end = Int32(clamping: blocks.count + (current == nil ? 0 : 1))
            elements.nodes[number].text.upperBound = text.count
            if element.isPreformatted, !preformatted.isOpen, !preformatted.bytes.isEmpty {
                elements.codes.append(
                    PageElements.Code(node: element.number, text: elements.add(preformatted.bytes)))
            }
        } else {
            elements.spans[number].range.upperBound = text.count
        }
    }

    private mutating func end(_ tag: Int, _ line: Int) {
        guard let index = open.lastIndex(where: { $0.tag == tag }) else { return }
        // Elements left open inside are closed as well.
        while open.count > index {
            let element = open.removeLast()
            markSeam()
            if !element.naming.isEmpty { close(named: element) }
            if element.isLink { linkDepth -= 1 }
            if sets.bold.contains(element.tag) { boldDepth -= 1 }
            if element.isSilent {
                closeSilent(element.tag)
            } else {
                if element.names.contains(.codeBox) { codeBoxes -= 1 }
                let tag = element.isPreformatted ? SHULI_TAG_PRE : element.tag
                if element.codeStart >= 0,
                    preformatted.end(
                        tag, from: Int(element.codeStart), element.names, breaks: sets.breaking.contains(element.tag))
                {
                    removeText(from: element.textStart)
                }
            }
            if sets.breaking.contains(element.tag) {
                breakBlock()
                role = .paragraph
            } else if sets.cells.contains(element.tag) {
                pendingSpace = true
            }
            finish(element)
            surroundings = element.surroundings
            nearest = element.nearest
            container = element.container
        }
    }

    // The first line of the text of an element whose name says what it holds.
    private mutating func close(named element: Element) {
        // What is longer is no name, and is not searched to its end.
        var end = min(text.count, element.textStart + Self.maximumName + 2)
        if let newline = text[element.textStart..<end].firstIndex(of: 0x0A) { end = newline }
        while end > element.textStart, text[end - 1] == 0x20 { end -= 1 }
        var start = element.textStart
        while start < end, text[start] == 0x20 || text[start] == 0x0A { start += 1 }
        if end - start > Self.maximumName { end = start }
        let value = element.value >= 0 ? values[Int(element.value)] : nil
        guard end > start || value != nil else { return }
        claims.named.append(NamedText(kind: element.naming, range: TextRange(start, end), value: value))
    }

    // In bytes: a label, a name and a time.
    private static let maximumName = 160

    private mutating func markSeam() {
        if current != nil, seams.last != text.count { seams.append(text.count) }
    }

    private mutating func closeSilent(_ tag: Int) {
        silentDepth -= 1
        guard captures else { return }
        captures = false
        let text = String(decoding: captured, as: UTF8.self)
        if tag == SHULI_TAG_TITLE { claims.title = text } else { claims.linkedData.append(text) }
    }

    private mutating func readMeta(_ event: ShuliHTMLEvent, _ events: borrowing HTMLEvents) {
        // The name of the person or office that the element around describes.
        guard let name = claims.read(meta: event, events),
            let index = open.lastIndex(where: { $0.naming.contains(.author) })
        else { return }
        open[index].value = add(name)
    }

    private mutating func add(_ value: String) -> Int32 {
        values.append(value)
        return Int32(clamping: values.count - 1)
    }

    // MARK: Text

    private mutating func append(_ bytes: UTF8Buffer, _ range: Range<Int>, line: Int) {
        guard silentDepth == 0 else {
            if captures {
                captured.append(contentsOf: bytes[range])
            }
            return
        }
        if preformatted.isOpen { preformatted.append(UTF8Buffer(rebasing: bytes[range])) }
        // The posts of old boards are text whose lines a style shows: an empty line parts paragraphs.
        guard open.last?.names.contains(.forum) ?? false else { return put(bytes, range, line: line) }
        var start = range.lowerBound
        var rest = bytes[range].count { $0 == 0x0A }
        while let end = bytes.firstPlace(of: Self.emptyLine, in: start..<range.upperBound) {
            rest -= bytes[start..<end].count { $0 == 0x0A }
            if current != nil || start < end { put(bytes, start..<end, line: line - rest) }
            breakBlock()
            start = end + Self.emptyLine.count
            rest -= Self.emptyLine.count
        }
        put(bytes, start..<range.upperBound, line: line)
    }

    private static let emptyLine = Array("\n\n".utf8)

    // Appends a run of text to the current block. White space becomes one space, or nothing at the start of a block; inside `pre`
    // each line is a block.
    private mutating func put(_ bytes: UTF8Buffer, _ range: Range<Int>, line: Int) {
        // The line of an event is that of the end of its text.
        var line = line - bytes[range].count { $0 == 0x0A }
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = bytes.scalar(at: offset)
            let kind = CharacterClass(scalar)
            if kind.isSpaceOfPages(scalar) {
                if scalar == 0x0A {
                    line += 1
                    if preformatted.isOpen {
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
                    role: preformatted.isOpen ? .preformatted : role, links: linkDepth > 0 ? 1 : 0,
                    surroundings: surroundings, nearest: nearest, container: container, node: node, depth: open.count,
                    followsPicture: pendingPicture)
                pendingPicture = false
            } else if pendingSpace {
                text.append(0x20)
            }
            pendingSpace = false
            let word = bytes.word(in: offset..<range.upperBound)
            text.append(contentsOf: UTF8Buffer(rebasing: bytes[offset..<word.end]))
            if linkDepth > 0 { current?.linkedCharacters += word.content }
            if boldDepth > 0 { current?.boldCharacters += word.content }
            offset = word.end
        }
    }

    // Takes the last part of the current block back; text of blocks that are complete stays.
    private mutating func removeText(from start: Int) {
        guard let block = current, start >= block.range.lowerBound, start < text.count else { return }
        text.removeSubrange(start...)
        while let last = seams.last, last > start { seams.removeLast() }
        if block.range.lowerBound == start { current = nil }
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
