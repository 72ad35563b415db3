import ArgumentParser
import Shuli
import ShuliStorage
import ShuliVerbs

struct SearchIndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: Wording(
            "把文档加入 -o 指定的数据库；id 已有的，替换原来的文档", "Add documents to the database of -o; a known id replaces its document."
        ).text,
        discussion: Wording(
            "要么全部加入，要么一篇也不加入。其间其他进程可以查询。",
            "All documents are in it once the program ends, or none. Others may ask meanwhile."
        ).text)

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    @Flag(
        help: ArgumentHelp(
            "不建双字表（占索引的三分之二）；不是词的内容就查不到",
            "Leave out the table of pairs, two thirds of the index: what is no word of a text is not found then."))
    var noPairs = false

    func validate() throws {
        if (output.output ?? "-") == "-" { throw ValidationError(Wording("用 -o 指定数据库", "-o names the database")) }
        if output.dryRun {
            throw ValidationError(
                Wording("--dry-run 不能加入数据库", "--dry-run can't add to a database"))
        }
    }

    mutating func run() async throws {
        let run = DocumentRun(verb: "search index", input: input, output: output, hasHeaders: false)
        try run.checkOutputs()
        output.warn(ofUnused: [("--json", output.isJSON)])
        let index = try SearchIndex(writing: output.output ?? "", pairs: !noPairs)
        var counts = DocumentRun.Counts()
        try await index.transaction { index in
            counts = try await run.forEach {
                var record = $0
                // A page is its article; a text is searched as it is.
                record.clean(texts: false)
                return record
            } take: { _, record in
                try index.add(record)
            }
        }
        if index.replaced > 0, !output.quiet { Console.warn(Self.message(index.replaced)) }
        try run.finish(counts)
    }

    private static func message(_ replaced: Int) -> Wording {
        Wording("替换了 \(replaced) 个 id 相同的文档", "replaced \(replaced) documents of the same id")
    }
}
