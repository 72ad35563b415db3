"""What the functions say of the steps that are no verbs of the program is what `corpus run` does."""

import json
import subprocess

import shuli
from shuli._isolated import program_path

SENTENCES = [
    "研究人员发表了石墨烯电池的新成果，这种电池充电更快，寿命也更长。", "记者从市水务局获悉，河道整治工程昨日全部完工。",
    "图书馆新馆将于下月开放，读者可以提前在网上预约座位。", "家长代表在会上说，孩子们对新菜单很满意。",
]
TEXTS = [
    "太短了。", "".join(SENTENCES), SENTENCES[0] * 9, "点击这里" * 60, "123 456 789 " * 30,
    "".join(SENTENCES) + "联系电话13812345678，邮箱 a.b@example.com，身份证11010519491231002X。",
]


def run(folder, steps):
    """The records that a run writes and those that it rejects, by id."""
    source = folder / "texts.jsonl"
    source.write_text(
        "".join(json.dumps({"id": place, "text": text}, ensure_ascii=False) + "\n" for place, text in enumerate(TEXTS)),
        encoding="utf-8")
    options = ["--steps", steps, "--input", str(source), "--output", str(folder / "out"), "-q"]
    subprocess.run([program_path(), "corpus", "run", *options], check=True)
    return [
        {record["id"]: record for path in sorted(where.glob("part-*.jsonl"))
         for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
        for where in [folder / "out", folder / "out" / "rejects"]]


def test_quality_is_the_verdict_of_the_filter(tmp_path):
    written, rejected = run(tmp_path, "filter")
    assert written and rejected
    for number, found in enumerate(shuli.quality(TEXTS)):
        assert found["keep"] == (number in written)
        if not found["keep"]:
            reject = rejected[number]["rejected"]
            assert (found["rule"], found["reason"]) == (reject["rule"], reject["reason"])


def test_masked_texts_are_those_that_a_run_writes(tmp_path):
    written, _ = run(tmp_path, "mask")
    masked = shuli.mask(TEXTS)
    assert masked == [written[number]["text"] for number in range(len(TEXTS))]
    assert sum(one != other for one, other in zip(masked, TEXTS)) == 1
