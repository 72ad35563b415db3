"""Duplicates among the documents of a list are those that the program finds."""

import json
import random
import subprocess

import pytest

import shuli
from shuli._isolated import program_path

WORDS = (
    "渔民 修补 旧网 码头 灯塔 清晨 雾气 散去 村口 老树 孩子 奔跑 账本 记录 收成 稻谷 晾晒 屋顶 木匠 打磨 门窗 图纸 摊开 "
    "河水 上涨 堤坝 巡查 电工 检修 线路 夜市 摊主 吆喝 烤饼 香气 医生 坐诊 药柜 标签 整齐 书店 角落 读者 翻阅 地图 旅客").split()


def crawl(seed, articles=60):
    """Invented documents: copies, excerpts, round-ups, boilerplate, notices that tell nothing, texts without letters."""
    chance = random.Random(seed)

    def paragraph():
        return "".join("".join(chance.choices(WORDS, k=chance.randint(6, 12))) + "。" for _ in range(3))

    sites = [paragraph() for _ in range(4)]
    bodies, records = [], []

    def add(paragraphs, number, boilerplate=True):
        text = "\n".join([*paragraphs, *([chance.choice(sites)] if boilerplate else [])])
        records.append({
            "id": f"p{len(records)}", "title": f"文章{number}", "text": text, "date": f"2025-0{1 + len(records) % 9}-11",
            "url": f"https://{chance.choice('abc')}.example/{number}"})

    for number in range(articles):
        body = [paragraph() for _ in range(chance.randint(3, 7))]
        bodies.append(body)
        add(body, number)
        for _ in range(chance.choice([0, 0, 1, 1, 2, 4])):
            kind = chance.randrange(4)
            add(
                body if kind == 0 else body[:2] if kind == 1 else [*body[1:], paragraph()] if kind == 2 else body[::-1],
                number)
    for number in range(6):
        add(bodies[number] + bodies[number + 9], 1000 + number, boilerplate=False)
    for number in range(8):
        add([sites[0], sites[1]], 2000 + number % 2, boilerplate=False)
    for text in ["！", "。。", "短文", "短文"]:
        add([text], 3000, boilerplate=False)
    chance.shuffle(records)
    return records


def program(records, folder, *options):
    """What the program says of records, by id."""
    path = folder / "records.jsonl"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    done = subprocess.run(
        [program_path(), "dedup", "run", "--input-format", "jsonl", "--quiet", *options, str(path)], check=True,
        capture_output=True)
    return {record["id"]: record for record in map(json.loads, done.stdout.decode().splitlines())}


@pytest.mark.parametrize("keep", ["first", "longest", "cleanest", "earliest", "source:b.example"])
def test_answers_are_those_of_the_program(tmp_path, keep):
    records = crawl(1)
    wanted = program(records, tmp_path, "--keep", keep)
    columns = {name: [record[name] for record in records] for name in records[0]}
    found = shuli.duplicates(
        columns["text"], keep=keep, fields={name: columns[name] for name in ("id", "title", "date", "url")}, quiet=True)
    ids = columns["id"]
    clusters = {}
    for name, verdict in zip(ids, found):
        want = wanted[name]
        assert (verdict.kept, verdict.relation) == (want["kept"], want["relation"])
        assert (None if verdict.of is None else ids[verdict.of]) == want["of"]
        assert verdict.similarity == pytest.approx(want["similarity"], abs=1e-3)
        assert verdict.containment == pytest.approx(want["containment"], abs=1e-3)
        clusters.setdefault(verdict.cluster, set()).add(want["cluster"])
    assert all(len(names) == 1 for names in clusters.values())
    assert len(clusters) == len({want["cluster"] for want in wanted.values()}) < len(ids)


def test_nulls_and_columns_of_other_lengths():
    text = "河道整治工程昨日全部完工，沿岸居民的出行条件明显改善。" * 3
    first, nothing, second = shuli.duplicates([text, None, text + "！"])
    assert nothing is None and first.kept and not second.kept
    assert second == shuli.Duplicate(0, False, 0, "exact", 1.0, 1.0)
    assert shuli.duplicates([]) == []
    with pytest.raises(ValueError, match="lengths"):
        shuli.duplicates([text], fields={"title": ["一", "二"]})
    assert [found.cluster for found in shuli.duplicates([text, text], fields={"id": [7, 3]})] == [1, 1]
    with pytest.raises(TypeError, match="title: row 1"):
        shuli.duplicates([text, text], fields={"title": ["一", 2.5]})
    with pytest.raises(shuli.OptionError, match="threshold"):
        shuli.duplicates([text], threshold=2)
