import ArgumentParser
import Shuli
import ShuliTraining
import ShuliVerbs

struct TrainKeywordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keywords",
        abstract: Wording(
            "用标有关键词的文本选定关键词评分的常数", "Choose the constants of the keyword scorer from texts whose keywords are named."
        ).text,
        discussion: Wording(
            """
            文件是含有 title、text 和 keywords 的 JSON Lines。\
            结果是 Swift 源码 KeywordWeights.swift。同样的文件得到同样的字节。
            """,
            """
            FILES are JSON Lines with "title", "text" and "keywords". What comes out is Swift source: \
            KeywordWeights.swift. The same files give the same bytes.
            """
        ).text)

    @Argument(help: ArgumentHelp("JSON Lines，可以压缩", "JSON Lines, plain or compressed.", .files))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "用每个文件的哪些行，从 0 数起：all、even 或 odd", "Which lines of each file count, from 0: all, even or odd.", .choice))
    var rows = Rows.all

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("要写出的源文件", "The source file to write.", .path))
    var output: String?

    enum Rows: String, ExpressibleByArgument, CaseIterable {
        case all, even, odd

        func contains(_ index: Int) -> Bool { self == .all || (self == .even) == index.isMultiple(of: 2) }
    }

    func validate() throws {
        if files.isEmpty { throw ValidationError(.noTrainingFile) }
    }

    mutating func run() async throws {
        try OutputCheck.check(writing: [output], reading: files)
        let examples = try files.flatMap { try Self.examples($0, rows) }
        guard !examples.isEmpty else {
            throw ValidationError(Wording.noTrainingData.at(files.joined(separator: ", ")))
        }
        let weights = KeywordTrainer().weights(examples)
        var file = OutputFile(output)
        file.write(Array(Self.source(weights).utf8))
        file.close()
    }

    private static func examples(_ path: String, _ rows: Rows) throws -> [KeywordTrainer.Example] {
        try OptionFile.text(path).split(separator: "\n").enumerated().filter { rows.contains($0.offset) }.map {
            index, line in
            let record: JSONValue
            do throws(JSONError) {
                record = try JSONValue(parsing: String(line))
            } catch {
                throw ValidationError(error.wording.at("\(path):\(index + 1)"))
            }
            guard let text = record["text"]?.string, case .array(let words)? = record["keywords"] else {
                throw ValidationError(
                    Wording("应有 \"text\" 和 \"keywords\"", "\"text\" and \"keywords\" expected").at(
                        "\(path):\(index + 1)"))
            }
            return KeywordTrainer.Example(
                title: record["title"]?.string ?? "", text: text, keywords: words.compactMap(\.string))
        }
    }

    private static func source(_ weights: KeywordTrainer.Weights) -> String {
        func list(_ values: [Double]) -> String {
            zip(weights.features, values).map { feature, value in
                let hundredths = Int((value * 100).rounded())
                let digits = "\(abs(hundredths) % 100)"
                return "        \(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100)."
                    + "\(digits.count < 2 ? "0" : "")\(digits),  // \(feature)\n"
            }.joined()
        }
        return """
            /// The weights of the keyword scorer, one for each case of `KeywordFeature`. Written by `shuli train keywords` (see
            /// `Dictionaries/Tools/rebuild.sh`), not by hand. Features are properties of any text; no word has a weight.
            enum KeywordWeights {
                static let news: [Double] = [
            \(list(weights.news))    ]

                static let scholarly: [Double] = [
            \(list(weights.scholarly))    ]
            }

            """
    }
}
