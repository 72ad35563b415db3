sqlite3 articles.db <<'END'
.load ./shuli_fts5
CREATE VIRTUAL TABLE articles USING fts5(title, text, tokenize = 'shuli');
INSERT INTO articles VALUES ('活动', '大学生活动丰富多彩'), ('阅读', '她在图书馆看书'), ('通信', '國際電話資費下調');
SELECT title, highlight(articles, 1, '[', ']') FROM articles
WHERE articles MATCH shuli_query('国际电话') ORDER BY rank;
END
