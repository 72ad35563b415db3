"""Chinese text: the article in a page, words, keywords, summaries, one script or form, quality, personal data."""

from __future__ import annotations

import json as _json
from typing import Any as _Any

from .errors import OptionError, RowError, ShuliError, ShuliWarning
from .functions import (
    Duplicate, clean, convert, duplicates, keywords, mask, normalize, quality, sentences, summary, tags, words,
)
from .index import DuplicateIndex, Match

__version__ = "0.1.0"
__all__ = [
    "Duplicate", "DuplicateIndex", "Match", "OptionError", "RowError", "ShuliError", "ShuliWarning", "clean", "convert",
    "duplicates", "keywords", "mask", "normalize", "quality", "sentences", "summary", "tags", "versions", "words",
]


def versions() -> dict[str, _Any]:
    """The versions and licences of all parts, as `shuli --version --json` writes them."""
    from ._abi import library, take_text

    return _json.loads(take_text(library().shulic_version()) or "{}")
