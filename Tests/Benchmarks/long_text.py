#!/usr/bin/env python3
"""Writes a long text of shuffled clauses: long_text.py MEGABYTES OUT FILE…

FILE… are JSON Lines (.gz too) with "text". For measuring time and memory of verbs on one large file, for instance
    for m in 1 4 16 64; do long_text.py $m $m.txt news.jsonl.gz; /usr/bin/time -v shuli keywords --no-clean $m.txt; done
The same arguments write the same bytes.
"""

import gzip
import json
import random
import re
import sys


def main():
    size, out, files = int(float(sys.argv[1]) * 1e6), sys.argv[2], sys.argv[3:]
    clauses = []
    for file in files:
        with (gzip.open if file.endswith(".gz") else open)(file, "rt") as lines:
            for line in lines:
                clauses += [clause for clause in re.split(r"[，。！？\n]", json.loads(line)["text"]) if clause.strip()]
    rng = random.Random(6)
    with open(out, "w") as output:
        written = 0
        while written < size:
            line = "".join(
                "，".join(rng.choice(clauses) for _ in range(rng.randint(1, 5))) + "。" for _ in range(rng.randint(2, 6)))
            output.write(line + "\n")
            written += len(line.encode()) + 1


if __name__ == "__main__":
    main()
