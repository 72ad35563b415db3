#!/usr/bin/env python3
"""invent_overlaps.py CORPUS OUT --words words.txt [--count N]

Writes training clauses for the segmenter in which two readings share characters. OUT gets clauses of CORPUS (tokens with a space
between) in which one word is replaced by another of its class, so that characters of it and of its neighbour are a listed word too:
和 then precedes 尚未 or 平时, 来 precedes 世界. The same input gives the same bytes.

A treebank has few of these: a segmenter that was trained on it alone trusts the first common word that it meets. A clause is
written only where the frequencies of the words make its reading the likelier one, by the margin below.
"""
import collections
import itertools
import random

import training_text
from training_text import HAN, lines

PUNCTUATION = set("，。！？；：、（）《》“”—…,.!?;:()")
# Classes whose words replace each other: nouns, verbs, both, adjectives, adverbs, places, idioms, times.
CLASSES = "nvxadsit"
# Decimal logarithms: a new word occurs about once in a million words or more, a word that overlaps is not rarer than this.
COMMON, OVERLAPPING = 3.0, 2.7
# A word that is not listed is as rare as this.
UNLISTED = -1.0
# So much likelier, by decimal logarithm, the reading must be than the other one.
MARGIN = 0.0


class Overlaps:
    def __init__(self, words, seed):
        self.words = words
        self.random = random.Random(seed)
        self.by_first = collections.defaultdict(list)
        self.by_last = collections.defaultdict(list)
        followers, leaders = collections.defaultdict(set), collections.defaultdict(set)
        for word, (zipf, letter) in sorted(words.items()):
            if len(word) == 2 and zipf >= OVERLAPPING and HAN.match(word):
                followers[word[0]].add(word[1])
                leaders[word[1]].add(word[0])
            if letter in CLASSES and 2 <= len(word) <= 4 and zipf >= COMMON and HAN.match(word):
                self.by_first[letter, word[0]].append(word)
                self.by_last[letter, word[-1]].append(word)
        self.followers = {character: sorted(found) for character, found in followers.items()}
        self.leaders = {character: sorted(found) for character, found in leaders.items()}

    def frequency(self, text):
        """The logarithm of the frequency of a word, 0 for no word at all; per thousand million."""
        return self.words.get(text, (UNLISTED, ""))[0] - 9 if text else 0

    def is_likelier(self, left, right):
        other = self.frequency(left[:-1]) + self.frequency(left[-1] + right[0]) + self.frequency(right[1:])
        return self.frequency(left) + self.frequency(right) >= other + MARGIN

    def letter(self, token):
        zipf, letter = self.words.get(token, (0, "-"))
        return letter if letter in CLASSES and len(token) >= 2 else None

    def choose(self, index, letter, characters):
        """A word of the class that begins, or ends, with one of the characters."""
        found = [character for character in characters if (letter, character) in index]
        return self.random.choice(index[letter, self.random.choice(found)]) if found else None

    def pair(self, left, right):
        """The two words with one of them replaced, or None."""
        if not HAN.match(left) or not HAN.match(right):
            return None
        if self.random.random() < .5:
            letter = self.letter(right)
            new = letter and self.choose(self.by_first, letter, self.followers.get(left[-1], ()))
            found = new and (left, new)
        else:
            letter = self.letter(left)
            new = letter and self.choose(self.by_last, letter, self.leaders.get(right[0], ()))
            found = new and (new, right)
        return found if found and self.is_likelier(*found) else None


def clauses(sentences):
    for tokens in sentences:
        for is_mark, clause in itertools.groupby(tokens, PUNCTUATION.__contains__):
            clause = list(clause)
            if not is_mark and 2 <= len(clause) <= 25:
                yield clause


def main():
    parser = training_text.parser(__doc__)
    parser.add_argument("--count", type=int, default=2000, help="how many clauses")
    options = parser.parse_args()
    words = {word: (zipf / 100, letter) for word, (zipf, letter) in training_text.words(options.words).items()}
    overlaps = Overlaps(words, 20261130)
    found = list(clauses(line.split() for line in lines(options.corpus)))
    out = []
    while len(out) < options.count:
        clause = overlaps.random.choice(found)
        place = overlaps.random.randrange(len(clause) - 1)
        pair = overlaps.pair(clause[place], clause[place + 1])
        if pair:
            out.append(clause[:place] + list(pair) + clause[place + 2:])
    training_text.write(options.out, out)


if __name__ == "__main__":
    main()
