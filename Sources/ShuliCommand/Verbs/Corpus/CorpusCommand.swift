import ArgumentParser
import ShuliVerbs

struct CorpusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus",
        abstract: Wording("一次清洗整个语料，中断后可续跑，并显示做了什么", "Clean a corpus in one run that resumes, and show what it did.")
            .text,
        subcommands: [CorpusRunCommand.self, CorpusReportCommand.self])
}
