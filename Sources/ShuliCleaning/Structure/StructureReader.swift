import CHTML
import ShuliText

/// Gives the kept parts of a page their roles.
struct StructureReader {
    private let buffer: UTF8Buffer
    private let document: BlockDocument
    private var elements: PageElements { document.elements }
    private let tables: DataTables
    private var ordinals: [Int32: Int] = [:]

    init(_ buffer: UTF8Buffer, _ document: BlockDocument) {
        (self.buffer, self.document) = (buffer, document)
        tables = DataTables(document.elements)
    }

    /// A kept part of a block.
    struct Part {
        let block: Int
        let range: TextRange
    }

    /// The blocks of the kept parts, in order. `groups` are runs of them that are read each by itself: posts, or all of an article.
    mutating func blocks(_ groups: [[Part]]) -> [ArticleBlock] {
        guard document.isPage else {
            return groups.joined().map {
                ArticleBlock(role: .paragraph, range: $0.range, text: buffer.text($0.range))
            }
        }
        if groups.joined().contains(where: { document.blocks[$0.block].role == .listItem }) { numberItems() }
        var blocks: [ArticleBlock] = []
        for parts in groups { read(parts, into: &blocks) }
        return blocks
    }

    // The number of each item among those of its list.
    private mutating func numberItems() {
        var counts: [Int32: Int] = [:]
        for (number, node) in elements.nodes.enumerated() where Int(node.tag) == SHULI_TAG_LI {
            counts[node.parent, default: 0] += 1
            ordinals[Int32(clamping: number)] = counts[node.parent]
        }
    }

    private func read(_ parts: [Part], into blocks: inout [ArticleBlock]) {
        guard let root = commonNode(parts) else { return }
        var pictures = PictureReader(document, parts, root: root)
        var index = 0
        var lastItem: Int32 = -1
        while index < parts.count {
            let part = parts[index]
            let block = document.blocks[part.block]
            let place = Surrounding(elements, block.node, root: root, tables: tables)
            pictures.takeBlocks(before: part, into: &blocks, buffer, quotes: place.quotes)
            if let pre = place.code, isCode(pre, parts[index].block) {
                let end =
                    parts[index...].firstIndex { !elements.nodes[Int(pre)].blocks.contains($0.block) } ?? parts.count
                blocks.append(code(pre, parts[index..<end], quotes: place.quotes))
                index = end
                continue
            }
            if let table = place.table {
                let end =
                    parts[index...].firstIndex { !elements.nodes[Int(table)].blocks.contains($0.block) } ?? parts.count
                blocks.append(self.table(table, parts[index..<end], quotes: place.quotes))
                index = end
                continue
            }
            let text = buffer.text(part.range)
            let spans = self.spans(in: part.range, pictures.take(inside: part.range))
            if case .heading(let level) = block.role {
                blocks.append(
                    ArticleBlock(
                        role: .heading, range: part.range, text: text, level: level, quotes: place.quotes,
                        spans: spans.filter { $0.kind == .link || $0.kind == .code }))
            } else if block.role == .caption {
                blocks.append(ArticleBlock(role: .caption, range: part.range, text: text, spans: spans))
            } else if let item = place.item, place.depth > 0 {
                let isFirst = item != lastItem
                lastItem = item
                blocks.append(
                    ArticleBlock(
                        role: isFirst ? .item : .paragraph, range: part.range, text: text, level: place.depth,
                        number: isFirst ? number(item) : nil, quotes: place.quotes, spans: spans))
            } else {
                blocks.append(
                    ArticleBlock(
                        role: .paragraph, range: part.range, text: text, quotes: place.quotes, spans: spans))
            }
            index += 1
        }
        pictures.takeRest(into: &blocks, buffer)
    }

    // The innermost node around all parts.
    private func commonNode(_ parts: [Part]) -> Int32? {
        guard let first = parts.first, let last = parts.last else { return nil }
        var node = document.blocks[first.block].node
        while node > 0 {
            let blocks = elements.nodes[Int(node)].blocks
            if blocks.contains(first.block), blocks.contains(last.block) { break }
            node = elements.nodes[Int(node)].parent
        }
        return node
    }

