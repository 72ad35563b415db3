"""A search among many documents: the anchors of texts are divided among buckets, and components are joined in Spark."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F  # noqa: N812 - as in Spark's documentation

from . import batches
from .steps import VERDICT, Steps, anchor_count, answers_of

# So many edges are joined by one task, in about as many microseconds; rounds in Spark take seconds each.
_EDGES = 1_000_000


def verdicts(steps: Steps, fingerprints: DataFrame) -> DataFrame:
    """What each of the documents is: the columns `id`, those of `VERDICT` and `error`."""
    counts = fingerprints.agg(F.count("id"), F.count_distinct("id")).first()
    rejects = fingerprints.where("error IS NOT NULL").select("id", "error")
    documents = fingerprints.where("error IS NULL").drop("error")
    if counts[1] < counts[0]:
        reason = F.lit("the id is repeated").alias("error")
        repeated = steps.keeping(fingerprints.groupBy("id").count().where("count > 1").select("id", reason))
        documents = documents.join(repeated, "id", "left_anti")
        rejects = rejects.join(repeated, "id", "left_anti").union(repeated)
    texts = documents.where("key IS NOT NULL").select("key", "anchors", "signature")
    texts = steps.keeping(texts.dropDuplicates(["key"]))
    found = steps.keeping(_candidates(steps, texts))
    common = found.where("common IS NOT NULL").select(F.col("left").alias("key"), "common")
    common = steps.keeping(common.groupBy("key").agg(_joined("common")))
    edges = steps.keeping(_edges(steps, found, texts, common))
    resolved = _resolved(steps, documents, _components(steps, edges), common, edges)
    answers = steps.keeping(resolved.union(steps.refused(rejects)))
    count = answers.count()
    if count != counts[1]:
        raise RuntimeError(f"{counts[1]} documents gave {count} verdicts")
    return answers


# MARK: Candidates


def _candidates(steps: Steps, texts: DataFrame) -> DataFrame:
    """The common shingles of texts (`left`, `common`) and the pairs that share others (`left`, `right`, `shared`)."""
    divided = texts.select("key", "anchors").mapInArrow(
        batches.step("dedup-anchors", {"buckets": 4 * steps.tasks}), "bucket long, block binary")
    blocks = steps.keeping(divided.repartition(steps.tasks, "bucket"))
    questions = blocks.mapInArrow(
        batches.step("dedup-questions", {}, whole=True), "bucket long, left long, right long")
    asked = questions.groupBy("left", "right").agg(F.collect_set("bucket").alias("buckets"))
    both = _with_both(asked, texts.select("key", "anchors"), ["anchors"])
    answered = both.mapInArrow(
        batches.step("dedup-strangers", {}, ["left_anchors", "right_anchors"], ["left", "right"],
                     passing=["buckets", "left", "right"]),
        "buckets array<long>, left long, right long, strangers long")
    strangers = answered.where("strangers = 1").select(
        F.explode("buckets").alias("bucket"), F.lit(None).cast("binary").alias("block"), "left", "right")
    nothing = F.lit(None).cast("long")
    whole = blocks.select("bucket", "block", nothing.alias("left"), nothing.alias("right")).union(strangers)
    return whole.repartition(steps.tasks, "bucket").mapInArrow(
        batches.step("dedup-candidates", {}, whole=True), "left long, right long, shared long, common binary")


# MARK: Edges and components


def _edges(steps: Steps, found: DataFrame, texts: DataFrame, common: DataFrame) -> DataFrame:
    pairs = found.where("right IS NOT NULL").groupBy("left", "right").agg(F.sum("shared").alias("shared"))
    sides = texts.select("key", "signature").join(common, "key", "left")
    both = _with_both(pairs, sides, ["signature", "common"])
    columns = [
        "left", "right", "shared", "left_signature", "right_signature", "left_common", "right_common"]
    compared = both.mapInArrow(
        batches.step("dedup-compare", steps.options, columns, columns, passing=["left", "right"]),
        "left long, right long, edge binary, joins long")
    return compared.where("edge IS NOT NULL")


def _with_both(pairs: DataFrame, texts: DataFrame, columns: list[str]) -> DataFrame:
    """Pairs of keys with columns of both texts, the same left text in rows that follow each other."""
    for side in ("right", "left"):
        named = texts.select(F.col("key").alias(side), *[F.col(name).alias(f"{side}_{name}") for name in columns])
        pairs = pairs.join(named, side)
    return pairs


def _components(steps: Steps, edges: DataFrame) -> DataFrame:
    """The columns `key` and `component`, which is one of the keys, of all texts that edges join.

    Each round makes stars of the components, larger ones each time (Kiveris, Lattanzi, Mirrokni, Rastogi and
    Vassilvitskii 2014), until nothing changes. Few edges are joined by one task.
    """
    stars = edges.where("joins = 1").select(F.col("left").alias("a"), F.col("right").alias("b"))
    if edges.count() <= _EDGES:
        return stars.coalesce(1).mapInArrow(batches.joining, "key long, component long")
    least = F.min("b").over(Window.partitionBy("a"))
    state = None
    while True:
        both = _pairs(stars, ("a", "b"), ("b", "a"))
        large = both.withColumn("root", F.least("a", least)).where("b > a").select("b", "root").toDF("a", "b")
        small = large.distinct().withColumn("root", least)
        leaves = _pairs(small, ("a", "root"), ("b", "root")).where("a <> b")
        stars = steps.keeping(leaves.distinct())
        reached = stars.agg(F.count("a"), F.sum(F.xxhash64("a", "b").cast("decimal(38,0)"))).first()
        if reached == state:
            break
        state = reached
    return _pairs(stars, ("a", "b"), ("b", "b")).distinct().toDF("key", "component")


# MARK: Verdicts


def _resolved(
    steps: Steps, documents: DataFrame, component: DataFrame, common: DataFrame, edges: DataFrame,
) -> DataFrame:
    own = edges.groupBy(F.col("left").alias("key")).agg(_joined("edge").alias("edges"))
    whole = (
        documents.join(component, "key", "left").join(common, "key", "left").join(own, "key", "left")
        # A text without edges is compared with no other.
        .withColumn("signature", F.when(F.col("component").isNotNull(), F.col("signature")))
        .withColumn("component", F.coalesce("component", "key", F.xxhash64("id")))
        .withColumn("anchor_count", anchor_count()).drop("anchors")
        .withColumn("error", F.lit(None).cast("string"))
        .repartition(steps.tasks, "component").sortWithinPartitions("component"))
    return whole.mapInArrow(
        batches.verdicts({**steps.options, "keep": steps.keep}, by_component=True), answers_of(VERDICT))


def _pairs(frame: DataFrame, *pairs: tuple[str, str]) -> DataFrame:
    """Rows of two columns `a` and `b` for each row. A union would double the plan, round by round."""
    both = [F.struct(F.col(one).alias("a"), F.col(other).alias("b")) for one, other in pairs]
    return frame.select(F.explode(F.array(*both)).alias("pair")).select("pair.a", "pair.b")


def _joined(column: str) -> Column:
    """The bytes of all rows of a group, one behind the other."""
    return F.aggregate(F.collect_list(column), F.lit(bytearray()), lambda all, one: F.concat(all, one)).alias(column)
