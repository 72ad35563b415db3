#!/usr/bin/env python3
"""Processor time of the Python package beside the program as a pipe: measure_python.py PROGRAM TEXTS.jsonl [PAGES.jsonl]

TEXTS have the field "text", PAGES "html". Prints a line for each kind of work: seconds, user and system, of the program with
JSON made and read by Python, of lists, and of columns of pyarrow. The package has to be importable, and so has pyarrow.
"""

import json
import resource
import subprocess
import sys

import pyarrow
import shuli


def seconds(work):
    def spent():
        usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    before = spent()
    answer = work()
    return spent() - before, answer


def pipe(program, verb, field, texts, read):
    lines = "".join(json.dumps({field: text}, ensure_ascii=False) + "\n" for text in texts).encode()
    output = subprocess.run(
        [program, verb, "--json", "--quiet", "--input-format", "jsonl", "-j", "1"], input=lines, check=True,
        stdout=subprocess.PIPE).stdout
    return [read(json.loads(line)) for line in output.split(b"\n")[:-1]]


def measure(name, program, verb, field, texts, function, read):
    function(texts[:1])
    column = pyarrow.array(texts)
    piped, one = seconds(lambda: pipe(program, verb, field, texts, read))
    listed, two = seconds(lambda: function(texts))
    columned, three = seconds(lambda: function(column))
    if not one == list(two) == three.to_pylist():
        sys.exit(f"{name}: the answers differ")
    print(f"| {name}, {len(texts)} | {piped:.2f} | {listed:.2f} | {columned:.2f} |")


def main():
    program, files = sys.argv[1], sys.argv[2:]
    texts = [json.loads(line)["text"] for line in open(files[0], encoding="utf-8")]
    measure("words", program, "segment", "text", texts, shuli.words, lambda r: [t["t"] for t in r["tokens"] if t["kind"] != "space"])
    measure("normalization", program, "normalize", "text", texts, shuli.normalize, lambda record: record["text"])
    if len(files) > 1:
        pages = [json.loads(line)["html"] for line in open(files[1], encoding="utf-8")]
        clean = lambda pages: shuli.clean(pages, quiet=True)
        measure("cleaning", program, "clean", "html", pages, clean, lambda record: record["text"])


if __name__ == "__main__":
    main()
