"""An index of documents that stays from call to call, in memory or in a file."""

from __future__ import annotations

import ctypes
import json
import os
import weakref
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ._abi import library, take_text
from ._arrow import Column, child_of, values_of
from ._columns import batch_of, checked
from ._verb import Notes, failure, option_words
from .functions import Duplicate


class Match(NamedTuple):
    """A document of an index that another one is like. `containment` is the share of the other one that it has."""

    id: str
    relation: str
    similarity: float
    containment: float
    other_containment: float


class DuplicateIndex:
    """Finds copies and excerpts of documents that were added before.

        with shuli.DuplicateIndex("articles.idx") as index:
            for name, matches in zip(ids, index.query(texts)):
                print(name, [match.id for match in matches])
            index.add(ids, texts)

    path        the file, which `shuli dedup --index` also takes; it is made where it is missing. None: in memory.
    read_only   True: only to ask, while another process may add.
    quiet       True for no `ShuliWarning`.

    Further keyword arguments are those of `shuli dedup`: `threshold`, `containment`, `no_clean`. A file should always
    be opened with the same ones. What was added to a file survives the end of the process at any moment. Several
    threads may use one index; they wait for each other. It is not used in a process that was forked after it was opened.
    """

    def __init__(
        self, path: str | os.PathLike[str] | None = None, *, read_only: bool = False, quiet: bool = False,
        **options: Any,
    ) -> None:
        words = option_words({**options, "path": path, "read_only": read_only})
        handle, message = ctypes.c_void_p(), ctypes.c_void_p()
        code = library().shulic_index_open(
            json.dumps(words).encode(), ctypes.byref(handle), ctypes.byref(message))
        said = take_text(message.value)
        if code:
            raise failure(code, said)
        self._handle = handle
        self._quiet = quiet
        self._finalizer = weakref.finalize(self, library().shulic_index_close, handle)

    def add(
        self, ids: Any, x: Any, *, field: str = "text", fields: Mapping[str, Any] | None = None, errors: str = "raise",
    ) -> list[bool]:
        """Adds documents, all of them or, after an exception, none. Says of each whether the index has it now.

        A row that is None has no document. The id of another text is an error of its row: with `errors="raise"` a
        `RowError`, although the other rows were added. A document that the index has already may be added again.
        """
        values = self._run(
            library().shulic_index_add, {"id": ids, field: x, **(fields or {})}, errors)
        return [value is not None for value in values]

    def query(
        self, x: Any, *, ids: Any = None, field: str = "text", fields: Mapping[str, Any] | None = None,
        errors: str = "raise",
    ) -> list[list[Match] | None]:
        """What each of the documents is like, the most similar first. With `ids`, a document is not like its own id."""
        columns = {field: x, **(fields or {}), **({} if ids is None else {"id": ids})}
        values = self._run(library().shulic_index_query, columns, errors)
        return [None if row is None else [Match(*match) for match in row] for row in values]

    def verdicts(self, keep: str = "first") -> dict[str, Duplicate]:
        """What each document is to the others, by its id, in the order in which they were added."""
        answer = self._answer(library().shulic_index_verdicts, keep.encode())
        names = [b"id", b"cluster", b"kept", b"of", b"relation", b"similarity", b"containment"]
        columns = [child_of(answer, name) for name in names]
        rows = zip(*[values_of(column.schema, column.array) for column in columns])
        return {row[0]: Duplicate(row[1], bool(row[2]), *row[3:]) for row in rows}

    def close(self) -> None:
        """Closes the index. What is in memory alone is gone."""
        self._finalizer()

    def __enter__(self) -> DuplicateIndex:
        return self

    def __exit__(self, *reason: Any) -> None:
        self.close()

    def _run(self, function: Callable[..., int], columns: Mapping[str, Any], errors: str) -> list[Any]:
        if errors not in ("raise", "null"):
            raise ValueError('errors is "raise" or "null"')
        batch = batch_of(columns)
        notes = Notes()
        answer = self._answer(function, ctypes.byref(batch.array), ctypes.byref(batch.schema), notes=notes)
        values = checked(answer, 0, errors)
        notes.warn()
        return values_of(values.schema, values.array)

    def _answer(self, function: Callable[..., int], *given: Any, notes: Notes | None = None) -> Column:
        if not self._finalizer.alive:
            raise ValueError("the index is closed")
        answer, message = Column(), ctypes.c_void_p()
        code = function(
            self._handle, *given, ctypes.byref(answer.array), ctypes.byref(answer.schema), ctypes.byref(message))
        said = take_text(message.value)
        if code:
            raise failure(code, said)
        if said and notes is not None and not self._quiet:
            notes.add(said, 0)
        return answer
