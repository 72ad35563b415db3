/// Converts Chinese text between its scripts, phrase by phrase.
///
/// The tables and the chains of tables are those of OpenCC; at each place the longest phrase wins. A phrase that would
/// divide two words of the segmenter is not applied: 改变量子 does not contain 变量. Every string has a result. Linear in
/// the length of the text.
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

    /// A converter from one script to another.
    ///
    /// - Parameters:
    ///   - source: the script of the text; nil to detect it for each text, and for each line of a mixed text.
    ///   - target: the script of the result.
    ///   - regionalWords: whether words that differ between the regions are replaced too, as 软件 by 軟體 for Taiwan.
    public init(from source: Script? = nil, to target: Script, regionalWords: Bool = false) {
        self.source = source
        self.target = target
        replacesRegionalWords = regionalWords
    }

    /// `text` in the target script, with the map to the original. A character with a counterpart of as many bytes is no
    /// edit of the map: its offsets are the same.
    public func convert(_ text: some StringProtocol) -> MappedText {
        run(String(text), listsAmbiguities: false).result
    }

    /// The characters of `text` with several forms among which no phrase decides, rising.
    public func ambiguities(in text: some StringProtocol) -> [Ambiguity] {
        run(String(text), listsAmbiguities: true).ambiguities
    }

    private typealias Outcome = (result: MappedText, ambiguities: [Ambiguity])

    private func run(_ text: String, listsAmbiguities: Bool) -> Outcome {
        text.withUTF8Buffer { buffer in
            if let source { return run(text, buffer, from: source, listsAmbiguities) }
            // One traditional character suffices: the tables to simplified do not change simplified characters. Those
            // to traditional do change some traditional ones (后, 里).
            if target == .simplified {
                guard WritingSystem.holdsTraditional(buffer) else { return (MappedText(text), []) }
                return run(text, buffer, from: .traditional, listsAmbiguities)
            }
            let system = WritingSystem(of: buffer)
            guard system.classification == .mixed else {
                return run(text, buffer, from: system.script, listsAmbiguities)
            }
            return runByLine(buffer, system, listsAmbiguities)
        }
    }

    // Mixed text: the script of each line by itself; a line without evidence has the script of the whole.
    private func runByLine(_ buffer: UTF8Buffer, _ whole: WritingSystem, _ listsAmbiguities: Bool) -> Outcome {
        var rewriter = TextRewriter(capacity: buffer.count)
        var ambiguities: [Ambiguity] = []
        for line in Lines(buffer) {
            let piece = UTF8Buffer(rebasing: buffer[line.bytes])
            let system = WritingSystem(of: piece)
            let source = (system.classification == .undecided ? whole : system).script
            let converted = run(buffer.text(line), piece, from: source, listsAmbiguities)
            rewriter.copy(buffer, to: line.lowerBound)
            rewriter.append(converted.result, of: line.count)
            ambiguities += converted.ambiguities.map {
                Ambiguity(
                    range: TextRange($0.range.lowerBound + line.lowerBound, $0.range.upperBound + line.lowerBound),
                    chosen: $0.chosen, others: $0.others)
            }
        }
        rewriter.copy(buffer, to: buffer.count)
        return (rewriter.finish(), ambiguities)
    }

    private func run(
        _ text: String, _ buffer: UTF8Buffer, from source: Script, _ listsAmbiguities: Bool
    ) -> Outcome {
        let steps = Self.steps(from: source, to: target, regionalWords: replacesRegionalWords)
        guard !steps.isEmpty else { return (MappedText(text), []) }
        var run = ConversionRun(buffer, listsAmbiguities: listsAmbiguities)
        // For chains of two steps OpenCC divides the text by the phrases of the step to or from simplified.
        let cutting =
            steps.count < 2 ? nil : steps.first { $0 == .simplifiedToTraditional || $0 == .traditionalToSimplified }
        let isDone = run.apply(steps, text, cutting: cutting)
        if !isDone {
            run = ConversionRun(buffer, listsAmbiguities: listsAmbiguities)
            _ = run.apply([.compatibility], text, cutting: nil)
            _ = run.apply(steps, run.result?.text ?? text, cutting: cutting)
        }
        return (run.result ?? MappedText(text), run.ambiguities)
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

/// The passes of one conversion over one text.
private struct ConversionRun {
    private let listsAmbiguities: Bool
    private var words: WordBorders
    private(set) var result: MappedText?
    private(set) var ambiguities: [ScriptConverter.Ambiguity] = []

    init(_ original: UTF8Buffer, listsAmbiguities: Bool) {
        self.listsAmbiguities = listsAmbiguities
        words = WordBorders(original)
    }

    /// Applies steps one after the other; false where the text has compatibility ideographs, which must be replaced
    /// first.
    mutating func apply(_ steps: [ConversionStep], _ text: String, cutting: ConversionStep?) -> Bool {
        var current = text
        var borders: [Int] = []
        if let cutting { borders = current.withUTF8Buffer { pieces(of: $0, cutting) } }
        for step in steps {
            let next: MappedText? = current.withUTF8Buffer { buffer in
                var pass = ConversionPass(.standard, step, buffer, borders: borders)
                pass.run(words: &words, listsAmbiguities: listsAmbiguities)
                guard !pass.metCompatibility else {
                    pass.abandon()
                    return nil
                }
                note(pass.ambiguities)
                return pass.finish()
            }
            guard let next else { return false }
            current = next.text
            borders = borders.map { next.map.resultRange(of: TextRange(0, $0)).upperBound }
            words.map = words.map.followed(by: next.map)
        }
        result = MappedText(current, map: words.map)
        return true
    }

    private mutating func note(_ found: [(range: TextRange, entry: ConversionTable.Entry)]) {
        let tables = ConversionTables.standard
        for (range, entry) in found {
            let others = UTF8Buffer(start: tables.forms.base + entry.offset + entry.count, count: entry.otherCount)
            let forms = String(decoding: others, as: UTF8.self).split(separator: " ").map(String.init)
            ambiguities.append(
                ScriptConverter.Ambiguity(
                    range: words.map.originalRange(of: range),
                    chosen: String(decoding: tables.form(entry), as: UTF8.self), others: forms))
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
                if words.areCut(by: TextRange(at, at + matched)) { limit = matched } else { phrase = matched }
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