    private func number(_ item: Int32) -> Int? {
        let list = elements.nodes[Int(elements.nodes[Int(item)].parent)]
        guard Int(list.tag) == SHULI_TAG_OL, let ordinal = ordinals[item] else { return nil }
        return (Int(elements.text(list.value)) ?? 1) - 1 + ordinal
    }

    // MARK: Code

    // Some pages have prose in `pre`.
    private func isCode(_ pre: Int32, _ block: Int) -> Bool {
        let node = elements.nodes[Int(pre)]
        if !node.value.isEmpty || hasCode(node) { return true }
        var (han, content, prose) = (0, 0, 0)
        for block in document.blocks[node.blocks] {
            let shape = BlockShape(buffer, block.range)
            content += shape.content
            han += shape.content - shape.letters - shape.digits
            if shape.isProse { prose += 1 }
        }
        return prose * 2 < node.blocks.count || han * 2 < content
    }

    private func hasCode(_ node: PageElements.Node) -> Bool { !codeSpans(in: node).isEmpty }

    private func codeSpans(in node: PageElements.Node) -> [PageElements.Span] {
        elements.spans[firstSpan(from: node.text.lowerBound)...].prefix {
            $0.range.lowerBound < node.text.upperBound
        }.filter { Int($0.tag) == SHULI_TAG_CODE }
    }

