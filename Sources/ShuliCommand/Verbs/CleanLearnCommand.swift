import ArgumentParser
import Shuli
import ShuliVerbs

struct CleanLearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: Wording(
            "找出一个站点的网页在不同文章周围重复的内容，供 `clean --template` 使用",
            "Learn what a site's pages repeat around different articles, for `clean --template`."
        ).text,
        usage: "shuli clean learn [<options>] [<files> ...]",
        discussion: Wording(
            """
            找出在文章各不相同的网页上都出现的行。转载的文章无论出现在多少网页上，其中的行都不算。模板是文本：文章数、网页数，\
            以及一个网页上那一行的写法。
            """,
            """
            Finds the lines that occur on pages whose articles differ. The lines of an article that was \
            republished do not count, on however many pages they occur. The template is text: articles, pages \
            and the line as one page spells it.
            """
        ).text)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("一行至少要出现在多少篇不同文章的周围", "Around how many different articles a line must occur.", .number))
    var articles = 3

    @Option(help: ArgumentHelp("清洗模型，代替内置的", "A cleaning model instead of the built-in one.", .file))
    var model: String?

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try Bounds.check("--articles", articles, 2...Bounds.count.upperBound)
        if output.isJSON { throw ValidationError(Wording("模板是文本，没有 --json", "a template is text: there is no --json")) }
    }

    mutating func run() async throws {
        let (cleaner, articles) = (
            ArticleCleaner(level: .standard, template: nil, model: try OptionFile.cleaningModel(model)), articles
        )
        var learner = SiteTemplateLearner()
        try await DocumentRun(
            verb: "clean learn", input: input, output: output, hasHeaders: false,
            otherInputs: model.map { [$0] } ?? []
        ).gathered { document in
            var record = document
            return record.clean(cleaner).map(SiteTemplateLearner.page)
        } take: { _, page in
            if let page { learner.add(page) }
        } result: {
            Array(learner.template(minimumArticles: articles).text.utf8)
        }
    }
}
