import CDictionaries

/// A list in a text file: one entry a line, without white space around it. Lines that begin with # and empty lines are
/// comments.
package struct TextList: Sendable {
    /// An entry and the number of its line, from 1.
    package struct Entry: Hashable, Sendable {
        package let text: String
        package let line: Int
    }

    /// In the order of the file.
    package let entries: [Entry]

    /// The entries of a list.
    package init(_ source: String) {
        entries = source.withUTF8Buffer { Self.entries(of: $0) }
    }

    private init(_ embedded: ShuliDictionary) {
        entries = Self.entries(of: UTF8Buffer(start: embedded.bytes, count: Int(embedded.length)))
    }

    private static func entries(of buffer: UTF8Buffer) -> [Entry] {
        Lines(buffer).enumerated().compactMap { index, line in
            let range = buffer.trimmed(line)
            guard !range.isEmpty, buffer[range.lowerBound] != UInt8(ascii: "#") else { return nil }
            return Entry(text: buffer.text(range), line: index + 1)
        }
    }

    /// Dictionaries/boilerplate.txt: phrases of boilerplate, in sections.
    package static var boilerplate: TextList { TextList(shuli_dictionary_boilerplate()) }
    /// Dictionaries/cues.txt: words that are typical of boilerplate, in groups.
    package static var cues: TextList { TextList(shuli_dictionary_cues()) }
    /// Dictionaries/spam.txt: phrases of advertising.
    package static var spam: TextList { TextList(shuli_dictionary_spam()) }
    /// Dictionaries/stopwords.txt: words without content.
    package static var stopwords: TextList { TextList(shuli_dictionary_stopwords()) }
    /// Dictionaries/surnames.txt: surnames of one character.
    package static var surnames: TextList { TextList(shuli_dictionary_surnames()) }
    /// Dictionaries/variants.txt: a variant, a tab and its commoner form.
    package static var variants: TextList { TextList(shuli_dictionary_variants()) }
}
