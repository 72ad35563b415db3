/// A strict parser of JSON (RFC 8259) over bytes, which keeps the order of fields and the source of every value.
///
/// Escapes of lone surrogates, which no string can hold, are read as U+FFFD; a value that is passed on as it stood in
/// the source keeps even them.
struct JSONParser {
    private let buffer: UTF8Buffer
    private(set) var offset = 0
    private static let deepest = 512

    init(_ buffer: UTF8Buffer) { self.buffer = buffer }

    func fail(_ reason: String) -> JSONError { JSONError(offset: offset, reason: reason) }

    mutating func skipSpace() {
        while offset < buffer.count, [0x20, 0x09, 0x0A, 0x0D].contains(buffer[offset]) { offset += 1 }
    }

    /// Nothing but white space may follow.
    mutating func end() throws(JSONError) {
        skipSpace()
        guard offset == buffer.count else { throw fail("text behind the value") }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard offset < buffer.count, buffer[offset] == byte else { return false }
        offset += 1
        return true
    }

    mutating func expect(_ byte: UInt8, _ what: String) throws(JSONError) {
        guard take(byte) else { throw fail("\(what) expected") }
    }

    /// The fields of an object: `field` gets each key with the parser at its value, which it must consume.
    mutating func object(
        _ depth: Int = 0, _ field: (String, inout JSONParser) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(0x7B, "{")
        skipSpace()
        if take(0x7D) { return }
        while true {
            skipSpace()
            let key = try string()
            skipSpace()
            try expect(0x3A, ":")
            skipSpace()
            try field(key, &self)
            skipSpace()
            if take(0x7D) { return }
            try expect(0x2C, ", or }")
        }
    }

    mutating func array(_ element: (inout JSONParser) throws(JSONError) -> Void) throws(JSONError) {
        try expect(0x5B, "[")
        skipSpace()
        if take(0x5D) { return }
        while true {
            skipSpace()
            try element(&self)
            skipSpace()
            if take(0x5D) { return }
            try expect(0x2C, ", or ]")
        }
    }

    /// Checks the value that begins here and returns where it stands.
    mutating func skipValue(_ depth: Int = 0) throws(JSONError) -> Range<Int> {
        let start = offset
        guard depth < Self.deepest else { throw fail("nested deeper than \(Self.deepest)") }
        guard offset < buffer.count else { throw fail("a value expected, but the text ends") }
        switch buffer[offset] {
        case 0x7B: try object(depth) { (_, parser) throws(JSONError) in _ = try parser.skipValue(depth + 1) }
        case 0x5B: try array { (parser) throws(JSONError) in _ = try parser.skipValue(depth + 1) }
        case 0x22: try skipString()
        default: try scalarValue()
        }
        return start..<offset
    }

    /// The value that begins here.
    mutating func value(_ depth: Int = 0) throws(JSONError) -> JSONValue {
        guard depth < Self.deepest else { throw fail("nested deeper than \(Self.deepest)") }
        guard offset < buffer.count else { throw fail("a value expected, but the text ends") }
        switch buffer[offset] {
        case 0x7B:
            var fields: [JSONValue.Field] = []
            try object(depth) { (key, parser) throws(JSONError) in
                fields.append(JSONValue.Field(key: key, value: try parser.value(depth + 1)))
            }
            return .object(fields)
        case 0x5B:
            var elements: [JSONValue] = []
            try array { (parser) throws(JSONError) in elements.append(try parser.value(depth + 1)) }
            return .array(elements)
        case 0x22: return .string(try string())
        default:
            let start = offset
            try scalarValue()
            switch buffer[start] {
            case 0x74: return .bool(true)
            case 0x66: return .bool(false)
            case 0x6E: return .null
            default: return .number(buffer.text(start..<offset))
            }
        }
    }

    private mutating func scalarValue() throws(JSONError) {
        for word in ["true", "false", "null"] where buffer[offset...].starts(with: word.utf8) {
            offset += word.utf8.count
            return
        }
        let start = offset
        _ = take(0x2D)
        let digits = takeDigits()
        guard digits > 0, digits == 1 || buffer[offset - digits] != 0x30 else {
            offset = start
            throw fail("a value expected")
        }
        if take(0x2E) { guard takeDigits() > 0 else { throw fail("a digit expected") } }
        if take(0x65) || take(0x45) {
            _ = take(0x2B) || take(0x2D)
            guard takeDigits() > 0 else { throw fail("a digit expected") }
        }
    }

    private mutating func takeDigits() -> Int {
        let start = offset
        while offset < buffer.count, (0x30...0x39).contains(buffer[offset]) { offset += 1 }
        return offset - start
    }

    // MARK: Strings

    mutating func string() throws(JSONError) -> String {
        try expect(0x22, "a string")
        let start = offset
        skipPlain()
        if take(0x22) { return buffer.text(start..<(offset - 1)) }
        var bytes: [UInt8] = []
        bytes.append(contentsOf: buffer[start..<offset])
        while try !takeEnd() {
            try escape(&bytes)
            let plain = offset
            skipPlain()
            bytes.append(contentsOf: buffer[plain..<offset])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Checks the string that begins here without making it.
    private mutating func skipString() throws(JSONError) {
        try expect(0x22, "a string")
        var ignored: [UInt8] = []
        skipPlain()
        while try !takeEnd() {
            try escape(&ignored)
            ignored.removeAll(keepingCapacity: true)
            skipPlain()
        }
    }

    // Up to a quotation mark, an escape or a control character.
    private mutating func skipPlain() {
        while offset < buffer.count, buffer[offset] != 0x22, buffer[offset] != 0x5C, buffer[offset] >= 0x20 {
            offset += 1
        }
    }

    // Behind plain bytes: the end of the string, or an escape, whose backslash is taken.
    private mutating func takeEnd() throws(JSONError) -> Bool {
        guard offset < buffer.count else { throw fail("a string without its end") }
        if take(0x22) { return true }
        guard take(0x5C) else { throw fail("a control character in a string") }
        return false
    }

    private mutating func escape(_ bytes: inout [UInt8]) throws(JSONError) {
        guard offset < buffer.count else { throw fail("a string without its end") }
        let byte = buffer[offset]
        offset += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: bytes.append(byte)
        case 0x62: bytes.append(0x08)
        case 0x66: bytes.append(0x0C)
        case 0x6E: bytes.append(0x0A)
        case 0x72: bytes.append(0x0D)
        case 0x74: bytes.append(0x09)
        case 0x75:
            var unit = try hexadecimal()
            if unit & 0xFC00 == 0xD800, offset + 1 < buffer.count, buffer[offset] == 0x5C, buffer[offset + 1] == 0x75 {
                let before = offset
                offset += 2
                let trail = try hexadecimal()
                if trail & 0xFC00 == 0xDC00 {
                    unit = 0x10000 + (unit & 0x3FF) << 10 + (trail & 0x3FF)
                } else {
                    offset = before
                }
            }
            bytes.append(contentsOf: String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
        default:
            offset -= 1
            throw fail("an unknown escape")
        }
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        guard offset + 4 <= buffer.count,
            buffer[offset..<(offset + 4)].allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let unit = UInt32(buffer.text(offset..<(offset + 4)), radix: 16)
        else { throw fail("four hexadecimal digits expected") }
        offset += 4
        return unit
    }
}
