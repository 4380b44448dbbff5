"""The one way to refuse bad input."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


class BadInput(ValueError):
    """A user's mistake, told in one line: what is wrong, where, expected, found, what to do."""

    def __init__(self, what: str, *, where: object, expected: object, found: object, do: str):
        line = f"{where}: {what}: expected {expected}, found {found}; {do}"
        super().__init__(" ".join(line.split()))


@contextmanager
def one_line() -> Iterator[None]:
    """End the program with the line of a BadInput that is raised in the block."""
    try:
        yield
    except BadInput as error:
        sys.exit(str(error))
