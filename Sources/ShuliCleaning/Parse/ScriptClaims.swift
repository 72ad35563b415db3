import ShuliText

/// What the scripts of a page state about its article: when it was made, and the body itself where the page shows none.
struct ScriptClaims: Sendable {
    /// Values of fields such as `createTime` and `publish_time`, in the order of the page.
    private(set) var created: [String] = []
    /// The longest Chinese text among the strings of the scripts, as HTML or plain text. Looked for only where the page shows little text.
    private(set) var body: String?
    /// The field `source` of the script with the body.
    private(set) var source: String?

    init() {}

    /// `bytes` is the page, `visible` the length of the text that it shows.
    init(_ bytes: UTF8Buffer, page: PageClaims, visible: Int) {
        guard page.published.isEmpty || visible < Self.littleText else { return }
        let scripts = Self.scripts(bytes)
        if page.published.isEmpty {
            for script in scripts where created.count < Self.maximumTimes { readTimes(bytes, script) }
        }
        guard visible < Self.littleText else { return }
        var most = Self.leastHan
        for script in scripts {
            guard let found = Self.longestChinese(bytes, script, most) else { continue }
            most = found.han
            body = found.text
            source = Self.field("source", in: bytes, script)
        }
    }

    private static let maximumTimes = 8
    // In bytes: a menu and a note that scripts are needed.
    private static let littleText = 900
    // Three sentences.
    private static let leastHan = 60

    // The contents of the scripts. The parser gets the page without them.
    private static func scripts(_ bytes: UTF8Buffer) -> [Range<Int>] {
        var scripts: [Range<Int>] = []
        var from = 0
        while let tag = bytes.firstPlace(of: opening, in: from..<bytes.count) {
            from = tag + opening.count
            guard tag + name.count < bytes.count, isScript(bytes, tag + 1) else { continue }
            var end = from
            while let next = bytes.firstPlace(of: closing, in: end..<bytes.count) {
                end = next + closing.count
                if isScript(bytes, end) { break }
            }
            scripts.append(from..<end)
            from = end
        }
        return scripts
    }

    private static let opening = Array("<".utf8)
    private static let closing = Array("</".utf8)
    private static let name = Array("script".utf8)

    private static func isScript(_ bytes: UTF8Buffer, _ place: Int) -> Bool {
        place + name.count <= bytes.count && name.indices.allSatisfy { bytes[place + $0] | 0x20 == name[$0] }
    }

    // MARK: Times

    private static let keys = ["reate", "ublish", "ct"].map { Array($0.utf8) }
    private static let names: Set<String> = [
        "createtime", "oricreatetime", "createtimestamp", "ct", "publishtime", "publishdate", "publishedat",
        "publishedtime", "publishat", "datepublished",
        "createdat", "createdate",
    ]

    private mutating func readTimes(_ bytes: UTF8Buffer, _ script: Range<Int>) {
        for key in Self.keys {
            var from = script.lowerBound
            while let found = bytes.firstPlace(of: key, in: from..<script.upperBound) {
                from = found + key.count
                guard let name = Self.identifier(bytes, found, script), Self.names.contains(name.text),
                    let value = Self.value(bytes, name.end, script, where: { DateParser.claim($0) != nil })
                else { continue }
                created.append(value)
                if created.count == Self.maximumTimes { return }
            }
        }
    }

