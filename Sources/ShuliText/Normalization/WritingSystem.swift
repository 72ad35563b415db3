/// Which of the two Chinese scripts a text is written in, told by the characters that only one of them has.
public struct WritingSystem: Hashable, Sendable {
    /// What a text is written in.
    public enum Verdict: String, Hashable, Sendable, Codable {
        case simplified
        case traditional
        /// Both, each in more than a tenth of the characters that tell.
        case mixed
        /// No character that tells.
        case undecided
    }

    /// How many characters only simplified text has.
    public let simplified: Int
    /// How many characters only traditional text has.
    public let traditional: Int

    /// Counts the telling characters of `text`. Linear, at some hundred megabytes a second.
    public init(of text: String) { self = text.withUTF8Buffer { WritingSystem(of: $0) } }

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
        self.simplified = simplified
        self.traditional = traditional
    }

    /// What the counts say.
    public var verdict: Verdict {
        guard simplified + traditional > 0 else { return .undecided }
        if min(simplified, traditional) * 10 > simplified + traditional { return .mixed }
        return simplified >= traditional ? .simplified : .traditional
    }

    /// The script to convert from where the caller named none, of text that is not for simplified characters: what it
    /// has more of.
    var script: ScriptConverter.Script { traditional >= max(1, simplified) ? .traditional : .simplified }

    /// Whether a text has a character that only traditional text has. Looks no further than the first one.
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
