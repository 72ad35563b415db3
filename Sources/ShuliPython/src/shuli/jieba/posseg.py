"""Words with tags, in the tags of jieba as far as Shuli tells them apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ._words import tokens

# Universal tags to those of jieba. Names are not divided into people (nr), places (ns) and organizations (nt).
FLAGS = {
    "NOUN": "n", "PROPN": "nz", "VERB": "v", "AUX": "v", "ADJ": "a", "ADV": "d", "PRON": "r", "DET": "r", "NUM": "m",
    "ADP": "p", "CCONJ": "c", "SCONJ": "c", "PART": "u", "INTJ": "e", "PUNCT": "x", "SYM": "x", "X": "x",
}


class pair(NamedTuple):  # noqa: N801 - jieba's name
    """A word and its flag."""

    word: str
    flag: str

    def __str__(self) -> str:
        return f"{self.word}/{self.flag}"


def lcut(sentence: str, HMM: bool = True, use_paddle: bool = False) -> list[pair]:
    """The words of a sentence with their flags as a list."""
    return [pair(token["t"], FLAGS.get(token["pos"], "x")) for token in tokens(sentence, pos=True)]


def cut(sentence: str, HMM: bool = True, use_paddle: bool = False) -> Iterator[pair]:
    """The words of a sentence with their flags, one by one."""
    yield from lcut(sentence)
