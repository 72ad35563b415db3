"""What the functions of this package raise and warn of."""

from __future__ import annotations

from typing import Any


class ShuliError(Exception):
    """A call that could not be done. `code` is the exit code that the program `shuli` has in the like case."""

    def __init__(self, message: str, code: int = 70) -> None:
        super().__init__(message)
        self.code = code


class OptionError(ShuliError, ValueError):
    """An option that does not exist, has a wrong value, or names a file that can't be read."""


class RowError(ShuliError, ValueError):
    """A row that could not be processed. `row` is its number, from 0; `reason` says why."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(f"row {row}: {reason}", 65)
        self.row = row
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        # Workers hand errors on in pickles, which call the class with what is in `args`.
        return RowError, (self.row, self.reason)


class ShuliWarning(UserWarning):
    """What the program would say on standard error, such as words of a dictionary that have no effect."""
