import ArgumentParser
import Shuli
import ShuliVerbs

struct CleanLearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learn what a site's pages repeat around different articles, for `clean --template`.",
        usage: "shuli clean learn [<options>] [<files> ...]",
        discussion: """
            Finds the lines that occur on pages whose articles differ. The lines of an article that was republished do not \
            count, on however many pages they occur. The template is text: articles, pages and the line as one page spells it.
            """)

    @Option(help: ArgumentHelp("Around how many different articles a line must occur.", valueName: "n"))
    var articles = 3

    @Option(help: ArgumentHelp("A cleaning model instead of the built-in one.", valueName: "file"))
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
