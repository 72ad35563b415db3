import ShuliText

/// The longest prose that the scripts of a page hold, as a page of its own: for pages whose text is shown by a script.
struct ScriptBody {
    /// The text as HTML, valid UTF-8.
    let html: [UInt8]
    /// The title and the source beside the text, where there are some.
    let title: String?
    let source: String?
    /// The line of the page where the script begins.
    let line: Int
    /// The number of Han characters.
    let han: Int

    /// `scripts` are the contents of the scripts of a page. Nil where none has prose of `least` Han characters. Linear in the length of the
    /// scripts.
    init?(_ page: UTF8Buffer, _ scripts: [Range<Int>], least: Int) {
        let least = max(least, Self.leastHan)
        let strings = ScriptStrings(page, scripts, least: least)
        let prose = strings.found.filter { Self.isProse($0.text) }
        guard let longest = prose.max(by: { $0.han < $1.han }) else { return nil }
        var chosen = [longest]
        if longest.han < Self.wholeBody {
            // The paragraphs may be elements of an array. Entries with addresses are a list of other pages.
            var groups: [UInt64: [ScriptStrings.Found]] = [:]
            for string in strings.found where string.han > 0 && !strings.linked.contains(string.object) {
                groups[string.path, default: []].append(string)
            }
            let best = groups.max {
                (Self.total($0.value), $0.key) < (Self.total($1.value), $1.key)
            }
            if let best, Self.total(best.value) > longest.han { chosen = best.value }
        }
        han = Self.total(chosen)
        guard han >= least else { return nil }
        line = page[..<longest.start].count { $0 == 0x0A } + 1
        title = Self.value(strings.titles, longest.object).map(Self.unquoted)
        source = Self.value(strings.sources, longest.object).flatMap {
            (2...20).contains($0.unicodeScalars.count) ? $0 : nil
        }
        html = chosen.flatMap { Self.html($0.text) }
    }

    // Chosen by hand: a body in one piece is longer than any paragraph, and shorter texts are messages of the program.
    private static let wholeBody = 200
    private static let leastHan = 60

    // The value of the same object, or the only one.
    private static func value(_ values: [Int: [UInt8]], _ object: Int) -> String? {
        (values[object] ?? (values.count == 1 ? values.values.first : nil)).map { String(decoding: $0, as: UTF8.self) }
    }

    // Without the references of HTML and the quotation marks around all of it.
    private static func unquoted(_ title: String) -> String {
        let text = unescaped(title)
        guard text.utf8.count > 2, text.utf8.first == 0x22, text.utf8.last == 0x22 else { return text }
        return String(text.dropFirst().dropLast())
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&amp;", with: "&")
    }

    private static func total(_ strings: [ScriptStrings.Found]) -> Int { strings.reduce(0) { $0 + $1.han } }

    // Whether a text has sentences: two commas or full stops.
    private static func isProse(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { buffer in
            var marks = 0
            for mark in ["，", "。", "！", "？", "、"] {
                var offset = 0
                let bytes = Array(mark.utf8)
                while marks < 2, let place = buffer.firstPlace(of: bytes, in: offset..<buffer.count) {
                    marks += 1
                    offset = place + bytes.count
                }
            }
            return marks >= 2
        }
    }

    // A text with tags is HTML as it is, or escaped once; any other has a paragraph a line.
    private static func html(_ text: [UInt8]) -> [UInt8] {
        var text = text
        if holds(text, "&lt;p") || holds(text, "&lt;br") || holds(text, "&lt;div") || holds(text, "&lt;span") {
            text = Array(unescaped(String(decoding: text, as: UTF8.self)).utf8)
        }
        if ["<p", "<br", "<div", "<span", "<section", "</"].contains(where: { holds(text, $0) }) {
            return Array("<div>".utf8) + text + Array("</div>".utf8)
        }
        return text.split(separator: 0x0A).flatMap { line in
            Array("<p>".utf8) + line.flatMap { $0 == 0x3C ? Array("&lt;".utf8) : [$0] } + Array("</p>".utf8)
        }
    }

    private static func holds(_ text: [UInt8], _ part: String) -> Bool {
        text.withUnsafeBufferPointer { $0.firstPlace(of: Array(part.utf8), in: 0..<$0.count) != nil }
    }
}
