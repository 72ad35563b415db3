/// A strict parser of JSON (RFC 8259) over bytes, which keeps the order of fields and the source of every value.
///
/// Escapes of lone surrogates, which no string can represent, are decoded as U+FFFD; the source of a value keeps them.
package struct JSONParser {
    private let buffer: UTF8Buffer
    private let isValid: Bool
    private(set) var offset = 0
    private static let deepest = 512

    /// Whether an escape was met that is half of a pair of surrogates.
    package private(set) var hasLoneSurrogate = false

    /// - Parameter isValid: whether the bytes are known to be valid UTF-8, so that strings are not validated again.
    package init(_ buffer: UTF8Buffer, isValid: Bool) { (self.buffer, self.isValid) = (buffer, isValid) }

    func fail(_ fault: JSONError.Fault) -> JSONError { JSONError(offset: offset, fault: fault) }

    package mutating func skipSpace() {
        while offset < buffer.count, [0x20, 0x09, 0x0A, 0x0D].contains(buffer[offset]) { offset += 1 }
    }

    /// Throws unless only white space follows.
    package mutating func end() throws(JSONError) {
        skipSpace()
        guard offset == buffer.count else { throw fail(.textBehindValue) }
    }

    package mutating func take(_ byte: UInt8) -> Bool {
        guard offset < buffer.count, buffer[offset] == byte else { return false }
        offset += 1
        return true
    }

    package mutating func expect(_ byte: UInt8, or end: UInt8? = nil) throws(JSONError) {
        guard take(byte) else { throw fail(.missing(byte, or: end)) }
    }

    /// The fields of an object: `field` gets each key with the parser at its value, which it must consume.
    package mutating func object(
        _ depth: Int = 0, _ field: (String, inout JSONParser) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(0x7B)
        skipSpace()
        if take(0x7D) { return }
        while true {
            skipSpace()
            let key = try string()
            skipSpace()
            try expect(0x3A)
            skipSpace()
            try field(key, &self)
            skipSpace()
            if take(0x7D) { return }
            try expect(0x2C, or: 0x7D)
        }
    }

    package mutating func array(_ element: (inout JSONParser) throws(JSONError) -> Void) throws(JSONError) {
        try expect(0x5B)
        skipSpace()
        if take(0x5D) { return }
        while true {
            skipSpace()
            try element(&self)
            skipSpace()
            if take(0x5D) { return }
            try expect(0x2C, or: 0x5D)
        }
    }

    /// Checks the value that begins here and returns its range.
    package mutating func skipValue(_ depth: Int = 0) throws(JSONError) -> Range<Int> {
        let start = offset
        guard depth < Self.deepest else { throw fail(.tooDeep(limit: Self.deepest)) }
        guard offset < buffer.count else { throw fail(.end) }
        switch buffer[offset] {
        case 0x7B: try object(depth) { (_, parser) throws(JSONError) in _ = try parser.skipValue(depth + 1) }
        case 0x5B: try array { (parser) throws(JSONError) in _ = try parser.skipValue(depth + 1) }
        case 0x22: try skipString()
        default: try scalarValue()
        }
        return start..<offset
    }

    /// The value that begins here.
    package mutating func value(_ depth: Int = 0) throws(JSONError) -> JSONValue {
        guard depth < Self.deepest else { throw fail(.tooDeep(limit: Self.deepest)) }
        guard offset < buffer.count else { throw fail(.end) }
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
            throw fail(.noValue)
        }
        if take(0x2E) { guard takeDigits() > 0 else { throw fail(.noDigit) } }
        if take(0x65) || take(0x45) {
            _ = take(0x2B) || take(0x2D)
            guard takeDigits() > 0 else { throw fail(.noDigit) }
        }
    }

    private mutating func takeDigits() -> Int {
        let start = offset
        while offset < buffer.count, (0x30...0x39).contains(buffer[offset]) { offset += 1 }
        return offset - start
    }

    // MARK: Strings

    package mutating func string() throws(JSONError) -> String {
        let start = offset + 1
        let hasEscapes = try skipString()
        let source = UTF8Buffer(rebasing: buffer[start..<(offset - 1)])
        guard hasEscapes else { return text(source) }
        // A decoded escape is never longer than its source.
        return [UInt8](unsafeUninitializedCapacity: source.count) { $1 = Self.unescape(source, into: $0) }
            .withUnsafeBufferPointer { text($0) }
    }

    private func text(_ bytes: UTF8Buffer) -> String {
        isValid ? String(valid: bytes) : String(decoding: bytes, as: UTF8.self)
    }

    /// Checks the string that begins here without decoding it. Returns whether it has escapes.
    @discardableResult
    private mutating func skipString() throws(JSONError) -> Bool {
        try expect(0x22)
        skipPlain()
        var hasEscapes = false
        while try !takeEnd() {
            if takeSimpleEscape() == nil { _ = try escape() }
            hasEscapes = true
            skipPlain()
        }
        return hasEscapes
    }

    // Skips to a quotation mark, an escape or a control character, eight bytes at a time.
    private mutating func skipPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        guard let start = buffer.baseAddress else { return }
        while offset &+ 8 <= buffer.count {
            let word = UnsafeRawPointer(start + offset).loadUnaligned(as: UInt64.self)
            let quotes = word ^ (ones &* 0x22)
            let escapes = word ^ (ones &* 0x5C)
            let controls = (word &- ones &* 0x20) & ~word
            let found = ((quotes &- ones) & ~quotes | (escapes &- ones) & ~escapes | controls) & highs
            guard found == 0 else {
                // The lowest hit is real; a higher one may be due to a borrow.
                offset &+= UInt64(littleEndian: found).trailingZeroBitCount &>> 3
                return
            }
            offset &+= 8
        }
        while offset < buffer.count, buffer[offset] != 0x22, buffer[offset] != 0x5C, buffer[offset] >= 0x20 {
            offset += 1
        }
    }

    // Behind plain bytes: consumes the end of the string, or the backslash of an escape.
    private mutating func takeEnd() throws(JSONError) -> Bool {
        guard offset < buffer.count else { throw fail(.openString) }
        if take(0x22) { return true }
        guard take(0x5C) else { throw fail(.controlCharacter) }
        return false
    }

    // The meaning of the second byte of an escape of two bytes.
    @inline(__always)
    private mutating func takeSimpleEscape() -> UInt8? {
        guard offset < buffer.count else { return nil }
        let meaning: UInt8
        switch buffer[offset] {
        case 0x6E: meaning = 0x0A
        case 0x22: meaning = 0x22
        case 0x2F: meaning = 0x2F
        case 0x74: meaning = 0x09
        case 0x72: meaning = 0x0D
        case 0x5C: meaning = 0x5C
        case 0x62: meaning = 0x08
        case 0x66: meaning = 0x0C
        default: return nil
        }
        offset &+= 1
        return meaning
    }

    // The scalar of an escape whose backslash was consumed.
    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard offset < buffer.count else { throw fail(.openString) }
        if let simple = takeSimpleEscape() { return Unicode.Scalar(simple) }
        guard take(0x75) else { throw fail(.unknownEscape) }
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
        if let scalar = Unicode.Scalar(unit) { return scalar }
        hasLoneSurrogate = true
        return "\u{FFFD}"
    }

    // Decodes a string that was checked. Returns the number of bytes written.
    //
    // Unsafe: `target` has room for as many bytes as `source` has, and no decoded escape is longer than its source, so that there is as
    // much room behind what was written as there are bytes left to read.
    private static func unescape(_ source: UTF8Buffer, into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        guard let from = source.baseAddress, let to = target.baseAddress else { return 0 }
        var parser = JSONParser(source, isValid: true)
        var written = 0
        while true {
            // Eight bytes are copied as one; those from an escape on are written over.
            while parser.offset &+ 8 <= source.count {
                let word = UnsafeRawPointer(from + parser.offset).loadUnaligned(as: UInt64.self)
                UnsafeMutableRawPointer(to + written).storeBytes(of: word, as: UInt64.self)
                let count = Self.bytesBeforeEscape(word)
                parser.offset &+= count
                written &+= count
                if count < 8 { break }
            }
            while parser.offset < source.count, source[parser.offset] != 0x5C {
                to[written] = source[parser.offset]
                parser.offset &+= 1
                written &+= 1
            }
            guard parser.take(0x5C) else { return written }
            if let simple = parser.takeSimpleEscape() {
                to[written] = simple
                written += 1
                continue
            }
            guard let scalar = try? parser.escape() else { return written }
            for unit in UTF8.encode(scalar).unsafelyUnwrapped {
                to[written] = unit
                written += 1
            }
        }
    }

    // How many of eight bytes come before the first backslash.
    @inline(__always)
    private static func bytesBeforeEscape(_ word: UInt64) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let escapes = word ^ (ones &* 0x5C)
        let found = (escapes &- ones) & ~escapes & (ones &* 0x80)
        return UInt64(littleEndian: found).trailingZeroBitCount &>> 3
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        guard offset + 4 <= buffer.count else { throw fail(.noHexadecimal) }
        var unit: UInt32 = 0
        for byte in buffer[offset..<(offset + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw fail(.noHexadecimal)
            }
            unit = unit << 4 | UInt32(digit)
        }
        offset += 4
        return unit
    }
}
