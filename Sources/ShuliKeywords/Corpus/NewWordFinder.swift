import ShuliText

/// Finds words that a corpus uses and the lexicon does not list, by cohesion and branching entropy (Huang and Powers 2003; Jin
/// and Tanaka-Ishii 2006): a word's letters stand together more often than by chance, and anything may stand around it.
///
/// All runs of Han letters are kept, four bytes a letter, and sorted by what follows each letter: memory is some eight bytes
/// a letter of the corpus, time n log n.
public struct NewWordFinder: Sendable {
    /// The letters of all texts; 0 where a run ends.
    private var letters: [UInt32] = [0]

    /// A word has two to so many letters.
    private static let longest = 6
    /// What a word must have at least.
    private static let cohesion = 2.5
    private static let freedom = 1.0

    public init() {}

    /// Takes up a text's Han letters.
    public mutating func add(_ text: String) {
        text.withUTF8Buffer { buffer in
            var offset = 0
            while offset < buffer.count {
                let (scalar, length) = buffer.scalar(at: offset)
                offset += length
                if CharacterClass(scalar) == .han {
                    letters.append(scalar)
                } else if letters.last != 0 {
                    letters.append(0)
                }
            }
        }
        if letters.last != 0 { letters.append(0) }
    }

    /// Up to `limit` words that stand at least `minimum` times, best first.
    public func words(limit: Int = 100, minimum: Int = 5) -> [NewWord] {
        let order = sortedPlaces()
        var found: [NewWord] = []
        for length in 2...Self.longest {
            var start = 0
            while start < order.count {
                var end = start + 1
                while end < order.count, holdsSame(order[start], order[end], length) { end += 1 }
                if end - start >= max(2, minimum), let word = word(order[start..<end], length, order) {
                    found.append(word)
                }
                start = end
            }
        }
        found.sort { ($1.score, $0.word) < ($0.score, $1.word) }
        return Array(found.prefix(max(0, limit)))
    }

    private func sortedPlaces() -> [Int32] {
        var order = letters.indices.filter { letters[$0] != 0 }.map(Int32.init)
        letters.withUnsafeBufferPointer { letters in
            order.sort { left, right in
                var (left, right) = (Int(left), Int(right))
                // One letter more than the longest word: its neighbour.
                for _ in 0...Self.longest {
                    if letters[left] != letters[right] { return letters[left] < letters[right] }
                    if letters[left] == 0 { break }
                    left += 1
                    right += 1
                }
                return left < right
            }
        }
        return order
    }

    // Whether the same letters follow at two places, none of them the end of a run.
    private func holdsSame(_ left: Int32, _ right: Int32, _ length: Int) -> Bool {
        for offset in 0..<length {
            let letter = letters[Int(left) + offset]
            if letter == 0 || letter != letters[Int(right) + offset] { return false }
        }
        return true
    }

    private func word(_ places: ArraySlice<Int32>, _ length: Int, _ order: [Int32]) -> NewWord? {
        let first = Int(places[places.startIndex])
        let word = letters[first..<first + length]
        guard !word.contains(0), !Self.isFunction(word[word.startIndex]), !Self.isFunction(word[word.endIndex - 1])
        else {
            return nil
        }
        let freedom = min(
            Self.entropy(places.map { letters[Int($0) - 1] }), Self.entropy(places.map { letters[Int($0) + length] }))
        guard freedom >= Self.freedom else { return nil }
        let text = String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
        guard !Lexicon.standard.contains(text) else { return nil }
        let total = Double(order.count)
        let together = Logarithm.natural(Double(places.count) / total)
        let cohesion = (1..<length).map { cut in
            let left = Double(count(of: word.prefix(cut), order)), right = Double(count(of: word.dropFirst(cut), order))
            return together - Logarithm.natural(left / total) - Logarithm.natural(right / total)
        }.min()
        guard let cohesion, cohesion >= Self.cohesion else { return nil }
        return NewWord(word: text, count: places.count, cohesion: cohesion, freedom: freedom)
    }

    private static func isFunction(_ letter: UInt32) -> Bool { functionLetters.contains(letter) }

    /// Letters that are stop words by themselves: no name begins or ends with one.
    private static let functionLetters = Set(
        TextList.stopwords.entries.compactMap { entry in
            let scalars = entry.text.unicodeScalars
            return scalars.count == 1 ? scalars.first?.value : nil
        })

    // The end of a run is a neighbour of its own each time.
    private static func entropy(_ neighbours: [UInt32]) -> Double {
        let total = Double(neighbours.count)
        var entropy = 0.0
        var sorted = neighbours[...]
        sorted.sort()
        while let letter = sorted.first {
            let rest = sorted.drop { $0 == letter }
            let count = Double(sorted.count - rest.count)
            entropy +=
                letter == 0
                ? count / total * Logarithm.natural(total) : count / total * Logarithm.natural(total / count)
            sorted = rest
        }
        return entropy
    }

    // How often some letters stand in the corpus, by two binary searches.
    private func count(of word: ArraySlice<UInt32>, _ order: [Int32]) -> Int {
        func place(behindEqual: Bool) -> Int {
            order.partitioningIndex { start in
                var at = Int(start)
                for letter in word {
                    if letters[at] != letter { return letters[at] > letter }
                    at += 1
                }
                return !behindEqual
            }
        }
        return place(behindEqual: true) - place(behindEqual: false)
    }
}
