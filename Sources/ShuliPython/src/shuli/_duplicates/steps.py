"""What the steps of a search have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as in Spark's documentation
from pyspark.sql.types import BinaryType, DoubleType, LongType, StringType, StructField, StructType

# What `dedup-resolve` says of a document.
VERDICT = [
    StructField("cluster", StringType()), StructField("kept", LongType()), StructField("of", StringType()),
    StructField("relation", StringType()), StructField("similarity", DoubleType()),
    StructField("containment", DoubleType()),
]

# What `fingerprint` says of a document.
FINGERPRINT = [
    StructField("key", LongType()), StructField("anchors", BinaryType()), StructField("signature", BinaryType()),
    StructField("title", LongType()), StructField("date", StringType()), StructField("source", StringType()),
    StructField("host", StringType()), StructField("reprint", LongType()), StructField("length", LongType()),
    StructField("removed", LongType()),
]


def answers_of(fields: list[StructField]) -> StructType:
    """An id, what is said of the document, and what is wrong with it."""
    return StructType([StructField("id", StringType()), *fields, StructField("error", StringType())])


class Steps:
    """The settings of a search, and where its steps keep what they found, so that the plans of Spark stay small."""

    def __init__(self, options: Mapping[str, Any], keep: str, spark: SparkSession) -> None:
        self.options = dict(options)
        self.keep = keep
        context = spark.sparkContext
        # A step works with so many tasks.
        self.tasks = 2 * context.defaultParallelism
        self._is_reliable = context.getCheckpointDir() is not None
        if not self._is_reliable and not context.master.startswith("local"):
            raise ValueError(
                "on a cluster the steps are kept in files: name a folder by spark.sparkContext.setCheckpointDir(…)")

    def keeping(self, frame: DataFrame) -> DataFrame:
        """The rows of a frame, computed now and once."""
        if not self._is_reliable:
            return frame.localCheckpoint()
        # Spark computes a frame twice where it is in files alone.
        held = frame.persist()
        kept = held.checkpoint()
        held.unpersist()
        return kept

    def refused(self, rows: DataFrame) -> DataFrame:
        """The rows `id` and `error` as answers without a verdict."""
        empty = [F.lit(None).cast(field.dataType).alias(field.name) for field in VERDICT]
        return rows.select("id", *empty, "error")


def anchor_count() -> Column:
    """How many anchors a document has."""
    return (F.length("anchors") / 8).cast("long")
