import GRDB
import ShuliFTS5

// sample Searching 1
var configuration = Configuration()
configuration.prepareDatabase { database in
    if let connection = database.sqliteConnection { try FullTextSearch.register(on: connection) }
}
let queue = try DatabaseQueue(path: "articles.db", configuration: configuration)
let rows = try queue.read { database in
    let pattern = try database.makeFTS5Pattern(rawPattern: FullTextSearch.query("大學生"), forTable: "articles")
    let sql = "SELECT title, highlight(articles, 1, '[', ']') FROM articles WHERE articles MATCH ? ORDER BY rank"
    return try Row.fetchAll(database, sql: sql, arguments: [pattern])
}
for row in rows { print(row[0] as String, row[1] as String, separator: "|") }
// end

// What each query of the arguments finds, for comparison with other programs.
for query in CommandLine.arguments.dropFirst() {
    let found = try queue.read { database in
        try String.fetchAll(
            database,
            sql:
                "SELECT rowid || ':' || highlight(articles, 1, '[', ']') FROM articles WHERE articles MATCH ? ORDER BY rank",
            arguments: [FullTextSearch.query(query)])
    }
    print(query, found.joined(separator: " "))
}
