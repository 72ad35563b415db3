/// Words of a user's own, for the segmenter to keep whole or never to use.
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
/// As a text, a dictionary has one word a line. Behind a tab a line may have the policy (`prefer`, `force`, `remove`),
/// a frequency and a tag, in any order. Lists in the format of jieba are read too: a word, its frequency and its tag
/// with spaces between; a frequency of 0 removes the word, and tags are not used. Empty lines and lines that begin with
/// `#` are skipped.
public struct UserDictionary: Hashable, Sendable {
    /// How strongly a word is wanted.
    public enum Policy: String, Hashable, Sendable, CaseIterable, Codable {
        /// The model gets a strong hint and may still decide against the word. A word that holds white space or
        /// punctuation is forced, because the model always divides there.
        case prefer
        /// Every occurrence of the word is one token, whatever the model prefers.
        case force
        /// No token is this word, even where it is a built-in one: it is divided where the model prefers it least.
        case remove
    }

    /// One word of the dictionary.
    public struct Word: Hashable, Sendable {
        /// The word.
        package let text: String
        /// How strongly it is wanted.
        package let policy: Policy
        /// How often it occurs in the user's texts, in any unit, or nil. Of preferred words that overlap, a more
        /// frequent one gets a stronger hint.
        package let frequency: Int?
        /// The line of the file that has it, from 1; nil for a word that did not come from a text.
        package let line: Int?

        /// A word; whether it can be used is checked by the dictionary that it becomes a part of.
        public init(_ text: some StringProtocol, policy: Policy = .prefer, frequency: Int? = nil) {
            self.init(text, policy: policy, frequency: frequency, line: nil)
        }

        package init(_ text: some StringProtocol, policy: Policy, frequency: Int?, line: Int?) {
            (self.text, self.policy, self.frequency, self.line) = (String(text), policy, frequency, line)
        }
    }

    /// The form of a dictionary as a text.
    package enum Format: Hashable, Sendable {
        /// A word a line, with columns behind tabs.
        case tabs
        /// A word, a frequency and a tag with spaces between.
        case jieba
    }

    /// The most scalars that a word may have.
    package static let longestWord = 64

    /// In the order of the source.
    package let words: [Word]
    /// What was read and may not be meant: words that a later line has too, words that cannot be removed, and words with a
    /// comma in them.
    public let warnings: [ParseError]
    package let format: Format

    /// The words of a sequence, each with the same policy. Of equal words one is kept.
    ///
    /// - Throws: `ParseError` for the first word that is empty, too long, or without a letter or digit.
    public init(
        _ words: some Sequence<some StringProtocol>, policy: Policy = .prefer
    ) throws(ParseError) {
        try self.init(words.map { Word($0, policy: policy) })
    }

    /// The words of a sequence. Of equal words the last one counts.
    ///
    /// - Throws: `ParseError` for the first word that is empty, too long, or without a letter or digit.
    public init(_ words: some Sequence<Word>) throws(ParseError) {
        var list = WordList()
        for word in words {
            let text = Self.trimmed(word.text)
            if let fault = Self.fault(of: text) { throw ParseError(fault) }
            list.add(Word(text, policy: word.policy, frequency: word.frequency, line: nil), file: nil)
        }
        self.init(list, format: .tabs)
    }

    /// The words of a text, a word a line.
    ///
    /// - Parameters:
    ///   - text: the lines.
    ///   - file: named in errors and warnings.
    ///   - policy: that of the lines without one.
    /// - Throws: `ParseError` for the first line that cannot be used.
    public init(
        parsing text: some StringProtocol, file: String? = nil, policy: Policy = .prefer
    ) throws(ParseError) {
        let (dictionary, problems) = Self.read(text, file: file, policy: policy)
        if let first = problems.first { throw first }
        self = dictionary
    }

    /// The words of a file, in UTF-8 or another encoding that `TextDecoder` detects.
    ///
    /// - Throws: `ParseError` with the path where the file cannot be read, and for the first line that cannot be used.
    public init(contentsOf path: String) throws(ParseError) {
        try self.init(parsing: try TextFile.text(at: path), file: path)
    }

    /// The words of several dictionaries; of equal words the last one counts.
    public init(merging dictionaries: some Sequence<UserDictionary>) {
        var list = WordList()
        var warnings: [ParseError] = []
        for dictionary in dictionaries {
            for word in dictionary.words { list.add(word, file: nil) }
            warnings += dictionary.warnings
        }
        self.init(list, format: .tabs, warnings: warnings)
    }

    package init(unchecked words: [Word]) { (self.words, warnings, format) = (words, [], .tabs) }

    private init(_ list: WordList, format: Format, warnings: [ParseError]? = nil) {
        (words, self.warnings, self.format) = (list.words, warnings ?? list.warnings, format)
    }

    /// The usable lines of a text, and what is wrong with the others, in order.
    package static func read(
        _ text: some StringProtocol, file: String?, policy: Policy = .prefer
    ) -> (dictionary: UserDictionary, problems: [ParseError]) {
        let reader = UserDictionaryReader(text, file: file, policy: policy)
        var list = WordList()
        var problems: [ParseError] = []
        for line in reader.lines {
            do throws(ParseError) {
                let word = try reader.word(in: line)
                list.add(word, file: file)
                if let doubt = reader.doubt(about: word) { list.warn(doubt) }
            } catch {
                problems.append(error)
            }
        }
        return (UserDictionary(list, format: reader.format), problems)
    }

    // Why a text cannot be a word; nil for one that can.
    static func fault(of text: String) -> ParseFault? {
        guard !text.isEmpty else { return .emptyWord }
        guard text.unicodeScalars.contains(where: { CharacterClass($0.value).isContent }) else {
            return .wordWithoutContent(text)
        }
        return text.unicodeScalars.count > longestWord ? .longWord(limit: longestWord) : nil
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        text.withUTF8Buffer { $0.text($0.trimmed(TextRange(0, $0.count))) }
    }
}

/// Words in the order of their first occurrence, each once, with what was said last.
private struct WordList {
    private(set) var words: [UserDictionary.Word] = []
    private(set) var warnings: [ParseError] = []
    private var indices: [String: Int] = [:]

    mutating func warn(_ warning: ParseError) { warnings.append(warning) }

    mutating func add(_ word: UserDictionary.Word, file: String?) {
        if word.policy == .remove, word.text.unicodeScalars.count == 1 {
            warnings.append(ParseError(file: file, line: word.line, .indivisibleWord(word.text)))
            return
        }
        guard let index = indices[word.text] else {
            indices[word.text] = words.count
            words.append(word)
            return
        }
        if let line = word.line, let other = words[index].line {
            warnings.append(
                ParseError(file: file, line: line, .repeatedWord(word.text, before: other, counts: line)))
        }
        words[index] = word
    }
}
