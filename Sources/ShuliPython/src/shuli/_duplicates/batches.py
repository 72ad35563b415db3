"""The steps of a search for duplicates as functions of the batches of a partition, which Spark's workers call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

# What `mapInArrow` takes: batches of a partition for batches.
Function = Callable[[Iterable[Any]], Iterator[Any]]


def _struct(batch: Any, columns: list[str], names: list[str] | None = None) -> Any:
    import pyarrow

    return pyarrow.StructArray.from_arrays([batch.column(column) for column in columns], names or columns)


def _run(name: str, options: Mapping[str, Any], rows: Any) -> Any:
    """A struct array for a struct array."""
    import pyarrow

    from .._arrow import chunks_of
    from .._verb import opened

    (column,) = chunks_of(rows)
    return pyarrow.array(opened(name, {**options, "quiet": True}).run(column))


def step(
    name: str, options: Mapping[str, Any], columns: list[str] | None = None, names: list[str] | None = None, *,
    passing: list[str] | None = None, whole: bool = False,
) -> Function:
    """A function of batches that takes a step with some columns, all by default, under the names of the step.

    The columns `passing` come before those of the answer. With `whole` a partition is one batch.
    """
    def mapped(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        for batch in _whole(batches) if whole else batches:
            if not batch.num_rows:
                continue
            answer = _run(name, options, _struct(batch, columns or batch.schema.names, names))
            kept = [batch.column(column) for column in passing or []]
            yield pyarrow.RecordBatch.from_arrays(
                [*kept, *answer.flatten()], [*(passing or []), *[field.name for field in answer.type]])
    return mapped


def _whole(batches: Iterable[Any]) -> Iterator[Any]:
    """All batches as one, whose columns of bytes may exceed 2 GiB."""
    import pyarrow

    batches = [batch for batch in batches if batch.num_rows]
    if not batches:
        return
    table = pyarrow.Table.from_batches(batches)
    schema = pyarrow.schema([
        field.with_type(pyarrow.large_binary()) if pyarrow.types.is_binary(field.type) else field
        for field in table.schema])
    yield from table.cast(schema).combine_chunks().to_batches()


def fingerprints(options: Mapping[str, Any], inputs: Mapping[str, str], names: list[str]) -> Function:
    """A function that gives each document's id and fingerprint, and what is wrong with it, in columns of these names.

    `inputs` are the fields of the program and their columns.
    """
    def mapped(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow
        import pyarrow.compute

        from .._arrow import chunks_of, slices_of
        from .._verb import opened

        verb = opened("fingerprint", {**options, "quiet": True})
        for batch in batches:
            given = pyarrow.StructArray.from_arrays(
                [batch.column(column) for column in inputs.values()], list(inputs))
            answers = [
                pyarrow.array(verb.run(part)) for chunk in chunks_of(given) for part in slices_of(chunk) if len(part)]
            if not answers:
                continue
            answer = pyarrow.concat_arrays(answers)
            value, error = answer.field("value"), answer.field("error")
            reason = pyarrow.compute.if_else(
                value.is_null(), "the row has no text", pyarrow.scalar(None, pyarrow.string()))
            yield pyarrow.RecordBatch.from_arrays(
                [batch.column("id"), *value.flatten(), pyarrow.compute.coalesce(error, reason)], names)
    return mapped


def pairs(parts: int) -> Function:
    """A function of a partition that has the columns `id`, `key` and `anchors` of all documents.

    It gives what `dedup-pairs` does, and in rows of their own the ids that are `repeated`.
    """
    def mapped(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow
        import pyarrow.compute

        for batch in _whole(batches):
            found = _run("dedup-pairs", {"parts": parts}, _struct(batch, ["key", "anchors"]))
            names = [*[field.name for field in found.type], "repeated"]
            yield pyarrow.RecordBatch.from_arrays(
                [*found.flatten(), pyarrow.nulls(len(found), pyarrow.string())], names)
            counts = pyarrow.compute.value_counts(batch.column("id"))
            several = pyarrow.compute.greater(counts.field("counts"), 1)
            repeated = counts.field("values").filter(several)
            empty = [pyarrow.nulls(len(repeated), field.type) for field in found.type]
            yield pyarrow.RecordBatch.from_arrays([*empty, repeated], names)
    return mapped


def verdicts(options: Mapping[str, Any], *, by_component: bool = False) -> Function:
    """A function of a partition that has all documents of some components: what each of them is, or its error.

    With `by_component` the partition is sorted by component, and little of it is in memory at once.
    """
    def mapped(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        for batch in _components_of(batches) if by_component else _whole(batches):
            good = batch.filter(batch.column("error").is_null())
            bad = batch.filter(batch.column("error").is_valid())
            taken = [name for name in good.schema.names if name != "error"]
            found = _run("dedup-resolve", options, _struct(good, taken))
            names = ["id", *[field.name for field in found.type], "error"]
            yield pyarrow.RecordBatch.from_arrays([good.column("id"), *found.flatten(), good.column("error")], names)
            empty = [pyarrow.nulls(len(bad), field.type) for field in found.type]
            yield pyarrow.RecordBatch.from_arrays([bad.column("id"), *empty, bad.column("error")], names)
    return mapped


def _components_of(batches: Iterable[Any]) -> Iterator[Any]:
    """The rows of a partition, which is sorted by component, in batches that end where a component does."""
    import pyarrow.compute

    waiting: list[Any] = []
    for batch in batches:
        if not batch.num_rows:
            continue
        component = batch.column("component")
        last = component[batch.num_rows - 1]
        if waiting and waiting[-1].column("component")[0] == last:
            waiting.append(batch)
            continue
        # Rows before the first one of the last component.
        end = pyarrow.compute.index(component, last).as_py()
        yield from _combined([*waiting, batch.slice(0, end)])
        waiting = [batch.slice(end)]
    yield from _combined(waiting)


def _combined(batches: list[Any]) -> Iterator[Any]:
    import pyarrow

    batches = [batch for batch in batches if batch.num_rows]
    if batches:
        yield from pyarrow.Table.from_batches(batches).combine_chunks().to_batches()


def joining(batches: Iterable[Any]) -> Iterator[Any]:
    """The components of all edges, named by one of their keys (union-find, with path halving)."""
    import pyarrow

    parents: dict[int, int] = {}

    def root(key: int) -> int:
        while (parent := parents.setdefault(key, key)) != key:
            parents[key] = key = parents[parent]
        return key

    for batch in batches:
        for one, other in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist()):
            parents[root(one)] = root(other)
    keys = list(parents)
    yield pyarrow.RecordBatch.from_arrays(
        [pyarrow.array(keys, pyarrow.int64()), pyarrow.array([root(key) for key in keys], pyarrow.int64())],
        ["key", "component"])
