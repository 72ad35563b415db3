/// Decides among encodings by the probability of the whole input in each (maximum likelihood): the right one gives
/// common characters and no errors. Costs of characters are added up, so that decodings with different numbers of
/// characters can be compared.
///
/// Costs are in sixteenths of a nat (`CharacterModel`). The prior costs below were chosen by hand when the vote was
/// written: a handful of characters outweighs each. They were not fitted to data.
struct EncodingVote {
    /// At most so many bytes of the input take part: the bound on the cost of a vote.
    private static let longest = 1 << 20
    /// The bonus of the declared encoding: a factor of e^10.
    private static let declaredBonus = 10 * 16
    /// The cost of an encoding that only ICU's detector suggests: a factor of e^24.
    private static let guessCost = 24 * 16
    /// The cost of UTF-16 without a byte order mark: a factor of e^12.
    private static let wideCost = 12 * 16
    /// The cost of an input that begins with the second byte of a character: a factor of e^14. A text that begins with a
    /// rare character whose second byte is a Latin letter is more likely than that.
    private static let cutCost = 14 * 16

    private let buffer: UTF8Buffer
    private let utf8: UTF8Check
    private let declared: TextEncoding?

    init(_ buffer: UTF8Buffer, utf8: UTF8Check, declared: TextEncoding?) {
        self.buffer = buffer
        self.utf8 = utf8
        self.declared = declared
    }

    private struct Candidate {
        let encoding: TextEncoding
        /// The number of bytes at the start that are the rest of a character.
        let skipped: Int
        let cost: Int
        /// Whether it decodes the input to clean text.
        let isClean: Bool
    }

    func winner() -> DecodedText {
        // Damaged UTF-8: so many well-formed sequences of several bytes do not occur by chance in another encoding.
        // (The bounds of eight and of four for each error were chosen by hand.)
        if utf8.multibyte > 8, utf8.multibyte > 4 * utf8.errors.count {
            return TextDecoder.decodeUTF8(buffer, utf8.errors)
        }
        let sample = UTF8Buffer(rebasing: buffer.prefix(Self.longest))
        var best: Candidate?
        func consider(_ encoding: TextEncoding, skipped: Int = 0, extra: Int = 0) {
            let rest = UTF8Buffer(rebasing: sample[skipped...])
            let decoded = TextDecoder.decode(rest, as: encoding)
            var cost = cost(of: decoded, length: rest.count) + extra
            if encoding == declared { cost -= Self.declaredBonus }
            // The first of equal ones.
            if cost < best?.cost ?? .max {
                best = Candidate(encoding: encoding, skipped: skipped, cost: cost, isClean: Self.isClean(decoded))
            }
        }
        consider(.utf8)
        for encoding in [TextEncoding.gb18030, .big5] {
            consider(encoding)
            if let first = sample.first, first >= 0x40 { consider(encoding, skipped: 1, extra: Self.cutCost) }
        }
        if sample.count >= 4, sample.count % 2 == 0 {
            consider(.utf16LittleEndian, extra: Self.wideCost)
            consider(.utf16BigEndian, extra: Self.wideCost)
        }
        if let latin = TextEncoding(label: "windows-1252") { consider(latin) }
        // ICU's detector takes longer than all decodings. (Three guesses and a confidence of 30 were chosen by hand.)
        let asksICU = best?.isClean != true
        let guesses = asksICU ? (try? CharsetDetector.guesses(for: sample, declared: declared?.name)) ?? [] : []
        for guess in guesses.prefix(3) where guess.confidence >= 30 {
            if let found = TextEncoding(label: guess.charset), !Self.considered.contains(found) {
                consider(found, extra: Self.guessCost)
            }
        }
        if let declared, !Self.considered.contains(declared) { consider(declared) }
        guard let best else { return TextDecoder.decodeUTF8(buffer, utf8.errors) }
        guard best.skipped > 0 else { return TextDecoder.decode(buffer, as: best.encoding) }
        let decoded = TextDecoder.decode(UTF8Buffer(rebasing: buffer[best.skipped...]), as: best.encoding)
        return DecodedText(
            text: "\u{FFFD}" + decoded.text, encoding: best.encoding,
            undecodable: [0] + decoded.undecodable.map { $0 + best.skipped })
    }

    /// The text in the declared Chinese encoding, without a vote, where it is clean and the bytes are not UTF-8 as well.
    static func declaredText(_ buffer: UTF8Buffer, _ declared: TextEncoding) -> DecodedText? {
        guard declared == .gb18030 || declared == .big5, !UTF8Check.isValidAtStart(buffer) else { return nil }
        let decoded = TextDecoder.decode(buffer, as: declared)
        return isClean(decoded) ? decoded : nil
    }

    private static func isClean(_ decoded: DecodedText) -> Bool {
        decoded.undecodable.isEmpty && CharacterModel.standard.isClean(decoded.text)
    }

    private static let considered: Set<TextEncoding> = [
        .utf8, .gb18030, .big5, .utf16LittleEndian, .utf16BigEndian,
        TextEncoding(label: "windows-1252") ?? .utf8, TextEncoding(label: "iso-8859-1") ?? .utf8,
    ]

    // A character that is cut off at the start or at the end is no evidence against the encoding.
    private func cost(of decoded: DecodedText, length: Int) -> Int {
        var cost = CharacterModel.standard.cost(of: decoded.text)
        let isUTF8 = decoded.encoding == .utf8
        let cuts = decoded.undecodable.filter {
            isUTF8 && $0 < 3 && buffer[$0] & 0xC0 == 0x80 || $0 + 3 >= length && (!isUTF8 || buffer[$0] >= 0xC2)
        }
        cost -= cuts.count * (CharacterModel.error - 3 * 16)
        return cost
    }
}
