"""The one way to refuse bad input."""


class BadInput(ValueError):
    """A user's mistake, told in one line: what is wrong, where, expected, found, what to do."""

    def __init__(self, what: str, *, where: object, expected: object, found: object, do: str):
        line = f"{where}: {what}: expected {expected}, found {found}; {do}"
        super().__init__(" ".join(line.split()))
