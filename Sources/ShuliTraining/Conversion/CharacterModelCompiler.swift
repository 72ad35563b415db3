import ShuliText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Compiles Dictionaries/characters.bin, the probabilities of Han characters, from the frequencies of the words in
/// Dictionaries/words.txt; each word counts once in simplified and once in traditional characters.
package struct CharacterModelCompiler: Sendable {
    /// A compiler.
    package init() {}

    /// The compiled model.
    ///
    /// - Parameter words: the text of words.txt: a word, 100 × Zipf, and more columns, separated by tabs.
    package func compile(words: String) -> [UInt8] {
        let range = CharacterModel.han
        var counts = [Double](repeating: 0, count: range.count)
        let converter = ScriptConverter(byTablesFrom: .simplified, to: .traditional)
        for line in words.split(separator: "\n") where line.utf8.first != UInt8(ascii: "#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count > 2, let zipf = Int(cells[1]), zipf > 0 else { continue }
            let word = String(cells[0])
            // Occurrences in a billion words.
            let weight = pow(10, Double(zipf) / 100)
            for form in [word, converter.convert(word).text] {
                for scalar in form.unicodeScalars where range.contains(scalar.value) {
                    counts[Int(scalar.value - range.lowerBound)] += weight
                }
            }
        }
        let total = counts.reduce(0, +)
        let costs = counts.map { count in
            count > 0 ? UInt8(min(239, max(1, (-log(count / total) * 16).rounded()))) : 240
        }
        return CompiledFile.write(
            magic: CharacterModel.magic, version: CharacterModel.version, tables: [("costs", costs)])
    }
}
