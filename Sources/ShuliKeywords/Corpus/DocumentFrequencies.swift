import ShuliText

/// In how many documents of a corpus each word stands: what makes a frequent word of one text rare in general.
///
/// As text: a first line `# documents N`, then a word, a tab and its count a line. Words are compared after folding width,
/// case and script. Without a table of one's own the extractor takes the lexicon's frequencies (`LexiconEntry.rarity`).
public struct DocumentFrequencies: Sendable {
    /// How many documents were counted.
    public let documents: Int
    private let counts: [UInt64: Int]

    /// A line of a table that can't be read.
    public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
        public let file: String
        public let line: Int
        public let reason: String
        public var description: String { "\(file):\(line): \(reason)" }
    }

    /// A table of counts. Of words that folding makes the same the greatest count holds.
    public init(documents: Int, counts: [String: Int]) {
        self.init(documents: documents, folded: counts.lazy.map { (Self.hash(of: $0.key), $0.value) })
    }

    private init(documents: Int, folded: some Sequence<(UInt64, Int)>) {
        self.documents = documents
        counts = Dictionary(folded, uniquingKeysWith: max)
    }

    private static func hash(of word: String) -> UInt64 { Lexicon.standard.foldedHash(of: word) }

    /// Reads a table. `file` is named in errors.
    public init(parsing text: String, file: String) throws(FormatError) {
        var documents = 0
        var counts: [(UInt64, Int)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.last == "\r" ? line.dropLast() : line
            if line.hasPrefix("# documents ") { documents = Int(line.dropFirst(12)) ?? 0 }
            if line.isEmpty || line.hasPrefix("#") { continue }
            let fields = line.split(separator: "\t")
            guard fields.count == 2, let count = Int(fields[1]), count > 0 else {
                throw FormatError(file: file, line: index + 1, reason: "a word, a tab and a count expected")
            }
            counts.append((Self.hash(of: String(fields[0])), count))
        }
        guard documents > 0 else {
            throw FormatError(file: file, line: 1, reason: "the line \"# documents N\" is missing")
        }
        self.init(documents: documents, folded: counts)
    }

    /// ln(documents / documents with the word), a word that was never counted as if it stood in half a document; not below 0.
    public func rarity(of word: String) -> Double { rarity(ofFolded: Self.hash(of: word)) }

    func rarity(ofFolded hash: UInt64) -> Double {
        let count = counts[hash].map(Double.init) ?? 0.5
        return max(0, Logarithm.natural(Double(max(documents, 1)) / count))
    }
}