    /// Whether a byte is part of an identifier of ASCII letters, digits and low lines.
    static func isName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    // The identifier around a place, in lower case and without low lines.
    private static func identifier(_ bytes: UTF8Buffer, _ place: Int, _ script: Range<Int>) -> (text: String, end: Int)?
    {
        var (start, end) = (place, place)
        while start > script.lowerBound, isName(bytes[start - 1]), place - start < 24 { start -= 1 }
        while end < script.upperBound, isName(bytes[end]), end - place < 24 { end += 1 }
        let name = bytes[start..<end].compactMap { $0 == 0x5F ? nil : (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return (String(decoding: name, as: UTF8.self), end)
    }

    // The first string or number behind `name =` or `name:` up to the end of the statement that fulfils a condition.
    private static func value(_ bytes: UTF8Buffer, _ start: Int, _ script: Range<Int>, where isRight: (String) -> Bool)
        -> String?
    {
        var place = start
        let limit = min(script.upperBound, start + 200)
        while place < limit, [0x22, 0x27, 0x20].contains(bytes[place]) { place += 1 }
        guard place < limit, bytes[place] == 0x3A || bytes[place] == 0x3D else { return nil }
        place += 1
        while place < limit, ![0x3B, 0x0A, 0x2C, 0x7D].contains(bytes[place]) {
            let byte = bytes[place]
            var end = place + 1
            if byte == 0x22 || byte == 0x27 {
                while end < limit, bytes[end] != byte { end += 1 }
                let text = bytes.text(place + 1..<end)
                if isRight(text) { return text }
                end += 1
            } else if (0x30...0x39).contains(byte) {
                while end < limit, (0x30...0x39).contains(bytes[end]) { end += 1 }
                let text = bytes.text(place..<end)
                if isRight(text) { return text }
            }
            place = end
        }
        return nil
    }

    private static func field(_ name: String, in bytes: UTF8Buffer, _ script: Range<Int>) -> String? {
        let key = Array(name.utf8)
        var from = script.lowerBound
        while let found = bytes.firstPlace(of: key, in: from..<script.upperBound) {
            from = found + key.count
            guard let own = identifier(bytes, found, script), own.text == name,
                let value = value(
                    bytes, own.end, script,
                    where: { (2...20).contains($0.unicodeScalars.count) && !$0.utf8.contains(0x5C) })
            else { continue }
            return value
        }
        return nil
    }

    // MARK: Body

    // The string literal with the most Han characters, more than `least` and two sentences.
    private static func longestChinese(_ bytes: UTF8Buffer, _ script: Range<Int>, _ least: Int) -> (
        text: String, han: Int
    )? {
        var best: (text: String, han: Int)?
        var place = script.lowerBound
        while place < script.upperBound {
            let quote = bytes[place]
            guard quote == 0x22 || quote == 0x27, place > script.lowerBound,
                [0x3A, 0x3D, 0x28, 0x20, 0x2C, 0x5B].contains(bytes[place - 1])
            else {
                place += 1
                continue
            }
            var end = place + 1
            while end < script.upperBound, bytes[end] != quote, bytes[end] != 0x0A { end += bytes[end] == 0x5C ? 2 : 1 }
            if end < script.upperBound, bytes[end] == quote, end - place > least * 3 {
                let text = unescaped(bytes, place + 1..<end)
                let han = text.unicodeScalars.count { CharacterClass($0.value) == .han }
                let ends = text.unicodeScalars.count { $0.value == 0x3002 }
                // An object inside a string is no text.
                let isObject = text.first == "{" || text.first == "["
                if han > max(least, best?.han ?? 0), ends >= 2, !isObject { best = (text, han) }
            }
            place = max(place + 1, min(end, script.upperBound))
        }
        return best
    }

    // A string literal of JavaScript or JSON without its escapes.
    private static func unescaped(_ bytes: UTF8Buffer, _ range: Range<Int>) -> String {
        var units: [UInt16] = []
        var out = ""
        var start = range.lowerBound
        func hex(_ from: Int, _ count: Int) -> UInt16? {
            from + count <= range.upperBound ? UInt16(bytes.text(from..<from + count), radix: 16) : nil
        }
        func flush() {
            if !units.isEmpty { out += String(decoding: units, as: UTF16.self) }
            units.removeAll()
        }
        var place = start
        while place < range.upperBound {
            guard bytes[place] == 0x5C, place + 1 < range.upperBound else {
                place += 1
                continue
            }
            if start < place {
                flush()
                out += bytes.text(start..<place)
            }
            let letter = bytes[place + 1]
            var length = 2
            switch letter {
            case 0x6E, 0x72: units.append(0x0A)
            case 0x74: units.append(0x20)
            case 0x75:
                if let unit = hex(place + 2, 4) {
                    units.append(unit)
                    length = 6
                }
            case 0x78:
                if let unit = hex(place + 2, 2) {
                    units.append(unit)
                    length = 4
                }
            case 0x80...: length = 1
            default: units.append(UInt16(letter))
            }
            place += length
            start = place
        }
        flush()
        if start < range.upperBound { out += bytes.text(start..<range.upperBound) }
        return out
    }
}
