"""The functions of the package. Each takes a text, a list of texts, or a column of pyarrow, polars or pandas, and
answers in the like form; None and null stay what they are.

Further keyword arguments are the options of the verb of the program `shuli` that a function names, with underscores
for hyphens (`user_words="force"`, `from_="tw"`). All functions take

errors      "raise": a row that can't be processed is a `RowError`; "null": its answer is None.
progress    True for a line on standard error, or a function of the rows done and their number.
json        True for the program's whole answer as a line of JSON, as `--json` writes it.
quiet       True for no `ShuliWarning` of words in a dictionary that have no effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Union

from ._columns import Progress, apply, apply_whole, parsed


def words(x: Any, *, mode: str = "default", errors: str = "raise", progress: Progress = None, **options: Any) -> Any:
    """The words of a text, without white space: `shuli segment`.

    `mode` "search" adds the shorter words in a word, "full" all listed words.
    """
    return apply("segment", x, {"mode": mode, **options}, errors, progress)


def tags(x: Any, *, errors: str = "raise", progress: Progress = None, **options: Any) -> Any:
    """The words of a text with their parts of speech, as pairs: `shuli segment --pos`."""
    return apply("segment", x, {"pos": True, **options}, errors, progress)


def sentences(x: Any, *, errors: str = "raise", progress: Progress = None, **options: Any) -> Any:
    """The sentences of a text: `shuli sentences`."""
    return apply("sentences", x, options, errors, progress)


def keywords(x: Any, *, number: int = 10, errors: str = "raise", progress: Progress = None, **options: Any) -> Any:
    """The words that say what a text is about, best first: `shuli keywords`."""
    return apply("keywords", x, {"number": number, **options}, errors, progress)


def summary(x: Any, *, errors: str = "raise", progress: Progress = None, **options: Any) -> Any:
    """The sentences that say most, a line each: `shuli summarize`. `number`, `characters` or `ratio` say how many."""
    return apply("summarize", x, options, errors, progress)


def clean(x: Any, *, errors: str = "raise", progress: Progress = None, **options: Any) -> Any:
    """The article in a page (texts, or bytes in any encoding) or in a flattened text: `shuli clean`."""
    return apply("clean", x, options, errors, progress)


def normalize(x: Any, *, errors: str = "raise", progress: Progress = None, **options: Any) -> Any:
    """A text in one form: `shuli normalize`. `form`, `width`, `punctuation`, `spaces` … say which."""
    return apply("normalize", x, options, errors, progress)


def convert(x: Any, to: str, *, errors: str = "raise", progress: Progress = None, **options: Any) -> Any:
    """A text in another script: "simplified", "traditional", "tw", "hk" or "jp", as `shuli normalize --to`."""
    return apply("normalize", x, {"to": to, **options}, errors, progress)


def quality(x: Any, *, errors: str = "raise", progress: Progress = None, **options: Any) -> Any:
    """What the filter of `shuli corpus run` measures in a text, and its verdict: a dict, in columns as JSON."""
    return parsed(apply("filter", x, options, errors, progress))


def mask(x: Any, *, errors: str = "raise", progress: Progress = None, **options: Any) -> Any:
    """A text with personal data masked, as the step `mask` of `shuli corpus run` does."""
    return apply("mask", x, options, errors, progress)


class Duplicate(NamedTuple):
    """What a document is to the others. Documents are named by their places, from 0; in an index by their ids."""

    cluster: Union[int, str]
    kept: bool
    of: Union[int, str, None]
    relation: str
    similarity: float
    containment: float


def duplicates(
    x: Any, *, keep: str = "first", field: str = "text", fields: Mapping[str, Any] | None = None,
    errors: str = "raise", **options: Any,
) -> list[Union[Duplicate, None]]:
    """What each of the documents of a list or column is to the others: `shuli dedup`. None for one that is None.

    `fields` are further columns: {"title": titles, "date": dates, "url": addresses}, and "id" for the order of documents
    among which nothing else decides. `field="html"` takes `x` as pages.
    All documents are searched at once: Ctrl-C is answered afterwards.
    """
    found = apply_whole("dedup", {field: x, **(fields or {})}, {"keep": keep, **options}, errors)
    return [row and Duplicate(int(row[0]), bool(row[1]), row[2] and int(row[2]), *row[3:]) for row in found]
