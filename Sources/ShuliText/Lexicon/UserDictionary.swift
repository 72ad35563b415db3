/// Words of one's own: they may hold spaces, hyphens, marks and any mixture of scripts, and are found in any width, case
/// and script.
///
/// As text: a word a line; behind a tab what to do with it, `prefer` (the default) or `force`. Empty lines and lines that
/// begin with # are skipped. A word that begins or ends with a Latin letter or a digit is found at the border of a run of
/// these only (`AI` not inside of `MAIL`).
public struct UserDictionary: Sendable {
    /// How strongly a word is wanted.
    public enum Policy: String, Hashable, Sendable, CaseIterable {
        /// The model is given a strong hint and may still decide against it.
        case prefer
        /// Wherever the word stands it is one token, whatever the model thinks.
        case force
    }

    /// One word of the dictionary.
    public struct Word: Hashable, Sendable {
        public let text: String
        public let policy: Policy
        /// The line of the file that has it, from 1.
        public let line: Int
    }

    /// A line that can't be used.
    public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
        public let file: String
        public let line: Int
        public let reason: String
        public var description: String { "\(file):\(line): \(reason)" }
    }

    /// The most characters that a word may have.
    public static let longestWord = 64

    /// In the order of the file.
    public let words: [Word]
    // Labels of the standard alphabet → index into `words`, plus one. Characters without a label of their own share one,
    // so a match is compared with the word itself.
    private let trie: DoubleArray?
    private let keepAlive: CompiledBytes?

    /// The words of a text; `file` is named in errors. Throws the first of its problems.
    public init(parsing text: String, file: String) throws(FormatError) {
        let (words, problems) = Self.parse(text, file: file)
        if let first = problems.first { throw first }
        self.init(words)
    }

    /// All lines of a text that can't be used, in order.
    public static func problems(in text: String, file: String) -> [FormatError] { parse(text, file: file).problems }

    private static func parse(_ text: String, file: String) -> (words: [Word], problems: [FormatError]) {
        var words: [Word] = []
        var problems: [FormatError] = []
        var seen: [String: Int] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { trimmed($0) }
            if line.first == "#" || cells.allSatisfy(\.isEmpty) { continue }
            let number = index + 1
            switch word(cells, line: number) {
            case .failure(let problem):
                problems.append(FormatError(file: file, line: number, reason: problem.reason))
            case .success(let word):
                if let other = seen[word.text] {
                    let reason = "stands in line \(other) already: \"\(word.text)\""
                    problems.append(FormatError(file: file, line: number, reason: reason))
                } else {
                    seen[word.text] = number
                    words.append(word)
                }
            }
        }
        return (words, problems)
    }

    private struct Problem: Error { let reason: String }

    private static func word(_ cells: [String], line: Int) -> Result<Word, Problem> {
        func fail(_ reason: String) -> Result<Word, Problem> { .failure(Problem(reason: reason)) }
        guard cells.count <= 2 else { return fail("more than two columns") }
        let text = cells[0]
        guard !text.isEmpty else { return fail("no word before the tab") }
        guard text.unicodeScalars.contains(where: { CharacterClass($0.value).isContent }) else {
            return fail("a word needs a letter or a digit: \"\(text)\"")
        }
        guard text.unicodeScalars.count <= longestWord else { return fail("longer than \(longestWord) characters") }
        guard let policy = cells.count < 2 || cells[1].isEmpty ? .prefer : Policy(rawValue: cells[1]) else {
            return fail("\"\(cells[1])\" is neither prefer nor force")
        }
        return .success(Word(text: text, policy: policy, line: line))
    }

    /// The words of a file in UTF-8.
    public init(contentsOf path: String) throws(FormatError) {
        let bytes: CompiledBytes
        do throws(CompiledFileError) {
            bytes = try CompiledBytes(mapping: path)
        } catch {
            throw FormatError(file: path, line: 0, reason: "can't be read")
        }
        try self.init(parsing: String(decoding: bytes.raw, as: UTF8.self), file: path)
    }

    /// The words of several dictionaries; of the same word the later one counts.
    public init(merging dictionaries: [UserDictionary]) {
        var words: [Word] = []
        var places: [String: Int] = [:]
        for word in dictionaries.flatMap(\.words) {
            if let place = places[word.text] {
                words[place] = word
            } else {
                places[word.text] = words.count
                words.append(word)
            }
        }
        self.init(words)
    }

    private init(_ words: [Word]) {
        self.words = words
        let alphabet = Lexicon.standard.alphabet
        var keyed = words.indices.map { index in
            (key: words[index].text.unicodeScalars.map(alphabet.label), entry: UInt32(index + 1))
        }
        // The first of words that are the same after folding stays.
        keyed.sort { left, right in
            left.key == right.key ? left.entry < right.entry : left.key.lexicographicallyPrecedes(right.key)
        }
        var unique: [(key: [UInt16], entry: UInt32)] = []
        for pair in keyed where unique.last?.key != pair.key { unique.append(pair) }
        guard !unique.isEmpty else {
            (trie, keepAlive) = (nil, nil)
            return
        }
        let nodes = DoubleArrayBuilder(
            keys: unique.map(\.key), entries: unique.map(\.entry), labelCount: alphabet.labelCount
        ).nodes
        let bytes = CompiledBytes(copying: CompiledFile.littleEndianBytes(of: nodes))
        trie = DoubleArray(nodes: Table(bytes.raw, at: 0, count: nodes.count))
        keepAlive = bytes
    }

    private static func trimmed(_ text: Substring) -> String {
        text.withUTF8Buffer { $0.text($0.trimmed(TextRange(0, $0.count))) }
    }

    /// A word found in a text.
    struct Match {
        let range: Range<Int>
        let word: Word
    }

    /// The words in a text, ascending by start, at each place the longest.
    func matches(in buffer: UTF8Buffer) -> [Match] {
        guard let trie else { return [] }
        let alphabet = Lexicon.standard.alphabet
        var found: [Match] = []
        var start = 0
        while start < buffer.count {
            let first = buffer.scalar(at: start)
            var node = trie.first(label(first.value, alphabet))
            var end = start + first.length
            var longest: (end: Int, index: Int)?
            while let current = node {
                let entry = DoubleArray.entry(current)
                if entry != 0, isWhole(buffer, start..<end) { longest = (end, Int(entry) - 1) }
                guard end < buffer.count else { break }
                let next = buffer.scalar(at: end)
                node = trie.child(of: current, by: label(next.value, alphabet))
                end += next.length
            }
            if let longest, matches(words[longest.index].text, buffer, start..<longest.end) {
                found.append(Match(range: start..<longest.end, word: words[longest.index]))
            }
            start += first.length
        }
        return found
    }

    private func label(_ scalar: UInt32, _ alphabet: Alphabet) -> UInt16 {
        UInt16(truncatingIfNeeded: alphabet.entry(of: scalar))
    }

    // No letter or digit of a Latin run is left outside.
    private func isWhole(_ buffer: UTF8Buffer, _ range: Range<Int>) -> Bool {
        func isRun(_ scalar: UInt32) -> Bool {
            let kind = CharacterClass(scalar)
            return kind == .digit || kind == .letter
        }
        if range.lowerBound > 0, isRun(buffer.scalar(at: range.lowerBound).value),
            isRun(buffer.scalar(before: range.lowerBound).value)
        {
            return false
        }
        guard range.upperBound < buffer.count, isRun(buffer.scalar(before: range.upperBound).value) else { return true }
        return !isRun(buffer.scalar(at: range.upperBound).value)
    }

    // Equal labels are equal characters after folding, but for those that share a label.
    private func matches(_ word: String, _ buffer: UTF8Buffer, _ range: Range<Int>) -> Bool {
        let alphabet = Lexicon.standard.alphabet
        var offset = range.lowerBound
        for scalar in word.unicodeScalars {
            guard offset < range.upperBound else { return false }
            let (found, length) = buffer.scalar(at: offset)
            let isShared = alphabet.label(of: scalar) < Alphabet.Fixed.firstDigit
            if isShared && found != scalar.value && alphabet.label(of: scalar) != Alphabet.Fixed.space { return false }
            offset += length
        }
        return offset == range.upperBound
    }
}

extension Lexicon {
    /// This lexicon with words of one's own on top.
    public func adding(_ dictionary: UserDictionary) -> Lexicon {
        var copy = self
        copy.userWords = userWords.map { UserDictionary(merging: [$0, dictionary]) } ?? dictionary
        return copy
    }

    /// This lexicon with the words of a file on top; see `UserDictionary` for its form.
    public func adding(contentsOf path: String) throws(UserDictionary.FormatError) -> Lexicon {
        adding(try UserDictionary(contentsOf: path))
    }
}
