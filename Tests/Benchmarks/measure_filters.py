"""What the corpus filter drops of clean news and of boilerplate.

    python3 Tests/Benchmarks/measure_filters.py PROGRAM DATA

PROGRAM is BenchmarkFilters (`.ci/benchmark BenchmarkFilters` builds it), DATA a folder with `news/*.jsonl.gz` (fields id
and text) and `flattened/block.jsonl` (one page a line: id, site, lines with text and label). The lines labelled boilerplate
of a page are grouped, in their order, into pseudo-documents of at least 200, 500 and 1,000 characters, and into one a page;
a rest of under half of that joins the group before. The news are also read in wrong encodings. Printed for each set: how much is dropped, by rule, of all documents
and of either half. Halves: sites by turns in the order of how much boilerplate they have, news by the checksum of their id.
"""

import collections
import glob
import gzip
import json
import subprocess
import sys
import tempfile
import zlib

SIZES = (200, 500, 1000, None)


def groups(lines, size):
    if size is None:
        return [lines]
    out, group, length = [], [], 0
    for line in lines:
        group.append(line)
        length += len(line)
        if length >= size:
            out.append(group)
            group, length = [], 0
    if group and out and length < size // 2:
        out[-1] += group
    elif group:
        out.append(group)
    return out


def documents(data):
    pages = [json.loads(line) for line in open(f"{data}/flattened/block.jsonl", encoding="utf-8")]
    amount = collections.Counter()
    for page in pages:
        amount[page["site"]] += sum(len(line["text"]) for line in page["lines"] if line["label"] == "boilerplate")
    half = {site: number % 2 for number, (site, _) in enumerate(amount.most_common())}
    for path in sorted(glob.glob(f"{data}/news/*.jsonl.gz")):
        for line in gzip.open(path, "rt", encoding="utf-8"):
            record = json.loads(line)
            half_of_news = zlib.crc32(record["id"].encode()) % 2
            yield "news", half_of_news, record["text"]
            utf8, gb = record["text"].encode(), record["text"].encode("gb18030")
            yield "UTF-8 as GB18030", half_of_news, utf8.decode("gb18030", "replace")
            yield "UTF-8 as Latin-1", half_of_news, utf8.decode("latin-1")
            yield "GB18030 as Latin-1", half_of_news, gb.decode("latin-1")
    for page in pages:
        of = lambda label: [line["text"] for line in page["lines"] if line["label"] == label]
        yield "bodies", half[page["site"]], "\n".join(of("content"))
        for size in SIZES:
            for group in groups(of("boilerplate"), size):
                yield f"boilerplate {size or 'page'}", half[page["site"]], "\n".join(group)


def main():
    program, data = sys.argv[1:]
    all_documents = list(documents(data))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for number, (_, _, text) in enumerate(all_documents):
            file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
        file.flush()
        run = subprocess.run([program, file.name], stdout=subprocess.PIPE, check=True)
    verdicts = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(verdicts) == len(all_documents)
    sets = collections.defaultdict(lambda: [collections.Counter(), collections.Counter()])
    for (name, half, _), verdict in zip(all_documents, verdicts):
        sets[name][half][verdict["rule"]] += 1
    for name, halves in sets.items():
        total = halves[0] + halves[1]
        share = lambda counts: f"{100 * (1 - counts[''] / counts.total()):.2f}"
        rules = ", ".join(f"{rule} {count}" for rule, count in total.most_common() if rule)
        print(f"{name}: {total.total()} documents, dropped {share(total)} % (halves {share(halves[0])} and {share(halves[1])}): {rules}")


if __name__ == "__main__":
    main()
