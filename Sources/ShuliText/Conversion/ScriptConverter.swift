/// Converts Chinese text between its scripts, phrase by phrase.
///
/// The tables and the chains of tables are those of OpenCC; at each place the longest phrase wins. A phrase that would
/// cut a word of the segmenter is not applied: 改变量子 does not contain 变量. Where no phrase decides about a character
/// with several traditional forms, rules about what is around it do: 五千里 and 屋里, 两只 and 只有. Every string has a
/// result. Linear in the length of the text.
///
/// ```swift
/// let converter = ScriptConverter(from: .simplified, to: .taiwan, regionalWords: true)
/// print(converter.convert("用鼠标点击软件").text)  // 用滑鼠點選軟體
/// for place in ScriptConverter(from: .simplified, to: .traditional).ambiguities(in: "他发") {
///     print(place.range, place.chosen, place.others)  // 3..<6 發 ["髮"]
/// }
/// ```
public struct ScriptConverter: Sendable, Hashable {
    /// A way to write Chinese characters.
    public enum Script: String, Sendable, Hashable, CaseIterable, Codable {
        /// Simplified characters.
        case simplified
        /// Traditional characters in the forms of OpenCC, of no region.
        case traditional
        /// Traditional characters as in Taiwan.
        case taiwan = "tw"
        /// Traditional characters as in Hong Kong.
        case hongKong = "hk"
        /// Japanese new forms (shinjitai).
        case japanese = "jp"
    }

    /// A character with several possible forms among which no phrase around it decided.
    public struct Ambiguity: Hashable, Sendable {
        /// The range of the character in the original.
        public let range: TextRange
        /// The form that the conversion chose.
        public let chosen: String
        /// The other possible ones.
        public let others: [String]
    }

    package let source: Script?
    package let target: Script
    package let replacesRegionalWords: Bool
    private let phrases: ConversionPhrases
    private let heedsWords: Bool

    /// A converter from one script to another.
    ///
    /// - Parameters:
    ///   - source: the script of the text; nil to detect it for each text, and for each line of a text in both scripts.
    ///   - target: the script of the result.
    ///   - regionalWords: whether words that differ between the regions are replaced too, as 软件 by 軟體 for Taiwan,
    ///     where they have the sense in which the regions differ.
    ///   - phrases: phrases of your own, and phrases to leave alone.
    public init(
        from source: Script? = nil, to target: Script, regionalWords: Bool = false,
        phrases: ConversionPhrases = ConversionPhrases()
    ) {
        self.source = source
        self.target = target
        replacesRegionalWords = regionalWords
        self.phrases = phrases
        heedsWords = true
    }

    /// A converter by the tables alone, without regard for the words of a text.
    package init(byTablesFrom source: Script, to target: Script) {
        self.source = source
        self.target = target
        replacesRegionalWords = false
        phrases = ConversionPhrases()
        heedsWords = false
    }

    /// `text` in the target script, with the map to the original. A character with a counterpart of as many bytes is no
    /// edit of the map: its offsets are the same.
    public func convert(_ text: some StringProtocol) -> MappedText {
        run(String(text), listsAmbiguities: false).result
    }

    /// The same for a section of a text, all of which says `evidence` of its script; nil for all of a text.
    package func convert(_ text: String, knowing evidence: ScriptEvidence?) -> MappedText {
        run(text, knowing: evidence, listsAmbiguities: false).result
    }

    /// What a section says of the script of its text.
    package func evidence(in section: String) -> ScriptEvidence { section.withUTF8Buffer { evidence(in: $0) } }

    private func evidence(in buffer: UTF8Buffer) -> ScriptEvidence {
        source == nil ? ScriptEvidence(of: buffer, for: target) : ScriptEvidence()
    }

    /// The characters of `text` with several forms among which nothing around them decides, rising.
    public func ambiguities(in text: some StringProtocol) -> [Ambiguity] {
        run(String(text), listsAmbiguities: true).ambiguities
    }

    private typealias Outcome = (result: MappedText, ambiguities: [Ambiguity])

    // What a text is read as.
    private enum Reading {
        case script(Script)
        /// Each line by itself; a line without evidence has the script of the whole.
        case lines(WritingSystem)
        case asIs
    }

