import ArgumentParser
import ShuliVerbs

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: Wording("把文档放进带全文检索的数据库，并查询", "Put documents into a database with full-text search, and ask it.")
            .text,
        discussion: Wording(
            """
            数据库是 SQLite 的：表 `words` 和 `pairs` 是 FTS5 的表，分词器为 `shuli`；\
            扩展 shuli_fts5 让任何程序都能使用它。
            """,
            """
            The database is one of SQLite: the tables `words` and `pairs` are tables of FTS5 with the tokenizer \
            `shuli`, which the extension shuli_fts5 brings to any program.
            """
        ).text,
        subcommands: [SearchIndexCommand.self, SearchAskCommand.self])
}
