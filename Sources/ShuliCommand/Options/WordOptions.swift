import ArgumentParser
import Shuli

/// How text is segmented into words: common to the verbs that segment.
struct WordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A user dictionary: a word a line, after a tab prefer or force. May be repeated.", valueName: "file"))
    var dictionary: [String] = []

    @Option(help: "What counts as one word: ctb (Penn Chinese Treebank) or ud (Universal Dependencies).")
    var standard = StandardChoice.ctb

    @Option(help: ArgumentHelp("A segmentation model of your own instead of the built-in one.", valueName: "file"))
    var model: String?

    /// All files that are read.
    var files: [String] { dictionary + (model.map { [$0] } ?? []) }

    func lexicon() throws -> Lexicon {
        guard let dictionary = try OptionFile.dictionary(dictionary) else { return .standard }
        return Lexicon.standard.adding(dictionary)
    }

    func segmenter(mode: Segmenter.Mode = .plain, tagsPartsOfSpeech: Bool = false) throws -> Segmenter {
        let (lexicon, convention) = (try lexicon(), standard.convention)
        guard let model else {
            return Segmenter(lexicon: lexicon, mode: mode, convention: convention, tagsPartsOfSpeech: tagsPartsOfSpeech)
        }
        do {
            return try Segmenter(
                model: try OptionFile.model(model, lexicon: lexicon), lexicon: lexicon, mode: mode,
                convention: convention, tagsPartsOfSpeech: tagsPartsOfSpeech)
        } catch let error as CompiledFileError {
            throw ValidationError("\(model): \(error)")
        }
    }
}

/// What counts as one word, by the name of the treebank.
enum StandardChoice: String, ExpressibleByArgument, CaseIterable {
    case ctb, ud

    var convention: WordConvention {
        switch self {
        case .ctb: .ctb
        case .ud: .ud
        }
    }
}

extension Segmenter.Mode: ExpressibleByArgument {}
