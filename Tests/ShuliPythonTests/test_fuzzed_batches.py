"""Random batches never end the process: each one is answered or is an error with a text.

The test runs some thousand of them. `python3 test_fuzzed_batches.py COUNT [SEED]` runs as many as are wanted; with
SHULI_LIBRARY and PYTHONPATH it needs no package.
"""

import ctypes
import random
import struct
import sys
import time

from shuli._abi import ArrowArray, ArrowSchema, library, take_text
from shuli._arrow import _keep_array, _keep_schema

VERBS = [
    ("segment", None), ("segment", '{"output":"lines"}'), ("tag", None), ("sentences", None), ("clean", None),
    ("keywords", '{"output":"json"}'), ("summarize", None), ("normalize", '{"repair":true}'),
    ("convert", '{"to":"tw"}'), ("filter", None), ("mask", None), ("fingerprint", None), ("dedup", None),
]
# Columns of numbers are named in capitals here.
RESOLVE = "Component Key signature common {} Anchor_count id Title date source host Reprint Length Removed"
STEPS = [
    ("dedup-anchors", "Key anchors"), ("dedup-questions", "Bucket block"), ("dedup-strangers", "left right"),
    ("dedup-candidates", "Bucket block Left Right"), ("dedup-pairs", "Key anchors"),
    ("dedup-compare", "Left Right Shared left_signature right_signature left_common right_common"),
    ("dedup-resolve", RESOLVE.format("edges")), ("dedup-resolve", RESOLVE.format("pairs")),
]
FORMATS = [b"u", b"U", b"z", b"Z", b"vu", b"vz", b"l", b""]
TEXT = "今天天气很好。<p>第3条，ABC</p>电话13800001234\n\x00\u200b𠮷é河道整治工程完工，记者获悉。".encode()
# All buffers of bytes are as long: no offset and no view reaches beyond.
ROOM = 1024


def opened(name, options):
    handle = ctypes.c_void_p()
    assert library().shulic_open(name.encode(), (options or "{}").encode(), ctypes.byref(handle), None) == 0
    return handle


class Column:
    """Structures of the C interface and the memory that they point to."""

    def __init__(self, form, name, length, offset=0):
        self.array, self.schema, self.held = ArrowArray(), ArrowSchema(), None
        self.array.length, self.array.offset = length, offset
        self.array.release, self.schema.release = _keep_array, _keep_schema
        self.schema.format, self.schema.name, self.schema.flags = form, name, 2


