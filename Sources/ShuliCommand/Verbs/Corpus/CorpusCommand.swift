import ArgumentParser

struct CorpusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus", abstract: "Clean a corpus in one run that resumes, and show what it did.",
        subcommands: [CorpusRunCommand.self, CorpusReportCommand.self])
}
