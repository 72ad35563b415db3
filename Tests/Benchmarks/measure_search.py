"""How fast, how large and how complete indexes of FTS5 are, with the tokenizer `shuli` and others.

    python3 Tests/Benchmarks/measure_search.py EXTENSION PROGRAM FILE… [--other NAME=EXTENSION]

EXTENSION is what `.ci/extension` makes, PROGRAM is `shuli`, FILEs are JSON Lines with `title` and `text`, plain or gzip. Of
every ten documents the tenth is not indexed: its words make the queries, 2,000 of each kind, drawn from all
occurrences, so that frequent words come often:

i    words of two to six characters
ii   substrings of two to six characters from one word border to another
iii  those of i in the other script
iv   phrases of two words

A document is wanted where it has the query as a substring, both without regard to script (converted by `shuli normalize`),
width and case. Recall and precision are means over the queries that some document has. Times are of the processor: of
indexing in one transaction, and of a query for the numbers of all documents. Sizes are those of an index that holds no
texts, after the command `optimize`, against the texts' UTF-8. `--other 'simple 0=libsimple.so'` measures the
tokenizer `simple` with the argument 0 and the function `simple_query` too. Needs a Python whose sqlite3 loads extensions.
"""

import argparse
import bisect
import gzip
import json
import os
import random
import sqlite3
import statistics
import subprocess
import tempfile
import time
import unicodedata

QUERIES = 2000


def convert(program, texts, *options):
    """The texts, converted by `shuli normalize`."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
        file.flush()
        output = subprocess.run([program, "normalize", "--json", "-q", *options, file.name],
                                check=True, stdout=subprocess.PIPE).stdout
    found = {record["id"]: record["text"] for record in map(json.loads, output.splitlines())}
    return [found.get(number, text) for number, text in enumerate(texts)]


def folded(text):
    return unicodedata.normalize("NFKC", text).lower()


def read(files):
    documents = []
    for path in files:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt") as file:
            for line in file:
                record = json.loads(line)
                documents.append((record.get("title") or "") + "\n" + record["text"])
    return documents


def words(program, texts):
    """The words of each text, in runs without punctuation between them."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
        file.flush()
        output = subprocess.run([program, "segment", "--json", "-q", file.name], check=True, stdout=subprocess.PIPE).stdout
    runs = []
    for record in map(json.loads, output.splitlines()):
        run = []
        for token in record["tokens"]:
            if token["kind"] == "word" and all("\u4e00" <= c <= "\u9fff" for c in token["t"]):
                run.append(token["t"])
            elif run:
                runs.append(run)
                run = []
        runs += [run] if run else []
    return runs


def queries(program, texts):
    generator = random.Random(25)
    runs = words(program, texts)

    def sample(candidates):
        candidates = list(candidates)
        return [generator.choice(candidates) for _ in range(QUERIES)]

    single = sample(w for run in runs for w in run if 2 <= len(w) <= 6)
    spans = sample("".join(run[i:j]) for run in runs for i in range(len(run)) for j in range(i + 1, min(i + 6, len(run)) + 1)
                   if 2 <= sum(map(len, run[i:j])) <= 6)
    phrases = sample(a + b for run in runs for a, b in zip(run, run[1:]) if len(a) >= 2 and len(b) >= 2)
    return {"i": single, "ii": spans, "iii": convert(program, single, "--from", "simplified", "--to", "tw"), "iv": phrases}


def quoted(query):
    return '"' + query.replace('"', '""') + '"'


