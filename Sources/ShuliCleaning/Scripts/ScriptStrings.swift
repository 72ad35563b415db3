import ShuliText

/// The strings in the scripts of a page that may hold its text: JSON, object literals, arguments of calls. No script is run.
struct ScriptStrings {
    /// One string.
    struct Found {
        /// The decoded text.
        let text: [UInt8]
        /// A hash of the keys around it; equal for the same key of all elements of an array.
        let path: UInt64
        /// The number of the object that it is a field of.
        let object: Int
        /// The line of the page where its script begins.
        let line: Int
        /// The number of Han characters outside tags.
        let han: Int
    }

    private(set) var found: [Found] = []
    /// The value of `title` or the like of an object, by its number.
    private(set) var titles: [Int: [UInt8]] = [:]
    /// The objects that are entries of a list of other pages: they have an address.
    private(set) var linked: Set<Int> = []
    private var objects = 0

    /// Looks through all scripts of a page. There are no strings where the scripts cannot have `least` Han characters. Linear in its
    /// length.
    init(html: UTF8Buffer, least: Int) {
        let scripts = Self.scripts(html)
        guard scripts.reduce(0, { $0 + Self.mostCharacters(UTF8Buffer(rebasing: html[$1])) }) >= least else { return }
        var line = 1
        var counted = 0
        for script in scripts {
            line += html[counted..<script.lowerBound].count { $0 == 0x0A }
            counted = script.lowerBound
            scan(UTF8Buffer(rebasing: html[script]), line: line, path: 0, depth: 0)
        }
    }

    // The contents of the scripts.
    private static func scripts(_ html: UTF8Buffer) -> [Range<Int>] {
        var scripts: [Range<Int>] = []
        var offset = 0
        while let start = html.firstPlace(of: opening, in: offset..<html.count),
            let tagEnd = html[start...].firstIndex(of: 0x3E)
        {
            let end = max(tagEnd + 1, html.firstPlace(of: closing, in: tagEnd..<html.count) ?? html.count)
            scripts.append(tagEnd + 1..<end)
            offset = end
        }
        return scripts
    }

    private static let opening = Array("<script".utf8)
    private static let closing = Array("</script".utf8)

    // A bound on the characters beyond Latin: each begins with a byte above those of two-byte characters, or is escaped.
    private static func mostCharacters(_ script: UTF8Buffer) -> Int {
        var count = 0
        for byte in script { count += byte >= 0xE0 || byte == 0x5C || byte == 0x25 ? 1 : 0 }
        return count
    }

    // An open bracket.
    private struct Frame {
        let bracket: UInt8
        let path: UInt64
        let object: Int
        var key: UInt64 = 0
        var name: [UInt8] = []
        var index: UInt64 = 0
    }

    // Strings shorter than this, in bytes with tags, hold no body.
    private static let shortest = 24
    // Strings in strings in strings: JSON.parse("{\"body\": \"…\"}").
    private static let deepest = 3

    private mutating func scan(_ script: UTF8Buffer, line: Int, path outer: UInt64, depth: Int) {
        var frames = [Frame(bracket: 0, path: outer, object: nextObject())]
        var word: [UInt8] = []
        var last: [UInt8] = []
        var offset = 0
        while offset < script.count {
            let byte = script[offset]
            switch byte {
            case 0x22, 0x27, 0x60:
                guard let (text, end) = Self.string(script, offset) else { return }
                last = text
                word.removeAll(keepingCapacity: true)
                // A key is followed by a colon.
                var next = end
                while next < script.count, script[next] <= 0x20 { next += 1 }
                if next >= script.count || script[next] != 0x3A { take(text, &frames, line: line, depth: depth) }
                offset = end
                continue
            case 0x7B, 0x5B, 0x28:
                let frame = frames[frames.count - 1]
                let step = byte == 0x5B ? 0x5B : frame.bracket == 0x28 ? frame.index : frame.key
                frames.append(
                    Frame(bracket: byte, path: (frame.path ^ step) &* 0x0000_0100_0000_01b3, object: nextObject()))
            case 0x7D, 0x5D, 0x29: if frames.count > 1 { frames.removeLast() }
            case 0x2C: frames[frames.count - 1].index += 1
            case 0x3A, 0x3D:
                // The name before a colon or an equals sign is the key of what follows.
                let name = word.isEmpty ? last : word
                frames[frames.count - 1].name = name
                var hash = RunningHash()
                for byte in name { hash.add(byte) }
                frames[frames.count - 1].key = hash.value
                word.removeAll(keepingCapacity: true)
                last = []
            default:
                if ScriptClaims.isName(byte) {
                    if offset > 0, !ScriptClaims.isName(script[offset - 1]) { word.removeAll(keepingCapacity: true) }
                    word.append(byte)
                }
            }
            offset += 1
        }
    }

    private mutating func nextObject() -> Int {
        objects += 1
        return objects
    }