    // The first span that begins at or behind an offset: spans rise by their starts.
    private func firstSpan(from offset: Int) -> Int {
        var low = 0
        var high = elements.spans.count
        while low < high {
            let middle = (low + high) / 2
            if elements.spans[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func code(_ pre: Int32, _ parts: ArraySlice<Part>, quotes: Int) -> ArticleBlock {
        let node = elements.nodes[Int(pre)]
        let range = TextRange(parts.first?.range.lowerBound ?? 0, parts.last?.range.upperBound ?? 0)
        let whole = elements.codes.first { $0.node == pre }
        let text: String
        if let whole, parts.count == node.blocks.count {
            text = Self.trimmed(Array(elements.bytes(whole.text)))
        } else {
            text = parts.map { buffer.text($0.range) }.joined(separator: "\n")
        }
        return ArticleBlock(
            role: .code, range: range, text: text, quotes: quotes, language: language(node))
    }

    // Without line breaks at the start and white space at the end; line breaks as LF.
    private static func trimmed(_ bytes: [UInt8]) -> String {
        var bytes = bytes
        var out: [UInt8] = []
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        var start = 0
        while start < bytes.count, bytes[start] == 0x0A || bytes[start] == 0x0D { start += 1 }
        for index in start..<bytes.count {
            if bytes[index] == 0x0D {
                if index + 1 >= bytes.count || bytes[index + 1] != 0x0A { out.append(0x0A) }
            } else {
                out.append(bytes[index])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    // The language that a class of `pre`, of `code` in it or of an element around names: language-python, lang-js, brush: java, hljs sql.
    private func language(_ pre: PageElements.Node) -> String? {
        var classes = [elements.text(pre.value)]
        classes += codeSpans(in: pre).filter { !$0.value.isEmpty }.map { elements.text($0.value) }
        for names in classes {
            let words = names.lowercased().split { $0 == " " || $0 == ";" }
            for (index, word) in words.enumerated() {
                for prefix in ["language-", "lang-", "highlight-source-", "brush:"] where word.hasPrefix(prefix) {
                    let name = word.dropFirst(prefix.count)
                    if !name.isEmpty { return String(name) }
                    if prefix == "brush:", index + 1 < words.count { return String(words[index + 1]) }
                }
            }
            if let mark = words.firstIndex(of: "hljs") ?? words.firstIndex(of: "highlight") {
                if let name = words.enumerated().first(where: { $0.offset != mark && $0.element.allSatisfy(\.isLetter) }
                ) {
                    return String(name.element)
                }
            }
        }
        return nil
    }

    // MARK: Tables

    private func table(_ number: Int32, _ parts: ArraySlice<Part>, quotes: Int) -> ArticleBlock {
        let kept = Set(parts.map(\.block))
        let rows = tables.rows(of: number).filter { row in row.blocks.contains { kept.contains($0) } }
        var cells = rows.map { row in
            row.cells.flatMap { cell -> [String] in
                let width = min(max(Int(elements.text(elements.nodes[Int(cell)].value)) ?? 1, 1), 50)
                return [text(ofCell: elements.nodes[Int(cell)])] + [String](repeating: "", count: width - 1)
            }
        }
        let width = cells.map(\.count).max() ?? 0
        for index in cells.indices {
            cells[index] += [String](repeating: "", count: width - cells[index].count)
        }
        let range = TextRange(parts.first?.range.lowerBound ?? 0, parts.last?.range.upperBound ?? 0)
        return ArticleBlock(
            role: .table, range: range, text: cells.map { $0.joined(separator: " ") }.joined(separator: "\n"),
            quotes: quotes, cells: cells, hasHead: rows.first?.isHead ?? false)
    }

    private func text(ofCell cell: PageElements.Node) -> String {
        buffer.text(buffer.trimmed(cell.text)).split(separator: "\n").joined(separator: " ")
    }

    // MARK: Spans

    // Marked parts of a kept range, and the pictures in it, by their starts.
    private func spans(in range: TextRange, _ pictures: [ArticleBlock.Span]) -> [ArticleBlock.Span] {
        var found = pictures
        // One that contains the whole block begins before it.
        for span in elements.spans[max(0, firstSpan(from: range.lowerBound) - 8)...] {
            guard span.range.lowerBound < range.upperBound else { break }
            let own = buffer.trimmed(
                TextRange(
                    max(span.range.lowerBound, range.lowerBound), min(span.range.upperBound, range.upperBound)))
            guard !own.isEmpty, let kind = Self.kind(of: Int(span.tag)) else { continue }
            var address: String?
            if kind == .link {
                address = PageAddress.usable(elements.text(span.value))
                guard address != nil else { continue }
            }
            found.append(ArticleBlock.Span(kind: kind, range: own, address: address, alternative: nil))
        }
        return found.sorted {
            ($0.range.lowerBound, -$0.range.upperBound, $0.kind.rawValue)
                < ($1.range.lowerBound, -$1.range.upperBound, $1.kind.rawValue)
        }
    }

    private static func kind(of tag: Int) -> ArticleBlock.Span.Kind? {
        switch tag {
        case SHULI_TAG_A: .link
        case SHULI_TAG_B, SHULI_TAG_STRONG: .strong
        case SHULI_TAG_EM, SHULI_TAG_I: .emphasis
        case SHULI_TAG_CODE: .code
        default: nil
        }
    }
}

/// What there is around a block, below the node that all of an article lies in.
private struct Surrounding {
    /// The innermost item of a list, and the number of lists.
    var item: Int32?
    var depth = 0
    var quotes = 0
    var code: Int32?
    var table: Int32?

    init(_ elements: PageElements, _ node: Int32, root: Int32, tables: DataTables) {
        var node = node
        while true {
            let isRoot = node == root
            switch Int(elements.nodes[Int(node)].tag) {
            case SHULI_TAG_LI where !isRoot: if item == nil { item = node }
            case SHULI_TAG_UL, SHULI_TAG_OL: if item != nil { depth += 1 }
            case SHULI_TAG_BLOCKQUOTE where !isRoot: quotes += 1
            case SHULI_TAG_PRE: code = node
            case SHULI_TAG_TABLE: if tables.holdsData(node) { table = node }
            default: break
            }
            if isRoot || node == 0 { return }
            node = elements.nodes[Int(node)].parent
        }
    }
}
