"""Verbs of the library with their options: opened once, kept for the next call, run on columns."""

from __future__ import annotations

import ctypes
import functools
import json
import os
import re
import sys
import warnings
import weakref
from collections.abc import Mapping
from typing import Any

from ._abi import library, take_text
from ._arrow import Column
from .errors import OptionError, ShuliError, ShuliWarning

# Options that name files: a verb that was opened with one is not used again after the file has changed.
FILE_OPTIONS = frozenset(["dictionary", "model", "idf", "stopwords", "add-stopwords", "template", "conversions"])


def option_words(options: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword arguments as the options of the command line: `user_words` is `user-words`, `from_` is `from`.

    What is None or False is as if it were not given, but its name is checked.
    """
    words = {}
    for name, value in options.items():
        value = [_plain(item, name) for item in value] if isinstance(value, (list, tuple)) else _plain(value, name)
        words[name.rstrip("_").replace("_", "-")] = value
    return words


def _plain(value: Any, name: str) -> Any:
    """What JSON has for a value: a text, a number, true, false or null."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    # A number of numpy.
    if hasattr(value, "item"):
        return value.item()
    raise OptionError(f"{name} is a text, a number or True, or a list of these, not {type(value).__name__}", 64)


def _file_states(words: Mapping[str, Any]) -> tuple[Any, ...]:
    states = []
    for name in sorted(FILE_OPTIONS & words.keys()):
        value = words[name] or []
        for path in value if isinstance(value, list) else [value]:
            try:
                state = os.stat(path)
                states.append((path, state.st_mtime_ns, state.st_size, state.st_ino))
            except (OSError, TypeError, ValueError):
                states.append((path, None))
    return tuple(states)


def failure(code: int, said: str | None) -> Exception:
    """What a code of the library that is not 0 and its message mean."""
    if code == 64:
        return OptionError(said or "a wrong option", code)
    if code == 65:
        return TypeError(said or "a column of texts or bytes is expected")
    return ShuliError(said or "the library failed", code)


class Verb:
    """An open verb. It may be used by several threads at once."""

    def __init__(self, name: str, options: str, quiet: bool) -> None:
        handle, message = ctypes.c_void_p(), ctypes.c_void_p()
        code = library().shulic_open(
            name.encode(), options.encode(), ctypes.byref(handle), ctypes.byref(message))
        said = take_text(message.value)
        if code:
            raise failure(code, said)
        self.handle = handle
        self.quiet = quiet
        # Without ids the answers in JSON have the numbers of rows in their batch.
        output = json.loads(options).get("output")
        self.numbers = name != "filter" and output == "json"
        self.lines = output == "lines"
        weakref.finalize(self, library().shulic_close, handle)
        if said and not quiet:
            warnings.warn(said, ShuliWarning, stacklevel=4)

    def run(self, batch: Column, first: int = 0, notes: Notes | None = None) -> Column:
        """A struct column of `value`, `status` and `error` for a column, which is used up.

        `notes` gets what is to be said of its rows, of which `first` is the number of the first one.
        """
        answer, message = Column(), ctypes.c_void_p()
        code = library().shulic_run(
            self.handle, ctypes.byref(batch.array), ctypes.byref(batch.schema), ctypes.byref(answer.array),
            ctypes.byref(answer.schema), ctypes.byref(message))
        said = take_text(message.value)
        if code:
            raise failure(code, said)
        if said and notes is not None and not self.quiet:
            notes.add(said, first)
        return answer


class Notes:
    """What is to be said of the rows of a call, of which there may be many: one warning in the end."""

    _MOST = 5
    _ROW = re.compile(r"^shuli: -:(\d+)")

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._more = 0

    def add(self, said: str, first: int) -> None:
        """Takes lines on a batch whose first row has the number `first`."""
        for line in said.split("\n"):
            if len(self._lines) == self._MOST:
                self._more += 1
            else:
                # The library counts the rows of a batch from 1.
                self._lines.append(self._ROW.sub(lambda match: f"row {first + int(match[1]) - 1}", line))

    def warn(self) -> None:
        """Warns the caller of this package of what was said, if anything was."""
        if not self._lines:
            return
        lines = [*self._lines, f"and {self._more} more like these"] if self._more else self._lines
        frame, level = sys._getframe(1), 2
        while frame.f_back and (frame.f_globals.get("__package__") or "").partition(".")[0] == __package__:
            frame, level = frame.f_back, level + 1
        warnings.warn("\n".join(lines), ShuliWarning, stacklevel=level)


@functools.lru_cache(maxsize=32)
def _opened(name: str, options: str, files: tuple[Any, ...], quiet: bool) -> Verb:
    return Verb(name, options, quiet)


def opened(name: str, options: Mapping[str, Any]) -> Verb:
    """The verb with these keyword arguments.

    `json=True` asks for the program's JSON instead of values, `quiet=True` for no warnings.
    """
    words = option_words(options)
    quiet = bool(words.pop("quiet", False))
    if words.pop("json", False):
        words["output"] = "json"
    return _opened(name, json.dumps(words, sort_keys=True), _file_states(words), quiet)
