import Shuli

/// HTML that is being written. Text is escaped; only literals are written unchanged.
struct HTMLText {
    private(set) var html = ""

    /// Markup as it is.
    mutating func markup(_ literal: StaticString) {
        literal.withUTF8Buffer { html += String(decoding: $0, as: UTF8.self) }
    }

    /// Text, in elements or in attributes: what HTML would read as markup as references, what it can't hold as U+FFFD.
    mutating func text(_ text: some StringProtocol) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            case "\t", "\n": html.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": html += "\u{FFFD}"
            default: html.unicodeScalars.append(scalar)
            }
        }
    }

    mutating func number(_ number: Int) { text(Numbers.grouped(number)) }

    /// A wording in both languages, of which the page shows one.
    mutating func wording(_ wording: Wording) {
        if wording.chinese == wording.english { return text(wording.chinese) }
        markup("<span class=\"zh\" lang=\"zh-Hans\">")
        text(wording.chinese)
        markup("</span><span class=\"en\" lang=\"en\">")
        text(wording.english)
        markup("</span>")
    }

    mutating func wording(_ chinese: String, _ english: String) { wording(Wording(chinese, english)) }

    /// An element with a class around what is written in it.
    mutating func element(_ name: StaticString, _ style: StaticString? = nil, _ body: (inout HTMLText) -> Void) {
        markup("<")
        markup(name)
        if let style {
            markup(" class=\"")
            markup(style)
            markup("\"")
        }
        markup(">")
        body(&self)
        markup("</")
        markup(name)
        markup(">")
    }

    /// Text of a document: what runs from right to left in it does not run out of it.
    mutating func foreign(_ text: some StringProtocol) {
        element("bdi") { $0.text(text) }
    }

    /// A section under a heading that the table of contents leads to.
    mutating func section(_ id: StaticString, _ heading: Wording, _ body: (inout HTMLText) -> Void) {
        markup("<section id=\"")
        markup(id)
        markup("\">")
        element("h2") { $0.wording(heading) }
        body(&self)
        markup("</section>\n")
    }
}
