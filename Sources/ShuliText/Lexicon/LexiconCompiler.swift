/// Makes compiled lexicons. The same words give the same bytes, on every machine.
package struct LexiconCompiler: Sendable {
    private let folding: CharacterFolding
    private var entries: [[Unicode.Scalar]: LexiconEntry] = [:]
    /// Characters that get labels of their own although no word has them.
    private var extraCharacters: [Unicode.Scalar] = []

    /// What is wrong with a line of a word list; lines count from 1.
    package enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
        case tooFewColumns(line: Int)
        case badFrequency(line: Int, String)
        case unknownSource(line: Int, String)
        case unknownClass(line: Int, String)
        case badWord(line: Int, String)

        package var line: Int {
            switch self {
            case .tooFewColumns(let line), .badFrequency(let line, _), .unknownSource(let line, _),
                .unknownClass(let line, _), .badWord(let line, _):
                line
            }
        }

        /// What is wrong in the line.
        package var description: String {
            switch self {
            case .tooFewColumns: "four columns expected"
            case .badFrequency(_, let text): "\"\(text)\" is no frequency"
            case .unknownSource(_, let text): "\"\(text)\" names no sources"
            case .unknownClass(_, let text): "\"\(text)\" is no class"
            case .badWord(_, let text): "\"\(text)\" is empty or too long"
            }
        }
    }

    /// - Parameter folding: the text of `folding.txt`: lines of `TRADITIONAL <TAB> SIMPLIFIED`.
    package init(folding: String) { self.folding = CharacterFolding(pairs: folding) }

    /// Adds a word. Words that are equal after folding are merged: the greater frequency, the sources of both.
    ///
    /// - Returns: false, and nothing is added, if the word is empty or longer than `Lexicon.longestWord` characters.
    @discardableResult
    package mutating func add(
        _ word: some StringProtocol, zipf: Int, sources: LexiconEntry.Sources, wordClass: LexiconEntry.WordClass
    ) -> Bool {
        let key = word.unicodeScalars.map(folding.fold)
        guard !key.isEmpty, key.count <= Lexicon.longestWord else { return false }
        var zipf = zipf
        var sources = sources
        var wordClass = wordClass
        if let old = entries[key] {
            zipf = max(zipf, Int(old.bits >> 11 & 0xff) * 4)
            sources.formUnion(old.sources)
            if wordClass == .unknown { wordClass = old.wordClass }
        }
        entries[key] = LexiconEntry(zipf: zipf, sources: sources, wordClass: wordClass)
        return true
    }

    /// Adds the words of a list in the form of `words.txt`: word, 100 × Zipf, sources, class, separated by tabs.
    package mutating func add(list text: String) throws(Problem) {
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty || line.utf8.first == UInt8(ascii: "#") { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count >= 4 else { throw .tooFewColumns(line: number) }
            guard let zipf = Int(cells[1]) else { throw .badFrequency(line: number, String(cells[1])) }
            guard let sources = LexiconEntry.Sources(letters: cells[2]) else {
                throw .unknownSource(line: number, String(cells[2]))
            }
            guard cells[3].count == 1, let wordClass = LexiconEntry.WordClass(letter: cells[3][cells[3].startIndex])
            else { throw .unknownClass(line: number, String(cells[3])) }
            guard add(cells[0], zipf: zipf, sources: sources, wordClass: wordClass) else {
                throw .badWord(line: number, String(cells[0]))
            }
        }
    }

    /// Gives characters labels of their own although no word has them, so that a model can have weights for them.
    ///
    /// - Parameter text: the characters; white space and lines that begin with `#` are skipped.
    package mutating func add(characters text: String) {
        for line in text.split(separator: "\n") where line.utf8.first != UInt8(ascii: "#") {
            extraCharacters += line.unicodeScalars.map(folding.fold).filter { !$0.properties.isWhitespace }
        }
    }

    /// The compiled file.
    ///
    /// - Throws: `CompiledFileError.tooLarge` where the words do not fit into the format.
    package func compile() throws(CompiledFileError) -> [UInt8] {
        var weights: [Unicode.Scalar: Int] = [:]
        for character in extraCharacters { weights[character, default: 0] += 1 }
        for (key, entry) in entries {
            for character in key { weights[character, default: 0] += 1 + Int(entry.bits >> 11 & 0xff) }
        }
        let characters = weights.sorted { ($1.value, $0.key.value) < ($0.value, $1.key.value) }.map(\.key)
        let alphabet = AlphabetBuilder(folding: folding, characters: characters)
        var keyed = entries.map { (key: $0.key.map(alphabet.label), entry: $0.value.bits) }
        keyed.sort { $0.key.lexicographicallyPrecedes($1.key) }
        // Characters beyond the capacity of an alphabet share a label: of words that become equal the first is kept.
        var unique: [(key: [UInt16], entry: UInt32)] = []
        for pair in keyed where unique.last?.key != pair.key { unique.append(pair) }
        keyed = unique
        let trie = try DoubleArrayBuilder(
            keys: keyed.map(\.key), entries: keyed.map(\.entry), labelCount: alphabet.kinds.count)
        return CompiledFile.write(
            magic: Lexicon.magic, version: Lexicon.version,
            tables: alphabet.tables() + [
                ("trie", CompiledFile.littleEndianBytes(of: trie.nodes)),
                ("counts", CompiledFile.littleEndianBytes(UInt64(keyed.count))),
            ])
    }
}
