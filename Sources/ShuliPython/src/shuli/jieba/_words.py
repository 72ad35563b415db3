"""The words that a user adds and deletes, as a dictionary file of this process."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Sequence
from typing import Any

from .. import functions

_policies: dict[str, str] = {}
_state: dict[str, Any] = {"path": None, "folder": None, "process": 0, "number": 0}
_lock = threading.RLock()


def add_word(word: str, freq: int | None = None, tag: str | None = None) -> None:
    """Makes a word always one token. With a frequency of 0 the word is deleted, as in jieba."""
    _set(word, "remove" if freq == 0 else "force")


def del_word(word: str) -> None:
    """Makes a word never a token."""
    _set(word, "remove")


def suggest_freq(segment: str | Sequence[str], tune: bool = False) -> int:
    """With `tune`, makes a text one word always; of several words, makes what they are together no word.

    Returns 1, since frequencies are not used.
    """
    if tune and isinstance(segment, str):
        add_word(segment)
    elif tune:
        del_word("".join(segment))
    return 1


def load_userdict(f: Any) -> None:
    """Adds the words of a file (a path, or an open file) with a word a line, and its frequency and tag if wanted."""
    if hasattr(f, "read"):
        content = f.read()
    else:
        with open(f, "rb") as file:
            content = file.read()
    text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    with _lock:
        for line in text.splitlines():
            word, frequency = _columns(line.strip())
            if word:
                add_word(word, frequency)


def options() -> dict[str, Any]:
    """The options that all functions of this module give the verb."""
    with _lock:
        if not _policies:
            return {"standard": "pku"}
        if not _state["path"] or not os.path.exists(_state["path"]):
            _write()
        return {"standard": "pku", "quiet": True, "dictionary": [_state["path"]]}


def tokens(sentence: str, **more: Any) -> list[dict[str, Any]]:
    """The tokens of a text as the program writes them, white space included, as in jieba."""
    if not isinstance(sentence, (str, bytes)):
        raise TypeError(f"a text is expected, not {type(sentence).__name__}")
    return json.loads(functions.words(sentence, json=True, **more, **options()))["tokens"]


def _columns(line: str) -> tuple[str, int | None]:
    """A word, which may hold spaces, and its frequency, behind which a tag may be."""
    parts = line.split(" ")
    while len(parts) > 1:
        last = parts.pop()
        if last.isdigit():
            return " ".join(parts), int(last)
        if not (last.isascii() and last.isalpha() and last.islower()):
            return line, None
    return parts[0], None


def _set(word: str, policy: str) -> None:
    if not word.strip() or "\t" in word or "\n" in word:
        raise ValueError("a word without tabs and line breaks is expected")
    with _lock:
        _policies[word.strip()] = policy
        _state["path"] = None


def _write() -> None:
    # A process that was forked writes files of its own.
    if _state["process"] != os.getpid() or not os.path.isdir(_state["folder"]):
        _state["folder"], _state["process"] = tempfile.mkdtemp(prefix="shuli-jieba-"), os.getpid()
        atexit.register(shutil.rmtree, _state["folder"], True)
    _state["number"] += 1
    path = os.path.join(_state["folder"], f"words-{_state['number']}.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"{word}\t{policy}\n" for word, policy in _policies.items())
    _state["path"] = path
