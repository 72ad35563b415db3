"""The commonest calls of jieba, answered by Shuli: `import shuli.jieba as jieba`.

Words are cut by Shuli's model in the convention `pku`, the nearest to jieba's, so they are not always those of jieba.
A word that was added is always one token; its frequency and tag are not used. `HMM` and `use_paddle` change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ._words import add_word, del_word, load_userdict, suggest_freq, tokens

__all__ = [
    "add_word", "analyse", "cut", "cut_for_search", "del_word", "disable_parallel", "enable_parallel", "initialize",
    "lcut", "lcut_for_search", "load_userdict", "posseg", "setLogLevel", "suggest_freq", "tokenize",
]


def lcut(sentence: str, cut_all: bool = False, HMM: bool = True, use_paddle: bool = False) -> list[str]:
    """The words of a sentence as a list; with `cut_all`, also all listed words in them."""
    return [token["t"] for token in tokens(sentence, mode="full" if cut_all else "default")]


def cut(sentence: str, cut_all: bool = False, HMM: bool = True, use_paddle: bool = False) -> Iterator[str]:
    """The words of a sentence, one by one."""
    yield from lcut(sentence, cut_all)


def lcut_for_search(sentence: str, HMM: bool = True) -> list[str]:
    """The words of a sentence for a search index as a list: before each word, the shorter ones in it."""
    return [token["t"] for token in tokens(sentence, mode="search")]


def cut_for_search(sentence: str, HMM: bool = True) -> Iterator[str]:
    """The words of a sentence for a search index, one by one."""
    yield from lcut_for_search(sentence)


def tokenize(sentence: str, mode: str = "default", HMM: bool = True) -> Iterator[tuple[str, int, int]]:
    """The words of a sentence with their first place and the place behind them; `mode` may be "search"."""
    for token in tokens(sentence, mode=mode, offset_unit="scalar"):
        yield token["t"], token["s"], token["e"]


def enable_parallel(processnum: int | None = None) -> None:
    """Does nothing: the functions of `shuli` run without the interpreter's lock, so threads use all cores."""


def disable_parallel() -> None:
    """Does nothing."""


def initialize(dictionary: Any = None) -> None:
    """Does nothing: the library is loaded at the first call."""


def setLogLevel(level: Any) -> None:  # noqa: N802 - jieba's name
    """Does nothing: nothing is logged."""


from . import analyse, posseg  # noqa: E402 - they use what is above
