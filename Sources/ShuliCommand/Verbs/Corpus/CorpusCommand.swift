import ArgumentParser

struct CorpusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus", abstract: "Batch jobs over corpora that finish, resume and explain themselves.",
        subcommands: [CorpusRunCommand.self, CorpusReportCommand.self])
}
