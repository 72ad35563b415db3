"""From what a caller has (a text, a list, a column of another library) to a verb and back to the like."""

from __future__ import annotations

import gc
import json
import numbers
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Union

from ._arrow import (
    BATCH_BYTES, BATCH_ROWS, Column, Lines, child_of, chunks_of, column_of, lines_of, slices_of, struct_of, values_of,
)
from ._verb import Notes, Verb, opened
from .errors import RowError

_NUMBERED = re.compile(r'\{"id":(\d+)')

Progress = Union[bool, Callable[[int, int], None], None]


def apply(verb: str, x: Any, options: Mapping[str, Any], errors: str = "raise", progress: Progress = None) -> Any:
    """Takes `x` through a verb and answers in the form that `x` has."""
    if errors not in ("raise", "null"):
        raise ValueError('errors is "raise" or "null"')
    handle = opened(verb, options)
    if x is None or isinstance(x, (str, bytes, bytearray, memoryview)):
        return None if x is None else _list(handle, [x], errors, None)[0]
    library, kind = type(x).__module__.partition(".")[0], type(x).__name__
    if library == "numpy" and kind == "ndarray" or library == "pandas" and kind.endswith("Index"):
        x = x.tolist()
    if isinstance(x, (list, tuple)):
        return _list(_joined(verb, options) or handle, x, errors, progress)
    if library == "pandas":
        return _pandas(handle, x, errors, progress)
    if library == "polars":
        return _polars(handle, x, errors, progress)
    if hasattr(x, "__arrow_c_array__") or hasattr(x, "__arrow_c_stream__"):
        return _pyarrow(handle, x, errors, progress)
    raise TypeError(f"a text, a list of texts or a column is expected, not {kind}")


def apply_whole(
    verb: str, columns: Mapping[str, Any], options: Mapping[str, Any], errors: str = "raise",
) -> list[Any]:
    """Takes all rows of some columns through a verb in one batch."""
    if errors not in ("raise", "null"):
        raise ValueError('errors is "raise" or "null"')
    handle, notes = opened(verb, options), Notes()
    batch = batch_of(columns)
    values = checked(handle.run(batch, 0, notes), 0, errors)
    notes.warn()
    return values_of(values.schema, values.array)


def batch_of(columns: Mapping[str, Any]) -> Column:
    """Lists and columns of the same length as one batch. Fields beside the documents, as ids, may be whole numbers."""
    lists = {name: x.to_pylist() if hasattr(x, "to_pylist") else list(x) for name, x in columns.items()}
    if len({len(rows) for rows in lists.values()}) != 1:
        raise ValueError("the columns have different lengths")
    batch = {}
    for name, rows in lists.items():
        if name not in ("text", "html"):
            rows = [str(row) if isinstance(row, numbers.Integral) else row for row in rows]
        try:
            batch[name] = column_of(rows)
        except TypeError as error:
            raise TypeError(f"{name}: {error}") from None
    return struct_of(batch)


def parsed(answers: Any) -> Any:
    """JSON of texts and lists as Python's values; columns keep their JSON."""
    if isinstance(answers, str):
        return json.loads(answers)
    if isinstance(answers, list):
        return [None if answer is None else json.loads(answer) for answer in answers]
    return answers


def _joined(verb: str, options: Mapping[str, Any]) -> Verb | None:
    """The verb of words as texts with a line break behind each word, where words are asked for; else None.

    Splitting the texts of a batch makes all its words at once. A word has no line break.
    """
    if verb != "segment" or any(options.get(name) for name in ("pos", "kinds", "json")):
        return None
    return opened(verb, {**options, "output": "lines"})


# MARK: Batches


def checked(answer: Column, first: int, errors: str) -> Column:
    """The values of a batch's answer. A bad row is an exception with its number, or null."""
    status, reasons = child_of(answer, b"status"), child_of(answer, b"error")
    if errors == "raise":
        codes = values_of(status.schema, status.array)
        if any(codes):
            row = next(row for row, code in enumerate(codes) if code)
            reason = values_of(reasons.schema, reasons.array, row, 1)[0]
            raise RowError(first + row, reason or "the row can't be processed")
    return child_of(answer, b"value")


def _runs(
    verb: Verb, batches: Iterator[Column], total: int, errors: str, progress: Progress,
) -> Iterator[tuple[int, Column]]:
    """The values of each batch with the number of its first row."""
    report, notes = _reporter(progress), Notes()
    done = 0
    for batch in batches:
        length = len(batch)
        yield done, checked(verb.run(batch, done, notes), done, errors)
        done += length
        report(done, total)
    notes.warn()


