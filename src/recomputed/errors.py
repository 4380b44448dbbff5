"""Bad input is refused with a BadInput, and shown as one line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


class BadInput(ValueError):
    """A mistake of the user, in one line: where, what is wrong, what was expected, what was found, what to do."""

    def __init__(self, what: str, *, where: object, expected: object, found: object, do: str):
        line = f"{where}: {what}: expected {expected}, found {found}; {do}"
        super().__init__(" ".join(line.split()))


@contextmanager
def one_line() -> Iterator[None]:
    """End the program with one line if a BadInput is raised in the block."""
    try:
        yield
    except BadInput as error:
        sys.exit(str(error))
