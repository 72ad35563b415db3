import ShuliText

/// In how many documents of a corpus each word occurs: the measure of how rare a word is in general.
///
/// ```swift
/// let frequencies = try DocumentFrequencies(parsing: "# documents 1000\n地铁\t900\n天气\t2\n")
/// let extractor = KeywordExtractor(frequencies: frequencies)
/// print(frequencies.rarity(of: "天气"))  // 6.2
/// ```
///
/// The text form is that of `shuli dict idf` and `DocumentFrequencyCounter.table`: a first line `# documents N`, then
/// one word, a tab and its count a line; other lines that begin with # are comments. Words are compared after folding
/// width, case and script. Without such a table the extractor uses the lexicon's frequencies.
public struct DocumentFrequencies: Sendable, Hashable {
    /// The number of counted documents.
    package let documents: Int
    /// By folded hash. Folding needs the alphabet only, which all lexicons share: user dictionaries add words, not
    /// characters.
    private let counts: [UInt64: Int]

    /// A table from counts by word. Of words that folding makes equal the greatest count is kept.
    package init(documents: Int, counts: [String: Int]) {
        self.init(documents: documents, folded: counts.lazy.map { (Self.hash(of: $0.key), $0.value) })
    }

    private init(documents: Int, folded: some Sequence<(UInt64, Int)>) {
        self.documents = documents
        counts = Dictionary(folded, uniquingKeysWith: max)
    }

    private static func hash(of word: some StringProtocol) -> UInt64 {
        word.withUTF8Buffer { Lexicon.standard.folded(in: $0, TextRange(0, $0.count)).hash.value }
    }

    /// A table in its text form. Linear in its length.
    ///
    /// - Parameter file: named in errors.
    /// - Throws: `ParseError` with the line that is no word, tab and count, or where the number of documents is
    ///   missing.
    public init(parsing text: some StringProtocol, file: String? = nil) throws(ParseError) {
        var documents = 0
        var counts: [(UInt64, Int)] = []
        // CR LF is one character.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("# documents ") { documents = Int(line.dropFirst(12)) ?? 0 }
            if line.isEmpty || line.hasPrefix("#") { continue }
            let fields = line.split(separator: "\t")
            guard fields.count == 2, let count = Int(fields[1]), count > 0 else {
                throw ParseError(file: file, line: index + 1, .noWordAndCount)
            }
            counts.append((Self.hash(of: fields[0]), count))
        }
        guard documents > 0 else {
            throw ParseError(file: file, line: 1, .noDocumentCount)
        }
        self.init(documents: documents, folded: counts)
    }

    /// A table from a file in its text form.
    ///
    /// - Throws: `ParseError`: as `init(parsing:file:)` does, or with the path and the system's reason where the file
    ///   cannot be read.
    public init(contentsOf path: String) throws(ParseError) {
        try self.init(parsing: try TextFile.text(at: path), file: path)
    }

    /// ln(documents / documents with the word), at least 0, in nats. A word that is not in the table counts as half a
    /// document.
    package func rarity(of word: some StringProtocol) -> Double { rarity(ofFolded: Self.hash(of: word)) }

    func rarity(ofFolded hash: UInt64) -> Double {
        let count = counts[hash].map(Double.init) ?? 0.5
        return max(0, Logarithm.natural(Double(max(documents, 1)) / count))
    }
}
