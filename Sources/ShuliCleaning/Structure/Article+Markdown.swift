import ShuliText

extension Article {
    /// The article as Markdown (CommonMark, with tables as of GitHub): headings, lists, quotations, code with its language, tables,
    /// pictures, links and emphasis. A thematic break separates posts.
    ///
    /// - Parameter address: The address of the page, against which those of links and pictures are resolved.
    /// - Returns: Lines, without a line break at the end; empty where there is no article. Linear in the length of the article.
    public func markdown(address: String? = nil) -> String {
        var writer = MarkdownWriter(input: input, address: address)
        write(to: &writer)
        return writer.text
    }
}

/// Writes blocks as Markdown.
private struct MarkdownWriter: BlockWriter {
    let input: String
    let address: String?
    private(set) var text = ""
    // The widths of the markers of the items that are open, by depth.
    private var widths: [Int] = []
    private var last: ArticleBlock?

    init(input: String, address: String?) { (self.input, self.address) = (input, address) }

    mutating func addBreak() {
        text += text.isEmpty ? "---" : "\n\n---"
        last = nil
        widths = []
    }

    mutating func add(_ block: ArticleBlock) {
        let isTight = block.role == .item && last?.role == .item && last?.quotes == block.quotes
        let shared = min(last?.quotes ?? 0, block.quotes)
        if !text.isEmpty {
            text += isTight ? "\n" : "\n" + String(repeating: ">", count: shared) + "\n"
        }
        let quote = String(repeating: "> ", count: block.quotes)
        var marker = ""
        if block.role == .item {
            widths = Array(widths.prefix(block.level - 1))
            // A list inside an item without text of its own is as deep as its marker.
            while widths.count < block.level - 1 { widths.append(2) }
            marker = block.number.map { "\($0). " } ?? "- "
        } else if block.level == 0 || block.role == .heading {
            widths = []
        }
        let indent = String(repeating: " ", count: widths.prefix(block.role == .heading ? 0 : block.level).reduce(0, +))
        if block.role == .item { widths.append(marker.utf8.count) }
        for (index, line) in lines(block).enumerated() {
            if index > 0 { text += "\n" }
            let lead = index == 0 ? indent + marker : indent + String(repeating: " ", count: marker.utf8.count)
            text += line.isEmpty ? String(quote.dropLast(quote.isEmpty ? 0 : 1)) : quote + lead + line
        }
        last = block
    }

    private func lines(_ block: ArticleBlock) -> [String] {
        switch block.role {
        case .heading: [String(repeating: "#", count: min(6, max(1, block.level))) + " " + inline(block)]
        case .paragraph, .item: [Self.escapedStart(inline(block))]
        case .caption: ["*" + inline(block) + "*"]
        case .image: [image(block.text, block.address ?? "")]
        case .code: code(block)
        case .table: table(block)
        }
    }

    private func code(_ block: ArticleBlock) -> [String] {
        var fence = "```"
        while block.text.contains(fence) { fence += "`" }
        let lines = block.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return [fence + (block.language ?? "")] + lines + [fence]
    }

    private func table(_ block: ArticleBlock) -> [String] {
        let rows = block.cells.map { row in
            "| " + row.map { Self.escaped($0, from: 0).replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        guard let first = rows.first else { return [] }
        let rule = "|" + String(repeating: " --- |", count: block.cells[0].count)
        return [first, rule] + rows.dropFirst()
    }

    private func image(_ alternative: String, _ source: String) -> String {
        "![" + Self.flat(alternative) + "](" + target(source) + ")"
    }

    private func target(_ source: String) -> String {
        let resolved = PageAddress.resolved(PageAddress.usable(source) ?? source, from: address)
        return resolved.contains { "()<>".contains($0) }
            ? resolved.replacing("(", with: "%28").replacing(")", with: "%29") : resolved
    }

    private static func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("[", with: "\\[").replacing(
            "]", with: "\\]")
    }

    // MARK: Text

    private func inline(_ block: ArticleBlock) -> String {
        inline(block.range, block.spans[...])
    }

    // A range with the spans in it, outer ones before inner ones.
    private func inline(_ range: TextRange, _ spans: ArraySlice<ArticleBlock.Span>) -> String {
        var out = ""
        var place = range.lowerBound
        var spans = spans
        while let span = spans.popFirst() {
            guard span.range.lowerBound >= place, span.range.upperBound <= range.upperBound else { continue }
            out += Self.escaped(input[TextRange(place, span.range.lowerBound)], from: place - range.lowerBound)
            let inner = spans.prefix { $0.range.lowerBound < span.range.upperBound && span.kind != .image }
            spans = spans.dropFirst(inner.count)
            let text = span.kind == .code ? "" : inline(span.range, inner)
            switch span.kind {
            case .link: out += "[" + text + "](" + target(span.address ?? "") + ")"
            case .strong: out += "**" + text + "**"
            case .emphasis: out += "*" + text + "*"
            case .image: out += image(span.alternative ?? "", span.address ?? "")
            case .code:
                let code = input[span.range]
                let tick = code.contains("`") ? "``" : "`"
                out += tick + (code.hasPrefix("`") || code.hasSuffix("`") ? " \(code) " : code) + tick
            }
            place = max(place, span.range.upperBound)
        }
        return out + Self.escaped(input[TextRange(place, range.upperBound)], from: place - range.lowerBound)
    }

    // Escapes what would be read as a mark.
    private static func escaped(_ text: some StringProtocol, from start: Int) -> String {
        guard text.utf8.contains(where: { marks.contains($0) }) else { return String(text) }
        var out = ""
        let isLinkLike = text.contains("](")
        var before: Character?
        var rest = text[...]
        while let character = rest.popFirst() {
            let next = rest.first
            let isMark =
                switch character {
                case "*", "`": true
                case "\\": next.map { $0.isASCII && ($0.isPunctuation || $0.isSymbol) } ?? false
                case "[": isLinkLike
                case "<": next.map { $0 == "/" || $0 == "!" || $0.isASCII && $0.isLetter } ?? false
                case "_": !((before?.isLetter ?? false) && (next?.isLetter ?? false))
                default: false
                }
            if isMark { out.append("\\") }
            out.append(character)
            before = character
        }
        return out
    }

    private static let marks = Set("*`\\[<_".utf8)

    // Escapes what would make the first line something else than a paragraph.
    private static func escapedStart(_ text: String) -> String {
        guard let first = text.first else { return text }
        let rest = text.dropFirst()
        if "#>+-".contains(first) {
            let behind = rest.drop { $0 == first }
            let isMark = first == ">" || behind.isEmpty || behind.first == " " && (first == "#" || rest.first == " ")
            return isMark ? "\\" + text : text
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard (1...9).contains(digits.count), let mark = text.dropFirst(digits.count).first, mark == "." || mark == ")",
            text.dropFirst(digits.count + 1).first == " "
        else { return text }
        return digits + "\\" + text.dropFirst(digits.count)
    }
}
