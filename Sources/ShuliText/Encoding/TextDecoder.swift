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
    /// off at either end), NULs in every other byte as in UTF-16, then the candidate that makes the most probable text of
    /// the input under a unigram model of Chinese characters. ICU's detector adds candidates.
    ///
    /// - Parameters:
    ///   - bytes: the input.
    ///   - declared: the encoding that the document or its header declares: a hint that the bytes may contradict.
    public func decode(_ bytes: some Collection<UInt8>, declared: TextEncoding? = nil) -> DecodedText {
        let direct = bytes.withContiguousStorageIfAvailable { decode(buffer: $0, declared: declared) }
        return direct ?? Array(bytes).withUnsafeBufferPointer { decode(buffer: $0, declared: declared) }
    }

    /// Whether `bytes` are UTF-8 as they are, without a byte order mark: `decode` would give them back.
    package func readsAsUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard encoding == nil || encoding == .utf8, ByteOrderMark(of: bytes) == nil else { return false }
        let check = UTF8Check(bytes)
        guard check.errors.isEmpty else { return false }
        return encoding == .utf8 || check.multibyte == 0 || check.longSequences > 0 || check.multibyte > 16
    }

    private func decode(buffer: UTF8Buffer, declared: TextEncoding?) -> DecodedText {
        let mark = ByteOrderMark(of: buffer)
        if let encoding { return Self.decode(buffer, as: encoding, skipping: mark?.encoding == encoding ? mark : nil) }
        if let mark { return Self.decode(buffer, as: mark.encoding, skipping: mark) }
        let utf8 = UTF8Check(buffer)
        // A few sequences of two bytes each are often GB18030 too.
        if utf8.isValidUpToCuts, utf8.multibyte == 0 || utf8.longSequences > 0 || utf8.multibyte > 16 {
            return Self.decodeUTF8(buffer, utf8.errors)
        }
        if let wide = Self.utf16WithoutMark(buffer) { return Self.decode(buffer, as: wide) }
        return EncodingVote(buffer, utf8: utf8, declared: declared).winner()
    }

    static func decode(_ buffer: UTF8Buffer, as encoding: TextEncoding, skipping mark: ByteOrderMark? = nil)
        -> DecodedText
    {
        let length = mark?.length ?? 0
        let rest = UTF8Buffer(rebasing: buffer[length...])
        guard encoding != .utf8 else { return shifted(decodeUTF8(rest, UTF8Check(rest).errors), by: length) }
        // A converter that opened once (see `TextEncoding.init(label:)`) fails only for want of memory.
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
        DecodedText(text: String(decoding: buffer, as: UTF8.self), encoding: .utf8, undecodable: errors)
    }

    // Latin text in UTF-16 has a NUL in every other byte; Chinese text has at least its spaces and line breaks so.
    private static func utf16WithoutMark(_ buffer: UTF8Buffer) -> TextEncoding? {
        let sample = buffer.prefix(4_096)
        guard sample.count >= 4 else { return nil }
        var even = 0
        var odd = 0
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index % 2 == 0 { even += 1 } else { odd += 1 }
        }
        let enough = max(2, sample.count / 100)
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
