/// A list of words with their frequencies and classes, compiled into tables that are read in place.
///
/// There is one lexicon, `Lexicon.standard`, which the built-in models were trained with; `adding` returns it with
/// words of a user's own:
///
/// ```swift
/// let lexicon = try Lexicon.standard.adding(["云原生"])
/// print(Segmenter(lexicon: lexicon).words(in: "讲云原生技术"))  // ["讲", "云原生", "技术"]
/// print(Lexicon.standard.contains("發展"))  // true
/// ```
///
/// Words and text are compared after folding width, case and script, one character for one: "Ｔ恤" finds "t恤", "發展"
/// finds "发展". A value refers to immutable memory: a copy costs nothing, and tasks may share it.
public struct Lexicon: Sendable {
    package let file: CompiledFile
    package let alphabet: Alphabet
    package let trie: DoubleArray
    /// The number of different words after folding.
    package let wordCount: Int
    /// Words of the user's own, which the segmenter considers before the listed ones.
    package internal(set) var userWords: UserWords?

    package static let magic = "SHULILEX"
    package static let version: UInt32 = 1
    /// The most characters that a word of a compiled lexicon may have.
    package static let longestWord = 32

    /// A compiled lexicon on disk, mapped into memory. Opening reads some 150 KB, whatever the size.
    ///
    /// - Throws: `CompiledFileError` if the file cannot be read or is not a lexicon of this version.
    package init(contentsOf path: String) throws(CompiledFileError) { try self.init(CompiledBytes(mapping: path)) }

    /// A compiled lexicon in memory, as `LexiconCompiler` makes it; the bytes are copied.
    package init(compiled bytes: [UInt8]) throws(CompiledFileError) { try self.init(CompiledBytes(copying: bytes)) }

    package init(_ bytes: CompiledBytes) throws(CompiledFileError) {
        file = try CompiledFile(bytes, magic: Self.magic, version: Self.version)
        alphabet = try Alphabet(file)
        trie = DoubleArray(nodes: try file.table("trie", of: UInt64.self))
        guard trie.nodes.count >= alphabet.labelCount else { throw .damaged(table: "trie") }
        let counts = try file.table("counts", of: UInt64.self, count: 1)
        wordCount = Int(truncatingIfNeeded: counts[0])
    }

    /// The entry of a word, or nil if it is not listed. Cost: one look-up a character.
    package func entry(for word: some StringProtocol) -> LexiconEntry? {
        var node: UInt64?
        for scalar in word.unicodeScalars {
            let label = alphabet.label(of: scalar)
            if let last = node { node = trie.child(of: last, by: label) } else { node = trie.first(label) }
            guard node != nil else { return nil }
        }
        return node.map(DoubleArray.entry).flatMap { $0 == 0 ? nil : LexiconEntry(bits: $0) }
    }

    /// Whether a word is listed, in any width, case and Chinese script. Words of the user's own do not count. Cost: one
    /// look-up a character.
    public func contains(_ word: some StringProtocol) -> Bool { entry(for: word) != nil }

    /// An occurrence of a listed word in a text: its range in UTF-8 bytes, and its entry.
    package struct Match: Hashable, Sendable {
        package let range: Range<Int>
        package let characterCount: Int
        package let entry: LexiconEntry
    }

    /// All listed words inside of a text, by start, then by length; they overlap. Invalid UTF-8 matches nothing.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - range: the bytes to search; clamped to the text.
    ///   - shortest: the least number of characters of a word.
    package func matches(
        in text: UnsafeBufferPointer<UInt8>, range: Range<Int>, shortest: Int = 1
    ) -> [Match] {
        let range = range.clamped(to: 0..<text.count)
        var labels: [UInt16] = []
        var offsets: [Int] = []
        var at = range.lowerBound
        while at < range.upperBound {
            let (codePoint, length) = UTF8Decoding.scalar(in: text, at: at, end: range.upperBound)
            labels.append(UInt16(truncatingIfNeeded: alphabet.entry(of: codePoint)))
            offsets.append(at)
            at += length
        }
        offsets.append(range.upperBound)
        var out: [Match] = []
        for start in labels.indices {
            var node = trie.first(labels[start])
            var end = start + 1
            while let found = node {
                let entry = DoubleArray.entry(found)
                if entry != 0, end - start >= shortest {
                    out.append(
                        Match(
                            range: offsets[start]..<offsets[end], characterCount: end - start,
                            entry: LexiconEntry(bits: entry)))
                }
                guard end < labels.count else { break }
                node = trie.child(of: found, by: labels[end])
                end += 1
            }
        }
        return out
    }
}

extension Lexicon {
    /// Identifies the contents of the compiled lexicon: sixteen hexadecimal digits.
    package var version: String { file.versionName }
}
