import ArgumentParser
import Shuli
import Synchronization

struct CleanLearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learn what a site's pages repeat around different articles, for `clean --template`.",
        usage: "shuli clean learn [<options>] [<files> ...]",
        discussion: """
            Lines that stand on pages whose articles differ; an article that was republished does not count
            as furniture, however often it stands there. The template is text: articles, pages and the line as one page writes it.
            """)

    @Option(help: ArgumentHelp("Around how many different articles a line must stand.", valueName: "n"))
    var articles = 3

    @Option(help: ArgumentHelp("A cleaning model instead of the built-in one.", valueName: "file"))
    var model: String?

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if articles < 2 { throw ValidationError("--articles takes a number, 2 or more.") }
        if output.isJSON { throw ValidationError("A template is text: there is no --json.") }
    }

    mutating func run() async throws {
        // Pages are added by whichever task has cleaned one: the template does not depend on their order.
        let learner = Mutex(SiteTemplateLearner())
        var reading = output
        reading.output = "/dev/null"
        let cleaner = ArticleCleaner(level: .standard, template: nil, model: try OptionFile.cleaningModel(model))
        var failure: (any Error)?
        do {
            try await DocumentRun(verb: "clean learn", input: input, output: reading, hasHeaders: false)({ document in
                let article =
                    switch document.content {
                    case .page(let page): cleaner.clean(html: page, title: document.title)
                    case .text(let text): cleaner.clean(text, title: document.title)
                    }
                let page = SiteTemplateLearner.page(article)
                learner.withLock { $0.add(page) }
                return []
            })
        } catch {
            failure = error
        }
        var file = OutputFile(output.dryRun ? "/dev/null" : output.output)
        file.write(Array(learner.withLock { $0.template(fewest: articles) }.text.utf8))
        file.close()
        if let failure { throw failure }
    }
}
