"""An index of documents stays from call to call."""

import json
import subprocess
import threading

import pytest

import shuli
from shuli._isolated import program_path
from test_duplicates import crawl

ARTICLE = "河道整治工程昨日全部完工，沿岸居民的出行条件明显改善，记者从市水务局获悉，工程历时两年，清理淤泥三十万立方米。"
OTHER = "图书馆新馆将于下月开放，读者可以提前在网上预约座位，馆方表示新馆藏书超过百万册，阅览室的开放时间延长到晚上。"


@pytest.mark.parametrize("is_file", [False, True])
def test_verdicts_of_batches_are_those_of_all_documents(tmp_path, is_file):
    records = crawl(5, articles=20)
    ids, texts = [record["id"] for record in records], [record["text"] for record in records]
    titles = [record["title"] for record in records]
    wanted = shuli.duplicates(texts, keep="longest", fields={"id": ids, "title": titles}, quiet=True)
    path = tmp_path / "articles.idx" if is_file else None
    index = shuli.DuplicateIndex(path, quiet=True)
    for start in range(0, len(ids), 17):
        part = slice(start, start + 17)
        assert all(index.add(ids[part], texts[part], fields={"title": titles[part]}))
        if is_file:
            index.close()
            index = shuli.DuplicateIndex(path, quiet=True)
    found = index.verdicts("longest")
    assert list(found) == ids
    for name, verdict in zip(ids, wanted):
        assert (found[name].kept, found[name].relation) == (verdict.kept, verdict.relation)
        assert found[name].of == (None if verdict.of is None else ids[verdict.of])


def test_what_a_document_is_like():
    with shuli.DuplicateIndex() as index:
        assert index.add(["a", "b", "c"], [ARTICLE, OTHER, None]) == [True, True, False]
        assert index.query([ARTICLE + "！", None, "别的话。"]) == [
            [shuli.Match("a", "exact", 1.0, 1.0, 1.0)], None, []]
        excerpt, own = index.query([ARTICLE[:40], ARTICLE], ids=["x", "a"])
        assert [match.id for match in excerpt] == ["a"] and excerpt[0].relation == "contained"
        assert own == []
        assert index.query([]) == []


def test_rows_that_are_not_added():
    index = shuli.DuplicateIndex()
    assert index.add(["a", None], [ARTICLE, OTHER], errors="null") == [True, False]
    with pytest.raises(shuli.RowError, match="another text") as caught:
        index.add(["b", "a"], [OTHER, OTHER])
    assert caught.value.row == 1
    assert list(index.verdicts()) == ["a", "b"]
    with pytest.raises(ValueError, match="lengths"):
        index.add(["c"], [ARTICLE, OTHER])


def test_the_index_of_the_program_is_the_same_file(tmp_path):
    path, records = tmp_path / "articles.idx", tmp_path / "new.jsonl"
    with shuli.DuplicateIndex(path) as index:
        index.add(["a", "b"], [ARTICLE, OTHER])
    records.write_text(json.dumps({"id": "n", "text": ARTICLE}, ensure_ascii=False) + "\n", encoding="utf-8")
    command = [program_path(), "dedup", "query", "--index", str(path), "--input-format", "jsonl", str(records)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert [match["id"] for match in found["matches"]] == ["a"]
    with shuli.DuplicateIndex(path, read_only=True) as index:
        assert [match.id for match in index.query([ARTICLE])[0]] == ["a"]
        with pytest.raises(shuli.ShuliError, match="articles.idx"):
            index.add(["c"], ["第三篇。"])


def test_wrong_options_and_files(tmp_path):
    with pytest.raises(shuli.OptionError, match="thresold"):
        shuli.DuplicateIndex(thresold=1)
    with pytest.raises(shuli.OptionError, match="path"):
        shuli.DuplicateIndex(read_only=True)
    path = tmp_path / "no.idx"
    path.write_text("这不是索引。", encoding="utf-8")
    with pytest.raises(shuli.ShuliError, match="no.idx") as caught:
        shuli.DuplicateIndex(path)
    assert caught.value.code == 74
    index = shuli.DuplicateIndex()
    with pytest.raises(shuli.OptionError, match="best"):
        index.verdicts("best")
    index.close()
    index.close()
    with pytest.raises(ValueError, match="closed"):
        index.query([ARTICLE])


def test_threads_wait_for_each_other():
    index = shuli.DuplicateIndex()

    def work(name):
        for number in range(20):
            index.add([f"{name}-{number}"], [f"第{number}条：{ARTICLE}"])
            index.query([ARTICLE])

    threads = [threading.Thread(target=work, args=[name]) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(index.verdicts()) == 80
