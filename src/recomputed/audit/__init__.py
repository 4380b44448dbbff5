"""Claims against results: what the articles publish, recomputed."""

from collections.abc import Iterable

DEFINITIONS = {
    "reproduced": "holds as printed: a number within half a unit of its last digit, anything else exactly as stated",
    "approximate": "a number that is near: within one whole unit of its last printed digit",
    "misprint": "fails as printed, and holds after one small edit: a sign, an exponent, a word",
    "conditional": "false as stated, and true under a condition that the article does not give",
    "undecided": "the interval of the project's own simulation reaches across the limit; more samples would decide",
    "refuted": "fails, and no small edit or condition that was named makes it hold",
    "not checkable": "no computation can settle it; the reason says why",
    "open": "nobody has audited it yet",
}
VERDICTS = tuple(DEFINITIONS)
OPEN = "open"
ORIGINS = {
    "printed": "stands in the article as evaluated",
    "described": "stands in a picture that is missing from the text; evaluated is what the text says about it",
    "reading": "the article says it in words; the number or the yes is a reading of these words",
    "ours": "not in the article: a finding of this project, not counted as published",
}


def progress(verdicts: Iterable[str]) -> str:
    """Say how many of the claims with these `verdicts` are audited, as "0 of 23 audited"; "" where none is open."""
    verdicts = list(verdicts)
    still_open = verdicts.count(OPEN)
    return f"{len(verdicts) - still_open} of {len(verdicts)} audited" if still_open else ""


def shown(verdicts: Iterable[str]) -> tuple[str, ...]:
    """List the verdicts that a table of counts has a column for: all, but "open" only where a claim is open."""
    any_open = OPEN in verdicts
    return tuple(verdict for verdict in VERDICTS if verdict != OPEN or any_open)
