import ShuliText

extension Article {
    /// The article as plain HTML: h1 to h6, p, ul, ol, li, blockquote, pre, table, figure, a, strong, em, code. `hr` separates posts.
    ///
    /// - Parameter address: The address of the page, against which those of links and pictures are resolved.
    /// - Returns: A fragment, an element a line; empty where there is no article. Linear in the length of the article.
    public func html(address: String? = nil) -> String {
        var writer = HTMLWriter(input: input, address: address)
        write(to: &writer)
        return writer.finish()
    }
}

/// Writes blocks as HTML.
private struct HTMLWriter: BlockWriter {
    let input: String
    let address: String?
    private var lines: [String] = []
    // The names of the lists that are open, the item in each included.
    private var lists: [String] = []
    private var quotes = 0

    init(input: String, address: String?) { (self.input, self.address) = (input, address) }

    mutating func addBreak() {
        closeLists(to: 0)
        setQuotes(0)
        lines.append("<hr>")
    }

    mutating func finish() -> String {
        closeLists(to: 0)
        setQuotes(0)
        return lines.joined(separator: "\n")
    }

    private mutating func closeLists(to depth: Int) {
        while lists.count > depth { lines.append("</li></\(lists.removeLast())>") }
    }

    private mutating func setQuotes(_ depth: Int) {
        while quotes > depth {
            lines.append("</blockquote>")
            quotes -= 1
        }
        while quotes < depth {
            lines.append("<blockquote>")
            quotes += 1
        }
    }

    mutating func add(_ block: ArticleBlock) {
        if block.quotes != quotes {
            closeLists(to: 0)
            setQuotes(block.quotes)
        }
        if block.role == .item {
            openItem(block)
            return
        }
        closeLists(to: block.role == .paragraph ? block.level : 0)
        switch block.role {
        case .heading:
            let level = min(6, max(1, block.level))
            lines.append("<h\(level)>\(inline(block))</h\(level)>")
        case .paragraph, .item: lines.append("<p>\(inline(block))</p>")
        case .caption: lines.append("<figcaption>\(inline(block))</figcaption>")
        case .image: lines.append("<figure>\(image(block.text, block.address ?? ""))</figure>")
        case .code:
            let name = block.language.map { " class=\"language-\(Self.escaped($0))\"" } ?? ""
            lines.append("<pre><code\(name)>\(Self.escaped(block.text))</code></pre>")
        case .table:
            let rows = block.cells.enumerated().map { index, row in
                let tag = index == 0 && block.hasHead ? "th" : "td"
                return "<tr>" + row.map { "<\(tag)>\(Self.escaped($0))</\(tag)>" }.joined() + "</tr>"
            }
            lines.append("<table>" + rows.joined() + "</table>")
        }
    }

    private mutating func openItem(_ block: ArticleBlock) {
        let name = block.number == nil ? "ul" : "ol"
        closeLists(to: block.level)
        var start = ""
        if lists.count == block.level, lists.last == name {
            lines.append("</li>")
        } else {
            closeLists(to: block.level - 1)
            while lists.count < block.level - 1 {
                lines.append("<ul><li>")
                lists.append("ul")
            }
            start = "<\(name)\(block.number.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? "")>"
            lists.append(name)
        }
        lines.append("\(start)<li>\(inline(block))")
    }

    private func image(_ alternative: String, _ source: String) -> String {
        let resolved = PageAddress.resolved(PageAddress.usable(source) ?? source, from: address)
        return "<img src=\"\(Self.escaped(resolved))\" alt=\"\(Self.escaped(alternative))\">"
    }

    private func inline(_ block: ArticleBlock) -> String { inline(block.range, block.spans[...]) }

    // A range with the spans in it, outer ones before inner ones.
    private func inline(_ range: TextRange, _ spans: ArraySlice<ArticleBlock.Span>) -> String {
        var out = ""
        var place = range.lowerBound
        var spans = spans
        while let span = spans.popFirst() {
            guard span.range.lowerBound >= place, span.range.upperBound <= range.upperBound else { continue }
            out += Self.escaped(input[TextRange(place, span.range.lowerBound)])
            let inner = spans.prefix { $0.range.lowerBound < span.range.upperBound && span.kind != .image }
            spans = spans.dropFirst(inner.count)
            let text = inline(span.range, inner)
            switch span.kind {
            case .link:
                let target = PageAddress.resolved(span.address ?? "", from: address)
                out += "<a href=\"\(Self.escaped(target))\">\(text)</a>"
            case .strong: out += "<strong>\(text)</strong>"
            case .emphasis: out += "<em>\(text)</em>"
            case .code: out += "<code>\(text)</code>"
            case .image: out += image(span.alternative ?? "", span.address ?? "")
            }
            place = max(place, span.range.upperBound)
        }
        return out + Self.escaped(input[TextRange(place, range.upperBound)])
    }

    private static func escaped(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else {
            return String(text)
        }
        var out = ""
        for character in text {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
        return out
    }
}
