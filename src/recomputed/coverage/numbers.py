"""Find the numbers in running text.

A number is written in digits and stands outside formulas and symbols: 1,000, -0.677, 90 %, 1e-9, 90^\\circ, a range
34-35, a value with its error 0.90 ± 0.05, a decade 1990s. Digits that are part of a name (R2D2, x_1, 3d, COVID-19), an
ordinal (3rd), the mark of a citation ([5]) or of an item of a list are none. The first part of a compound is one:
3-dimensional.
"""

import re

from recomputed.coverage.formulas import Span

POINT = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*|\.\d+)"
COMMA = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
CITATION = re.compile(r"\[\d+\]")


def _pattern(body: str) -> re.Pattern:
    number = rf"{body}(?:[eE][-+−]?\d+)?(?:\s?[%‰]|°|\^\{{?\\circ\}}?)?"
    return re.compile(
        rf"(?<![\w\\^])(?<![^\W\d_]-)(?:(?<![\w)\]])[-−–+])?"
        rf"(?:(?:1[5-9]|20)\d\ds\b|{number}(?:[-–—]{body}(?:\s?%)?|\s?±\s?{number})?(?!\w|\.\d))",
        re.ASCII,
    )


PATTERNS = {False: _pattern(POINT), True: _pattern(COMMA)}


def numbers(text: str, mathematics: list[Span], *, decimal_comma: bool = False) -> list[Span]:
    """Give start and end of each number in `text` outside `mathematics`; with `decimal_comma`, 1.000,5 is one."""
    found, at = [], 0
    for start, end in [*mathematics, (len(text), len(text))]:
        found += [match.span() for match in PATTERNS[decimal_comma].finditer(text, at, start)]
        at = end
    return [(start, end) for start, end in found if not CITATION.match(text, start - 1) or text[start - 1] != "["]
