"""A search for duplicates in Spark. Shuli decides in each of its steps; Spark brings rows together."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 - as in Spark's documentation

from . import batches, buckets, few
from .steps import FINGERPRINT, VERDICT, Steps, anchor_count, answers_of

__all__ = ["VERDICT", "verdicts"]

# One task holds the anchors of all texts where there are no more: some 600 MB for 200,000 articles.
_ONE_TASK = 16_000_000
# Else they are divided among buckets, each of which is searched as a whole by one task: some 100 MB.
_BUCKET = 2_000_000


def verdicts(named: DataFrame, inputs: Mapping[str, str], options: Mapping[str, Any], keep: str) -> DataFrame:
    """The columns `id`, those of `VERDICT` and `error` for the rows of `named`, which has `id` and the `inputs`."""
    steps = Steps(options, keep, named.sparkSession)
    settings = named.sparkSession.conf
    setting = "spark.sql.shuffle.partitions"
    before = settings.get(setting)
    try:
        schema = answers_of(FINGERPRINT)
        fingerprints = steps.keeping(
            named.where("id IS NOT NULL").mapInArrow(batches.fingerprints(options, inputs, schema.names), schema))
        count, anchors = fingerprints.agg(F.count("id"), F.coalesce(F.sum(anchor_count()), F.lit(0))).first()
        is_small = anchors <= _ONE_TASK
        if not is_small:
            steps.tasks = max(steps.tasks, math.ceil(anchors / _BUCKET))
        # Not the session's number: 200 partitions of a few rows take minutes where there are two cores.
        settings.set(setting, str(steps.tasks))
        return few.verdicts(steps, fingerprints, count) if is_small else buckets.verdicts(steps, fingerprints)
    finally:
        settings.set(setting, before)
