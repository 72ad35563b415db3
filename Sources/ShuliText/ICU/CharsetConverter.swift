import CICU

/// ICU's converter between a charset and Unicode.
///
/// It has state while it runs, so it belongs to one task at a time and cannot be copied.
package struct CharsetConverter: ~Copyable {
    private let converter: OpaquePointer
    /// ICU's canonical name of the charset, for instance "ibm-1375_P100-2008" for Big5-HKSCS.
    package let name: String

    /// A converter for a charset under any name that ICU knows ("gb18030", "Big5-HKSCS", "UTF-16LE" …).
    package init(_ charset: String) throws(ICUError) {
        var status: ShuliICUStatus = 0
        let converter = shuli_converter_open(charset, &status)
        try ICUError.check(status, "open a converter for \"\(charset)\"")
        guard let converter else { throw ICUError(operation: "open a converter", status: "no object") }
        self.converter = converter
        name = shuli_converter_name(converter).map { String(cString: $0) } ?? charset
    }

    deinit { shuli_converter_close(converter) }

    /// The text of `bytes`, with one U+FFFD for each sequence that cannot be decoded, and the offsets of these
    /// sequences in bytes, rising.
    package mutating func decode(_ bytes: UTF8Buffer) throws(ICUError) -> (text: String, errors: [Int]) {
        var result = ShuliDecoded()
        var status: ShuliICUStatus = 0
        shuli_converter_decode(converter, bytes.baseAddress, Int64(bytes.count), &result, &status)
        try ICUError.check(status, "decode \(bytes.count) bytes as \(name)")
        defer { shuli_decoded_free(&result) }
        let errors = UnsafeBufferPointer(start: result.errors, count: Int(result.error_count)).map { Int($0) }
        return (Self.text(of: result), errors)
    }

    /// The bytes of `text` in the charset, and the number of scalars that the charset lacks; its substitution character
    /// replaces each.
    package mutating func encode(_ text: String) throws(ICUError) -> (bytes: [UInt8], substitutions: Int) {
        var result = ShuliDecoded()
        var status: ShuliICUStatus = 0
        text.withUTF8Buffer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                shuli_converter_encode(converter, $0.baseAddress, Int64($0.count), &result, &status)
            }
        }
        try ICUError.check(status, "encode a text as \(name)")
        defer { shuli_decoded_free(&result) }
        let bytes = UnsafeBufferPointer(start: result.utf8, count: Int(result.length)).map { UInt8(bitPattern: $0) }
        return (bytes, Int(result.error_count))
    }

    private static func text(of result: ShuliDecoded) -> String {
        guard let bytes = result.utf8 else { return "" }
        return bytes.withMemoryRebound(to: UInt8.self, capacity: Int(result.length)) {
            String(decoding: UTF8Buffer(start: $0, count: Int(result.length)), as: UTF8.self)
        }
    }
}

/// ICU's charset detector.
package enum CharsetDetector {
    /// One guess: a charset's name and ICU's confidence, 0…100.
    package struct Guess: Hashable, Sendable {
        package let charset: String
        package let confidence: Int
    }

    /// Up to eight guesses for `bytes`, best first. `declared` is the encoding that the document declares.
    package static func guesses(for bytes: UTF8Buffer, declared: String? = nil) throws(ICUError) -> [Guess] {
        guard !bytes.isEmpty else { return [] }
        var found = [ShuliCharsetGuess](repeating: ShuliCharsetGuess(), count: 8)
        var status: ShuliICUStatus = 0
        let count = shuli_detect_charset(
            bytes.baseAddress, Int64(bytes.count), declared, &found, Int32(found.count), &status)
        try ICUError.check(status, "detect a charset")
        return found.prefix(Int(count)).map {
            Guess(charset: $0.name.map { String(cString: $0) } ?? "", confidence: Int($0.confidence))
        }
    }
}
