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
    package let surnames: SurnameClasses
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
        surnames = SurnameClasses(alphabet)
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
        var out: [Match] = []
        var start = range.lowerBound
        while start < range.upperBound {
            forEachWord(in: text, at: start, limit: range.upperBound) { end, count, entry in
                guard count >= shortest else { return }
                out.append(Match(range: start..<end, characterCount: count, entry: entry))
            }
            start += UTF8Decoding.scalar(in: text, at: start, end: range.upperBound).1
        }
        return out
    }

    /// Calls `body` with the end, the number of characters and the entry of each listed word that begins at `start` and
    /// does not end behind `limit`, the shortest first. Invariant: `0 <= start < limit <= text.count`.
    @inline(__always)
    func forEachWord(
        in text: UTF8Buffer, at start: Int, limit: Int,
        _ body: (_ end: Int, _ count: Int, _ entry: LexiconEntry) -> Void
    ) {
        var (codePoint, length) = UTF8Decoding.scalar(in: text, at: start, end: limit)
        var node = trie.first(UInt16(truncatingIfNeeded: alphabet.entry(of: codePoint)))
        var end = start &+ length
        var count = 1
        while let found = node {
            let entry = DoubleArray.entry(found)
            if entry != 0 { body(end, count, LexiconEntry(bits: entry)) }
            guard end < limit, DoubleArray.base(found) != 0 else { return }
            (codePoint, length) = UTF8Decoding.scalar(in: text, at: end, end: limit)
            node = trie.child(of: found, by: UInt16(truncatingIfNeeded: alphabet.entry(of: codePoint)))
            end &+= length
            count &+= 1
        }
    }
}

extension Lexicon {
    /// Identifies the contents of the compiled lexicon: sixteen hexadecimal digits.
    package var version: String { file.versionName }
}
