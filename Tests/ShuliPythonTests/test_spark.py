"""Spark's rows are those of the program, whatever happens to tasks."""

import json
import os

import pytest

import shuli
import shuli.spark
from shuli import _isolated

TEXTS = {
    f"d{number:03}": "" if number == 7 else None if number == 11 else
    f"第{number}期工程在北京完工。记者从市水务局获悉，工程共清理淤泥{number}万立方米，沿岸居民的出行条件明显改善。"
    for number in range(300)}
PAGES = {
    name: None if text is None else
    f"<html><body><a href='/'>首页</a><article><h1>工程完工</h1><p>{text}</p></article></body></html>"
    for name, text in TEXTS.items()}


@pytest.fixture(scope="module")
def frame(spark):
    rows = [(name, TEXTS[name], PAGES[name]) for name in TEXTS]
    return spark.createDataFrame(rows, "id string, text string, html string").repartition(3).cache()


def answers(frame, column):
    return {row["id"]: row[column] for row in frame.collect()}


def program(verb, texts, field="text", **options):
    records = [None if text is None else {"id": name, field: text} for name, text in texts.items()]
    return {
        name: answer.value for name, answer in zip(texts, _isolated.filtered(verb, records, {"json": True, **options}))}


@pytest.mark.parametrize("isolate", [False, True])
def test_answers_are_those_of_the_program(frame, isolate):
    settings = {"json": True, "fields": {"id": "id"}, "isolate": isolate}
    assert answers(shuli.spark.clean(frame, "html", **settings), "body") == program("clean", PAGES, "html")
    keywords = shuli.spark.keywords(frame, "text", number=5, **settings)
    assert answers(keywords, "keywords") == program("keywords", TEXTS, number=5)
    assert answers(shuli.spark.summarize(frame, **settings), "summary") == program("summarize", TEXTS)
    assert answers(shuli.spark.words(frame, **settings), "words") == program("segment", TEXTS)
    normalized = shuli.spark.normalize(frame, to="tw", **settings)
    assert answers(normalized, "normalized") == program("normalize", TEXTS, to="tw")


@pytest.mark.parametrize("isolate", [False, True])
def test_values(frame, isolate):
    cleaned = shuli.spark.clean(frame, "html", isolate=isolate)
    result = shuli.spark.keywords(cleaned, "body", isolate=isolate, number=3)
    rows = result.collect()
    assert len(rows) == len(TEXTS)
    assert {row["id"]: row["keywords"] for row in rows} == {
        row["id"]: shuli.keywords(row["body"], number=3) for row in rows}
    assert all(row["body_error"] is None for row in rows)
    tagged = shuli.spark.words(frame, pos=True, isolate=isolate)
    assert [tuple(pair) for pair in answers(tagged, "words")["d001"]] == shuli.tags(TEXTS["d001"])


def test_quality(frame):
    found = answers(shuli.spark.quality(frame), "quality")
    assert found["d011"] is None
    assert json.loads(found["d001"]) == shuli.quality(TEXTS["d001"])


def test_empty_partitions_and_no_rows(spark, frame):
    few = frame.where("id < 'd003'").repartition(8)
    assert shuli.spark.words(few).count() == 3
    assert shuli.spark.words(frame.where("id = ''")).collect() == []


def test_bytes_are_read(spark):
    page = PAGES["d001"].replace("<html>", "<html><head><meta charset='gbk'></head>").encode("gbk")
    pages = spark.createDataFrame([("a", bytearray(page))], "id string, html binary")
    assert shuli.spark.clean(pages).first()["body"] == shuli.clean(PAGES["d001"])
    with pytest.raises(ValueError):
        shuli.spark.clean(pages, isolate=True)


def test_a_task_that_is_killed_and_tried_again_changes_nothing(spark, frame, killing):
    kill, marker = killing
    words = shuli.spark.words(frame)

    wanted = dict(zip(TEXTS, shuli.words(list(TEXTS.values()))))
    assert answers(words.mapInArrow(kill, words.schema), "words") == wanted
    assert os.path.exists(marker)


def test_columns_that_do_not_exist_or_exist_already(frame):
    with pytest.raises(ValueError, match="no column"):
        shuli.spark.words(frame, "body")
    with pytest.raises(ValueError, match="already"):
        shuli.spark.words(frame, into="html")
