#!/usr/bin/env python3
"""invent_lookalikes.py CORPUS OUT --words words.txt --surnames surnames.txt [--frames lookalike-frames.txt] [--count N]

Writes training clauses for the segmenter in which characters that are surnames belong to ordinary words: OUT gets clauses of CORPUS
(tokens with a space between) in which the word behind a word such as 钱, 张 or 高 is replaced by another of its class and length, or
in which a word of three or four characters is replaced by one that has a surname in it (张灯结彩), and the frames, filled with
common words. The same input gives the same bytes.

Invented names (invent_names.py) teach that a surname begins a name; these clauses teach when it does not.
"""
import collections
import random
import re

import training_text
from invent_overlaps import clauses
from training_text import HAN, lines

# Classes whose words replace each other: nouns, verbs, both, adjectives, adverbs, places, idioms, times, no class.
CLASSES = "nvxadsit-"
# Words behind a surname, and words with a surname in them, are at least as common: hundredths of the Zipf scale.
COMMON, LISTED = 330, 150


class Words:
    def __init__(self, words, surnames, seed):
        self.random = random.Random(seed)
        self.words = words
        self.alike = collections.defaultdict(list)
        self.long = collections.defaultdict(list)
        for word, (zipf, letter) in sorted(words.items()):
            if not HAN.match(word) or letter not in CLASSES:
                continue
            if len(word) <= 2 and zipf >= COMMON:
                self.alike[letter, len(word)].append(word)
            if len(word) in (3, 4) and zipf >= LISTED and any(character in surnames for character in word[:-1]):
                self.long[letter, len(word)].append(word)

    def key(self, token):
        return self.words.get(token, (0, None))[1], len(token)

    def common(self, letter, lengths=(1, 2), behind=None):
        """A function that answers common words of a class; with `behind` those whose last character and it are a word."""
        found = [word for length in lengths for word in self.alike[letter, length] if self.words[word][0] >= 400]
        found = [word for word in found if behind is None or word[-1] + behind in self.words]
        return lambda: self.random.choice(found)


def behind_surnames(found, words, surnames, count):
    """Clauses with another word behind a surname; a surname that is frequent as a word is taken less often."""
    places = [(clause, place) for clause in found for place in range(len(clause) - 1)
              if clause[place] in surnames and words.key(clause[place + 1]) in words.alike]
    frequency = collections.Counter(clause[place] for clause, place in places)
    weights = [frequency[clause[place]] ** -.6 for clause, place in places]
    for clause, place in words.random.choices(places, weights, k=count):
        yield clause[:place + 1] + [words.random.choice(words.alike[words.key(clause[place + 1])])] + clause[place + 2:]


def long_words(found, words, count):
    places = [(clause, place) for clause in found for place in range(len(clause)) if words.key(clause[place]) in words.long]
    for clause, place in words.random.choices(places, k=count):
        yield clause[:place] + [words.random.choice(words.long[words.key(clause[place])])] + clause[place + 1:]


def main():
    parser = training_text.parser(__doc__, "surnames")
    parser.add_argument("--frames")
    parser.add_argument("--count", type=int, default=2400, help="how many clauses have another word behind a surname")
    parser.add_argument("--long", type=int, default=800, help="how many clauses have a long word with a surname in it")
    parser.add_argument("--rounds", type=int, default=6, help="how often each frame is filled")
    options = parser.parse_args()
    surnames = set(lines(options.surnames))
    words = Words(training_text.words(options.words), surnames, 20261130)
    found = list(clauses(line.split() for line in lines(options.corpus)))
    out = list(behind_surnames(found, words, surnames, options.count)) + list(long_words(found, words, options.long))
    slots = {"{N}": words.common("n", (1,)), "{v}": words.common("v"), "{V}": words.common("v", (1,)), "{o}": words.common("n", (2,)), "{d}": words.common("d"),
             "{a}": words.common("a"), "{W}": words.common("v", (2,), "到")}
    for frame in lines(options.frames) if options.frames else []:
        for _ in range(options.rounds * (4 if "{W}" in frame else 1) if "{" in frame else 1):
            clause = [slots[token]() if token in slots else token for token in frame.split()]
            # 手里 is a word, 湖 and 里 are two.
            if not any(left + right in words.words for left, right in zip(clause, clause[1:])):
                out.append(clause)
    training_text.write(options.out, out)


if __name__ == "__main__":
    main()
