import ArgumentParser
import Shuli
import ShuliVerbs

struct TrainCleanerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cleaner",
        abstract: Wording(
            "输出训练清洗模型用的数据：网页和文本的块及其特征",
            "Write what a cleaning model is trained from: the blocks of pages and texts, and their features."
        ).text,
        discussion: Wording(
            """
            每篇文档一条记录：各块的文本、每块的位置和行，以及每块一行的特征。\
            Dictionaries/Tools/train_cleaner.py 用它们和标注训练模型，\
            供 `shuli clean --model` 使用。
            """,
            """
            One record a document: the text of its blocks, the place and the line of each block, a row of \
            features a block. Dictionaries/Tools/train_cleaner.py makes a model of them and of labels; `shuli \
            clean --model` uses it.
            """
        ).text)

    @Option(
        help: ArgumentHelp("选择标题的模型，代替内置的", "The model that chooses headlines, instead of the built-in one.", .file))
    var model: String?

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let output = output
        let model = try OptionFile.cleaningModel(model)
        try await DocumentRun(verb: "train cleaner", input: input, output: output, hasHeaders: false)({ document in
            let example: CleaningExample
            let names: [String]
            switch document.content {
            case .page(let page):
                example = CleaningExample(html: page, title: document.title, model: model)
                names = FeatureSchema.pages
            case .text(let text):
                example = CleaningExample(text: text, title: document.title, model: model)
                names = FeatureSchema.texts
            }
            return document.line(
                replacing: ["names", "input", "blocks", "lines", "headlines", "features"], pretty: output.pretty
            ) { writer in
                writer.list("names", names) { $0.value($1) }
                writer.field("input", example.input)
                writer.list("blocks", example.blocks) { $0.value($1) }
                writer.list("lines", example.lines) { $0.value($1) }
                writer.list("headlines", example.headlines) { writer, headline in
                    writer.array {
                        $0.value(headline.block)
                        for value in headline.features { $0.value(Double(value)) }
                    }
                }
                writer.list("features", example.features) { writer, row in
                    writer.array { for value in row { $0.value(Double(value)) } }
                }
            }
        })
    }
}
