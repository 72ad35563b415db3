"""Columns of pyarrow, polars, pandas and DuckDB."""

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest

import shuli
import shuli.duckdb
import shuli.polars

ROWS = [f"第{number}次会议在北京召开。" if number % 5 else None for number in range(5000)]
WORDS = shuli.words(ROWS)


@pytest.mark.parametrize("kind", [
    pyarrow.string(), pyarrow.large_string(), pyarrow.string_view(), pyarrow.binary(), pyarrow.large_binary()])
def test_types_and_slices_of_pyarrow(kind):
    column = pyarrow.array(ROWS, kind)
    assert shuli.words(column).to_pylist() == WORDS
    assert shuli.words(column[3:400]).to_pylist() == WORDS[3:400]
    assert shuli.words(column[:0]).to_pylist() == []
    chunks = pyarrow.chunked_array([column[:7], column[7:7], column[7:]])
    answer = shuli.words(chunks)
    assert isinstance(answer, pyarrow.ChunkedArray) and answer.to_pylist() == WORDS
    assert shuli.keywords(pyarrow.chunked_array([], kind)).to_pylist() == []


def test_answers_of_pyarrow():
    column = pyarrow.array(ROWS)
    assert shuli.convert(column, "traditional").to_pylist() == shuli.convert(ROWS, "traditional")
    tags = shuli.tags(column[1:3]).to_pylist()
    assert [[tuple(pair.values()) for pair in row] for row in tags] == shuli.tags(ROWS[1:3])
    assert shuli.sentences(column, json=True).to_pylist() == shuli.sentences(ROWS, json=True)


def test_columns_that_are_encoded_by_a_dictionary_or_all_null():
    encoded = pyarrow.array(ROWS).dictionary_encode()
    assert shuli.words(encoded).to_pylist() == shuli.words(pyarrow.chunked_array([encoded])).to_pylist() == WORDS
    assert shuli.words(pyarrow.nulls(3)).to_pylist() == [None] * 3
    assert shuli.words(polars.Series("t", ROWS, dtype=polars.Categorical)).to_list() == WORDS
    assert shuli.words(polars.Series("t", ["好", None], dtype=polars.Enum(["好"]))).to_list() == [["好"], None]
    assert shuli.words(polars.Series("t", [None, None])).to_list() == [None, None]
    assert shuli.words(pandas.Series(ROWS, dtype="category")).tolist() == WORDS


def test_arrays_of_numpy_and_what_pandas_has_for_nothing():
    assert shuli.words(numpy.array(ROWS, dtype=object)) == WORDS
    assert shuli.words(pandas.Index(["好", "很好"])) == [["好"], ["很", "好"]]
    for dtype in [object, "string"]:
        series = pandas.Series(["好", None, pandas.NA, float("nan")], dtype=dtype)
        assert shuli.words(series).tolist() == [["好"], None, None, None]
    assert shuli.duplicates(pandas.Series(["河道整治工程昨日全部完工。", float("nan")]))[1] is None
    assert len(shuli.keywords("石墨烯电池的研究取得进展", number=numpy.int64(2))) == 2


def test_columns_of_numbers_are_refused():
    with pytest.raises(TypeError):
        shuli.words(pyarrow.array([1, 2]))


def test_series_of_polars():
    answer = shuli.words(polars.Series("t", ROWS))
    assert answer.name == "t" and answer.to_list() == WORDS
    assert shuli.normalize(polars.Series("t", [], dtype=polars.String)).to_list() == []


def test_expressions_of_polars():
    frame = polars.DataFrame({"t": ROWS}).lazy().select(
        words=polars.col("t").shuli.words(), tags=polars.col("t").shuli.tags(),
        text=polars.col("t").shuli.convert("tw"), quality=polars.col("t").shuli.quality())
    assert frame.collect_schema() == frame.collect().schema
    assert frame.collect()["words"].to_list() == WORDS


def test_series_of_pandas():
    series = pandas.Series(ROWS, index=range(10, 5010), name="t")
    answer = shuli.words(series)
    assert list(answer.index) == list(series.index) and answer.name == "t"
    assert answer.tolist() == WORDS
    texts = shuli.convert(series, "traditional")
    assert [None if text is None or text != text else text for text in texts] == shuli.convert(ROWS, "traditional")


def test_functions_of_duckdb():
    connection = duckdb.connect()
    shuli.duckdb.register(connection)
    shuli.duckdb.register_function(connection, "to_taiwan", "convert", to="tw")
    table = pyarrow.table({"id": list(range(5000)), "t": ROWS})
    connection.register("pages", table)
    rows = connection.sql(
        "SELECT shuli_words(t), shuli_tags(t), shuli_quality(t), to_taiwan(t) FROM pages ORDER BY id").fetchall()
    assert [row[0] for row in rows] == WORDS
    assert [row[3] for row in rows] == shuli.convert(ROWS, "tw")
    assert connection.sql("SELECT count(shuli_clean(t)) FROM pages").fetchall() == [
        (sum(row is not None for row in ROWS),)]
