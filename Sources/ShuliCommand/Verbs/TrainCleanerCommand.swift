import ArgumentParser
import Shuli

struct TrainCleanerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cleaner",
        abstract: "Write what a cleaning model is trained from: the blocks of pages and texts, and their features.",
        discussion: """
            One record a document: the text of its blocks, where each block stands in it, its line of the input, a row of
            features a block. Dictionaries/Tools/train_cleaner.py makes a model of them and of labels; `shuli clean
            --model` uses it.
            """)

    @Option(help: ArgumentHelp("The model that chooses headlines, instead of the built-in one.", valueName: "file"))
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
                names = BlockFeatureNames.pages
            case .text(let text):
                example = CleaningExample(text: text, title: document.title, model: model)
                names = BlockFeatureNames.texts
            }
            return output.record(document, replacing: ["names", "input", "blocks", "lines", "headlines", "features"]) {
                writer in
                writer.key("names")
                writer.array { for name in names { $0.value(name) } }
                writer.field("input", example.input)
                writer.key("blocks")
                writer.array {
                    for block in example.blocks {
                        $0.array {
                            $0.value(block.lowerBound); $0.value(block.upperBound)
                        }
                    }
                }
                writer.key("lines")
                writer.array { for line in example.lines { $0.value(line) } }
                writer.key("headlines")
                writer.array {
                    for headline in example.headlines {
                        $0.array {
                            $0.value(headline.block)
                            for value in headline.features { $0.value(Double(value)) }
                        }
                    }
                }
                writer.key("features")
                writer.array {
                    for row in example.features { $0.array { for value in row { $0.value(Double(value)) } } }
                }
            }
        })
    }
}
