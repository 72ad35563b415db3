import ShuliText

/// Finds words that a corpus uses and the lexicon does not list.
///
/// ```swift
/// var finder = NewWordFinder()
/// for document in documents { finder.add(document) }
/// let words = finder.words(limit: 100).map(\.word)
/// ```
///
/// By cohesion and branching entropy (Huang and Powers 2003; Jin and Tanaka-Ishii 2006): the characters of a word occur
/// together more often than by chance, and varied characters occur next to it.
///
/// All runs of Han characters are kept, four bytes a character, and sorted by what follows each character: memory is
/// some eight bytes a character of the corpus, time n log n.
package struct NewWordFinder: Sendable {
    /// The scalars of all texts; 0 behind each run and before the first.
    private var characters: [UInt32] = [0]

    /// The most characters of a word.
    private static let maximumLength = 6
    /// The least cohesion and freedom of a word, in nats. Chosen by hand; no sweep is recorded.
    private static let minimumCohesion = 2.5
    private static let minimumFreedom = 1.0

    /// A finder that has seen no text.
    package init() {}

    /// Adds a text. Linear in its length.
    package mutating func add(_ text: some StringProtocol) {
        text.withUTF8Buffer { buffer in
            var offset = 0
            while offset < buffer.count {
                let (scalar, length) = buffer.scalar(at: offset)
                offset += length
                if CharacterClass(scalar) == .han {
                    characters.append(scalar)
                } else if characters.last != 0 {
                    characters.append(0)
                }
            }
        }
        if characters.last != 0 { characters.append(0) }
    }

    /// The words that were found, best first.
    ///
    /// - Parameters:
    ///   - limit: the largest number of results.
    ///   - minimum: the least number of occurrences of a word, 2 or more.
    package func words(limit: Int = 100, minimum: Int = 5) -> [NewWord] {
        let order = sortedPositions()
        var found: [NewWord] = []
        for length in 2...Self.maximumLength {
            var start = 0
            while start < order.count {
                var end = start + 1
                while end < order.count, areEqual(order[start], order[end], length) { end += 1 }
                if end - start >= max(2, minimum), let word = word(order[start..<end], length, order) {
                    found.append(word)
                }
                start = end
            }
        }
        found.sort { ($1.score, $0.word) < ($0.score, $1.word) }
        return Array(found.prefix(max(0, limit)))
    }

    private func sortedPositions() -> [Int32] {
        var order = characters.indices.filter { characters[$0] != 0 }.map(Int32.init)
        characters.withUnsafeBufferPointer { characters in
            order.sort { left, right in
                var (left, right) = (Int(left), Int(right))
                // The longest word and its neighbour.
                for _ in 0...Self.maximumLength {
                    if characters[left] != characters[right] { return characters[left] < characters[right] }
                    if characters[left] == 0 { break }
                    left += 1
                    right += 1
                }
                return left < right
            }
        }
        return order
    }

    // Whether the same characters follow two positions, none of them the end of a run.
    private func areEqual(_ left: Int32, _ right: Int32, _ length: Int) -> Bool {
        for offset in 0..<length {
            let character = characters[Int(left) + offset]
            if character == 0 || character != characters[Int(right) + offset] { return false }
        }
        return true
    }

    private func word(_ positions: ArraySlice<Int32>, _ length: Int, _ order: [Int32]) -> NewWord? {
        let first = Int(positions[positions.startIndex])
        let word = characters[first..<first + length]
        guard !word.contains(0), !Self.isFunctionWord(word[word.startIndex]),
            !Self.isFunctionWord(word[word.endIndex - 1])
        else { return nil }
        let freedom = min(
            Self.entropy(positions.map { characters[Int($0) - 1] }),
            Self.entropy(positions.map { characters[Int($0) + length] }))
        guard freedom >= Self.minimumFreedom else { return nil }
        let text = String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
        guard !Lexicon.standard.contains(text) else { return nil }
        let total = Double(order.count)
        let together = Logarithm.natural(Double(positions.count) / total)
        let cohesion = (1..<length).map { cut in
            let left = Double(count(of: word.prefix(cut), order)), right = Double(count(of: word.dropFirst(cut), order))
            return together - Logarithm.natural(left / total) - Logarithm.natural(right / total)
        }.min()
        guard let cohesion, cohesion >= Self.minimumCohesion else { return nil }
        return NewWord(word: text, count: positions.count, cohesion: cohesion, freedom: freedom)
    }

    private static func isFunctionWord(_ character: UInt32) -> Bool { functionWords.contains(character) }

    /// Characters that are stop words by themselves: no name begins or ends with one.
    private static let functionWords = Set(
        TextList.stopwords.entries.compactMap { entry in
            let scalars = entry.text.unicodeScalars
            return scalars.count == 1 ? scalars.first?.value : nil
        })

    // Each end of a run counts as a neighbour of its own.
    private static func entropy(_ neighbours: [UInt32]) -> Double {
        let total = Double(neighbours.count)
        var entropy = 0.0
        var sorted = neighbours[...]
        sorted.sort()
        while let character = sorted.first {
            let rest = sorted.drop { $0 == character }
            let count = Double(sorted.count - rest.count)
            entropy +=
                character == 0
                ? count / total * Logarithm.natural(total) : count / total * Logarithm.natural(total / count)
            sorted = rest
        }
        return entropy
    }

    // The occurrences of some characters in the corpus, by two binary searches.
    private func count(of word: ArraySlice<UInt32>, _ order: [Int32]) -> Int {
        func position(behindEqual: Bool) -> Int {
            order.partitioningIndex { start in
                var at = Int(start)
                for character in word {
                    if characters[at] != character { return characters[at] > character }
                    at += 1
                }
                return !behindEqual
            }
        }
        return position(behindEqual: true) - position(behindEqual: false)
    }
}