def _rows(verb: Verb, first: int, values: Column) -> list[Any]:
    """A batch's values. Ids in JSON that are numbers of rows in the batch become those of rows in the whole."""
    rows = values_of(values.schema, values.array)
    if verb.numbers and first:
        for index, line in enumerate(rows):
            number = _NUMBERED.match(line) if line else None
            if number:
                rows[index] = f'{{"id":{int(number[1]) + first}{line[number.end():]}'
    return rows


def _reporter(progress: Progress) -> Callable[[int, int], None]:
    if callable(progress):
        return progress
    if progress:
        def show(done: int, total: int) -> None:
            print(f"\rshuli: {done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
        return show
    return lambda done, total: None


def list_batches(rows: Sequence[Any]) -> Iterator[Column]:
    """Rows of Python's in columns of a bounded number of rows and bytes."""
    for start in range(0, len(rows), BATCH_ROWS):
        part = rows[start:start + BATCH_ROWS]
        # A character of Chinese is three bytes.
        sizes = [3 * len(row) if isinstance(row, (str, bytes)) else 0 for row in part]
        if sum(sizes) <= BATCH_BYTES:
            yield column_of(part, start)
            continue
        begin = size = 0
        for row, added in enumerate(sizes):
            size += added
            if row > begin and size > BATCH_BYTES:
                yield column_of(part[begin:row], start + begin)
                begin, size = row, added
        yield column_of(part[begin:], start + begin)


# MARK: Forms


def _list(verb: Verb, rows: Sequence[Any], errors: str, progress: Progress) -> list[Any]:
    batches = _runs(verb, list_batches(rows), len(rows), errors, progress)
    if verb.lines:
        return _rows_of_lines([lines_of(values) for _, values in batches])
    answers: list[Any] = []
    for first, values in batches:
        answers += _rows(verb, first, values)
    return answers


def _rows_of_lines(batches: list[Lines]) -> list[list[str] | None]:
    # Lists without circles need no collector, which would look at all of them again and again: a quarter of the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        return [row for lines in batches for row in lines.rows()]
    finally:
        if collects:
            gc.enable()


def _arrays(
    verb: Verb, x: Any, errors: str, progress: Progress, array: Callable[[Any], Any], texts: Callable[[list[Any]], Any],
) -> list[Any]:
    """The answers for a column: batches that `array` imports, or lists of JSON that `texts` takes."""
    batches = (part for chunk in chunks_of(x) for part in slices_of(chunk))
    arrays = [
        texts(_rows(verb, first, values)) if verb.numbers else array(values)
        for first, values in _runs(verb, batches, len(x), errors, progress)]
    # A column without chunks still has a type.
    return arrays or [array(checked(verb.run(column_of([])), 0, errors))]


def _pyarrow(verb: Verb, x: Any, errors: str, progress: Progress) -> Any:
    import pyarrow

    if isinstance(x, (pyarrow.Array, pyarrow.ChunkedArray)):
        # Texts may be encoded by a dictionary, and a column of nulls has no type of its own.
        if pyarrow.types.is_dictionary(x.type):
            x = x.cast(x.type.value_type)
        elif pyarrow.types.is_null(x.type):
            x = x.cast(pyarrow.string())
    arrays = _arrays(verb, x, errors, progress, pyarrow.array, lambda rows: pyarrow.array(rows, pyarrow.string()))
    if isinstance(x, pyarrow.ChunkedArray):
        return pyarrow.chunked_array(arrays)
    return arrays[0] if len(arrays) == 1 else pyarrow.concat_arrays(arrays)


def _polars(verb: Verb, x: Any, errors: str, progress: Progress) -> Any:
    import polars

    if not isinstance(x, polars.Series):
        raise TypeError(f"a polars Series is expected, not {type(x).__name__}; for expressions import shuli.polars")
    if x.dtype in (polars.Categorical, polars.Enum, polars.Null):
        x = x.cast(polars.String)
    parts = _arrays(
        verb, x, errors, progress, polars.Series, lambda rows: polars.Series("value", rows, dtype=polars.String))
    return (polars.concat(parts, rechunk=True) if len(parts) > 1 else parts[0]).alias(x.name)


def _pandas(verb: Verb, x: Any, errors: str, progress: Progress) -> Any:
    import pandas

    if not isinstance(x, pandas.Series):
        raise TypeError(f"a pandas Series is expected, not {type(x).__name__}")
    answers = _list(verb, x.tolist(), errors, progress)
    texts = all(answer is None or isinstance(answer, str) for answer in answers)
    dtype = x.dtype if texts and pandas.api.types.is_string_dtype(x.dtype) else object
    return pandas.Series(answers, index=x.index, name=x.name, dtype=dtype)
