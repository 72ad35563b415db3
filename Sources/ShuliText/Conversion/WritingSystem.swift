/// Which of the two Chinese scripts a text is written in, by the characters that only one of them has.
///
/// ```swift
/// print(WritingSystem(of: "這是繁體字").classification)  // traditional
/// ```
public struct WritingSystem: Hashable, Sendable {
    /// What a text is written in.
    public enum Classification: String, Hashable, Sendable, Codable {
        /// Simplified characters.
        case simplified
        /// Traditional characters.
        case traditional
        /// Both: each is more than a tenth of the characters that only one script has.
        case mixed
        /// No character of the text belongs to one script only.
        case undecided
    }

    /// How many characters only simplified text has.
    package let simplified: Int
    /// How many characters only traditional text has.
    package let traditional: Int

    /// Counts the characters of `text` that only one script has. Linear in the length of the text.
    public init(of text: some StringProtocol) { self = text.withUTF8Buffer { WritingSystem(of: $0) } }

    init(of buffer: UTF8Buffer) {
        let toTraditional = ConversionTables.standard[.simplifiedToTraditional]
        let toSimplified = ConversionTables.standard[.traditionalToSimplified]
        var simplified = 0
        var traditional = 0
        var offset = 0
        while offset < buffer.count {
            if buffer[offset] < 0xE3 {
                offset += 1
                continue
            }
            let (scalar, length) = buffer.scalar(at: offset)
            if toTraditional.head(scalar).isForeign { simplified += 1 }
            if toSimplified.head(scalar).isForeign { traditional += 1 }
            offset += length
        }
        self.init(simplified: simplified, traditional: traditional)
    }

    init(simplified: Int, traditional: Int) {
        self.simplified = simplified
        self.traditional = traditional
    }

    /// The script by the counts. The share of a tenth was chosen by hand.
    public var classification: Classification {
        guard simplified + traditional > 0 else { return .undecided }
        if min(simplified, traditional) * 10 > simplified + traditional { return .mixed }
        return simplified >= traditional ? .simplified : .traditional
    }

    /// The script to convert from where the caller named none: the one with more characters.
    var script: ScriptConverter.Script { traditional >= max(1, simplified) ? .traditional : .simplified }

    /// Whether a text has a character that only traditional text has. Stops at the first one.
    static func holdsTraditional(_ buffer: UTF8Buffer) -> Bool {
        let toSimplified = ConversionTables.standard[.traditionalToSimplified]
        var offset = 0
        while offset < buffer.count {
            if buffer[offset] < 0xE3 {
                offset += 1
                continue
            }
            let (scalar, length) = buffer.scalar(at: offset)
            if toSimplified.head(scalar).isForeign { return true }
            offset += length
        }
        return false
    }
}
