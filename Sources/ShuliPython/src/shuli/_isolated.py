"""The program `shuli` as a filter: for jobs in which no input, whatever it holds, may end the process of Python."""

from __future__ import annotations

import functools
import importlib.metadata
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Optional

from ._arrow import utf8
from ._verb import option_words
from .errors import OptionError, ShuliError


class Answer(NamedTuple):
    """What became of a row: a value, or what is wrong with it; both are None where the row is null."""

    value: Any
    error: Optional[str]


@functools.lru_cache(maxsize=None)
def program_path() -> str:
    """The program that SHULI_PROGRAM names, else the one that this package installed, else the one on PATH."""
    named = os.environ.get("SHULI_PROGRAM")
    if named:
        return named
    try:
        for file in importlib.metadata.files("shuli") or []:
            if file.name == "shuli" and file.parent.name == "bin":
                path = pathlib.Path(str(file.locate())).resolve()
                if path.exists():
                    return str(path)
    except importlib.metadata.PackageNotFoundError:
        pass
    found = shutil.which("shuli")
    if not found:
        raise ShuliError("the program shuli is not on PATH; SHULI_PROGRAM may name it", 66)
    return found


def arguments(verb: str, options: Mapping[str, Any]) -> list[str]:
    """The command line of a verb with keyword arguments as options."""
    line = [program_path(), verb, "--json", "--input-format", "jsonl", "--jobs", "1", "--quiet", "--no-progress"]
    for name, value in option_words(options).items():
        if value is None or value is False:
            continue
        for item in value if isinstance(value, list) else [value]:
            line.append(f"--{name}")
            if item is not True:
                line.append(str(item))
    return line


# What a value is made of, in the program's JSON.
_VALUES = {
    "clean": lambda record: record["text"],
    "normalize": lambda record: record["text"],
    "summarize": lambda record: record["summary"],
    "sentences": lambda record: [sentence["text"] for sentence in record["sentences"]],
    "keywords": lambda record: [keyword["word"] for keyword in record["keywords"]],
    "segment": lambda record: [
        {"token": token["t"], "tag": token["pos"]} if "pos" in token else token["t"] for token in record["tokens"]
        if token["t"].strip()],
}


def filtered(verb: str, records: Sequence[Mapping[str, Any] | None], options: Mapping[str, Any]) -> list[Answer]:
    """Takes records (objects of the program's input fields, or None) through the program: an answer a record."""
    if verb not in _VALUES:
        raise OptionError(f"{verb} is no verb of the program that can be isolated", 64)
    options = dict(options)
    whole = bool(options.pop("json", False))
    options.pop("quiet", None)  # The program is quiet always.
    answers: list[Answer] = [Answer(None, None)] * len(records)
    _fill(verb, [row for row, record in enumerate(records) if record is not None], records, options, whole, answers)
    return answers


def _fill(
    verb: str, rows: list[int], records: Sequence[Mapping[str, Any] | None], options: Mapping[str, Any], whole: bool,
    answers: list[Answer],
) -> None:
    if not rows:
        return
    with tempfile.TemporaryDirectory(prefix="shuli-") as folder:
        rejects = os.path.join(folder, "rejects")
        lines = "".join(json.dumps(records[row], ensure_ascii=False) + "\n" for row in rows)
        done = subprocess.run(
            [*arguments(verb, options), "--rejects", rejects], input=utf8(lines), capture_output=True,
            check=False)
        if done.returncode == 64:
            raise OptionError(done.stderr.decode("utf-8", "replace").strip(), 64)
        failed = {}
        if done.returncode in (0, 1, 2) and os.path.exists(rejects):
            with open(rejects, encoding="utf-8") as file:
                for line in file:
                    reject = json.loads(line)
                    failed[reject["line"]] = reject["reason"]
    good = [row for number, row in enumerate(rows, 1) if number not in failed]
    found = done.stdout.decode("utf-8", "replace").split("\n")[:-1]
    if done.returncode not in (0, 1, 2) or len(found) != len(good):
        # The row that ended the program is found by halves.
        if len(rows) == 1:
            said = done.stderr.decode("utf-8", "replace").strip()
            answers[rows[0]] = Answer(None, f"the program ended with {done.returncode}: {said}".rstrip(": "))
            return
        middle = len(rows) // 2
        _fill(verb, rows[:middle], records, options, whole, answers)
        _fill(verb, rows[middle:], records, options, whole, answers)
        return
    for row, line in zip(good, found):
        answers[row] = Answer(line if whole else _VALUES[verb](json.loads(line)), None)
    for number, reason in failed.items():
        answers[rows[number - 1]] = Answer(None, reason)
