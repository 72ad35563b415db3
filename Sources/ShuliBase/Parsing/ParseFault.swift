/// What can be wrong with a text that is written for Shuli. All such texts are here, so that whoever says it in another
/// language has to say each.
package enum ParseFault: Hashable, Sendable, CustomStringConvertible {
    /// The file can't be read, in the system's words.
    case unreadable(String)

    // User dictionaries.
    case noWord
    case emptyWord
    case wordWithoutContent(String)
    case longWord(limit: Int)
    case unknownColumn(String)
    case indivisibleWord(String)
    case repeatedWord(String, before: Int, counts: Int)
    case wordWithComma(String)

    // Phrases for the conversion of scripts.
    case manyColumns
    case emptyColumn
    case repeatedPhrase

    // Record frequencies and site templates.
    case noWordAndCount
    case noDocumentCount
    case noTemplateLine

    // YAML.
    case yaml(String)
    case memory
    case secondDocument
    case deepValue(limit: Int)
    case alias
    case keyThatIsNoText
    case repeatedKey(String)

    // Plans of runs.
    case stepsThatAreNoList
    case noStep
    case noNamesAndValues(String)
    case noSingleValue(String)
    case unknownField(String, known: [String])
    case unknownKey(String, known: [String])
    case stepOutOfOrder(String, order: [String])

    // Reports of runs.
    case notJSON(JSONError)
    case reportField(String, ReportValue)

    // The options of the tokenizer of SQLite's full-text search.
    case tokenizerFolds
    case tokenizerStopWords
    case tokenizerDictionary
    case unknownTokenizerOption(String)

    /// What a field of a report holds.
    package enum ReportValue: String, Hashable, Sendable, CaseIterable {
        case text = "a text"
        case texts
        case number = "a number"
        case numbers
        case count = "a count"
        case counts
        case flag = "true or false"
        case hexadecimal = "hexadecimal digits"
        case list = "a list"
        case object = "an object"
    }

    package var description: String {
        switch self {
        case .unreadable(let words): words
        case .noWord: "no word before the tab"
        case .emptyWord: "a word is empty"
        case .wordWithoutContent(let text): "a word needs a letter or a digit: \"\(text)\""
        case .longWord(let limit): "longer than \(limit) characters"
        case .unknownColumn(let column):
            "\"\(column)\" is neither prefer, force nor remove, nor a frequency, nor a tag"
        case .indivisibleWord(let word): "\"\(word)\" is one character and cannot be divided"
        case .repeatedWord(let word, let before, let counts):
            "\"\(word)\" is already in line \(before); line \(counts) counts"
        case .wordWithComma(let word): "\"\(word)\" is one word with its comma: a word a line, columns behind tabs"
        case .manyColumns: "more than two columns"
        case .emptyColumn: "a column is empty"
        case .repeatedPhrase: "the phrase is in a line before"
        case .noWordAndCount: "a word, a tab and a count expected"
        case .noDocumentCount: "the line \"# documents N\" is missing"
        case .noTemplateLine: "articles, pages and a line expected, with tabs between"
        case .yaml(let words): words
        case .memory: "out of memory"
        case .secondDocument: "a second document"
        case .deepValue(let limit): "nested deeper than \(limit) levels"
        case .alias: "aliases are not understood"
        case .keyThatIsNoText: "a key that is not a text"
        case .repeatedKey(let key): "\"\(key)\" occurs twice"
        case .stepsThatAreNoList: "steps: a list expected"
        case .noStep: "a step is a name, or a name and its options"
        case .noNamesAndValues(let key): "\(key): names and values expected"
        case .noSingleValue(let key): "\(key): one value expected"
        case .unknownField(let name, let known): "unknown field \"\(name)\"; there are \(Self.list(known))"
        case .unknownKey(let name, let known): "unknown key \"\(name)\"; there are \(Self.list(known))"
        case .stepOutOfOrder(let name, let order):
            "\(name): steps come once each, in this order: \(Self.list(order))"
        case .notJSON(let error): "\(error)"
        case .reportField(let field, let value): "no report of a run: \(value.rawValue) expected in \"\(field)\""
        case .tokenizerFolds: "folds takes on or off"
        case .tokenizerStopWords: "stopwords takes standard or a file"
        case .tokenizerDictionary: "dictionary takes a file"
        case .unknownTokenizerOption(let name): "\"\(name)\" is no option of the tokenizer"
        }
    }

    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
