import ShuliText

/// In how many documents of a corpus each word stands: what makes a frequent word of one text rare in general.
///
/// As text: a first line `# documents N`, then a word, a tab and its count a line.
public struct DocumentFrequencies: Sendable {
    /// How many documents were counted.
    public let documents: Int
    private let counts: [String: Int]

    /// A line of a table that can't be read.
    public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
        public let file: String
        public let line: Int
        public let reason: String
        public var description: String { "\(file):\(line): \(reason)" }
    }

    /// A table of counts.
    public init(documents: Int, counts: [String: Int]) {
        self.documents = documents
        self.counts = counts
    }

    /// Reads a table. `file` is named in errors.
    public init(parsing text: String, file: String) throws(FormatError) {
        var documents = 0
        var counts: [String: Int] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.last == "\r" ? line.dropLast() : line
            if line.hasPrefix("# documents ") { documents = Int(line.dropFirst(12)) ?? 0 }
            if line.isEmpty || line.hasPrefix("#") { continue }
            let fields = line.split(separator: "\t")
            guard fields.count == 2, let count = Int(fields[1]), count > 0 else {
                throw FormatError(file: file, line: index + 1, reason: "a word, a tab and a count expected")
            }
            counts[String(fields[0])] = count
        }
        guard documents > 0 else {
            throw FormatError(file: file, line: 1, reason: "the line \"# documents N\" is missing")
        }
        self.init(documents: documents, counts: counts)
    }

    /// ln(documents / documents with the word), a word that was never counted as if it stood in half a document.
    public func rarity(of word: String) -> Double {
        let count = counts[word].map(Double.init) ?? 0.5
        return Logarithm.natural(Double(max(documents, 1)) / count)
    }
}

/// How rare a word is in general, for words that no table of documents tells of.
enum WordRarity {
    /// The Zipf frequency (decimal logarithm of the occurrences per thousand million words) of the commonest words.
    private static let commonest = 7.5
    /// What a word that is not in the lexicon, or there without a frequency, is taken for.
    private static let unlisted = 2.5

    /// ln(occurrences of the commonest words / occurrences of the word), by the built-in lexicon's frequencies.
    static func rarity(of word: String) -> Double {
        let zipf = Lexicon.standard.entry(for: word)?.zipf ?? 0
        return Logarithm.natural(10) * max(0.1, commonest - (zipf > 0 ? zipf : unlisted))
    }
}
