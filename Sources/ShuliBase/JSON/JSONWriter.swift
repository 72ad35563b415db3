/// Writes one JSON value into bytes, on one line.
package struct JSONWriter: Sendable {
    /// The bytes that were written so far.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    /// An object; `body` writes its fields.
    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        begin(0x7B)
        body(&self)
        end(0x7D)
    }

    /// An array; `body` writes its elements.
    package mutating func array(_ body: (inout JSONWriter) -> Void) {
        begin(0x5B)
        body(&self)
        end(0x5D)
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    /// Begins an object whose last field is a list that is written piece by piece. `fields` writes the fields before it.
    package mutating func beginObject(endingWithList key: String, _ fields: (inout JSONWriter) -> Void) {
        begin(0x7B)
        fields(&self)
        self.key(key)
        begin(0x5B)
    }

    /// Ends such an object, and the line with it.
    package mutating func endLineWithList() {
        end(0x5D)
        end(0x7D)
        bytes.append(0x0A)
        needsComma = false
    }

    /// The bytes that were written since they were last taken.
    package mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// The key of the field whose value is written next.
    package mutating func key(_ key: String) {
        separate()
        append(quoted: key)
        bytes.append(0x3A)
        needsComma = false
    }

    package mutating func value(_ text: String) {
        separate()
        append(quoted: text)
        needsComma = true
    }

    package mutating func value(_ number: Int) { raw("\(number)") }

    /// A number rounded to six decimal places; infinity and NaN are written as null.
    package mutating func value(_ number: Double) {
        guard number.isFinite else { return raw("null") }
        let rounded = (number * 1e6).rounded() / 1e6
        raw(rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)")
    }

    package mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }

    package mutating func value(_ range: TextRange) {
        array {
            $0.value(range.lowerBound)
            $0.value(range.upperBound)
        }
    }

    package mutating func null() { raw("null") }

    /// A value that is JSON already.
    package mutating func raw(_ source: String) {
        separate()
        bytes.append(contentsOf: source.utf8)
        needsComma = true
    }

    private mutating func separate() { if needsComma { bytes.append(0x2C) } }

    private mutating func append(quoted text: String) {
        bytes.append(0x22)
        text.withUTF8Buffer { buffer in
            var copied = 0
            for (offset, byte) in buffer.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F
            {
                bytes.append(contentsOf: buffer[copied..<offset])
                copied = offset + 1
                bytes.append(contentsOf: Self.escape(byte).utf8)
            }
            bytes.append(contentsOf: buffer[copied...])
        }
        bytes.append(0x22)
    }

    private static func escape(_ byte: UInt8) -> String {
        switch byte {
        case 0x22: "\\\""
        case 0x5C: "\\\\"
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        case 0x09: "\\t"
        default: "\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
        }
    }

    /// Compact JSON with line breaks and two spaces a level, for reading.
    package static func pretty(_ compact: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var depth = 0
        var inString = false
        var escaped = false
        func lineBreak() { out += [0x0A] + [UInt8](repeating: 0x20, count: 2 * depth) }
        for byte in compact {
            if inString {
                out.append(byte)
                if escaped {
                    escaped = false
                } else if byte == 0x5C {
                    escaped = true
                } else if byte == 0x22 {
                    inString = false
                }
                continue
            }
            switch byte {
            case 0x22:
                inString = true
                out.append(byte)
            case 0x7B, 0x5B:
                out.append(byte)
                depth += 1
                lineBreak()
            case 0x7D, 0x5D:
                depth -= 1
                if let last = out.lastIndex(where: { $0 != 0x20 && $0 != 0x0A }), [0x7B, 0x5B].contains(out[last]) {
                    out.removeSubrange((last + 1)...)
                } else {
                    lineBreak()
                }
                out.append(byte)
            case 0x2C:
                out.append(byte)
                lineBreak()
            case 0x3A: out += [0x3A, 0x20]
            case 0x20, 0x09, 0x0A, 0x0D: break
            default: out.append(byte)
            }
        }
        return out
    }
}