    private mutating func take(_ text: [UInt8], _ frames: inout [Frame], line: Int, depth: Int) {
        let frame = frames[frames.count - 1]
        let name = String(decoding: frame.name, as: UTF8.self).lowercased()
        if ["title", "headline", "msg_title", "subject"].contains(name) { titles[frame.object] = text }
        if ["url", "link", "href", "articleurl", "share_url"].contains(name), frame.bracket == 0x7B {
            linked.insert(frame.object)
        }
        guard text.count >= Self.shortest else { return }
        if depth < Self.deepest, let first = text.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B {
            text.withUnsafeBufferPointer { scan($0, line: line, path: frame.path ^ frame.key, depth: depth + 1) }
            return
        }
        let han = Self.hanCharacters(text)
        guard han * 4 >= Self.shortest else { return }
        let step = frame.bracket == 0x28 ? frame.index : frame.bracket == 0x5B ? 0 : frame.key
        found.append(
            Found(
                text: text, path: (frame.path ^ step) &* 0x0000_0100_0000_01b3, object: frame.object, line: line,
                han: han))
    }

    private static func hanCharacters(_ text: [UInt8]) -> Int {
        text.withUnsafeBufferPointer { buffer in
            var count = 0
            var offset = 0
            var isTag = false
            while offset < buffer.count {
                let length = UTF8Buffer.length(ofScalarBeginningWith: buffer[offset])
                if buffer[offset] == 0x3C { isTag = true }
                if buffer[offset] == 0x3E { isTag = false }
                if length == 3, !isTag, offset + 3 <= buffer.count,
                    CharacterClass(buffer.scalar(at: offset).value) == .han
                {
                    count += 1
                }
                offset += length
            }
            return count
        }
    }

    // The decoded text of the string that begins at a quotation mark, and the place behind it; nil for one without an end.
    private static func string(_ script: UTF8Buffer, _ start: Int) -> (text: [UInt8], end: Int)? {
        let quote = script[start]
        var text: [UInt8] = []
        var offset = start + 1
        while offset < script.count {
            let byte = script[offset]
            if byte == quote { return (repaired(text), offset + 1) }
            // A line break ends no string but a template; what looked like one was an apostrophe.
            if byte == 0x0A, quote != 0x60 { return ([], start + 1) }
            guard byte == 0x5C, offset + 1 < script.count else {
                let begin = offset
                repeat {
                    offset += 1
                } while offset < script.count && script[offset] != quote
                    && script[offset] != 0x0A && script[offset] != 0x5C
                text.append(contentsOf: UTF8Buffer(rebasing: script[begin..<offset]))
                continue
            }
            offset = unescape(script, offset + 1, into: &text)
        }
        return quote == 0x60 ? nil : ([], start + 1)
    }

    // Decodes the escape whose backslash is before `offset`; the place behind it.
    private static func unescape(_ script: UTF8Buffer, _ offset: Int, into text: inout [UInt8]) -> Int {
        func number(_ digits: Int, at place: Int) -> UInt32? {
            guard place + digits <= script.count else { return nil }
            var value: UInt32 = 0
            for byte in script[place..<place + digits] {
                guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
                value = value << 4 | UInt32(digit)
            }
            return value
        }
        switch script[offset] {
        case 0x6E, 0x72: text.append(0x0A)
        case 0x74, 0x62, 0x66: text.append(0x20)
        case 0x78:
            guard let value = number(2, at: offset + 1) else { break }
            append(value, to: &text)
            return offset + 3
        case 0x75:
            guard var value = number(4, at: offset + 1) else { break }
            var end = offset + 5
            if value & 0xFC00 == 0xD800, end + 1 < script.count, script[end] == 0x5C, script[end + 1] == 0x75,
                let trail = number(4, at: end + 2), trail & 0xFC00 == 0xDC00
            {
                value = 0x10000 + (value & 0x3FF) << 10 + (trail & 0x3FF)
                end += 6
            }
            append(value, to: &text)
            return end
        default: text.append(script[offset])
        }
        return offset + 1
    }

    private static func append(_ value: UInt32, to text: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value), value > 0, let units = UTF8.encode(scalar) else { return }
        text.append(contentsOf: units)
    }

    // Text that was escaped as an address (%E5%B8%82…) is decoded.
    private static func repaired(_ text: [UInt8]) -> [UInt8] {
        let percents = text.count { $0 == 0x25 }
        guard percents * 4 > text.count, !text.contains(0x20) else { return text }
        var out: [UInt8] = []
        var offset = 0
        while offset < text.count {
            if text[offset] == 0x25, offset + 2 < text.count,
                let value = UInt8(String(decoding: text[(offset + 1)...(offset + 2)], as: UTF8.self), radix: 16)
            {
                out.append(value)
                offset += 3
            } else {
                out.append(text[offset])
                offset += 1
            }
        }
        return Array(String(decoding: out, as: UTF8.self).utf8)
    }
}
