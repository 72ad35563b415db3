import ArgumentParser
import Shuli
import ShuliTraining
import ShuliVerbs

struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Make models of your own: of words, of their tags, of what an article is.",
        subcommands: [
            TrainSegmenterCommand.self, TrainTaggerCommand.self, TrainCleanerCommand.self,
            TrainKeywordsCommand.self,
        ])
}

/// Where training reads and writes.
struct TrainingOptions: ParsableArguments {
    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("The model to write.", valueName: "path"))
    var output: String

    @Option(help: ArgumentHelp("A compiled lexicon instead of the built-in one.", valueName: "file"))
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
        abstract: "Train a segmentation model from text with a space between words, a sentence a line.",
        discussion: """
            FILES are cut by the standard ctb, those of --ud by the standard ud; without --ud the model knows ctb alone. \
            The same files give the same bytes.
            """)

    @Argument(help: "Text in the standard ctb.")
    var files: [String]

    @Option(help: ArgumentHelp("Text in the standard ud. May be repeated.", valueName: "file"))
    var ud: [String] = []

    @Option(help: ArgumentHelp("How many models from different random seeds are averaged.", valueName: "n"))
    var seeds = 10

    @OptionGroup var training: TrainingOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError(.noTrainingFile) }
        try Bounds.check("--seeds", seeds, 1...1_000)
    }

    mutating func run() async throws {
        try training.checkOutput(reading: files + ud)
        let lexicon = try training.openLexicon()
        var plan = TrainingPlan()
        plan.seeds = Array(1...UInt64(seeds))
        let corpora = try [files, ud].filter { !$0.isEmpty }.map { paths in
            SegmentedCorpus(text: try paths.map(OptionFile.text).joined(separator: "\n")).restoringSpaces()
        }
        let trained = await SegmentationTrainer(lexicon: lexicon, plan: plan).train(corpora)
        training.write(SegmentationCompiler().compile(trained, lexicon: lexicon))
    }
}

struct TrainTaggerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tagger",
        abstract:
            "Train a part-of-speech model from CoNLL-U (by its ending .conll or .conllu) or from lines of word/TAG.")

    @Argument(help: "The tagged text.")
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
            throw ValidationError(error.wording.at(file))
        }
        training.write(TaggingTrainer(lexicon: try training.openLexicon()).train(corpus))
    }
}
