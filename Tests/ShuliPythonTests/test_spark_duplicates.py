"""Duplicates among the rows of a data frame are those that the program finds, whatever happens to tasks."""

import os

import pytest

import shuli._duplicates.buckets
import shuli.spark
from test_duplicates import crawl, program

FIELDS = {"title": "title", "date": "date", "url": "url"}
SCHEMA = "id string, title string, text string, date string, url string"


def rows(records):
    return [tuple(record.get(name) for name in ("id", "title", "text", "date", "url")) for record in records]


def verdicts(frame):
    columns = ["cluster", "kept", "of", "relation", "similarity", "containment"]
    found = frame.collect()
    assert all(row["dedup_error"] is None for row in found)
    return {row["id"]: {name: row[name] for name in columns} for row in found}


def check(found, wanted):
    assert found.keys() == wanted.keys()
    for name, row in found.items():
        for column, value in row.items():
            assert value == (pytest.approx(wanted[name][column], abs=1e-3) if isinstance(value, float)
                             else wanted[name][column]), (name, column)


# All anchors in one task, and in buckets.
@pytest.mark.parametrize("one_task", [shuli._duplicates._ONE_TASK, 0])
@pytest.mark.parametrize("keep", ["longest", "earliest"])
def test_answers_are_those_of_the_program(spark, tmp_path, monkeypatch, keep, one_task):
    monkeypatch.setattr(shuli._duplicates, "_ONE_TASK", one_task)
    records = crawl(2)
    frame = spark.createDataFrame(rows(records), SCHEMA).repartition(5)
    check(
        verdicts(shuli.spark.deduplicate(frame, keep=keep, fields=FIELDS)),
        program(records, tmp_path, "--keep", keep))


def test_large_components_are_found_in_rounds(spark, tmp_path, monkeypatch):
    records = sorted(crawl(3, articles=20), key=lambda record: record["id"])
    monkeypatch.setattr(shuli._duplicates, "_ONE_TASK", 0)
    monkeypatch.setattr(shuli._duplicates.buckets, "_EDGES", 0)
    # As on a cluster.
    monkeypatch.setattr(spark.sparkContext, "getCheckpointDir", lambda: os.fspath(tmp_path))
    spark.sparkContext.setCheckpointDir(os.fspath(tmp_path / "steps"))
    frame = spark.createDataFrame(rows(records), SCHEMA)
    # The first of a cluster is the one whose id comes first, as in the program where rows are in this order.
    options = {"threshold": 0.6, "no_clean": True}
    check(
        verdicts(shuli.spark.deduplicate(frame, fields=FIELDS, **options)),
        program(records, tmp_path, "--threshold", "0.6", "--no-clean"))


@pytest.mark.parametrize("one_task", [shuli._duplicates._ONE_TASK, -1])
def test_rows_in_are_rows_out(spark, monkeypatch, one_task):
    monkeypatch.setattr(shuli._duplicates, "_ONE_TASK", one_task)
    text = "河道整治工程昨日全部完工，沿岸居民的出行条件明显改善，记者从市水务局获悉。" * 3
    frame = spark.createDataFrame(
        [(1, text), (2, text), (None, text), (3, None), (7, "又一篇不同的文章在此。"), (7, text), (10, "，")],
        "number long, body string")
    found = shuli.spark.deduplicate(frame, "number", "body").orderBy("number", "body").collect()
    assert [(row["number"], row["kept"], row["cluster"], row["of"], row["dedup_error"]) for row in found] == [
        (None, None, None, None, "the row has no id"), (1, True, 1, None, None), (2, False, 1, 1, None),
        (3, None, None, None, "the row has no text"), (7, None, None, None, "the id is repeated"),
        (7, None, None, None, "the id is repeated"), (10, True, 10, None, None)]
    assert shuli.spark.deduplicate(frame.where("number = 0"), "number", "body").collect() == []
    with pytest.raises(ValueError, match="no column"):
        shuli.spark.deduplicate(frame)
    with pytest.raises(ValueError, match="ids"):
        shuli.spark.deduplicate(frame.selectExpr("double(number) as id", "body as text"))


def test_a_row_that_is_no_text_is_rejected(spark):
    frame = spark.createDataFrame(
        [("a", bytearray("河道整治工程昨日全部完工。".encode("gbk"))), ("b", bytearray(range(256)))], "id string, text binary")
    found = {row["id"]: row["dedup_error"] for row in shuli.spark.deduplicate(frame).collect()}
    assert found["a"] is None and found["b"].startswith("is no text")


def test_a_task_that_is_killed_and_tried_again_changes_nothing(spark, tmp_path, killing):
    records = crawl(4, articles=15)
    kill, marker = killing
    frame = spark.createDataFrame(rows(records), SCHEMA).repartition(3)
    found = verdicts(shuli.spark.deduplicate(frame.mapInArrow(kill, frame.schema), keep="longest", fields=FIELDS))
    assert os.path.exists(marker)
    check(found, program(records, tmp_path, "--keep", "longest"))
