"""Numbers as people print them, and the precision that their digits state."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

DASHES = str.maketrans(dict.fromkeys("−–—‐‑‒﹣－", "-"))
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
SUPERSCRIPT = re.compile("[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
NUMBER = r"[-+]?\d[\d.,'  ]*(?:[eE][-+]?\d+)?"
GROUPED = re.compile(r"[-+]?\d{1,3}([,'  ])\d{3}(?:\1\d{3})*(?:\.\d*)?")  # 1,000 or 1 000.5, not 148,34
POWER = re.compile(rf"^({NUMBER})\s*(?:[x×·*]|\\times|\\cdot)\s*10\s*(?=[-+^])\^?\s*\{{?\s*([-+]?\d+)\s*\}}?$")
BARE_POWER = re.compile(r"^([-+]?)10\s*\^\s*\{?\s*([-+]?\d+)\s*\}?$")
RANGE = re.compile(rf"^({NUMBER})\s*%?\s*(?:-|\bto\b|\bbis\b|…|\.\.\.)\s*({NUMBER})$")
PLUS_MINUS = re.compile(rf"^({NUMBER})\s*%?\s*(?:±|\+/-|\\pm)\s*({NUMBER})$")
LIMIT = re.compile(r"^(<=|>=|<|>|≤|≥|\\leq?|\\geq?)\s*(.+)$")
SIGNS = {"≤": "<=", "≥": ">=", r"\le": "<=", r"\leq": "<=", r"\ge": ">=", r"\geq": ">="}


@dataclass(frozen=True)
class Printed:
    """A number as printed: its value, half a unit of its last digit that counts, the values [low, high] it names.

    style: plain, range ("2-3"), spread ("2 ± 1"), "<", "<=", ">" or ">=". low and high are the value itself where the
    style is plain; exact is the value in decimal digits.
    """

    value: float
    half_unit: float
    decimals: int
    exact: Decimal
    style: str = "plain"
    low: float = math.nan
    high: float = math.nan

    def contains(self, x: float, granted: float) -> bool:
        """Say whether `x` is one of the values named, or at most `granted` away from them."""
        if self.style in ("<", ">"):
            return x < self.high + granted if self.style == "<" else x > self.low - granted
        # Both are binary floats of decimals: rounding in their last bits must not decide a verdict.
        slack = granted * (1 + 1e-9) + 4e-16 * abs(x)
        return self.low - slack <= x <= self.high + slack


def parse(text: str, *, about: bool = False, decimal_comma: bool = False) -> Printed | None:
    """Read a printed number, or give None where `text` is not a number ("0.4.23") that float64 can hold.

    Signs may be any dash, thousands may be set apart ("1,000", with a decimal comma "1.000"), a percent sign is passed
    over (the cell is in percent too), powers of ten may be "2e-3", "2 × 10^-3" or "10⁶". Ranges ("2–3"), spreads
    ("2 ± 1") and limits ("< 0.02") have their meaning. The half unit is what statcheck calls the rounding interval:
    "0.90" means 0.90 ± 0.005. With `about`, trailing zeros of an integer do not count: "90" means 90 ± 5.
    """
    plain = SUPERSCRIPT.sub(lambda raised: f"^{raised[0].translate(RAISED)}", text).translate(DASHES)
    plain = plain.replace("\\%", "%").strip().removesuffix("%").strip()
    if match := LIMIT.match(plain):
        return _limit(SIGNS.get(match[1], match[1]), _single(match[2], about, decimal_comma))
    for pattern, style in ((PLUS_MINUS, "spread"), (RANGE, "range")):
        if match := pattern.match(plain):
            return _interval(style, *(_single(part, about, decimal_comma) for part in match.groups()))
    return _single(plain, about, decimal_comma)


def _single(text: str, about: bool, decimal_comma: bool) -> Printed | None:
    text = text.strip().removesuffix("%").strip()
    power = POWER.match(text) or BARE_POWER.match(text)
    mantissa, shift = (power[1].strip(), int(power[2])) if power else (text, 0)
    if power and mantissa in ("", "-", "+"):
        mantissa += "1"
    if decimal_comma:
        mantissa = mantissa.translate(str.maketrans(".,", ",."))
    if GROUPED.fullmatch(mantissa):
        mantissa = re.sub(r"[,'  ]", "", mantissa)
    try:
        number = Decimal(mantissa).scaleb(shift) if re.fullmatch(r"[-+]?[\d.]+([eE][-+]?\d+)?", mantissa) else None
    except InvalidOperation:
        return None
    if number is None or abs(int(number.as_tuple().exponent)) > 400:
        return None
    if not math.isfinite(float(number)) or (number and not float(number)):
        return None
    exponent = int(number.as_tuple().exponent)
    if about and exponent >= 0:
        exponent = int(number.normalize().as_tuple().exponent)
    value = float(number)
    return Printed(value, float(Decimal(5).scaleb(exponent - 1)), max(0, -exponent), number, low=value, high=value)


def _interval(style: str, first: Printed | None, second: Printed | None) -> Printed | None:
    """Join the two numbers of a range, or the middle and the half width of a spread."""
    if first is None or second is None or (style == "range" and second.value < first.value):
        return None
    low, high = (
        (first.exact, second.exact) if style == "range" else (first.exact - second.exact, first.exact + second.exact)
    )
    exact = (low + high) / 2
    half_unit, decimals = min(first.half_unit, second.half_unit), max(first.decimals, second.decimals)
    return Printed(float(exact), half_unit, decimals, exact, style, float(low), float(high))


def _limit(sign: str, number: Printed | None) -> Printed | None:
    """Make a limit of a number: it is exact, so nothing is granted beyond it."""
    if number is None:
        return None
    below = sign.startswith("<")
    low, high = (-math.inf, number.value) if below else (number.value, math.inf)
    return Printed(number.value, 0.0, number.decimals, number.exact, sign, low, high)
