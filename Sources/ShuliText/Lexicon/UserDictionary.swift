/// Words of a user's own, for the segmenter to keep whole.
///
/// A word may hold spaces, hyphens, punctuation and any mixture of scripts. It is found in any width, case and Chinese
/// script. A word that begins or ends with a Latin letter or a digit is found only at the border of a run of these
/// (`AI` not inside of `MAIL`). A word has at most 64 scalars and at least one letter, Han character or digit.
///
/// ```swift
/// let dictionary = try UserDictionary(["云原生", "量子比特"])
/// let segmenter = Segmenter(lexicon: .standard.adding(dictionary))
/// ```
///
/// As a text, a dictionary has one word a line, optionally followed by a tab and the policy, `prefer` or `force`. Empty
/// lines and lines that begin with `#` are skipped.
public struct UserDictionary: Hashable, Sendable {
    /// How strongly a word is wanted.
    public enum Policy: String, Hashable, Sendable, CaseIterable, Codable {
        /// The model gets a strong hint and may still decide against the word.
        case prefer
        /// Every occurrence of the word is one token, whatever the model prefers.
        case force
    }

    /// One word of the dictionary.
    package struct Word: Hashable, Sendable {
        package let text: String
        package let policy: Policy
        /// The line of the file that has it, from 1; nil for a word that did not come from a text.
        package let line: Int?
    }

    /// The most scalars that a word may have.
    package static let longestWord = 64

    /// In the order of the source.
    package let words: [Word]

    /// The words of a sequence, each with the same policy. Of equal words one is kept.
    ///
    /// - Throws: `ParseError` for the first word that is empty, too long, or without a letter or digit.
    public init(
        _ words: some Sequence<some StringProtocol>, policy: Policy = .prefer
    ) throws(ParseError) {
        var kept: [Word] = []
        var seen: Set<String> = []
        for word in words {
            let text = Self.trimmed(word)
            if let reason = Self.fault(of: text) { throw ParseError(reason: reason) }
            if seen.insert(text).inserted { kept.append(Word(text: text, policy: policy, line: nil)) }
        }
        self.words = kept
    }

    /// The words of a text, a word a line; `file` is named in errors.
    ///
    /// - Throws: `ParseError` for the first line that cannot be used.
    public init(parsing text: some StringProtocol, file: String? = nil) throws(ParseError) {
        let (words, problems) = Self.parse(text, file: file)
        if let first = problems.first { throw first }
        self.words = words
    }

    /// The words of a file, in UTF-8 or another encoding that `TextDecoder` detects.
    ///
    /// - Throws: `ParseError` with the path where the file cannot be read, and for the first line that cannot be used.
    public init(contentsOf path: String) throws(ParseError) {
        try self.init(parsing: try TextFile.text(at: path), file: path)
    }

    package init(_ words: [Word]) { self.words = words }

    /// The words of several dictionaries; of equal words the last one counts.
    package init(merging dictionaries: [UserDictionary]) {
        var words: [Word] = []
        var indices: [String: Int] = [:]
        for word in dictionaries.flatMap(\.words) {
            if let index = indices[word.text] {
                words[index] = word
            } else {
                indices[word.text] = words.count
                words.append(word)
            }
        }
        self.words = words
    }

    /// All lines of a text that cannot be used, in order.
    package static func problems(in text: some StringProtocol, file: String?) -> [ParseError] {
        parse(text, file: file).problems
    }

    private static func parse(
        _ text: some StringProtocol, file: String?
    ) -> (words: [Word], problems: [ParseError]) {
        var words: [Word] = []
        var problems: [ParseError] = []
        var seen: [String: Int] = [:]
        // Not split(separator: "\n"): the two characters of a line break of Windows are one `Character`.
        let lines = text.withUTF8Buffer { buffer in Lines(buffer).map { buffer.text($0) } }
        for (index, line) in lines.enumerated() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { trimmed($0) }
            if line.first == "#" || cells.allSatisfy(\.isEmpty) { continue }
            do throws(ParseError) {
                let word = try word(cells, file: file, line: index + 1)
                if let other = seen[word.text] {
                    throw ParseError(
                        file: file, line: index + 1, reason: "\"\(word.text)\" is already in line \(other)")
                }
                seen[word.text] = index + 1
                words.append(word)
            } catch {
                problems.append(error)
            }
        }
        return (words, problems)
    }

    private static func word(_ cells: [String], file: String?, line: Int) throws(ParseError) -> Word {
        func fail(_ reason: String) -> ParseError { ParseError(file: file, line: line, reason: reason) }
        guard cells.count <= 2 else { throw fail("more than two columns") }
        guard !cells[0].isEmpty else { throw fail("no word before the tab") }
        if let reason = fault(of: cells[0]) { throw fail(reason) }
        guard let policy = cells.count < 2 || cells[1].isEmpty ? .prefer : Policy(rawValue: cells[1]) else {
            throw fail("\"\(cells[1])\" is neither prefer nor force")
        }
        return Word(text: cells[0], policy: policy, line: line)
    }

    // Why a text cannot be a word; nil for one that can.
    private static func fault(of text: String) -> String? {
        guard !text.isEmpty else { return "a word is empty" }
        guard text.unicodeScalars.contains(where: { CharacterClass($0.value).isContent }) else {
            return "a word needs a letter or a digit: \"\(text)\""
        }
        return text.unicodeScalars.count > longestWord ? "longer than \(longestWord) characters" : nil
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        text.withUTF8Buffer { $0.text($0.trimmed(TextRange(0, $0.count))) }
    }
}
