"""The C interface of the library: its structures, functions and where the library is."""

from __future__ import annotations

import ctypes
import functools
import os
import pathlib
from ctypes import POINTER, c_char_p, c_int32, c_int64, c_void_p


class ArrowSchema(ctypes.Structure):
    """The type of a column, as the Arrow C Data Interface lays it out."""


class ArrowArray(ctypes.Structure):
    """The data of a column, as the Arrow C Data Interface lays it out."""


class ArrowArrayStream(ctypes.Structure):
    """Several arrays of one type, as the Arrow C Stream Interface lays it out."""


ReleaseSchema = ctypes.CFUNCTYPE(None, POINTER(ArrowSchema))
ReleaseArray = ctypes.CFUNCTYPE(None, POINTER(ArrowArray))
ReleaseStream = ctypes.CFUNCTYPE(None, POINTER(ArrowArrayStream))

ArrowSchema._fields_ = [
    ("format", c_char_p), ("name", c_char_p), ("metadata", c_void_p), ("flags", c_int64), ("n_children", c_int64),
    ("children", POINTER(POINTER(ArrowSchema))), ("dictionary", POINTER(ArrowSchema)), ("release", ReleaseSchema),
    ("private_data", c_void_p),
]
ArrowArray._fields_ = [
    ("length", c_int64), ("null_count", c_int64), ("offset", c_int64), ("n_buffers", c_int64), ("n_children", c_int64),
    ("buffers", POINTER(c_void_p)), ("children", POINTER(POINTER(ArrowArray))), ("dictionary", POINTER(ArrowArray)),
    ("release", ReleaseArray), ("private_data", c_void_p),
]
ArrowArrayStream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(c_int32, POINTER(ArrowArrayStream), POINTER(ArrowSchema))),
    ("get_next", ctypes.CFUNCTYPE(c_int32, POINTER(ArrowArrayStream), POINTER(ArrowArray))),
    ("get_last_error", ctypes.CFUNCTYPE(c_char_p, POINTER(ArrowArrayStream))),
    ("release", ReleaseStream), ("private_data", c_void_p),
]


def release(structure: ArrowSchema | ArrowArray | ArrowArrayStream) -> None:
    """Releases a structure that this process owns; nothing happens where it is released already."""
    if structure.release:
        structure.release(ctypes.byref(structure))


def library_path() -> pathlib.Path:
    """The library beside this file, or the one that the environment variable SHULI_LIBRARY names."""
    named = os.environ.get("SHULI_LIBRARY")
    return pathlib.Path(named) if named else pathlib.Path(__file__).with_name("libshulic.so")


@functools.lru_cache(maxsize=None)
def library() -> ctypes.CDLL:
    """The library, loaded on first use. Its functions run without the interpreter's lock."""
    path = library_path()
    if not path.exists():
        raise ImportError(f"{path} is missing: install shuli as a wheel for your platform, or set SHULI_LIBRARY")
    loaded = ctypes.CDLL(str(path))
    loaded.shulic_version.restype = c_void_p
    loaded.shulic_version.argtypes = []
    loaded.shulic_free.restype = None
    loaded.shulic_free.argtypes = [c_void_p]
    loaded.shulic_open.restype = c_int32
    loaded.shulic_open.argtypes = [c_char_p, c_char_p, POINTER(c_void_p), POINTER(c_void_p)]
    loaded.shulic_run.restype = c_int32
    loaded.shulic_run.argtypes = [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p, POINTER(c_void_p)]
    loaded.shulic_index_open.restype = c_int32
    loaded.shulic_index_open.argtypes = [c_char_p, POINTER(c_void_p), POINTER(c_void_p)]
    for function in [loaded.shulic_index_add, loaded.shulic_index_query]:
        function.restype = c_int32
        function.argtypes = loaded.shulic_run.argtypes
    loaded.shulic_index_verdicts.restype = c_int32
    loaded.shulic_index_verdicts.argtypes = [c_void_p, c_char_p, c_void_p, c_void_p, POINTER(c_void_p)]
    loaded.shulic_index_close.restype = None
    loaded.shulic_index_close.argtypes = [c_void_p]
    loaded.shulic_close.restype = None
    loaded.shulic_close.argtypes = [c_void_p]
    return loaded


def take_text(address: int | None) -> str | None:
    """The text that the library returned, which is freed; None where it returned none."""
    if not address:
        return None
    try:
        return ctypes.string_at(address).decode("utf-8", "replace")
    finally:
        library().shulic_free(address)