    private func run(_ text: String, knowing evidence: ScriptEvidence? = nil, listsAmbiguities: Bool) -> Outcome {
        text.withUTF8Buffer { buffer in
            let evidence = evidence ?? self.evidence(in: buffer)
            let reading = reading(evidence.writing)
            let options = ConversionRun.Options(
                listsAmbiguities: listsAmbiguities, lacksZhe: evidence.lacksZhe, heedsWords: heedsWords)
            let own = phrases.matches(in: buffer)
            guard !own.isEmpty else { return run(text, buffer, reading, options) }
            var assembly = Assembly(buffer)
            for (range, form) in own {
                let gap = TextRange(assembly.consumed, range.lowerBound)
                assembly.append(run(buffer.text(gap), buffer.part(gap), reading, options), of: gap)
                assembly.replace(range, with: form)
            }
            let rest = TextRange(assembly.consumed, buffer.count)
            assembly.append(run(buffer.text(rest), buffer.part(rest), reading, options), of: rest)
            return assembly.finish()
        }
    }

    private func reading(_ system: WritingSystem) -> Reading {
        if let source { return .script(source) }
        if target == .simplified { return system.traditional > 0 ? .script(.traditional) : .asIs }
        return system.simplified > 0 && system.traditional > 0 ? .lines(system) : .script(system.script)
    }

    private func run(
        _ text: String, _ buffer: UTF8Buffer, _ reading: Reading, _ options: ConversionRun.Options
    ) -> Outcome {
        switch reading {
        case .asIs: return (MappedText(text), [])
        case .script(let script): return run(text, buffer, from: script, isMixed: false, options)
        case .lines(let whole):
            var assembly = Assembly(buffer)
            for line in Lines(buffer) {
                let piece = buffer.part(line)
                let system = WritingSystem(of: piece)
                let isMixed = system.simplified > 0 && system.traditional > 0
                let script = isMixed ? .simplified : system.classification == .undecided ? whole.script : system.script
                assembly.append(run(buffer.text(line), piece, from: script, isMixed: isMixed, options), of: line)
            }
            return assembly.finish()
        }
    }

    private func run(
        _ text: String, _ buffer: UTF8Buffer, from source: Script, isMixed: Bool, _ options: ConversionRun.Options
    ) -> Outcome {
        let steps = Self.steps(from: source, to: target, regionalWords: replacesRegionalWords)
        guard !steps.isEmpty else { return (MappedText(text), []) }
        let run = ConversionRun(text, buffer, steps, isMixed: isMixed, options)
        return (run.result, run.ambiguities)
    }

    // Puts the results of pieces of a text together.
    private struct Assembly {
        private let buffer: UTF8Buffer
        private var rewriter: TextRewriter
        private var ambiguities: [Ambiguity] = []

        init(_ buffer: UTF8Buffer) {
            self.buffer = buffer
            rewriter = TextRewriter(capacity: buffer.count)
        }

        var consumed: Int { rewriter.consumed }

        mutating func append(_ outcome: Outcome, of piece: TextRange) {
            rewriter.copy(buffer, to: piece.lowerBound)
            rewriter.append(outcome.result, of: piece.count)
            ambiguities += outcome.ambiguities.map {
                Ambiguity(
                    range: TextRange($0.range.lowerBound + piece.lowerBound, $0.range.upperBound + piece.lowerBound),
                    chosen: $0.chosen, others: $0.others)
            }
        }

        mutating func replace(_ range: TextRange, with form: [UInt8]) {
            if form.elementsEqual(buffer[range.bytes]) {
                rewriter.copy(buffer, to: range.upperBound)
            } else {
                rewriter.replace(range.count, with: form)
            }
        }

        consuming func finish() -> Outcome {
            rewriter.copy(buffer, to: buffer.count)
            return (rewriter.finish(), ambiguities)
        }
    }

    /// The chain of steps of OpenCC's configurations: by way of traditional text of no region.
    static func steps(from source: Script, to target: Script, regionalWords: Bool) -> [ConversionStep] {
        guard source != target else { return [] }
        var steps: [ConversionStep] = []
        switch source {
        case .simplified: steps.append(.simplifiedToTraditional)
        case .traditional: break
        case .taiwan: steps.append(regionalWords ? .taiwanWordsToTraditional : .taiwanToTraditional)
        case .hongKong: steps.append(regionalWords ? .hongKongWordsToTraditional : .hongKongToTraditional)
        case .japanese: steps.append(.japaneseToTraditional)
        }
        switch target {
        case .simplified: steps.append(.traditionalToSimplified)
        case .traditional: break
        case .taiwan: steps.append(regionalWords ? .traditionalToTaiwanWords : .traditionalToTaiwan)
        case .hongKong: steps.append(regionalWords ? .traditionalToHongKongWords : .traditionalToHongKong)
        case .japanese: steps.append(.traditionalToJapanese)
        }
        return steps
    }
}

extension UTF8Buffer {
    fileprivate func part(_ range: TextRange) -> UTF8Buffer { UTF8Buffer(rebasing: self[range.bytes]) }
}
