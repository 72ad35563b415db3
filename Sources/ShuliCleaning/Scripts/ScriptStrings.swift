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
        /// Where its script begins in the page.
        let start: Int
        /// The number of Han characters outside tags.
        let han: Int
    }

    private(set) var found: [Found] = []
    /// The values of `title` and the like and of `source` of an object, by its number.
    private(set) var titles: [Int: [UInt8]] = [:]
    private(set) var sources: [Int: [UInt8]] = [:]
    /// The objects that are entries of a list of other pages: they have an address.
    private(set) var linked: Set<Int> = []
    private var objects = 0

    /// Looks through all scripts of a page. There are no strings where the scripts cannot have `least` Han characters. Linear in its
    /// length.
    init(_ page: UTF8Buffer, _ scripts: [Range<Int>], least: Int) {
        var most = 0
        for script in scripts where most < least {
            most += Self.mostCharacters(UTF8Buffer(rebasing: page[script]), enough: least - most)
        }
        guard most >= least else { return }
        for script in scripts {
            scan(UTF8Buffer(rebasing: page[script]), start: script.lowerBound, path: 0, depth: 0)
        }
    }

    // A bound on the Han characters, of interest up to `enough`: each has three bytes beyond ASCII, or is escaped as \u4E2D or %E4%B8%AD.
    private static func mostCharacters(_ script: UTF8Buffer, enough: Int) -> Int {
        // Unsafe code. Invariant: all bytes that are read lie in the script.
        guard let bytes = script.baseAddress else { return 0 }
        var beyond = 0
        var place = 0
        while place < script.count, beyond < enough * 3 {
            if place + 8 <= script.count {
                let word = UnsafeRawPointer(bytes + place).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080
                if word != 0 { beyond += word.nonzeroBitCount }
                place += 8
            } else {
                if bytes[place] >= 0x80 { beyond += 1 }
                place += 1
            }
        }
        var count = (beyond + 2) / 3
        for (mark, next) in [(UInt8(0x5C), UInt8(0x75)), (0x25, 0x65)] {
            var from = 0
            while count < enough, let found = script.firstPlace(of: mark, in: from..<script.count) {
                from = found + 1
                if from < script.count, bytes[from] | 0x20 == next { count += 1 }
            }
        }
        return count
    }

    // An open bracket.
    private struct Frame {
        let bracket: UInt8
        let path: UInt64
        let object: Int
        var key: UInt64 = 0
        var name = Name.other
        var index: UInt64 = 0
    }

    // What a key names, of what is of interest.
    private enum Name {
        case title, source, address, other

        private static let names: [UInt64: Name] = {
            let lists: [(Name, [String])] = [
                (.title, ["title", "headline", "msg_title", "subject"]), (.source, ["source"]),
                (.address, ["url", "link", "href", "articleurl", "share_url"]),
            ]
            var names: [UInt64: Name] = [:]
            for (name, words) in lists {
                for word in words { names[ScriptStrings.hash(word.utf8)] = name }
            }
            return names
        }()

        init(folded hash: UInt64) { self = Self.names[hash] ?? .other }
    }

    private static func hash(_ name: some Sequence<UInt8>) -> UInt64 {
        var hash = RunningHash()
        for byte in name { hash.add((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
        return hash.value
    }

    // Strings shorter than this, in bytes with tags, hold no body.
    private static let shortest = 24
    // Strings in strings in strings: JSON.parse("{\"body\": \"…\"}").
    private static let deepest = 3

    private mutating func scan(_ script: UTF8Buffer, start: Int, path outer: UInt64, depth: Int) {
        var frames = [Frame(bracket: 0, path: outer, object: nextObject())]
        // The last identifier and the last string, which may be keys.
        var word = 0..<0
        var last: Literal?
        var offset = 0
        while offset < script.count {
            let byte = script[offset]
            switch byte {
            case 0x22, 0x27, 0x60:
                guard let literal = Self.literal(script, offset) else { return }
                last = literal
                word = 0..<0
                // A key is followed by a colon.
                var next = literal.end
                while next < script.count, script[next] <= 0x20 { next += 1 }
                if next >= script.count || script[next] != 0x3A {
                    take(literal, script, frames[frames.count - 1], start: start, depth: depth)
                }
                offset = literal.end
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
                var key = RunningHash()
                var folded = RunningHash().value
                if word.isEmpty, let last {
                    let text = Self.text(last, script)
                    for byte in text { key.add(byte) }
                    folded = Self.hash(text)
                } else {
                    for byte in script[word] { key.add(byte) }
                    folded = Self.hash(script[word])
                }
                frames[frames.count - 1].key = key.value
                frames[frames.count - 1].name = Name(folded: folded)
                word = 0..<0
                last = nil
            default:
                if Self.isName(byte) {
                    var end = offset + 1
                    while end < script.count, Self.isName(script[end]) { end += 1 }
                    word = offset..<end
                    offset = end
                    continue
                }
            }
            offset += 1
        }
    }

    /// Whether a byte is part of an identifier of ASCII letters, digits and low lines.
    static func isName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    private mutating func nextObject() -> Int {
        objects += 1
        return objects
    }

    private mutating func take(_ literal: Literal, _ script: UTF8Buffer, _ frame: Frame, start: Int, depth: Int) {
        // No escape is longer than what it stands for.
        guard literal.content.count >= Self.shortest || frame.name != .other else { return }
        let text = Self.text(literal, script)
        switch frame.name {
        case .title: titles[frame.object] = text
        case .source: sources[frame.object] = text
        case .address: if frame.bracket == 0x7B { linked.insert(frame.object) }
        case .other: break
        }
        guard text.count >= Self.shortest else { return }
        if depth < Self.deepest, let first = text.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B {
            text.withUnsafeBufferPointer { scan($0, start: start, path: frame.path ^ frame.key, depth: depth + 1) }
            return
        }
        let han = Self.hanCharacters(text)
        guard han * 4 >= Self.shortest else { return }
        let step = frame.bracket == 0x28 ? frame.index : frame.bracket == 0x5B ? 0 : frame.key
        found.append(
            Found(
                text: text, path: (frame.path ^ step) &* 0x0000_0100_0000_01b3, object: frame.object, start: start,
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

    // A string as it is written.
    private struct Literal {
        /// Between the quotation marks.
        let content: Range<Int>
        /// Behind the string.
        let end: Int
        let hasEscapes: Bool
    }

    // The string that begins at a quotation mark; nil for one without an end.
    private static func literal(_ script: UTF8Buffer, _ start: Int) -> Literal? {
        let quote = script[start]
        var hasEscapes = false
        var offset = start + 1
        while offset < script.count {
            let byte = script[offset]
            if byte == quote { return Literal(content: start + 1..<offset, end: offset + 1, hasEscapes: hasEscapes) }
            // A line break ends no string but a template; what looked like one was an apostrophe.
            if byte == 0x0A, quote != 0x60 { break }
            let isEscape = byte == 0x5C && offset + 1 < script.count
            if isEscape { hasEscapes = true }
            offset += isEscape ? 2 : 1
        }
        return quote == 0x60 ? nil : Literal(content: start + 1..<start + 1, end: start + 1, hasEscapes: false)
    }

    // The decoded text of a string.
    private static func text(_ literal: Literal, _ script: UTF8Buffer) -> [UInt8] {
        guard literal.hasEscapes else { return repaired(Array(script[literal.content])) }
        let content = UTF8Buffer(rebasing: script[literal.content])
        var text: [UInt8] = []
        text.reserveCapacity(content.count)
        var offset = 0
        while offset < content.count {
            if content[offset] == 0x5C, offset + 1 < content.count {
                offset = unescape(content, offset + 1, into: &text)
                continue
            }
            let begin = offset
            repeat { offset += 1 } while offset < content.count && content[offset] != 0x5C
            text.append(contentsOf: UTF8Buffer(rebasing: content[begin..<offset]))
        }
        return repaired(text)
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
