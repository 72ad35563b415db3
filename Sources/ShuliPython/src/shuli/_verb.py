"""Verbs of the library with their options: opened once, kept for the next call, run on columns."""

from __future__ import annotations

import ctypes
import functools
import json
import os
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

    Options that are None or False are left out.
    """
    words = {}
    for name, value in options.items():
        if value is None or value is False:
            continue
        if isinstance(value, os.PathLike):
            value = os.fspath(value)
        elif isinstance(value, (list, tuple)):
            value = [os.fspath(item) if isinstance(item, os.PathLike) else item for item in value]
        words[name.rstrip("_").replace("_", "-")] = value
    return words


def _file_states(words: Mapping[str, Any]) -> tuple[Any, ...]:
    states = []
    for name in sorted(FILE_OPTIONS & words.keys()):
        value = words[name]
        for path in value if isinstance(value, list) else [value]:
            try:
                state = os.stat(path)
                states.append((path, state.st_mtime_ns, state.st_size, state.st_ino))
            except (OSError, TypeError, ValueError):
                states.append((path, None))
    return tuple(states)


class Verb:
    """An open verb. It may be used by several threads at once."""

    def __init__(self, name: str, options: str, quiet: bool) -> None:
        handle, message = ctypes.c_void_p(), ctypes.c_void_p()
        code = library().shulic_open(
            name.encode(), options.encode(), ctypes.byref(handle), ctypes.byref(message))
        said = take_text(message.value)
        if code:
            raise OptionError(said or f"{name} can't be opened", code)
        self.handle = handle
        self.quiet = quiet
        # Without ids the answers in JSON have the numbers of rows in their batch.
        self.numbers = name != "filter" and json.loads(options).get("output") == "json"
        weakref.finalize(self, library().shulic_close, handle)
        if said and not quiet:
            warnings.warn(said, ShuliWarning, stacklevel=4)

    def run(self, batch: Column, first: int = 0) -> Column:
        """A struct column of `value`, `status` and `error` for a column, which is used up.

        `first` is the number of its first row, for warnings.
        """
        answer, message = Column(), ctypes.c_void_p()
        code = library().shulic_run(
            self.handle, ctypes.byref(batch.array), ctypes.byref(batch.schema), ctypes.byref(answer.array),
            ctypes.byref(answer.schema), ctypes.byref(message))
        said = take_text(message.value)
        if code == 65:
            raise TypeError(said or "a column of texts or bytes is expected")
        if code:
            raise ShuliError(said or "the library failed", code)
        if said and not self.quiet:
            warnings.warn(f"{said} (in the batch that begins with row {first})", ShuliWarning, stacklevel=6)
        return answer


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
