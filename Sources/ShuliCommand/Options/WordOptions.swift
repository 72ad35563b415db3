import ArgumentParser
import Shuli

/// How text is cut into words: common to the verbs that cut.
struct WordOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("User dictionaries: a word a line, behind a tab prefer or force.", valueName: "file"))
    var dictionary: [String] = []

    @Option(help: "What counts as one word: ctb (Penn Chinese Treebank) or ud (Universal Dependencies).")
    var standard = WordConvention.ctb

    @Option(help: ArgumentHelp("A segmentation model of your own instead of the built-in one.", valueName: "file"))
    var model: String?

    func lexicon() throws -> Lexicon {
        guard let dictionary = try OptionFile.dictionary(dictionary) else { return .standard }
        return Lexicon.standard.adding(dictionary)
    }

    func segmenter(mode: Segmenter.Mode = .plain, tagsPartsOfSpeech: Bool = false) throws -> Segmenter {
        let lexicon = try lexicon()
        guard let model else {
            return Segmenter(lexicon: lexicon, mode: mode, convention: standard, tagsPartsOfSpeech: tagsPartsOfSpeech)
        }
        do {
            return try Segmenter(
                model: try OptionFile.model(model, lexicon: lexicon), lexicon: lexicon, mode: mode,
                convention: standard,
                tagsPartsOfSpeech: tagsPartsOfSpeech)
        } catch let error as CompiledFileError {
            throw ValidationError("\(model): \(error)")
        }
    }
}

extension WordConvention: ExpressibleByArgument {
    public init?(argument: String) {
        guard let found = Self.allCases.first(where: { "\($0)" == argument }) else { return nil }
        self = found
    }

    public var defaultValueDescription: String { "\(self)" }
    public static var allValueStrings: [String] { allCases.map { "\($0)" } }
}

extension Segmenter.Mode: ExpressibleByArgument {}