class Index:
    def __init__(self, name, options, extensions, query, documents):
        self.name, self.query = name, query
        self.folder = tempfile.TemporaryDirectory()
        path = os.path.join(self.folder.name, "index.db")
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.enable_load_extension(True)
        for extension in extensions:
            self.connection.load_extension(extension)
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA page_size = 4096")
        self.connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(text, content = '', {options})")
        # As `shuli search index` sets it, for every tokenizer.
        self.connection.execute("INSERT INTO t(t, rank) VALUES ('hashsize', 67108864)")
        start = time.process_time()
        self.connection.execute("BEGIN")
        self.connection.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", enumerate(documents))
        self.connection.execute("COMMIT")
        self.seconds = time.process_time() - start
        self.connection.execute("INSERT INTO t(t) VALUES ('optimize')")
        self.connection.execute("VACUUM")
        self.bytes = os.path.getsize(path)

    def ask(self, text):
        """The documents found, and the milliseconds that it took."""
        start = time.thread_time()
        rows = self.connection.execute(f"SELECT rowid FROM t WHERE t MATCH {self.query}", (text,)).fetchall()
        return {row for row, in rows}, 1000 * (time.thread_time() - start)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("extension")
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--other", action="append", default=[])
    parser.add_argument("--misses", type=int, default=0, help="print so many queries of each kind that lack documents")
    arguments = parser.parse_args()

    texts = read(arguments.files)
    indexed = [text for number, text in enumerate(texts) if number % 10 != 9]
    asked = queries(arguments.program, [text for number, text in enumerate(texts) if number % 10 == 9])
    plain = [folded(text) for text in convert(arguments.program, indexed, "--to", "simplified")]
    wanted = {}
    joined = "\0".join(plain)
    starts = []
    place = 0
    for text in plain:
        starts.append(place)
        place += len(text) + 1
    for kind, kind_queries in asked.items():
        keys = asked["i"] if kind == "iii" else kind_queries
        keys = [folded(key) for key in convert(arguments.program, keys, "--to", "simplified")]
        for query, key in zip(kind_queries, keys):
            found, at = set(), joined.find(key)
            while at >= 0:
                document = bisect.bisect_right(starts, at) - 1
                found.add(document)
                at = joined.find(key, starts[document] + len(plain[document]))
            wanted[kind, query] = found
    size = sum(len(text.encode()) for text in indexed)
    print(f"{len(indexed)} documents, {size / 1e6:.1f} MB; SQLite {sqlite3.sqlite_version}")

    shuli = [arguments.extension]
    kinds = [
        ("unicode61", "tokenize = 'unicode61'", [], "?"),
        ("trigram", "tokenize = 'trigram'", [], "?"),
        ("shuli, as a phrase", "tokenize = 'shuli'", shuli, "?"),
        ("shuli, shuli_query", "tokenize = 'shuli'", shuli, "shuli_query(?)"),
        ("shuli pairs, shuli_pairs_query", "tokenize = 'shuli pairs'", shuli, "shuli_pairs_query(?)"),
    ]
    for other in arguments.other:
        name, path = other.split("=", 1)
        function = f"{name.split()[0]}_query"
        kinds.append((f"{name}, {function}", f"tokenize = '{name}'", [path], f"{function}(?)"))
    print("| index | MB/s | share of text | recall i / ii / iii / iv | precision i / ii / iii / iv | median, p99 ms |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, options, extensions, query in kinds:
        index = Index(name, options, extensions, query, indexed)
        recalls, precisions, times = [], [], []
        for kind, kind_queries in asked.items():
            recall, precision, misses = [], [], []
            for text in kind_queries:
                asked_text = text if "(" in query else quoted(text)
                truth = wanted[kind, text]
                found, milliseconds = index.ask(asked_text)
                times.append(milliseconds)
                if not truth:
                    continue
                recall.append(len(found & truth) / len(truth))
                if found:
                    precision.append(len(found & truth) / len(found))
                if len(found & truth) < len(truth):
                    misses.append((text, len(found & truth), len(truth)))
            recalls.append(statistics.mean(recall))
            precisions.append(statistics.mean(precision) if precision else float("nan"))
            for miss in misses[:arguments.misses]:
                print("   ", kind, *miss)
        times.sort()
        print(f"| {name} | {size / 1e6 / index.seconds:.1f} | {index.bytes / size:.2f} | "
              + " / ".join(f"{value:.4f}" for value in recalls) + " | " + " / ".join(f"{value:.4f}" for value in precisions)
              + f" | {times[len(times) // 2]:.2f}, {times[len(times) * 99 // 100]:.1f} |", flush=True)


if __name__ == "__main__":
    main()
