import sqlite3

database = sqlite3.connect("articles.db")
database.enable_load_extension(True)
database.load_extension("./shuli_fts5")
rows = database.execute("""
    SELECT title, highlight(articles, 1, '[', ']') FROM articles
    WHERE articles MATCH shuli_query(?) ORDER BY rank""", ("圖書",))
for title, text in rows:
    print(title, text, sep="|")
