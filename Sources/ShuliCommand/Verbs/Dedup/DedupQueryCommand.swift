import ArgumentParser
import Shuli

struct DedupQueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Ask an index what documents are copies or excerpts of, without adding them.",
        discussion: "May be run while another process adds to the index.")

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var dedup: DedupOptions

    @Option(help: ArgumentHelp("The index.", valueName: "file"))
    var index: String

    mutating func run() async throws {
        let (output, dedup) = (output, dedup)
        do {
            let index = try DuplicateIndex(at: index, access: .read, options: dedup.indexOptions)
            var file = OutputFile(output.dryRun ? "/dev/null" : output.output)
            let run = DocumentRun(verb: "dedup query", input: input, output: output, hasHeaders: false)
            let counts = try await run.forEach {
                DedupDocument.described($0, dedup)
            } take: { document, described in
                let matches = try index.matches(for: described).filter { $0.id != described.id }
                file.write(
                    output.record(document, replacing: ["matches"]) { writer in
                        writer.key("matches")
                        writer.array { array in
                            for match in matches { array.object { Self.write(match, &$0) } }
                        }
                    })
            }
            file.close()
            try run.finish(counts)
        } catch let error as DuplicateIndexError {
            Console.warn("shuli: \(error)")
            throw ExitCode(74)
        }
    }

    private static func write(_ match: DuplicateMatch, _ writer: inout JSONWriter) {
        writer.field("id", match.id)
        writer.field("relation", match.relation.rawValue)
        for (key, share) in [
            ("similarity", match.similarity), ("containment", match.containment),
            ("other_containment", match.otherContainment),
        ] {
            writer.key(key)
            writer.value((share * 1_000).rounded() / 1_000)
        }
    }
}
