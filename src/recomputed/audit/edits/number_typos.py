"""Typos in a printed number: the stated family of small edits."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import pi

from recomputed.audit.printed import parse

FAMILY = (
    "one typo in a number: sign, neighbouring digits swapped, n ± 1, point moved by one, a digit replaced, dropped or "
    "doubled, reciprocal, percent or fraction, degrees or radians, a stray character; or neighbouring numbers swapped"
)
ANGLES = ("°", "degrees", "radians")
UNNATURAL = re.compile(r"^-?0\d|\.$|^-?\.")  # a zero in front, or a point at an end


def typos(text: str, unit: str = "") -> dict[str, str]:
    """Give every text that one typo of FAMILY makes of a printed number, with the name of the typo.

    Texts that nobody would print ("09", "2.") and texts with the same value are left out; where two typos give one
    text, the first in the family counts.
    """
    printed, found = parse(text), {}
    if printed and printed.style != "plain":
        return {}
    plain = f"{printed.exact:f}" if printed else text
    for name, edited in _numbers(plain, unit) if printed else _stray_characters(text):
        number = parse(edited)
        new = number is not None and (printed is None or number.value != printed.value)
        if new and not UNNATURAL.search(edited):
            found.setdefault(edited, name)
    return found


def _numbers(text: str, unit: str) -> Iterator[tuple[str, str]]:
    number = Decimal(text)
    sign, body = ("-", text[1:]) if number.is_signed() else ("", text)
    digits = [place for place, letter in enumerate(body) if letter.isdigit()]
    yield "sign", body if sign else f"-{body}"
    for here, there in pairwise(digits):
        letters = list(body)
        letters[here], letters[there] = letters[there], letters[here]
        yield "digits swapped", sign + "".join(letters)
    if number == number.to_integral_value():
        yield from (("n ± 1", f"{number + step:f}") for step in (-1, 1))
    yield from (("point moved by one", f"{number.scaleb(step):f}") for step in (-1, 1))
    for place in digits:
        before, after = sign + body[:place], body[place + 1 :]
        yield from (("digit replaced", f"{before}{digit}{after}") for digit in "0123456789")
        yield "digit dropped", before + after
        yield "digit doubled", before + 2 * body[place] + after
    if number:
        yield "reciprocal", _rounded(1 / number, number)
    yield from (("percent or fraction", f"{number.scaleb(step):f}") for step in (-2, 2))
    if unit in ANGLES:
        factor = Decimal(pi) / 180
        yield from (("degrees or radians", _rounded(x, number)) for x in (number * factor, number / factor))


def _stray_characters(text: str) -> Iterator[tuple[str, str]]:
    yield from (("a stray character", text[:place] + text[place + 1 :]) for place in range(len(text)))


def _rounded(x: Decimal, like: Decimal) -> str:
    """Write x with as many significant digits as `like` has."""
    return f"{Decimal(f'{x:.{len(like.as_tuple().digits) - 1}e}'):f}"
