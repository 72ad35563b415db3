"""Spark: functions that add a column to a data frame, by `mapInArrow`.

    cleaned = shuli.spark.clean(pages, "html")

adds the columns `body` and `body_error`: rows in are rows out, and a row that can't be processed has null and the
reason instead of ending the job. Every function takes

column      the column of texts (or bytes, for pages in any encoding).
into        the name of the new column, beside which `<into>_error` says what is wrong with a row.
fields      other input fields of the program and their columns: {"title": "headline"}.
json        True: the column is the program's whole answer, as a line of JSON.
isolate     True: the program works as a process of its own; should a row end it, that row has an error.

and as further keyword arguments the options of the verb. Files that options name must be there on every worker.
Functions are pure, so a task that is tried again gives the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pyspark.sql import DataFrame, functions
from pyspark.sql.types import ArrayType, DataType, IntegralType, StringType, StructField, StructType

Fields = Mapping[str, str]

_PAIRS = ArrayType(StructType([StructField("token", StringType()), StructField("tag", StringType())]))


def clean(
    df: DataFrame, column: str = "html", *, into: str = "body", field: str = "html", fields: Fields | None = None,
    isolate: bool = False, json: bool = False, **options: Any,
) -> DataFrame:
    """The body of each page. `field="text"` takes the column as flattened text."""
    return _added(df, "clean", field, column, into, StringType(), fields, isolate, json, options)


def normalize(
    df: DataFrame, column: str = "text", *, into: str = "normalized", fields: Fields | None = None,
    isolate: bool = False, json: bool = False, **options: Any,
) -> DataFrame:
    """Each text in one form; with `to`, in another script."""
    return _added(df, "normalize", "text", column, into, StringType(), fields, isolate, json, options)


def words(
    df: DataFrame, column: str = "text", *, into: str = "words", fields: Fields | None = None,
    isolate: bool = False, json: bool = False, **options: Any,
) -> DataFrame:
    """The words of each text; with `pos=True`, structs of `token` and `tag`."""
    kind = _PAIRS if options.get("pos") else ArrayType(StringType())
    return _added(df, "segment", "text", column, into, kind, fields, isolate, json, options)


def keywords(
    df: DataFrame, column: str = "text", *, into: str = "keywords", field: str = "text", fields: Fields | None = None,
    isolate: bool = False, json: bool = False, **options: Any,
) -> DataFrame:
    """The keywords of each text, best first. `field="html"` takes the column as pages."""
    kind = ArrayType(StringType())
    return _added(df, "keywords", field, column, into, kind, fields, isolate, json, options)


def summarize(
    df: DataFrame, column: str = "text", *, into: str = "summary", field: str = "text", fields: Fields | None = None,
    isolate: bool = False, json: bool = False, **options: Any,
) -> DataFrame:
    """A summary of each text, a sentence a line. `field="html"` takes the column as pages."""
    return _added(df, "summarize", field, column, into, StringType(), fields, isolate, json, options)


def quality(
    df: DataFrame, column: str = "text", *, into: str = "quality", fields: Fields | None = None, **options: Any,
) -> DataFrame:
    """What the filter measures in each text, and its verdict, as JSON. It can't be isolated: no verb does it alone."""
    return _added(df, "filter", "text", column, into, StringType(), fields, False, False, options)


def deduplicate(
    df: DataFrame, id: str = "id", text: str = "text", *, keep: str = "first", field: str = "text",
    fields: Fields | None = None, **options: Any,
) -> DataFrame:
    """What each document is to the others, as `shuli dedup` says it: copies, excerpts and round-ups, and which to keep.

    id          the column that names documents, of texts or whole numbers. Each name occurs once.
    text        the column of texts; pages with `field="html"`.
    keep        which document of a cluster is kept, as the program's `--keep`; `first` is the one whose id comes first.
    fields      other input fields and their columns, as `{"title": "headline", "date": "published", "url": "url"}`.

    Adds `cluster`, `kept`, `of`, `relation`, `similarity`, `containment`, and `dedup_error`: what is wrong with a row that
    has none of them. Rows in are rows out. The search itself runs at once. What it finds from step to step is kept by the
    executors; on a cluster, where they may be lost, in the folder that `sparkContext.setCheckpointDir` names.
    """
    from ._duplicates import VERDICT, verdicts

    inputs = {field: text, **(fields or {})}
    for name in (id, *inputs.values()):
        if name not in df.columns:
            raise ValueError(f"the data frame has no column {name}")
    kind = df.schema[id].dataType
    if not isinstance(kind, (StringType, IntegralType)):
        raise ValueError(f"the ids in {id} are neither texts nor whole numbers")
    added = [*(field.name for field in VERDICT), "dedup_error"]
    for name in added:
        if name in df.columns:
            raise ValueError(f"the data frame has a column {name} already")
    # Under names of their own, because a column may serve twice.
    own = {name: f"input_{number}" for number, name in enumerate(inputs)}
    named = df.select(
        functions.col(id).cast("string").alias("id"),
        *[functions.col(column).alias(own[name]) for name, column in inputs.items()])
    known = verdicts(named, own, options, keep).select(
        functions.col("id").alias("dedup_id"),
        *[functions.col(name).cast(kind).alias(name) if name in ("cluster", "of") else
          (functions.col(name) == 1).alias(name) if name == "kept" else functions.col(name)
          for name in added[:-1]],
        functions.col("error").alias("dedup_error"))
    joined = df.join(known, df[id].cast("string") == known["dedup_id"], "left").drop("dedup_id")
    return joined.withColumn(
        "dedup_error",
        functions.when(functions.col(id).isNull(), "the row has no id").otherwise(functions.col("dedup_error")))


