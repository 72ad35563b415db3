import ShuliText

/// Counts in how many documents of a corpus each word occurs.
///
/// ```swift
/// var counter = DocumentFrequencyCounter()
/// for document in documents { counter.add(document) }
/// let frequencies = try DocumentFrequencies(parsing: counter.table())
/// ```
///
/// Memory: some 50 bytes for each distinct word, however long the corpus is.
package struct DocumentFrequencyCounter: Sendable {
    private let segmenter: Segmenter
    private var documents = 0
    private var numbers = KeyIndex(expected: 1 << 16)
    // By number: the word as it was first written, the number of its documents, and the last of them.
    private var words: [String] = []
    private var counts: [Int32] = []
    private var lastDocument: [Int32] = []

    /// A counter that has seen no document.
    ///
    /// - Parameter segmenter: what cuts documents into words; the same one as the extractor's.
    package init(segmenter: Segmenter = Segmenter()) { self.segmenter = segmenter }

    /// Counts a document. Linear in its length.
    package mutating func add(_ text: some StringProtocol) {
        documents += 1
        let document = Int32(truncatingIfNeeded: documents)
        text.withUTF8Buffer { buffer in
            for token in segmenter.tokenSpans(in: buffer) where token.kind == .word || token.kind == .latin {
                // The standard lexicon's alphabet, as in `DocumentFrequencies`.
                let folded = Lexicon.standard.folded(in: buffer, token.range)
                let number = numbers.insert(folded.hash.value)
                if number == words.count {
                    words.append(buffer.text(token.range))
                    counts.append(0)
                    lastDocument.append(0)
                }
                guard lastDocument[number] != document else { continue }
                lastDocument[number] = document
                counts[number] += 1
            }
        }
    }

    /// The table in the text form that `DocumentFrequencies` reads: the most frequent words first, equal ones by code
    /// point.
    ///
    /// - Parameter minimum: the least number of documents of a word that is listed.
    package func table(minimum: Int = 2) -> String {
        let order = words.indices.filter { counts[$0] >= minimum }.sorted {
            (-counts[$0], words[$0]) < (-counts[$1], words[$1])
        }
        return "# documents \(documents)\n" + order.map { "\(words[$0])\t\(counts[$0])\n" }.joined()
    }
}
