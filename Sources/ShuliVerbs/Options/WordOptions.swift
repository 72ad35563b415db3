import ArgumentParser
import Shuli

/// How text is segmented into words: common to the verbs that segment.
package struct WordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "用户词典：每行一个词，制表符后可写 prefer、force 或 remove；也可用结巴格式；可重复",
            "A user dictionary: a word a line, behind a tab prefer, force or remove; or in jieba's format. May be repeated.",
            .file))
    package var dictionary: [String] = []

    @Option(
        help: ArgumentHelp(
            "词典中未注明的词如何处理：prefer（强提示）或 force（总是一个词）",
            "What words of a dictionary without a policy are: prefer (a strong hint) or force (always one token).",
            .policy))
    package var userWords = UserWordsChoice.prefer

    @Option(
        help: ArgumentHelp(
            "分词标准：ctb（宾州中文树库）、ud（Universal Dependencies）或 pku（同 ctb，但“这个”算一个词）",
            "What counts as one word: ctb (Penn Chinese Treebank), ud (Universal Dependencies) or pku (ctb, with 这个 whole).",
            .standard))
    package var standard = StandardChoice.ctb

    @Option(
        help: ArgumentHelp("自己训练的分词模型，代替内置的", "A segmentation model of your own instead of the built-in one.", .file))
    package var model: String?

    /// All files that are read.
    package var files: [String] { dictionary + (model.map { [$0] } ?? []) }

    package init() {}

    /// The segmenter. `warn` gets which dictionaries were read in the format of jieba, and what in them has no effect, a
    /// line each; without it nothing of this is looked for.
    package func segmenter(
        mode: Segmenter.Mode = .plain, tagsPartsOfSpeech: Bool = false, warn: ((String) -> Void)?
    ) throws -> Segmenter {
        let policy: UserDictionary.Policy = userWords == .force ? .force : .prefer
        let dictionaries = try dictionary.map { try OptionFile.dictionary($0, policy: policy) }
        let own = UserDictionary(merging: dictionaries)
        let lexicon = dictionaries.isEmpty ? Lexicon.standard : Lexicon.standard.adding(own)
        let segmenter = try segmenter(lexicon, mode, tagsPartsOfSpeech)
        if let warn {
            for (path, read) in zip(dictionary, dictionaries) where read.format == .jieba {
                warn(DictionaryMessages.reading(read, path).line)
            }
            DictionaryMessages.faults(of: own, segmenter).forEach { warn($0.line) }
        }
        return segmenter
    }

    private func segmenter(
        _ lexicon: Lexicon, _ mode: Segmenter.Mode, _ tagsPartsOfSpeech: Bool
    ) throws -> Segmenter {
        let convention = standard.convention
        guard let model else {
            return Segmenter(lexicon: lexicon, mode: mode, convention: convention, tagsPartsOfSpeech: tagsPartsOfSpeech)
        }
        do {
            return try Segmenter(
                model: try OptionFile.model(model, lexicon: lexicon), lexicon: lexicon, mode: mode,
                convention: convention, tagsPartsOfSpeech: tagsPartsOfSpeech)
        } catch let error as CompiledFileError {
            throw ValidationError(error.wording.at(model))
        }
    }
}

/// The policy of words of a dictionary that do not name one.
package enum UserWordsChoice: String, ExpressibleByArgument, CaseIterable {
    case prefer, force
}

/// What counts as one word, by the name of the treebank.
package enum StandardChoice: String, ExpressibleByArgument, CaseIterable {
    case ctb, ud, pku

    package var convention: WordConvention {
        switch self {
        case .ctb: .ctb
        case .ud: .ud
        case .pku: .pku
        }
    }
}

extension Segmenter.Mode: ExpressibleByArgument {}