# MARK: Columns and batches


def _added(
    df: DataFrame, verb: str, field: str, column: str, into: str, kind: DataType, fields: Fields | None, isolate: bool,
    json: bool, options: Mapping[str, Any],
) -> DataFrame:
    inputs = {field: column, **(fields or {})}
    error = f"{into}_error"
    for name in inputs.values():
        if name not in df.columns:
            raise ValueError(f"the data frame has no column {name}")
        if isolate and df.schema[name].dataType != StringType():
            raise ValueError(f"isolate=True takes texts, which {name} does not hold; without it bytes are read too")
    for name in (into, error):
        if name in df.columns:
            raise ValueError(f"the data frame has a column {name} already; name another one by into=")
    schema = StructType([
        *df.schema.fields, StructField(into, StringType() if json else kind), StructField(error, StringType())])
    options = {**options, "json": json}
    answers = _isolated(verb, options) if isolate else _inside(verb, options)
    return df.mapInArrow(_mapper(answers, inputs, into, error), schema)


def _mapper(
    answers: Callable[[Any, Any], tuple[Any, Any]], inputs: Mapping[str, str], into: str, error: str,
) -> Callable[[Iterable[Any]], Iterator[Any]]:
    def mapped(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        for batch in batches:
            if not batch.num_rows:
                continue
            given = pyarrow.StructArray.from_arrays(
                [batch.column(batch.schema.get_field_index(name)) for name in inputs.values()], list(inputs))
            main = given.field(0)
            values, errors = answers(given, main)
            if not len(values) == len(errors) == batch.num_rows:
                raise RuntimeError(f"{batch.num_rows} rows gave {len(values)} answers")
            yield pyarrow.RecordBatch.from_arrays(
                [*batch.columns, values, errors], [*batch.schema.names, into, error])
    return mapped


def _inside(verb: str, options: Mapping[str, Any]) -> Callable[[Any, Any], tuple[Any, Any]]:
    def answers(given: Any, main: Any) -> tuple[Any, Any]:
        import pyarrow

        from ._arrow import child_of, chunks_of, slices_of
        from ._verb import opened

        handle = opened(verb, options)
        values, errors = [], []
        # A struct of nulls is a row of nulls.
        rows = pyarrow.StructArray.from_arrays(
            given.flatten(), fields=list(given.type), mask=main.is_null())
        for chunk in chunks_of(rows):
            for part in slices_of(chunk):
                answer = handle.run(part)
                values.append(pyarrow.array(child_of(answer, b"value")))
                errors.append(pyarrow.array(child_of(answer, b"error")))
        return pyarrow.concat_arrays(values), pyarrow.concat_arrays(errors)
    return answers


def _isolated(verb: str, options: Mapping[str, Any]) -> Callable[[Any, Any], tuple[Any, Any]]:
    def answers(given: Any, main: Any) -> tuple[Any, Any]:
        import pyarrow

        from ._isolated import filtered

        records = [
            None if null else record for null, record in zip(main.is_null().to_pylist(), given.to_pylist())]
        rows = filtered(verb, records, options)
        kind = pyarrow.string()
        if not options.get("json") and verb in ("segment", "keywords"):
            pair = pyarrow.struct([("token", kind), ("tag", kind)])
            kind = pyarrow.list_(pair if options.get("pos") else kind)
        return (
            pyarrow.array([row.value for row in rows], kind),
            pyarrow.array([row.error for row in rows], pyarrow.string()))
    return answers
