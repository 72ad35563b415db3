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

    /// The script to convert from where one has to be taken: mixed text counts as simplified, because the tables from
    /// simplified leave characters alone that only traditional text has.
    var script: ScriptConverter.Script { verdict == .traditional ? .traditional : .simplified }
}
