#!/usr/bin/env python3
"""tag_names.py CORPUS OUT --words words.txt --surnames surnames.txt --names person-names.txt

Writes training sentences for the tagger with words as the segmentation standard ctb has them. OUT gets the sentences of CORPUS
(CoNLL-X or CoNLL-U), behind them those with words that ctb joins (顾问们, 毕业于, 高储蓄), joined, and then, some times, those with a
surname and a given name, or a transliterated name, each time with invented names in their place (invent_names.py). The same input
gives the same bytes.

UD GSD has surname and given name as two words; in ctb they are one. Without the joined words, the tagger would take every unlisted
word that begins with a surname for a name.
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


def is_joined(left, right):
    """Whether ctb has two words as one: a noun and 们 or another suffix, a verb and 于, a noun and a short word that modifies it."""
    if not HAN.match(left[1]) or not HAN.match(right[1]) or len(left[1]) + len(right[1]) > 4:
        return False
    if left[3] == "NOUN":
        return right[1] == "们" or right[4] == "SFN" or right[3] == "NOUN" and len(right[1]) == 1 and left[6] == right[0]
    if left[3] == "VERB":
        return right[1] == "于"
    return left[3] == "ADJ" and len(left[1]) == 1 and right[3] == "NOUN" and left[6] == right[0]


def joined(rows):
    """The sentence with words joined, the noun's or the verb's tag for both; None where there are none."""
    out = []
    at = 0
    while at < len(rows):
        if at + 1 < len(rows) and min(len(rows[at]), len(rows[at + 1])) > 6 and is_joined(rows[at], rows[at + 1]):
            left, right = rows[at], rows[at + 1]
            like = right if left[3] == "ADJ" else left
            out.append([left[0], left[1] + right[1]] + like[2:])
            at += 2
        else:
            out.append(rows[at])
            at += 1
    return out if len(out) < len(rows) else None


def main():
    options = training_text.parser(__doc__, "surnames", "names").parse_args()
    surnames = set(lines(options.surnames))
    words = training_text.words(options.words)
    names = invent_names.Names(options.names, surnames, words, 20261130)
    surnames |= set(names.sections["compound"])
    corpus = list(sentences(options.corpus))
    out = corpus + [new for rows in corpus if (new := joined(rows))]
    out += [new for _ in range(COPIES) for rows in corpus if (new := renamed(rows, names, surnames))]
    with open(options.out, "w", encoding="utf-8", newline="\n") as file:
        for rows in out:
            file.writelines("\t".join(row) + "\n" for row in rows)
            file.write("\n")


if __name__ == "__main__":
    main()
