/// The passes of one conversion over one text.
struct ConversionRun {
    private let original: UTF8Buffer
    private let options: Options
    private var words: ClauseWords
    private(set) var result = MappedText("")
    private(set) var ambiguities: [ScriptConverter.Ambiguity] = []

    struct Options {
        /// Whether to collect the characters with several forms among which nothing decides.
        var listsAmbiguities = false
        /// Whether 着 is written 著 throughout, as in Taiwan.
        var lacksZhe = false
        /// Whether words of the text count; otherwise the tables alone decide.
        var heedsWords = true
    }

    /// The text after the steps.
    ///
    /// - Parameter isMixed: whether the text has characters of both scripts. Those that only traditional text has are
    ///   kept in the step to traditional characters, and the others are read as the simplified text that they are in.
    init(_ text: String, _ original: UTF8Buffer, _ steps: [ConversionStep], isMixed: Bool, _ options: Options) {
        self.original = original
        self.options = options
        words = ClauseWords(original, heedsWords: options.heedsWords)
        if !apply(steps, text, isMixed) {
            // Compatibility ideographs, which no other table has, are replaced first.
            words = ClauseWords(original, heedsWords: options.heedsWords)
            ambiguities = []
            _ = apply([.compatibility], text, false)
            _ = apply(steps, result.text, isMixed)
        }
    }

    // Applies steps one after the other; false where the text has compatibility ideographs.
    private mutating func apply(_ steps: [ConversionStep], _ text: String, _ isMixed: Bool) -> Bool {
        var current = text
        var borders: [Int] = []
        // For chains of two steps OpenCC divides the text by the phrases of the step to or from simplified.
        if steps.count > 1,
            let cutting = steps.first(where: { $0 == .simplifiedToTraditional || $0 == .traditionalToSimplified })
        {
            borders = current.withUTF8Buffer { pieces(of: $0, cutting) }
        }
        for step in steps {
            let isFolded = isMixed && step == .simplifiedToTraditional
            let source = isFolded ? current.withUTF8Buffer { Self.folded($0) } : current
            let next: MappedText? = source.withUTF8Buffer { buffer in
                var pass = ConversionPass(.standard, step, buffer, borders: borders, lacksZhe: options.lacksZhe)
                pass.run(words: &words, listsAmbiguities: options.listsAmbiguities)
                guard !pass.metCompatibility else {
                    pass.abandon()
                    return nil
                }
                note(pass.ambiguities)
                return pass.finish()
            }
            guard let next else { return false }
            borders = borders.map { next.map.resultRange(of: TextRange(0, $0)).upperBound }
            words.map = words.map.followed(by: next.map)
            current = isFolded ? Self.keepingTraditional(current, next) : next.text
        }
        result = MappedText(current, map: words.map)
        return true
    }

    private mutating func note(_ found: [ScriptAmbiguity]) {
        for place in found {
            ambiguities.append(
                ScriptConverter.Ambiguity(
                    range: words.map.originalRange(of: place.range), chosen: place.chosen, others: place.others))
        }
    }

    // Where the text is divided: around each phrase of the first list of the step.
    private mutating func pieces(of buffer: UTF8Buffer, _ step: ConversionStep) -> [Int] {
        let tables = ConversionTables.standard
        let table = tables[step]
        var ends: [Int] = []
        var at = 0
        while at < buffer.count {
            let (scalar, length) = buffer.scalar(at: at)
            var limit = table.head(scalar).beginsPhrases ? Int.max : 0
            var phrase = 0
            while phrase == 0, limit > 0,
                let (matched, entry) = tables.match(table, in: buffer, at: at, end: buffer.count, shorterThan: limit),
                entry.rank == 0
            {
                let range = TextRange(at, at + matched)
                let isCut = words.areCut(by: range, isStrict: step != .simplifiedToTraditional)
                if isCut { limit = matched } else { phrase = matched }
            }
            if phrase > 0 {
                if at > 0, ends.last != at { ends.append(at) }
                ends.append(at + phrase)
            }
            at += phrase > 0 ? phrase : length
        }
        return ends
    }
}

extension ConversionRun {
    // The text with each character that only traditional text has replaced by its simplified form, where that has as
    // many bytes.
    private static func folded(_ buffer: UTF8Buffer) -> String {
        var bytes = Array(buffer)
        forEachTraditional(in: buffer) { range, form in
            bytes.replaceSubrange(range.bytes, with: form)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // The converted folded text with the characters that only traditional text has restored.
    private static func keepingTraditional(_ source: String, _ converted: MappedText) -> String {
        var bytes = Array(converted.text.utf8)
        source.withUTF8Buffer { buffer in
            forEachTraditional(in: buffer) { range, _ in
                let place = converted.map.resultRange(of: range)
                if place.count == range.count { bytes.replaceSubrange(place.bytes, with: buffer[range.bytes]) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func forEachTraditional(in buffer: UTF8Buffer, _ body: (TextRange, [UInt8]) -> Void) {
        let table = ConversionTables.standard[.traditionalToSimplified]
        var offset = 0
        while offset < buffer.count {
            let (scalar, length) = buffer.scalar(at: offset)
            let head = table.head(scalar)
            if head.isForeign, let form = Unicode.Scalar(head.replacement), UTF8.width(form) == length {
                body(TextRange(offset, offset + length), Array(String(form).utf8))
            }
            offset += length
        }
    }
}
