"""Columns of Arrow without a library of Arrow: made of Python's texts, cut into slices, read back, handed on."""

from __future__ import annotations

import array
import ctypes
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ._abi import ArrowArray, ArrowArrayStream, ArrowSchema, ReleaseArray, ReleaseSchema, release

# A batch is the longest time that Ctrl-C waits: for cleaning and keywords some .1 s, by bytes or by short rows.
BATCH_ROWS = 2048
BATCH_BYTES = 1 << 19


class Column:
    """One column in memory: a pair of structures that this object owns."""

    def __init__(self, keep: Any = None) -> None:
        self.array = ArrowArray()
        self.schema = ArrowSchema()
        self.keep = keep

    def __del__(self) -> None:
        release(self.array)
        release(self.schema)

    def __len__(self) -> int:
        return self.array.length

    def __arrow_c_array__(self, requested_schema: Any = None) -> tuple[Any, Any]:
        """Hands the column on to whoever imports it; the object is empty afterwards."""
        return _capsule(self.schema, b"arrow_schema"), _capsule(self.array, b"arrow_array")


# What the library calls when it has read a column whose memory Python keeps. It must not be a function of Python's: an
# interruption would be raised in it, where nobody can catch it. Any function without arguments and effects serves.
_NOTHING = ctypes.cast(ctypes.pythonapi.Py_IsInitialized, ctypes.c_void_p).value
_keep_array = ReleaseArray(_NOTHING)
_keep_schema = ReleaseSchema(_NOTHING)


def borrowed(column: Column, start: int, stop: int) -> Column:
    """Rows of a column, for the library alone to read. The slice holds its column; releasing it releases nothing."""
    part = Column(keep=column)
    ctypes.pointer(part.array)[0] = column.array
    ctypes.pointer(part.schema)[0] = column.schema
    part.array.offset = column.array.offset + start
    part.array.length = stop - start
    part.array.null_count = 0 if column.array.null_count == 0 else -1
    part.array.release = _keep_array
    part.schema.release = _keep_schema
    return part


# MARK: Python's texts to a column


