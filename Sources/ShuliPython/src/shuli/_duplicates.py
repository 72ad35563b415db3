"""The steps of a search for duplicates in Spark. Shuli decides in each of them; Spark brings rows together."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pyspark.sql import Column as SparkColumn
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F  # noqa: N812 - as in Spark's documentation
from pyspark.sql.types import (
    BinaryType, DoubleType, LongType, StringType, StructField, StructType,
)

# What `dedup-resolve` says of a document.
VERDICT = [
    StructField("cluster", StringType()), StructField("kept", LongType()), StructField("of", StringType()),
    StructField("relation", StringType()), StructField("similarity", DoubleType()),
    StructField("containment", DoubleType()),
]

# What `fingerprint` says of a document.
_FINGERPRINT = [
    StructField("key", LongType()), StructField("anchors", BinaryType()), StructField("signature", BinaryType()),
    StructField("title", LongType()), StructField("date", StringType()), StructField("source", StringType()),
    StructField("host", StringType()), StructField("reprint", LongType()), StructField("length", LongType()),
    StructField("removed", LongType()),
]

# A bucket is searched as a whole by one task: so many anchors take some 100 MB there.
_BUCKET = 2_000_000
# So many edges are joined by one task, in about as many microseconds; rounds in Spark take seconds each.
_ONE_TASK = 1_000_000


class Plan:
    """One search. What it has found is kept from step to step, so that the plans of Spark stay small."""

    def __init__(self, options: Mapping[str, Any], keep: str, spark: SparkSession) -> None:
        self._options = dict(options)
        self._keep = keep
        self._spark = spark
        context = spark.sparkContext
        self._is_reliable = context.getCheckpointDir() is not None
        if not self._is_reliable and not context.master.startswith("local"):
            raise ValueError(
                "on a cluster the steps are kept in files: name a folder by spark.sparkContext.setCheckpointDir(…)")
        self._partitions = 2 * context.defaultParallelism

    def verdicts(self, named: DataFrame, inputs: Mapping[str, str]) -> DataFrame:
        """The columns `id`, those of `VERDICT` and `error` for the rows of `named`, which has `id` and the inputs."""
        setting = "spark.sql.shuffle.partitions"
        before = self._spark.conf.get(setting)
        try:
            fingerprints = self._keeping(self._fingerprints(named, inputs))
            anchors = fingerprints.agg(F.sum(F.length("anchors") / 8)).first()[0]
            # Not the session's number: 200 partitions of a few rows take minutes where there are two cores.
            self._partitions = max(self._partitions, math.ceil((anchors or 0) / _BUCKET))
            self._spark.conf.set(setting, str(self._partitions))
            return self._of_fingerprints(fingerprints)
        finally:
            self._spark.conf.set(setting, before)

    def _of_fingerprints(self, fingerprints: DataFrame) -> DataFrame:
        counts = fingerprints.agg(F.count("id"), F.count_distinct("id")).first()
        rejects = fingerprints.where("error IS NOT NULL").select("id", "error")
        documents = fingerprints.where("error IS NULL").drop("error")
        if counts[1] < counts[0]:
            reason = F.lit("the id is repeated").alias("error")
            repeated = self._keeping(fingerprints.groupBy("id").count().where("count > 1").select("id", reason))
            documents = documents.join(repeated, "id", "left_anti")
            rejects = rejects.join(repeated, "id", "left_anti").union(repeated)
        texts = documents.where("key IS NOT NULL").select("key", "anchors", "signature")
        texts = self._keeping(texts.dropDuplicates(["key"]))
        found = self._keeping(self._candidates(texts))
        common = found.where("common IS NOT NULL").select(F.col("left").alias("key"), "common")
        common = self._keeping(common.groupBy("key").agg(_joined("common")))
        edges = self._keeping(self._edges(found, texts, common))
        component = self._components(edges)
        resolved = self._resolved(documents, component, common, edges)
        empty = [F.lit(None).cast(field.dataType).alias(field.name) for field in VERDICT]
        verdicts = resolved.select("id", *[field.name for field in VERDICT], F.lit(None).cast("string").alias("error"))
        verdicts = self._keeping(verdicts.union(rejects.select("id", *empty, "error")))
        count = verdicts.count()
        if count != counts[1]:
            raise RuntimeError(f"{counts[1]} documents gave {count} verdicts")
        return verdicts

    def _keeping(self, frame: DataFrame) -> DataFrame:
        """The rows of a frame, computed now and once."""
        if not self._is_reliable:
            return frame.localCheckpoint()
        # Spark computes a frame twice where it is in files alone.
        held = frame.persist()
        kept = held.checkpoint()
        held.unpersist()
        return kept

    # MARK: Texts

    def _fingerprints(self, named: DataFrame, inputs: Mapping[str, str]) -> DataFrame:
        options = self._options
        schema = StructType([StructField("id", StringType()), *_FINGERPRINT, StructField("error", StringType())])

        def mapped(batches: Iterable[Any]) -> Iterator[Any]:
            import pyarrow
            import pyarrow.compute

            from ._arrow import chunks_of, slices_of
            from ._verb import opened

            step = opened("fingerprint", {**options, "quiet": True})
            for batch in batches:
                given = pyarrow.StructArray.from_arrays(
                    [batch.column(batch.schema.get_field_index(name)) for name in inputs.values()], list(inputs))
                answers = [
                    pyarrow.array(step.run(part)) for chunk in chunks_of(given) for part in slices_of(chunk)
                    if len(part)]
                if not answers:
                    continue
                answer = pyarrow.concat_arrays(answers)
                value, error = answer.field("value"), answer.field("error")
                reason = pyarrow.compute.if_else(
                    value.is_null(), "the row has no text", pyarrow.scalar(None, pyarrow.string()))
                yield pyarrow.RecordBatch.from_arrays(
                    [batch.column("id"), *value.flatten(), pyarrow.compute.coalesce(error, reason)], schema.names)

        return named.where("id IS NOT NULL").mapInArrow(mapped, schema)

    # MARK: Candidates

    def _candidates(self, texts: DataFrame) -> DataFrame:
        """The common shingles of texts (`left`, `common`) and the pairs that share others (`left`, `right`, `shared`)."""
        divided = texts.select("key", "anchors").mapInArrow(
            _step("dedup-anchors", {"buckets": 4 * self._partitions}), "bucket long, block binary")
        blocks = self._keeping(divided.repartition(self._partitions, "bucket"))
        questions = blocks.mapInArrow(
            _step("dedup-questions", {}, whole=True), "bucket long, left long, right long")
        asked = questions.groupBy("left", "right").agg(F.collect_set("bucket").alias("buckets"))
        both = self._with_both(asked, texts.select("key", "anchors"), ["anchors"])
        answered = both.mapInArrow(
            _step("dedup-strangers", {}, ["left_anchors", "right_anchors"], ["left", "right"],
                  passing=["buckets", "left", "right"]),
            "buckets array<long>, left long, right long, strangers long")
        strangers = answered.where("strangers = 1").select(
            F.explode("buckets").alias("bucket"), F.lit(None).cast("binary").alias("block"), "left", "right")
        nothing = F.lit(None).cast("long")
        whole = blocks.select("bucket", "block", nothing.alias("left"), nothing.alias("right")).union(strangers)
        return whole.repartition(self._partitions, "bucket").mapInArrow(
            _step("dedup-candidates", {}, whole=True), "left long, right long, shared long, common binary")

    # MARK: Edges and components

    def _edges(self, found: DataFrame, texts: DataFrame, common: DataFrame) -> DataFrame:
        pairs = found.where("right IS NOT NULL").groupBy("left", "right").agg(F.sum("shared").alias("shared"))
        sides = texts.select("key", "signature").join(common, "key", "left")
        both = self._with_both(pairs, sides, ["signature", "common"])
        columns = [
            "left", "right", "shared", "left_signature", "right_signature", "left_common", "right_common"]
        compared = both.mapInArrow(
            _step("dedup-compare", self._options, columns, columns, passing=["left", "right"]),
            "left long, right long, edge binary, joins long")
        return compared.where("edge IS NOT NULL")

    def _with_both(self, pairs: DataFrame, texts: DataFrame, columns: list[str]) -> DataFrame:
        """Pairs of keys with columns of both texts, the same left text in rows that follow each other."""
        for side in ("right", "left"):
            named = texts.select(F.col("key").alias(side), *[F.col(name).alias(f"{side}_{name}") for name in columns])
            pairs = pairs.join(named, side)
        return pairs

    def _components(self, edges: DataFrame) -> DataFrame:
        """The columns `key` and `component`, which is one of the keys, of all texts that edges join.

        Each round makes stars of the components, larger ones each time (Kiveris, Lattanzi, Mirrokni, Rastogi and
        Vassilvitskii 2014), until nothing changes. Few edges are joined by one task.
        """
        stars = edges.where("joins = 1").select(F.col("left").alias("a"), F.col("right").alias("b"))
        if edges.count() <= _ONE_TASK:
            return stars.coalesce(1).mapInArrow(_joining, "key long, component long")
        least = F.min("b").over(Window.partitionBy("a"))
        state = None
        while True:
            both = _pairs(stars, ("a", "b"), ("b", "a"))
            large = both.withColumn("root", F.least("a", least)).where("b > a").select("b", "root").toDF("a", "b")
            small = large.distinct().withColumn("root", least)
            leaves = _pairs(small, ("a", "root"), ("b", "root")).where("a <> b")
            stars = self._keeping(leaves.distinct())
            reached = stars.agg(F.count("a"), F.sum(F.xxhash64("a", "b").cast("decimal(38,0)"))).first()
            if reached == state:
                break
            state = reached
        return _pairs(stars, ("a", "b"), ("b", "b")).distinct().toDF("key", "component")

    # MARK: Verdicts

    def _resolved(
        self, documents: DataFrame, component: DataFrame, common: DataFrame, edges: DataFrame,
    ) -> DataFrame:
        own = edges.groupBy(F.col("left").alias("key")).agg(_joined("edge").alias("edges"))
        whole = (
            documents.join(component, "key", "left").join(common, "key", "left").join(own, "key", "left")
            # A text without edges is compared with no other.
            .withColumn("signature", F.when(F.col("component").isNotNull(), F.col("signature")))
            .withColumn("component", F.coalesce("component", "key", F.xxhash64("id")))
            .withColumn("anchor_count", (F.length("anchors") / 8).cast("long")).drop("anchors")
            .repartition(self._partitions, "component").sortWithinPartitions("component"))
        options = {**self._options, "keep": self._keep}
        schema = StructType([StructField("id", StringType()), *VERDICT])
        return whole.mapInArrow(_by_component(options), schema)


def _pairs(frame: DataFrame, *pairs: tuple[str, str]) -> DataFrame:
    """Rows of two columns `a` and `b` for each row. A union would double the plan, round by round."""
    both = [F.struct(F.col(one).alias("a"), F.col(other).alias("b")) for one, other in pairs]
    return frame.select(F.explode(F.array(*both)).alias("pair")).select("pair.a", "pair.b")


def _joined(column: str) -> SparkColumn:
    """The bytes of all rows of a group, one behind the other."""
    return F.aggregate(F.collect_list(column), F.lit(bytearray()), lambda all, one: F.concat(all, one)).alias(column)


def _joining(batches: Iterable[Any]) -> Iterator[Any]:
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


# MARK: Batches


def _run(name: str, options: Mapping[str, Any], rows: Any) -> Any:
    """A struct array for a struct array."""
    import pyarrow

    from ._arrow import chunks_of
    from ._verb import opened

    (column,) = chunks_of(rows)
    return pyarrow.array(opened(name, {**options, "quiet": True}).run(column))


def _step(
    name: str, options: Mapping[str, Any], columns: list[str] | None = None, names: list[str] | None = None, *,
    passing: list[str] | None = None, whole: bool = False,
) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """A function of batches that takes a step with some columns, all by default, under the names of the step.

    The columns `passing` come before those of the answer. With `whole` a partition is one batch.
    """
    def mapped(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        for batch in _whole(batches) if whole else batches:
            if not batch.num_rows:
                continue
            taken = columns or batch.schema.names
            rows = pyarrow.StructArray.from_arrays([batch.column(column) for column in taken], names or taken)
            answer = _run(name, options, rows)
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


def _by_component(options: Mapping[str, Any]) -> Callable[[Iterable[Any]], Iterator[Any]]:
    def mapped(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        for batch in _components_of(batches):
            rows = pyarrow.StructArray.from_arrays(batch.columns, batch.schema.names)
            answer = _run("dedup-resolve", options, rows)
            yield pyarrow.RecordBatch.from_arrays(
                [batch.column("id"), *answer.flatten()], ["id", *[field.name for field in answer.type]])
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
