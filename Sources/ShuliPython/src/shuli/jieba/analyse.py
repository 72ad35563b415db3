"""Keywords. They are those of Shuli, so phrases and names are among them, and weights are its scores."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..functions import keywords
from . import posseg
from ._words import options

# The flags of names, of which Shuli knows one kind.
_NAMES = frozenset(["nr", "ns", "nt", "nz", "nrt", "nrfg"])
# More than any text has, where the caller wants all.
_ALL = 1_000_000


_stop_words: list[str] = []


def set_stop_words(stop_words_path: str) -> None:
    """Words of a file, one a line, that are no keywords, beside those that Shuli has."""
    _stop_words[:] = [stop_words_path]


def extract_tags(
    sentence: str, topK: int | None = 20, withWeight: bool = False, allowPOS: Sequence[str] = (),
    withFlag: bool = False,
) -> list[Any]:
    """The keywords of a text, best first; with `withWeight` as pairs. `allowPOS` asks for the flag of the last word."""
    number = _ALL if allowPOS or topK is None else topK
    record = json.loads(keywords(
        sentence, number=number, no_clean=True, json=True, add_stopwords=_stop_words, **options()))
    found = [(keyword["word"], keyword["score"]) for keyword in record["keywords"]]
    flags = {}
    if allowPOS or (withFlag and found):
        flags = {word: (posseg.lcut(word) or [posseg.pair(word, "x")])[-1].flag for word, _ in found}
    if allowPOS:
        wanted = set(allowPOS)
        if wanted & _NAMES:
            wanted.add("nz")
        found = [(word, score) for word, score in found if flags[word] in wanted]
    found = found[:topK]
    if allowPOS and withFlag:
        tagged = [(posseg.pair(word, flags[word]), score) for word, score in found]
        return tagged if withWeight else [word for word, _ in tagged]
    return found if withWeight else [word for word, _ in found]
