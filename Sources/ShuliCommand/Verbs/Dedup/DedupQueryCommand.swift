import ArgumentParser
import Shuli
import ShuliVerbs

struct DedupQueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: Wording(
            "查询文档是索引中哪些文档的副本或节选，不加入索引", "Ask an index what documents are copies or excerpts of, without adding them."
        ).text,
        discussion: Wording("另一个进程正在加入文档时也可以查询。", "May be run while another process adds to the index.").text)

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var dedup: DedupOptions

    @Option(help: ArgumentHelp("索引", "The index.", .file))
    var index: String

    mutating func run() async throws {
        let (output, dedup, cleaning) = (output, dedup, dedup.cleaning)
        let run = DocumentRun(
            verb: "dedup query", input: input, output: output, hasHeaders: false, otherInputs: [index],
            cleaning: cleaning)
        try run.checkOutputs()
        let index = try DuplicateIndex(at: index, access: .read, options: dedup.indexOptions)
        var file = OutputFile(output.target)
        let counts = try await run.forEach(reading: dedup.reading(input.reading)) {
            dedup.body(of: $0, cleaning).indexed(as: $0.id)
        } take: { record, document in
            let matches = try index.matches(for: document).filter { $0.id != document.id }
            file.write(record.line(replacing: ["matches"], pretty: output.pretty) { $0.matches(matches) })
        }
        file.close()
        try run.finish(counts)
    }
}
