/// The words of a user dictionary, as the lexicon that they were added to finds them in a text.
///
/// Words and text are compared by the labels of the lexicon's alphabet. Characters without a label of their own share
/// one, so that a match is compared with the word itself.
package struct UserWords: Sendable {
    /// In the order of the dictionaries.
    package let words: [UserDictionary.Word]
    private let alphabet: Alphabet
    // Labels → index into `words`, plus one. Usually one trie; see `DoubleArrayBuilder.mostNodes`.
    private let tries: [Trie]
    // The same of the words that no token may be.
    private let removedTries: [Trie]
    // By word, whether every occurrence is one token: the decoder divides at white space and at some punctuation.
    private let isForced: [Bool]

    private struct Trie {
        let nodes: DoubleArray
        // Keeps the memory of the nodes alive.
        let bytes: CompiledBytes
    }

    private typealias Key = (labels: [UInt16], entry: UInt32)

    /// - Parameter mostNodes: the most nodes of one trie; smaller than the limit of the format only in tests.
    package init(
        _ dictionary: UserDictionary, alphabet: Alphabet, mostNodes: Int = DoubleArrayBuilder.mostNodes
    ) {
        let words = dictionary.words
        var keys = words.indices.map { index in
            (labels: words[index].text.unicodeScalars.map(alphabet.label), entry: UInt32(index + 1))
        }
        // Of words that are equal after folding the last is kept.
        keys.sort { left, right in
            left.labels == right.labels ? left.entry > right.entry : left.labels.lexicographicallyPrecedes(right.labels)
        }
        var wanted: [Key] = []
        var removed: [Key] = []
        var previous: [UInt16] = []
        for key in keys where key.labels != previous {
            previous = key.labels
            if words[Int(key.entry) - 1].policy == .remove { removed.append(key) } else { wanted.append(key) }
        }
        self.words = words
        self.alphabet = alphabet
        isForced = words.map { word in
            word.policy == .force
                || word.text.unicodeScalars.contains { alphabet.entry(of: $0.value) & Alphabet.alone != 0 }
        }
        tries = Self.tries(wanted[...], alphabet, mostNodes)
        removedTries = Self.tries(removed[...], alphabet, mostNodes)
    }

    // More words than one trie holds are divided among several.
    private static func tries(_ keys: ArraySlice<Key>, _ alphabet: Alphabet, _ mostNodes: Int) -> [Trie] {
        guard !keys.isEmpty else { return [] }
        do throws(CompiledFileError) {
            let nodes = try DoubleArrayBuilder(
                keys: keys.map(\.labels), entries: keys.map(\.entry), labelCount: alphabet.labelCount,
                mostNodes: mostNodes
            ).nodes
            let bytes = CompiledBytes(copying: CompiledFile.littleEndianBytes(of: nodes))
            return [Trie(nodes: DoubleArray(nodes: Table(bytes.raw, at: 0, count: nodes.count)), bytes: bytes)]
        } catch {
            // A single word has at most 64 nodes: it always fits.
            guard keys.count > 1 else { return [] }
            let middle = keys.startIndex + keys.count / 2
            return tries(keys[..<middle], alphabet, mostNodes) + tries(keys[middle...], alphabet, mostNodes)
        }
    }

    /// An occurrence of a word in a text.
    package struct Match {
        package let range: Range<Int>
        package let word: UserDictionary.Word
        /// Whether it is one token, whatever the model prefers.
        package let isForced: Bool
    }

    /// Whether there are words that no token may be.
    package var removesWords: Bool { !removedTries.isEmpty }

    /// Whether a stretch of text is a word that no token may be.
    package func isRemoved(_ range: Range<Int>, in buffer: UTF8Buffer) -> Bool {
        removedTries.contains { trie in
            guard let found = match(trie.nodes, in: buffer, at: range.lowerBound, until: range.upperBound) else {
                return false
            }
            return found.end == range.upperBound && matches(words[found.index].text, buffer, range)
        }
    }

    /// The occurrences of wanted words in a text, ascending by start: at each place the longest word. Linear in the length of the text.
    package func matches(in buffer: UTF8Buffer) -> [Match] {
        guard !tries.isEmpty else { return [] }
        var found: [Match] = []
        var start = 0
        while start < buffer.count {
            var longest: (end: Int, index: Int)?
            for trie in tries {
                if let match = match(trie.nodes, in: buffer, at: start, until: buffer.count),
                    match.end > longest?.end ?? 0
                {
                    longest = match
                }
            }
            if let longest, matches(words[longest.index].text, buffer, start..<longest.end) {
                found.append(
                    Match(
                        range: start..<longest.end, word: words[longest.index], isForced: isForced[longest.index]))
            }
            start += buffer.scalar(at: start).length
        }
        return found
    }

    // The longest word of one trie that begins at `start` and ends at `limit` or before.
    private func match(
        _ trie: DoubleArray, in buffer: UTF8Buffer, at start: Int, until limit: Int
    ) -> (end: Int, index: Int)? {
        let first = buffer.scalar(at: start)
        var node = trie.first(label(first.value))
        var end = start + first.length
        var longest: (end: Int, index: Int)?
        while let current = node {
            let entry = DoubleArray.entry(current)
            if entry != 0, isWhole(buffer, start..<end) { longest = (end, Int(entry) - 1) }
            guard end < limit else { break }
            let next = buffer.scalar(at: end)
            node = trie.child(of: current, by: label(next.value))
            end += next.length
        }
        return longest
    }

    private func label(_ scalar: UInt32) -> UInt16 { UInt16(truncatingIfNeeded: alphabet.entry(of: scalar)) }

    // Whether a run of Latin letters and digits neither begins before the range nor ends behind it.
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

    // Equal labels are equal characters after folding, except for the characters that share a label.
    private func matches(_ word: String, _ buffer: UTF8Buffer, _ range: Range<Int>) -> Bool {
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
