import ShuliFTS5
import ShuliStorage

/// Any bytes as a text and as a query, with every kind of tokenizer: the index is whole, the text comes back as it is, and the
/// patterns are ones that FTS5 understands.
func fuzzSearch(_ bytes: UnsafeBufferPointer<UInt8>) {
    let (number, rest) = split(bytes, count: 1)
    let tokenizers = [
        "shuli", "shuli pairs", "shuli full", "shuli default folds off", "porter shuli stopwords standard",
    ]
    do {
        let database = try Database(":memory:", .scratch)
        try FullTextSearch.register(on: database.handle)
        try database.execute(
            "CREATE VIRTUAL TABLE t USING fts5(text, tokenize = '\(tokenizers[number % tokenizers.count])')")
        try database.prepare("INSERT INTO t VALUES (CAST(? AS TEXT))").bind(.bytes(Array(rest))).run()
        let query = String(decoding: rest, as: UTF8.self)
        for pattern in [FullTextSearch.query(query), FullTextSearch.pairsQuery(query)] {
            let found = try database.prepare("SELECT hex(highlight(t, 0, '', '')) = hex(text) FROM t WHERE t MATCH ?")
            try found.bind(.text(pattern))
            while try found.step() { precondition(found.integer(0) == 1 || rest.contains(0)) }
        }
        try database.execute("INSERT INTO t(t) VALUES ('integrity-check')")
    } catch {
        fatalError("\(error)")
    }
}
