/// A list of words with what is known of each, compiled into tables that are read where they lie.
///
/// Words and text are compared after folding width, case and script, one character for one: 「Ｔ恤」 finds "t恤", 「發展」
/// finds 「发展」. A value is a reference to immutable bytes: copying it costs nothing, and tasks may share it.
public struct Lexicon: Sendable {
    package let file: CompiledFile
    package let alphabet: Alphabet
    package let trie: DoubleArray
    /// The number of different words after folding.
    public let wordCount: Int
    /// Words of one's own, which go before the listed ones.
    public internal(set) var userWords: UserDictionary?

    package static let magic = "SHULILEX"
    package static let version: UInt32 = 1
    /// The most characters that a word of a compiled lexicon may have.
    public static let longestWord = 32

    /// A compiled lexicon on disk, mapped: opening reads some 150 KB, whatever the size.
    ///
    /// - Throws: `CompiledFileError` if the file cannot be read or is not a lexicon of this version.
    public init(contentsOf path: String) throws(CompiledFileError) { try self.init(CompiledBytes(mapping: path)) }

    /// A compiled lexicon in memory, as `LexiconCompiler` makes it; the bytes are copied.
    public init(compiled bytes: [UInt8]) throws(CompiledFileError) { try self.init(CompiledBytes(copying: bytes)) }

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

    public func contains(_ word: some StringProtocol) -> Bool { entry(for: word) != nil }

    /// A listed word that was found in a text: its place in UTF-8 bytes, and its entry.
    package struct Match: Hashable, Sendable {
        package let range: Range<Int>
        package let characterCount: Int
        package let entry: LexiconEntry
    }

    /// All listed words inside of a text, by start, then by length; they overlap. Invalid UTF-8 matches nothing.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - range: the bytes to look at; cut to the text's.
    ///   - shortest: the fewest characters a word must have.
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
    /// Tells this compiled lexicon from others: sixteen hexadecimal digits that follow from its contents.
    package var version: String { file.versionName }
}
