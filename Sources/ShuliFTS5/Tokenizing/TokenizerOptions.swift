import ShuliText

/// What `tokenize = 'shuli …'` says behind the name, in any order:
///
///     search | default | full | pairs
///     folds on|off
///     stopwords standard|FILE
///     dictionary FILE
struct TokenizerOptions {
    /// What the tokens are.
    enum Mode: Equatable {
        /// Words, with the shorter words that the mode of the segmenter lists.
        case words(Segmenter.Mode)
        /// Each two characters that follow each other.
        case pairs
    }

    var mode = Mode.words(.search)
    /// Whether script, width, case and accents count for nothing.
    var folds = true
    var stopWords: StopWords?
    var dictionary: UserDictionary?

    /// - Throws: `ParseError` for the first argument that says nothing, and for files that cannot be used.
    init(_ arguments: [String]) throws(ParseError) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            switch name {
            case "pairs": mode = .pairs
            case "folds":
                switch rest.popFirst() {
                case "on": folds = true
                case "off": folds = false
                default: throw ParseError(.tokenizerFolds)
                }
            case "stopwords":
                guard let source = rest.popFirst() else {
                    throw ParseError(.tokenizerStopWords)
                }
                stopWords = source == "standard" ? .standard : try StopWords([String]()).adding(contentsOf: source)
            case "dictionary":
                guard let path = rest.popFirst() else { throw ParseError(.tokenizerDictionary) }
                dictionary = try UserDictionary(contentsOf: path)
            default:
                guard let mode = Segmenter.Mode(rawValue: name) else {
                    throw ParseError(.unknownTokenizerOption(name))
                }
                self.mode = .words(mode)
            }
        }
    }
}