class Batches:
    """Random batches. Buffers come from pools, so that most of the time is the library's."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.bytes = [self._bytes() for _ in range(300)]
        self.offsets = {width: [self._offsets(width, place) for place in range(200)] for width in (4, 8)}
        self.views = [self._views(place % 2) for place in range(100)]
        self.sizes = ctypes.create_string_buffer(struct.pack("<q", ROOM), 8)
        self.numbers = [self._numbers() for _ in range(100)]

    def _packed(self, code, numbers):
        content = struct.pack(f"<{len(numbers)}{code}", *numbers)
        return ctypes.create_string_buffer(content, len(content))

    def _bytes(self):
        content = bytearray()
        while len(content) < ROOM:
            kind = self.chance.randrange(4)
            if kind < 2:
                content += TEXT[self.chance.randrange(len(TEXT)):][:self.chance.randrange(60)]
            elif kind == 2:
                content += self.chance.randbytes(self.chance.randrange(20))
            else:
                content += bytes(self.chance.choice([0, 0, 1, 2, 8, 33]) for _ in range(16))
        return ctypes.create_string_buffer(bytes(content[:ROOM]), ROOM)

    def _offsets(self, width, place):
        # Some contradict each other; some are those of records of one length, as the steps have.
        step, is_wild = [0, 0, 33, 8, 66, 4][place % 6], place % 4 == 0
        if step:
            numbers = [number * step for number in range(ROOM // 8)]
        else:
            numbers = [self.chance.randint(-2 if is_wild else 0, ROOM // 3) for _ in range(ROOM // 8)]
        numbers = [min(number, ROOM - 1) for number in numbers]
        return self._packed("i" if width == 4 else "q", numbers if is_wild else sorted(numbers))

    def _numbers(self):
        # Small ones, so that rows belong together, and any others.
        return self._packed(
            "q", [self.chance.choice([0, 1, 2, 3, self.chance.randint(-2**63, 2**63 - 1)]) for _ in range(64)])

    def _views(self, is_wild):
        numbers = []
        for _ in range(64):
            numbers += [
                self.chance.randint(-2 if is_wild else 0, 40), 0, self.chance.choice([0, 0, 9]) if is_wild else 0, 7]
        return self._packed("i", numbers)

    def column(self, form, name, count, offset):
        """Rows of one column, some with a buffer too few or none where one should be."""
        column, chance = Column(form, name, count, offset), self.chance
        if form == b"l":
            buffers = [None, chance.choice(self.numbers)]
        elif form in (b"vu", b"vz"):
            buffers = [None, chance.choice(self.views), chance.choice(self.bytes), self.sizes]
        else:
            buffers = [None, chance.choice(self.offsets[8 if form in (b"U", b"Z") else 4]), chance.choice(self.bytes)]
        if chance.random() < 0.3:
            buffers[0] = chance.choice(self.bytes)
        if chance.random() < 0.02:
            buffers.pop()
        if chance.random() < 0.01:
            buffers[chance.randrange(len(buffers))] = None
        addresses = [None if buffer is None else ctypes.addressof(buffer) for buffer in buffers]
        column.held = (ctypes.c_void_p * 4)(*addresses)
        column.array.null_count = chance.choice([-1, 0, 1])
        column.array.n_buffers, column.array.buffers = len(buffers), column.held
        return column

    def struct(self, columns, count):
        """A struct of columns."""
        column, number = Column(b"+s", b"", count), len(columns)
        arrays = (ctypes.POINTER(ArrowArray) * number)(*[ctypes.pointer(part.array) for part in columns])
        schemas = (ctypes.POINTER(ArrowSchema) * number)(*[ctypes.pointer(part.schema) for part in columns])
        buffers = (ctypes.c_void_p * 1)(None)
        column.held = (columns, arrays, schemas, buffers)
        column.array.n_buffers, column.array.buffers = 1, buffers
        column.array.n_children = column.schema.n_children = number
        column.array.children, column.schema.children = arrays, schemas
        return column

    def documents(self, needs_id=False):
        """What verbs take: a column, or a struct of columns with the names of fields."""
        chance = self.chance
        count, offset = chance.randrange(8), chance.randrange(4)
        column = self.column(chance.choice(FORMATS), b"text", count, offset)
        if not needs_id and chance.random() < 0.7:
            return column
        name = b"id" if needs_id else chance.choice([b"id", b"title", b"url", b"date"])
        return self.struct([column, self.column(chance.choice(FORMATS[:4]), name, count, offset)], count)

    def table(self, names):
        """What a step takes, a struct of these columns."""
        chance = self.chance
        count, offset = chance.randrange(8), chance.randrange(4)
        return self.struct([
            self.column(
                b"l" if name[0].isupper() else chance.choice([b"z", b"Z", b"u"]), name.lower().encode(), count + offset,
                0)
            for name in names.split()], count)


class Fuzzer:
    """Runs random batches and counts those that are answered and those that are refused."""

    def __init__(self, seed):
        self.batches = Batches(seed)
        self.verbs = [opened(name, options) for name, options in VERBS]
        self.steps = [(opened(name, None), columns) for name, columns in STEPS]
        self.answered = self.refused = 0
        self.index = None

    def step(self, number):
        """Runs one batch."""
        chance = self.batches.chance
        kind = chance.random()
        if kind < 0.3:
            verb, columns = chance.choice(self.steps)
            self._check(library().shulic_run, verb, self.batches.table(columns))
        elif kind < 0.9:
            self._check(library().shulic_run, chance.choice(self.verbs), self.batches.documents())
        else:
            if number % 100 == 0 or not self.index:
                library().shulic_index_close(self.index)
                self.index = ctypes.c_void_p()
                assert library().shulic_index_open(None, ctypes.byref(self.index), None) == 0
            action = chance.choice([library().shulic_index_add, library().shulic_index_query])
            self._check(action, self.index, self.batches.documents(needs_id=chance.random() < 0.8))
            if kind > 0.99:
                self._check(library().shulic_index_verdicts, self.index, None)

    def _check(self, function, handle, batch):
        array, schema, message = ArrowArray(), ArrowSchema(), ctypes.c_void_p()
        given = (None,) if batch is None else (ctypes.byref(batch.array), ctypes.byref(batch.schema))
        code = function(handle, *given, ctypes.byref(array), ctypes.byref(schema), ctypes.byref(message))
        said = take_text(message.value)
        if code == 0:
            self.answered += 1
            assert array.release
            array.release(ctypes.byref(array))
            schema.release(ctypes.byref(schema))
        else:
            self.refused += 1
            assert said and not array.release

    def close(self):
        """Closes all that was opened."""
        for verb in [*self.verbs, *[step for step, _ in self.steps]]:
            library().shulic_close(verb)
        library().shulic_index_close(self.index)


def fuzz(count, seed, report=lambda done, fuzzer: None):
    """Runs so many batches. Returns how many were answered, and how many refused."""
    fuzzer = Fuzzer(seed)
    for number in range(count):
        fuzzer.step(number)
        if number % 20_000 == 0:
            report(number, fuzzer)
    fuzzer.close()
    return fuzzer.answered, fuzzer.refused


def test_random_batches_are_answered_or_refused():
    answered, refused = fuzz(3000, seed=1)
    assert answered > 700 and refused > 700


if __name__ == "__main__":
    begin = time.time()
    found = fuzz(
        int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1,
        lambda done, fuzzer: print(done, fuzzer.answered, fuzzer.refused, file=sys.stderr))
    print(f"{sum(found)} batches, {found[0]} answered, {found[1]} refused, {time.time() - begin:.0f} s")