def utf8(text: str) -> bytes:
    """A text in UTF-8. Lone surrogates, which UTF-8 can't hold, become U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def is_missing(row: Any) -> bool:
    """Whether a row is None, or what pandas has instead: NaN, NA."""
    return row is None or (isinstance(row, float) and row != row) or type(row).__name__ == "NAType"


def column_of(rows: Sequence[str | bytes | None], first: int = 0) -> Column:
    """A column of texts, or of bytes where a row is one, for the library alone to read.

    `first` is the number of the first row, for errors.
    """
    binary, nulls = False, 0
    try:
        # Texts alone, which most lists are.
        pieces = list(map(str.encode, rows))
    except (TypeError, UnicodeEncodeError):
        pieces, binary = _pieces(rows, first)
        nulls = sum(map(is_missing, rows))
    offsets = array.array("q", itertools.accumulate(map(len, pieces), initial=0))
    data = b"".join(pieces)
    validity = None
    if nulls:
        bits = bytearray((len(rows) + 7) // 8)
        for index, row in enumerate(rows):
            if not is_missing(row):
                bits[index >> 3] |= 1 << (index & 7)
        validity = ctypes.create_string_buffer(bytes(bits), len(bits))
    buffers = (ctypes.c_void_p * 3)(
        ctypes.addressof(validity) if validity else None, offsets.buffer_info()[0],
        ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p))
    column = Column(keep=(offsets, data, validity, buffers))
    column.array.length = len(rows)
    column.array.null_count = nulls
    column.array.n_buffers = 3
    column.array.buffers = buffers
    column.array.release = _keep_array
    column.schema.format = b"Z" if binary else b"U"
    column.schema.name = b""
    column.schema.flags = 2
    column.schema.release = _keep_schema
    return column


def _pieces(rows: Sequence[str | bytes | None], first: int) -> tuple[list[bytes], bool]:
    """The bytes of each row, and whether one is no text."""
    pieces, binary = [], False
    for number, row in enumerate(rows, first):
        if isinstance(row, str):
            pieces.append(utf8(row))
        elif isinstance(row, (bytes, bytearray, memoryview)):
            pieces.append(bytes(row))
            binary = True
        elif is_missing(row):
            pieces.append(b"")
        else:
            raise TypeError(f"row {number}: a text, bytes or None expected, not {type(row).__name__}")
    return pieces, binary


def struct_of(columns: Mapping[str, Column]) -> Column:
    """A struct of columns of equal lengths, for the library alone to read."""
    names = [ctypes.c_char_p(name.encode()) for name in columns]
    arrays = (ctypes.POINTER(ArrowArray) * len(columns))(*[ctypes.pointer(part.array) for part in columns.values()])
    schemas = (ctypes.POINTER(ArrowSchema) * len(columns))(*[ctypes.pointer(part.schema) for part in columns.values()])
    for name, part in zip(names, columns.values()):
        part.schema.name = name
    buffers = (ctypes.c_void_p * 1)(None)
    column = Column(keep=(columns, names, arrays, schemas, buffers))
    column.array.length = max(map(len, columns.values()))
    column.array.n_buffers = 1
    column.array.buffers = buffers
    column.array.n_children = column.schema.n_children = len(columns)
    column.array.children, column.schema.children = arrays, schemas
    column.array.release, column.schema.release = _keep_array, _keep_schema
    column.schema.format = b"+s"
    column.schema.name = b""
    return column


# MARK: Other libraries' columns

_get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_get_pointer.restype = ctypes.c_void_p
_get_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]

# Structures that capsules of ours point to, by address. A capsule's destructor can't be a function of Python's, which
# would run while the interpreter takes the capsule apart; so an entry lives until its importer has taken the structure.
_handed_on: dict[int, ctypes.Structure] = {}


def _capsule(structure: Any, name: bytes) -> Any:
    for address in [address for address, held in list(_handed_on.items()) if not held.release]:
        _handed_on.pop(address, None)
    moved = type(structure)()
    ctypes.pointer(moved)[0] = structure
    structure.release = type(structure.release)()
    address = ctypes.addressof(moved)
    _handed_on[address] = moved
    return _new_capsule(address, name, None)


def _take(capsule: Any, name: bytes, into: Any) -> None:
    """Moves what a capsule holds into a structure of ours."""
    structure = ctypes.cast(_get_pointer(capsule, name), ctypes.POINTER(type(into))).contents
    ctypes.pointer(into)[0] = structure
    structure.release = type(structure.release)()


def chunks_of(source: Any) -> Iterator[Column]:
    """The chunks of an object that hands out Arrow columns, such as those of pyarrow and polars."""
    if hasattr(source, "__arrow_c_array__"):
        schema, data = source.__arrow_c_array__()
        column = Column()
        _take(schema, b"arrow_schema", column.schema)
        _take(data, b"arrow_array", column.array)
        yield column
        return
    stream = ArrowArrayStream()
    _take(source.__arrow_c_stream__(), b"arrow_array_stream", stream)
    try:
        while True:
            column = Column()
            code = stream.get_next(ctypes.byref(stream), ctypes.byref(column.array))
            code = code or stream.get_schema(ctypes.byref(stream), ctypes.byref(column.schema))
            if code:
                reason = stream.get_last_error(ctypes.byref(stream)) or b"the column can't be read"
                raise ValueError(reason.decode("utf-8", "replace"))
            if not column.array.release:
                return
            yield column
    finally:
        release(stream)


def slices_of(column: Column) -> Iterator[Column]:
    """A column in slices of a bounded number of rows and bytes."""
    length = len(column)
    if length <= 1:
        yield column
        return
    sizes = _row_sizes(column)
    start = size = 0
    for row in range(length):
        size += sizes[row]
        if row > start and (size > BATCH_BYTES or row - start == BATCH_ROWS):
            yield borrowed(column, start, row)
            start, size = row, sizes[row]
    yield borrowed(column, start, length)


def _row_sizes(column: Column) -> Sequence[int]:
    """The bytes of each row; of other types than texts and bytes an even share, because the library refuses them."""
    form, length, offset = column.schema.format, column.array.length, column.array.offset
    if form == b"+s":
        sizes = [0] * length
        for index in range(column.array.n_children):
            child = Column(keep=column)
            ctypes.pointer(child.array)[0] = column.array.children[index].contents
            ctypes.pointer(child.schema)[0] = column.schema.children[index].contents
            child.array.release, child.schema.release = ReleaseArray(), ReleaseSchema()
            child.array.offset += offset
            child.array.length = length
            sizes = [sum(pair) for pair in zip(sizes, _row_sizes(child))]
        return sizes
    if form in (b"u", b"z", b"U", b"Z"):
        code, width = ("i", 4) if form in (b"u", b"z") else ("q", 8)
        offsets = _numbers(column.array.buffers[1], code, width, offset, length + 1)
        return [offsets[row + 1] - offsets[row] for row in range(length)]
    if form in (b"vu", b"vz"):
        return _numbers(column.array.buffers[1], "i", 4, offset * 4, length * 4)[::4]
    return [0] * length


def _numbers(address: int, code: str, width: int, start: int, count: int) -> memoryview:
    if not address:
        return memoryview(bytes(count * width)).cast(code)
    buffer = (ctypes.c_char * (count * width)).from_address(address + start * width)
    return memoryview(buffer).cast("B").cast(code)


# MARK: A column to Python's values

# Numbers by their formats: as `array` calls them, and their bytes.
_WIDTHS = {b"i": ("i", 4), b"l": ("q", 8), b"g": ("d", 8)}


def values_of(schema: ArrowSchema, data: ArrowArray, start: int = 0, count: int | None = None) -> list[Any]:
    """The values of a column that the library made: numbers, texts, lists and structs (as tuples)."""
    count = data.length if count is None else count
    first = data.offset + start
    if count == 0:
        return []
    form = schema.format
    if form in _WIDTHS:
        code, width = _WIDTHS[form]
        values: list[Any] = list(_numbers(data.buffers[1], code, width, first, count))
    elif form in (b"u", b"U"):
        offsets = _offsets(form, data, first, count)
        base, size = offsets[0], offsets[count] - offsets[0]
        text = ctypes.string_at(data.buffers[2] + base, size) if size else b""
        if text.isascii():
            plain = text.decode()
            values = [plain[begin - base:end - base] for begin, end in zip(offsets, offsets[1:])]
        else:
            values = [
                text[begin - base:end - base].decode("utf-8", "replace") for begin, end in zip(offsets, offsets[1:])]
    elif form in (b"+l", b"+L"):
        offsets = _offsets(form, data, first, count)
        base = offsets[0]
        items = values_of(schema.children[0].contents, data.children[0].contents, base, offsets[count] - base)
        values = [items[begin - base:end - base] for begin, end in zip(offsets, offsets[1:])]
    elif form == b"+s":
        fields = [
            values_of(schema.children[index].contents, data.children[index].contents, first, count)
            for index in range(schema.n_children)]
        values = list(zip(*fields))
    else:
        raise TypeError(f"a column of the format {form!r} was not expected")
    for index in _nulls(data, first, count):
        values[index] = None
    return values


class Lines(NamedTuple):
    """The lines of some texts, how many of them each text has, and which texts are null."""

    lines: list[str]
    counts: list[int]
    nulls: frozenset[int]

    def rows(self) -> Iterator[list[str] | None]:
        """The lines of each text."""
        end = 0
        for row, count in enumerate(self.counts):
            start, end = end, end + count
            yield None if row in self.nulls else self.lines[start:end]


def lines_of(column: Column) -> Lines:
    """The lines of a column of texts that the library made, in which each line ends with a line break."""
    data, count = column.array, len(column)
    if count == 0:
        return Lines([], [], frozenset())
    offsets = _offsets(column.schema.format, data, data.offset, count)
    base = offsets[0]
    text = ctypes.string_at(data.buffers[2] + base, offsets[count] - base)
    counts = [text.count(b"\n", begin - base, end - base) for begin, end in zip(offsets, offsets[1:])]
    return Lines(text.decode("utf-8", "replace").split("\n"), counts, frozenset(_nulls(data, data.offset, count)))


def _nulls(data: ArrowArray, first: int, count: int) -> Iterator[int]:
    """Which of `count` rows from `first` on are null."""
    if data.null_count == 0 or not data.buffers[0]:
        return
    bits = ctypes.string_at(data.buffers[0], (first + count + 7) // 8)
    for index in range(count):
        if not bits[(first + index) >> 3] >> ((first + index) & 7) & 1:
            yield index


def _offsets(form: bytes, data: ArrowArray, first: int, count: int) -> memoryview:
    code, width = ("i", 4) if form in (b"u", b"+l") else ("q", 8)
    return _numbers(data.buffers[1], code, width, first, count + 1)


def child_of(column: Column, name: bytes) -> Column:
    """One field of a struct column, moved out of it."""
    for index in range(column.schema.n_children):
        schema, data = column.schema.children[index].contents, column.array.children[index].contents
        if schema.name == name:
            child = Column()
            ctypes.pointer(child.schema)[0] = schema
            ctypes.pointer(child.array)[0] = data
            schema.release, data.release = ReleaseSchema(), ReleaseArray()
            return child
    raise KeyError(name.decode())
