/// Phrases of a user's own for the conversion of scripts, and phrases that it leaves alone.
///
/// They have priority over the tables and over the words of the text; of several at one place the longest counts.
///
/// ```swift
/// let phrases = try ConversionPhrases(parsing: "钟书\t鍾書\n干城章嘉")
/// print(ScriptConverter(from: .simplified, to: .traditional, phrases: phrases).convert("钱钟书").text)  // 錢鍾書
/// ```
///
/// As a text: a phrase a line, and behind a tab what it becomes; a phrase alone is not changed. Empty lines and lines
/// that begin with `#` are skipped.
public struct ConversionPhrases: Sendable, Hashable {
    private var forms: [[UInt8]: [UInt8]] = [:]
    // The lengths of the phrases by their first scalar, the greatest first.
    private var lengths: [UInt32: [Int]] = [:]

    /// No phrases.
    public init() {}

    /// The phrases of a text; `file` is named in errors.
    ///
    /// - Throws: `ParseError` for the first line that has more than two columns, an empty one, or a phrase of a line
    ///   before.
    public init(parsing text: some StringProtocol, file: String? = nil) throws(ParseError) {
        let lines = text.withUTF8Buffer { buffer in Lines(buffer).map { buffer.text($0) } }
        for (index, line) in lines.enumerated() {
            func fail(_ fault: ParseFault) -> ParseError { ParseError(file: file, line: index + 1, fault) }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { cell in
                cell.withUTF8Buffer { Array($0[$0.trimmed(TextRange(0, $0.count)).bytes]) }
            }
            if line.first == "#" || cells.allSatisfy(\.isEmpty) { continue }
            guard cells.count <= 2 else { throw fail(.manyColumns) }
            guard let phrase = cells.first, !phrase.isEmpty, cells.last?.isEmpty == false else {
                throw fail(.emptyColumn)
            }
            guard forms.updateValue(cells[cells.count - 1], forKey: phrase) == nil else {
                throw fail(.repeatedPhrase)
            }
        }
        sortLengths()
    }

    /// Adds other phrases; of the same phrase the other one counts.
    package mutating func merge(_ other: ConversionPhrases) {
        forms.merge(other.forms) { $1 }
        sortLengths()
    }

    private mutating func sortLengths() {
        lengths = [:]
        for phrase in forms.keys {
            let first = phrase.withUnsafeBufferPointer { $0.scalar(at: 0).value }
            lengths[first, default: []].append(phrase.count)
        }
        lengths = lengths.mapValues { Array(Set($0)).sorted(by: >) }
    }

    /// Whether there are none.
    var isEmpty: Bool { forms.isEmpty }

    /// The phrases in a text, rising, without overlap, with their forms.
    func matches(in buffer: UTF8Buffer) -> [(range: TextRange, form: [UInt8])] {
        guard !isEmpty else { return [] }
        var found: [(range: TextRange, form: [UInt8])] = []
        var at = 0
        while at < buffer.count {
            let (scalar, length) = buffer.scalar(at: at)
            var next = at + length
            for length in lengths[scalar] ?? [] where at + length <= buffer.count {
                guard let form = forms[Array(buffer[at..<at + length])] else { continue }
                next = at + length
                found.append((TextRange(at, next), form))
                break
            }
            at = next
        }
        return found
    }
}
