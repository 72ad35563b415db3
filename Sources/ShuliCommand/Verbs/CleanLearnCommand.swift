import ArgumentParser
import Shuli
import ShuliVerbs
import Synchronization

struct CleanLearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learn what a site's pages repeat around different articles, for `clean --template`.",
        usage: "shuli clean learn [<options>] [<files> ...]",
        discussion: """
            Finds the lines that occur on pages whose articles differ. The lines of an article that was republished do not count,
            on however many pages they occur. The template is text: articles, pages and the line as one page spells it.
            """)

    @Option(help: ArgumentHelp("Around how many different articles a line must occur.", valueName: "n"))
    var articles = 3

    @Option(help: ArgumentHelp("A cleaning model instead of the built-in one.", valueName: "file"))
    var model: String?

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try Bounds.check("--articles", articles, 2...Bounds.count.upperBound)
        if output.isJSON { throw ValidationError("A template is text: there is no --json.") }
    }

    mutating func run() async throws {
        try DocumentRun(
            verb: "clean learn", input: input, output: output, hasHeaders: false,
            otherInputs: model.map { [$0] } ?? []
        ).checkOutputs()
        // Pages are added by whichever task has cleaned one: the template does not depend on their order.
        let learner = Mutex(SiteTemplateLearner())
        var reading = output
        reading.output = "/dev/null"
        let cleaner = ArticleCleaner(level: .standard, template: nil, model: try OptionFile.cleaningModel(model))
        var failure: (any Error)?
        do {
            try await DocumentRun(verb: "clean learn", input: input, output: reading, hasHeaders: false)({ document in
                var record = document
                guard let article = record.clean(cleaner) else { return [] }
                let page = SiteTemplateLearner.page(article)
                learner.withLock { $0.add(page) }
                return []
            })
        } catch {
            failure = error
        }
        var file = OutputFile(output.path)
        file.write(Array(learner.withLock { $0.template(minimumArticles: articles) }.text.utf8))
        file.close()
        if let failure { throw failure }
    }
}
