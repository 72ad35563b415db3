#!/usr/bin/env python3
"""tag_names.py CORPUS OUT --words words.txt --surnames surnames.txt --names person-names.txt

Writes training sentences for the tagger in which personal names are one token. OUT gets the sentences of CORPUS (CoNLL-X or CoNLL-U)
and behind them, some times, those with a surname and a given name, or a transliterated name, each time with invented names in
their place (invent_names.py). The same input gives the same bytes.

UD GSD has surname and given name as two words; in the segmentation standard ctb they are one.
"""
import invent_names
import training_text
from training_text import HAN, lines

COPIES = 4


def sentences(path):
    rows = []
    for line in open(path, encoding="utf-8"):
        if line.strip():
            rows.append(line.rstrip("\n").split("\t"))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def renamed(rows, names, surnames):
    """The sentence with other names, each one token; None where it has none."""
    found = {}
    out = []
    at = 0
    while at < len(rows):
        row = rows[at]
        behind = rows[at + 1] if at + 1 < len(rows) else None
        is_name = len(row) > 3 and row[3] == "PROPN"
        if is_name and row[1] in surnames and behind and behind[3] == "PROPN" and len(behind[1]) <= 2 and HAN.match(behind[1]):
            name = found.setdefault(row[1] + behind[1], names.han())
            at += 2
        elif is_name and "·" in row[1]:
            name = found.setdefault(row[1], names.dotted())
            at += 1
        else:
            name = row[1] if len(row) > 1 else None
            at += 1
        out.append(row if name is None else [str(len(out) + 1), name] + row[2:])
    return out if found else None


def main():
    options = training_text.parser(__doc__, "surnames", "names").parse_args()
    surnames = set(lines(options.surnames))
    words = training_text.words(options.words)
    names = invent_names.Names(options.names, surnames, words, 20261130)
    surnames |= set(names.sections["compound"])
    corpus = list(sentences(options.corpus))
    out = corpus + [new for _ in range(COPIES) for rows in corpus if (new := renamed(rows, names, surnames))]
    with open(options.out, "w", encoding="utf-8", newline="\n") as file:
        for rows in out:
            file.writelines("\t".join(row) + "\n" for row in rows)
            file.write("\n")


if __name__ == "__main__":
    main()
