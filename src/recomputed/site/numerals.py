"""Numbers as a page shows them: a minus sign, groups of three digits, powers of ten, no digits beyond the interval."""

import re

NUMBER = re.compile(r"(?<![\w.,^{_-])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.]*[\w])")
INTERVAL = re.compile(r"(-?\d+\.\d+) ± (\d+(?:\.\d+)?)(?![\d.e])")
GROUPED_FROM = 10_000  # a year has no comma
WRITTEN_OUT_TO, LEAST_WRITTEN_OUT = 1e9, 1e-4
SHOWN_DIGITS = 4
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def numerals(text: str, shorten: bool = False) -> str:
    """Rewrite the numbers of `text`; `shorten`: give four digits, or as many decimals as the interval has."""
    if shorten:
        parts = INTERVAL.split(text)
        texts = [_shorter_all(part) for part in parts[::3]]
        pairs = [f"{_to(a, h)} ± {h}" for a, h in zip(parts[1::3], parts[2::3], strict=True)]
        text = "".join(a + b for a, b in zip(texts, [*pairs, ""], strict=True))
    return NUMBER.sub(_written, text)


def _shorter_all(text: str) -> str:
    return NUMBER.sub(lambda found: _shorter(found[0]), text)


def _shorter(number: str) -> str:
    """Keep four digits of a number with decimals."""
    return f"{float(number):.{SHOWN_DIGITS}g}" if "." in number and float(number) else number


def _to(number: str, halfwidth: str) -> str:
    """Round a number to the decimals of its interval, and not to less than tenths for one below ten."""
    decimals = max(len(halfwidth.partition(".")[2]), int(float(halfwidth) < 10))
    return f"{float(number):.{decimals}f}"


def _written(found: re.Match) -> str:
    mantissa, _, exponent = found[0].partition("e")
    size = abs(float(found[0]))
    if exponent and GROUPED_FROM <= size < WRITTEN_OUT_TO:
        text = f"{float(found[0]):,.0f}"
    elif exponent and LEAST_WRITTEN_OUT <= size < GROUPED_FROM:
        text = f"{float(found[0]):g}"
    elif exponent:
        power = "10" + str(int(exponent)).translate(RAISED)
        text = power if mantissa == "1" else f"{mantissa} × {power}"
    elif size >= GROUPED_FROM:
        whole, point, rest = mantissa.partition(".")
        text = f"{int(whole):,}{point}{rest}"
    else:
        text = mantissa
    return text.replace("-", "−") if size else text.lstrip("-")
