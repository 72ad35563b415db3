"""A search where one task holds the anchors of all texts: it finds the pairs, and divides the documents among tasks."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 - as in Spark's documentation

from . import batches
from .steps import VERDICT, Steps, anchor_count, answers_of

# Each task gets several parts, so that all have about as much to do.
_PARTS_OF_A_TASK = 8
# `dedup-pairs` makes no more.
_MOST_PARTS = 4096


def verdicts(steps: Steps, fingerprints: DataFrame, count: int) -> DataFrame:
    """What each of the documents, `count` rows, is: the columns `id`, those of `VERDICT` and `error`."""
    parts = min(_PARTS_OF_A_TASK * steps.tasks, _MOST_PARTS)
    found = steps.keeping(
        fingerprints.select("id", "key", "anchors").coalesce(1).mapInArrow(
            batches.pairs(parts), "key long, component long, common binary, pairs binary, repeated string"))
    repeated = found.where("repeated IS NOT NULL").select(
        F.col("repeated").alias("id"), F.lit("the id is repeated").alias("error"))
    several = repeated.count()
    if several:
        fingerprints = fingerprints.join(repeated, "id", "left_anti")
        count = fingerprints.count()
    texts = found.where("key IS NOT NULL").drop("repeated")
    documents = (
        fingerprints.withColumn("anchor_count", anchor_count()).drop("anchors")
        .join(F.broadcast(texts), "key", "left")
        # A text that is compared with no other needs no signature.
        .withColumn("signature", F.when(F.col("pairs").isNotNull(), F.col("signature")))
        .withColumn("component", F.coalesce("component", F.pmod(F.xxhash64("id"), F.lit(parts)))))
    decided = steps.keeping(
        documents.repartition(steps.tasks, "component").mapInArrow(
            batches.verdicts({**steps.options, "keep": steps.keep}), answers_of(VERDICT)))
    if decided.count() != count:
        raise RuntimeError(f"{count} documents gave {decided.count()} verdicts")
    # They are few enough for each task to have them.
    return F.broadcast(decided.union(steps.refused(repeated)) if several else decided)
