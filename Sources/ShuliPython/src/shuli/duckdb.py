"""Functions of DuckDB: after `shuli.duckdb.register(connection)`, `SELECT shuli_keywords(text) FROM pages`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb

from . import functions

_TYPES = {
    "words": "VARCHAR[]",
    "tags": "STRUCT(token VARCHAR, tag VARCHAR)[]",
    "sentences": "VARCHAR[]",
    "keywords": "VARCHAR[]",
    "summary": "VARCHAR",
    "clean": "VARCHAR",
    "normalize": "VARCHAR",
    "quality": "VARCHAR",
    "mask": "VARCHAR",
}


def register(connection: Any, prefix: str = "shuli_") -> None:
    """Registers all functions with their usual options, each of one column of texts; null gives null."""
    for name in _TYPES:
        register_function(connection, prefix + name, name)


def register_function(connection: Any, name: str, function: str, **options: Any) -> None:
    """Registers one function (`words`, `convert` …) under a name of your own, with options.

        shuli.duckdb.register_function(connection, "to_taiwan", "convert", to="tw")
    """
    kind = "VARCHAR" if options.get("json") or function == "convert" else _TYPES[function]
    connection.create_function(
        name, _on_columns(getattr(functions, function), options), [duckdb.sqltype("VARCHAR")], duckdb.sqltype(kind),
        type="arrow", null_handling="special")


def _on_columns(function: Callable[..., Any], options: dict[str, Any]) -> Callable[[Any], Any]:
    def on_column(column: Any) -> Any:
        return function(column, **options)
    return on_column
