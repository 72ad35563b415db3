"""The job of the readme runs as written by the program, in Python and in Spark, and the three agree."""

import json
import os
import pathlib
import random
import re
import subprocess
import sys

from shuli._isolated import program_path
from test_duplicates import WORDS

README = pathlib.Path(__file__).parents[2] / "Sources" / "ShuliPython" / "README.md"
TOPICS = ["河道整治工程", "图书馆新馆", "地铁四号线", "社区食堂"]


def pages():
    """Articles of one site; every other one is there twice, the second time shortened."""
    number = 0
    for topic in TOPICS:
        chance = random.Random(topic)
        body = [
            f"<p>{topic}：" + "，".join("".join(chance.choices(WORDS, k=6)) for _ in range(5)) + "。</p>" for _ in range(4)]
        for paragraphs in [body, body[:3]] if TOPICS.index(topic) % 2 == 0 else [body]:
            number += 1
            yield {"id": number, "html": (
                f"<html><body><div><a href='/'>首页</a> <a href='/a'>新闻</a></div><article><h1>{topic}完工</h1>"
                f"{''.join(paragraphs)}</article><p>版权所有</p></body></html>")}


def test_the_job_of_the_readme_runs_as_written(tmp_path):
    job = README.read_text(encoding="utf-8").split("## One job, three ways")[1].split("\n## ")[0]
    blocks = re.findall(r"```(sh|python)\n(.*?)```", job, re.DOTALL)
    assert [kind for kind, _ in blocks] == ["sh", "python", "python"]
    assert all(len(code.strip().splitlines()) <= 10 for _, code in blocks)
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "shuli").symlink_to(program_path())
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    kept = []
    for place, (kind, code) in enumerate(blocks):
        folder = tmp_path / str(place)
        folder.mkdir()
        with open(folder / "pages.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(page, ensure_ascii=False) + "\n" for page in pages())
        command = ["sh", "-e", "-c", code] if kind == "sh" else [sys.executable, "-c", code]
        subprocess.run(command, cwd=folder, env=environment, check=True)
        files = sorted((folder / "kept").glob("*.json")) or [folder / "kept.jsonl"]
        records = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
        kept.append({record["id"]: record.get("text", record.get("body")) for record in records})
    assert len(kept[0]) == len(TOPICS)
    assert kept[0] == kept[1] == kept[2]
