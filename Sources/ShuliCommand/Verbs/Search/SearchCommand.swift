import ArgumentParser

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Put documents into a database with full-text search, and ask it.",
        discussion: """
            The database is one of SQLite: the tables `words` and `pairs` are tables of FTS5 with the tokenizer `shuli`, \
            which the extension shuli_fts5 brings to any program.
            """,
        subcommands: [SearchIndexCommand.self, SearchAskCommand.self])
}
