import CHTML
import ShuliText

/// Gives the kept parts of a page their roles.
struct StructureReader {
    private let buffer: UTF8Buffer
    private let document: BlockDocument
    private var elements: PageElements { document.elements }
    private let tables: DataTables
    // By the numbers of their elements.
    private let codes: [Int32: CodeBlock]
    private var ordinals: [Int32: Int] = [:]

    init(_ buffer: UTF8Buffer, _ document: BlockDocument, codes: [CodeBlock]) {
        (self.buffer, self.document) = (buffer, document)
        self.codes = Dictionary(uniqueKeysWithValues: codes.map { ($0.node, $0) })
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
            if let code = place.code.flatMap({ codes[$0] }) {
                let end = parts[index...].firstIndex { !code.lines.contains($0.block) } ?? parts.count
                blocks.append(self.code(code, parts[index..<end], quotes: place.quotes))
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

    private func code(_ code: CodeBlock, _ parts: ArraySlice<Part>, quotes: Int) -> ArticleBlock {
        let range = TextRange(parts.first?.range.lowerBound ?? 0, parts.last?.range.upperBound ?? 0)
        let whole = elements.codes.first { $0.node == code.node }
        let text: String
        if let whole, code.isWhole || parts.count == code.lines.count {
            text = Self.trimmed(Array(elements.bytes(whole.text)), isNumbered: code.isNumbered)
        } else {
            text = parts.map { buffer.text($0.range) }.joined(separator: "\n")
        }
        return ArticleBlock(role: .code, range: range, text: text, quotes: quotes, language: code.language)
    }

    // Without line breaks at the start, white space at the end and the numbers of lines; line breaks as LF.
    private static func trimmed(_ bytes: [UInt8], isNumbered: Bool) -> String {
        var out: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0D {
                if index + 1 >= bytes.count || bytes[index + 1] != 0x0A { out.append(0x0A) }
            } else {
                out.append(byte)
            }
        }
        while let last = out.last, last <= 0x20 { out.removeLast() }
        let text = out.drop { $0 == 0x0A }
        guard isNumbered else { return String(decoding: text, as: UTF8.self) }
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            let code = line.drop { $0 == 0x20 }.drop { (0x30...0x39).contains($0) }
            return code.first == 0x20 ? code.dropFirst() : code
        }
        return String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self)
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
        for span in elements.spans[max(0, elements.firstSpan(from: range.lowerBound) - 8)...] {
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
