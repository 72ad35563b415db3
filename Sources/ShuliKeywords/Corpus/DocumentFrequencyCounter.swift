import ShuliText

/// Counts in how many documents of a corpus each word stands.
public struct DocumentFrequencyCounter: Sendable {
    private let segmenter: Segmenter
    /// How many documents were counted.
    public private(set) var documents = 0
    private var numbers = KeyIndex(expected: 1 << 16)
    // By number: the word as it first stood, in how many documents it stands, the last of them.
    private var words: [String] = []
    private var counts: [Int32] = []
    private var lastDocument: [Int32] = []

    public init(segmenter: Segmenter = Segmenter()) { self.segmenter = segmenter }

    /// Counts a document. Linear in its length.
    public mutating func add(_ text: String) {
        documents += 1
        let document = Int32(truncatingIfNeeded: documents)
        text.withUTF8Buffer { buffer in
            for token in segmenter.tokens(in: buffer) where token.kind == .word || token.kind == .latin {
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

    /// The table in the form that `DocumentFrequencies` reads, words of fewer than `minimum` documents left out; the most
    /// frequent first, equal ones by code point.
    public func table(minimum: Int = 2) -> String {
        let order = words.indices.filter { counts[$0] >= minimum }.sorted {
            (-counts[$0], words[$0]) < (-counts[$1], words[$1])
        }
        return "# documents \(documents)\n" + order.map { "\(words[$0])\t\(counts[$0])\n" }.joined()
    }
}
