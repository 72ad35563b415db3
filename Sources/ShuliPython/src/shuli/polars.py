"""Expressions of polars: after `import shuli.polars`, `pl.col("text").shuli.keywords(number=5)`."""

from __future__ import annotations

from typing import Any

import polars as pl

from . import functions

_LIST = pl.List(pl.String)
_PAIRS = pl.List(pl.Struct({"token": pl.String, "tag": pl.String}))


@pl.api.register_expr_namespace("shuli")
class Shuli:
    """The functions of the package as expressions; keyword arguments are those of the functions."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def _map(self, function: Any, dtype: Any, options: dict[str, Any]) -> pl.Expr:
        dtype = pl.String if options.get("json") else dtype
        return self._expression.map_batches(
            lambda series: function(series, **options), return_dtype=dtype, is_elementwise=True)

    def words(self, **options: Any) -> pl.Expr:
        """A list of words."""
        return self._map(functions.words, _LIST, options)

    def tags(self, **options: Any) -> pl.Expr:
        """A list of structs with `token` and `tag`."""
        return self._map(functions.tags, _PAIRS, options)

    def sentences(self, **options: Any) -> pl.Expr:
        """A list of sentences."""
        return self._map(functions.sentences, _LIST, options)

    def keywords(self, **options: Any) -> pl.Expr:
        """A list of keywords, best first."""
        return self._map(functions.keywords, _LIST, options)

    def summary(self, **options: Any) -> pl.Expr:
        """A summary, a sentence a line."""
        return self._map(functions.summary, pl.String, options)

    def clean(self, **options: Any) -> pl.Expr:
        """The body of a page."""
        return self._map(functions.clean, pl.String, options)

    def normalize(self, **options: Any) -> pl.Expr:
        """The text in one form."""
        return self._map(functions.normalize, pl.String, options)

    def convert(self, to: str, **options: Any) -> pl.Expr:
        """The text in another script."""
        return self._map(functions.convert, pl.String, {"to": to, **options})

    def quality(self, **options: Any) -> pl.Expr:
        """What the filter measures, and its verdict, as JSON."""
        return self._map(functions.quality, pl.String, options)

    def mask(self, **options: Any) -> pl.Expr:
        """The text with personal data masked."""
        return self._map(functions.mask, pl.String, options)
