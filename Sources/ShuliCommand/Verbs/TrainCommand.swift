import ArgumentParser
import Shuli
import ShuliTraining
import ShuliVerbs

struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: Wording(
            "训练自己的模型：分词、词性、正文判断", "Make models of your own: of words, of their tags, of what an article is."
        ).text,
        subcommands: [
            TrainSegmenterCommand.self, TrainTaggerCommand.self, TrainCleanerCommand.self,
            TrainKeywordsCommand.self,
        ])
}

/// Where training reads and writes.
struct TrainingOptions: ParsableArguments {
    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("要写出的模型", "The model to write.", .path))
    var output: String

    @Option(help: ArgumentHelp("编译好的词库，代替内置的", "A compiled lexicon instead of the built-in one.", .file))
    var lexicon: String?

    func openLexicon() throws -> Lexicon {
        guard let lexicon else { return .standard }
        do throws(CompiledFileError) {
            return try Lexicon(contentsOf: lexicon)
        } catch {
            throw ValidationError(error.wording.at(lexicon))
        }
    }

    /// Refuses to write over what is read.
    func checkOutput(reading files: [String]) throws {
        try OutputCheck.check(writing: [output], reading: files + (lexicon.map { [$0] } ?? []))
    }

    func write(_ bytes: [UInt8]) {
        var file = OutputFile(output)
        file.write(bytes)
        file.close()
    }
}

struct TrainSegmenterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segmenter",
        abstract: Wording(
            "用词间有空格、每行一句的文本训练分词模型",
            "Train a segmentation model from text with a space between words, a sentence a line."
        ).text,
        discussion: Wording(
            """
            文件按标准 ctb 切分，--ud 的文件按标准 ud 切分；不给 --ud 时模型只有 ctb。同样的文件得到同样的字节。
            """,
            """
            FILES are cut by the standard ctb, those of --ud by the standard ud; without --ud the model knows \
            ctb alone. The same files give the same bytes.
            """
        ).text)

    @Argument(help: ArgumentHelp("按标准 ctb 切分的文本", "Text in the standard ctb.", .files))
    var files: [String]

    @Option(help: ArgumentHelp("按标准 ud 切分的文本；可重复", "Text in the standard ud. May be repeated.", .file))
    var ud: [String] = []

    @Option(
        help: ArgumentHelp(
            "按标准 ctb 切分、为训练而造的文本，每句只算十分之一；可重复",
            "Text in the standard ctb that was made for training: a sentence counts a tenth. May be repeated.", .file))
    var made: [String] = []

    @Option(help: ArgumentHelp("同上，按标准 ud 切分", "The same in the standard ud.", .file))
    var udMade: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("用多少个不同随机种子的模型取平均", "How many models from different random seeds are averaged.", .number))
    var seeds = 10

    @OptionGroup var training: TrainingOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError(.noTrainingFile) }
        if ud.isEmpty, !udMade.isEmpty { throw ValidationError(Wording("--ud-made 需要 --ud", "--ud-made needs --ud")) }
        try Bounds.check("--seeds", seeds, 1...1_000)
    }

    mutating func run() async throws {
        try training.checkOutput(reading: files + ud + made + udMade)
        let lexicon = try training.openLexicon()
        var plan = TrainingPlan()
        plan.seeds = Array(1...UInt64(seeds))
        func text(_ paths: [String]) throws -> String { try paths.map(OptionFile.text).joined(separator: "\n") }
        let corpora = try [(files, made), (ud, udMade)].filter { !$0.0.isEmpty }.map { paths, made in
            let corpus = SegmentedCorpus(text: try text(paths), made: try text(made))
            guard !corpus.sentences.isEmpty else {
                throw ValidationError(Wording.noTrainingData.at(paths.joined(separator: ", ")))
            }
            return corpus.restoringSpaces()
        }
        let trained = await SegmentationTrainer(lexicon: lexicon, plan: plan).train(corpora)
        training.write(SegmentationCompiler().compile(trained, lexicon: lexicon))
    }
}

struct TrainTaggerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tagger",
        abstract: Wording(
            "用 CoNLL-U（扩展名 .conll 或 .conllu）或“词/词性”的文本训练词性模型",
            "Train a part-of-speech model from CoNLL-U (by its ending .conll or .conllu) or from lines of word/TAG."
        ).text)

    @Argument(help: ArgumentHelp("带词性的文本", "The tagged text.", .file))
    var file: String

    @OptionGroup var training: TrainingOptions

    mutating func run() async throws {
        try training.checkOutput(reading: [file])
        let text = try OptionFile.text(file)
        let isTable = file.contains(".conll")
        let corpus: TaggedCorpus
        do throws(TaggedCorpus.Problem) {
            corpus = isTable ? try TaggedCorpus(conll: text) : try TaggedCorpus(tagged: text)
        } catch {
            throw ValidationError(error.wording(in: file))
        }
        guard !corpus.sentences.isEmpty else { throw ValidationError(Wording.noTrainingData.at(file)) }
        training.write(TaggingTrainer(lexicon: try training.openLexicon()).train(corpus))
    }
}
