/// Decodes bytes whose encoding is known, declared or unknown.
///
/// ```swift
/// let bytes: [UInt8] = [0xD6, 0xD0, 0xCE, 0xC4, 0xCE, 0xC4, 0xB1, 0xBE]
/// let decoded = TextDecoder().decode(bytes)
/// print(decoded.text, decoded.encoding)  // 中文文本 gb18030
/// ```
public struct TextDecoder: Sendable {
    package let encoding: TextEncoding?

    /// A decoder for one encoding; nil to detect the encoding of each input.
    public init(encoding: TextEncoding? = nil) { self.encoding = encoding }

    /// The text of `bytes`. A sequence that cannot be decoded becomes U+FFFD. Linear in the number of bytes.
    ///
    /// The order of evidence: the encoding of the decoder, a byte order mark, validity as UTF-8 (a character may be cut
    /// off at either end), NULs in every other byte as in UTF-16 and the escapes of HZ and ISO 2022, which are ASCII too,
    /// then the candidate that makes the most probable text
    /// of the input under a unigram model of Chinese characters. ICU's detector adds candidates.
    ///
    /// - Parameters:
    ///   - bytes: the input.
    ///   - declared: the encoding that the document or its header declares: a hint that the bytes may contradict.
    public func decode(_ bytes: some Collection<UInt8>, declared: TextEncoding? = nil) -> DecodedText {
        let direct = bytes.withContiguousStorageIfAvailable { decode(buffer: $0, declared: declared) }
        return direct ?? Array(bytes).withUnsafeBufferPointer { decode(buffer: $0, declared: declared) }
    }

    /// Whether `bytes` are UTF-8 without a byte order mark, so that `decode` would give the same bytes.
    package func readsAsUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard encoding == nil || encoding == .utf8, ByteOrderMark(of: bytes) == nil else { return false }
        let check = UTF8Check(bytes)
        return check.errors.isEmpty
            && (encoding == .utf8
                || Self.utf16WithoutMark(bytes, check) == nil && Self.sevenBitText(bytes, check) == nil)
    }

    /// The byte order of UTF-16 without a mark, by where NULs are; nil for anything else.
    package static func byteOrderOfUTF16(_ bytes: [UInt8]) -> TextEncoding? {
        bytes.withUnsafeBufferPointer { utf16WithoutMark($0, UTF8Check($0)) }
    }

    private func decode(buffer: UTF8Buffer, declared: TextEncoding?) -> DecodedText {
        let mark = ByteOrderMark(of: buffer)
        if let encoding { return Self.decode(buffer, as: encoding, skipping: mark?.encoding == encoding ? mark : nil) }
        if let mark { return Self.decode(buffer, as: mark.encoding, skipping: mark) }
        if let declared, let text = EncodingVote.declaredText(buffer, declared) { return text }
        let utf8 = UTF8Check(buffer)
        if let wide = Self.utf16WithoutMark(buffer, utf8) { return Self.decode(buffer, as: wide) }
        if let text = Self.sevenBitText(buffer, utf8) { return text }
        // Valid UTF-8 beyond ASCII is UTF-8. Where a character is cut off, a few sequences of two bytes each are often
        // GB18030; sixteen, a bound that was chosen by hand, are not.
        if utf8.errors.isEmpty || utf8.isValidUpToCuts && (utf8.longSequences > 0 || utf8.multibyte > 16) {
            return Self.decodeUTF8(buffer, utf8.errors)
        }
        return EncodingVote(buffer, utf8: utf8, declared: declared).winner()
    }

    // The text of ASCII that announces another encoding, where all of it can be decoded so.
    private static func sevenBitText(_ buffer: UTF8Buffer, _ utf8: UTF8Check) -> DecodedText? {
        guard utf8.errors.isEmpty, utf8.multibyte == 0, let encoding = SevenBitEncoding.announced(in: buffer) else {
            return nil
        }
        let decoded = decode(buffer, as: encoding)
        return decoded.encoding == encoding && decoded.undecodable.isEmpty ? decoded : nil
    }

    static func decode(_ buffer: UTF8Buffer, as encoding: TextEncoding, skipping mark: ByteOrderMark? = nil)
        -> DecodedText
    {
        let length = mark?.length ?? 0
        let rest = UTF8Buffer(rebasing: buffer[length...])
        guard encoding != .utf8 else { return shifted(decodeUTF8(rest, UTF8Check(rest).errors), by: length) }
        if let text = DoubleByteTable.table(for: encoding)?.decode(rest) {
            return DecodedText(text: text, encoding: encoding, undecodable: [])
        }
        // A converter that opened once (see `TextEncoding.init(label:)`) fails only where memory runs out.
        do throws(ICUError) {
            var converter = try CharsetConverter(encoding.converterName)
            let (text, errors) = try converter.decode(rest)
            return DecodedText(text: text, encoding: encoding, undecodable: errors.map { $0 + length })
        } catch {
            return shifted(decodeUTF8(rest, UTF8Check(rest).errors), by: length)
        }
    }

    private static func shifted(_ decoded: DecodedText, by length: Int) -> DecodedText {
        guard length > 0 else { return decoded }
        return DecodedText(
            text: decoded.text, encoding: decoded.encoding, undecodable: decoded.undecodable.map { $0 + length })
    }

    static func decodeUTF8(_ buffer: UTF8Buffer, _ errors: [Int]) -> DecodedText {
        let text = errors.isEmpty ? String(valid: buffer) : String(decoding: buffer, as: UTF8.self)
        return DecodedText(text: text, encoding: .utf8, undecodable: errors)
    }

    // The byte order of UTF-16 without a mark. Latin text has a NUL in every other byte; in Chinese text at least the
    // spaces and line breaks have one. Bytes that are ASCII as well must be NUL nearly half of the time: a few NULs
    // occur in ASCII too. (One in a hundred, eight times as many, and two fifths were chosen by hand.)
    private static func utf16WithoutMark(_ buffer: UTF8Buffer, _ utf8: UTF8Check) -> TextEncoding? {
        let isUTF8 = utf8.errors.isEmpty
        guard buffer.count >= 4, !isUTF8 || utf8.multibyte == 0 else { return nil }
        let sample = UTF8Buffer(rebasing: buffer.prefix(4_096))
        guard sample.contains(0) else { return nil }
        var even = 0
        var odd = 0
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index % 2 == 0 { even += 1 } else { odd += 1 }
        }
        let enough = isUTF8 ? sample.count * 2 / 5 : max(2, sample.count / 100)
        if odd >= enough && even * 8 < odd { return .utf16LittleEndian }
        if even >= enough && odd * 8 < even { return .utf16BigEndian }
        return nil
    }
}

/// A byte order mark at the head of a file.
struct ByteOrderMark {
    let encoding: TextEncoding
    let length: Int

    init?(of buffer: UTF8Buffer) {
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) {
            (encoding, length) = (.utf8, 3)
        } else if buffer.starts(with: [0xFF, 0xFE]) {
            (encoding, length) = (.utf16LittleEndian, 2)
        } else if buffer.starts(with: [0xFE, 0xFF]) {
            (encoding, length) = (.utf16BigEndian, 2)
        } else if buffer.starts(with: [0x84, 0x31, 0x95, 0x33]) {
            (encoding, length) = (.gb18030, 4)
        } else {
            return nil
        }
    }
}
