"""Numbers as people print them: every style is read with its value, its meaning and its precision."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recomputed.audit.printed import parse


@pytest.mark.parametrize(
    ("text", "value", "half_unit"),
    [
        ("–0.677", -0.677, 0.0005),
        ("−0.677", -0.677, 0.0005),
        ("-0.677", -0.677, 0.0005),
        ("+3", 3, 0.5),
        ("1,000", 1000, 0.5),
        ("60 000", 60000, 0.5),
        ("1'234'567.8", 1234567.8, 0.05),
        ("1.99 %", 1.99, 0.005),
        (r"90\%", 90, 0.5),
        ("2 × 10^-3", 0.002, 0.0005),
        ("2 × 10-3", 0.002, 0.0005),
        (r"1.5 \times 10^{6}", 1.5e6, 5e4),
        (r"2\cdot10^{-3}", 0.002, 0.0005),
        ("10⁻⁶", 1e-6, 5e-7),
        ("2e-3", 0.002, 0.0005),
    ],
)
def test_a_number_is_read_as_printed(text, value, half_unit):
    number = parse(text)
    assert (number.style, number.low, number.high) == ("plain", number.value, number.value)
    assert number.value == pytest.approx(value, rel=1e-15)
    assert number.half_unit == pytest.approx(half_unit, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "value"), [("148,34", 148.34), ("1.000", 1000), ("1.234,5", 1234.5), ("-0,5 %", -0.5)]
)
def test_with_a_decimal_comma_the_point_sets_thousands_apart(text, value):
    assert parse(text, decimal_comma=True).value == value


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("2–3", [2, 2.5, 3, 3.5, 1.5], [1.49, 3.51]),
        ("5 % – 10 %", [5, 10, 4.5], [4.4, 10.6]),
        ("0.2 to 0.3", [0.2, 0.15, 0.35], [0.14, 0.36]),
        ("5 ± 1", [4, 6, 3.5, 6.5], [3.4, 6.6]),
        (r"5 \pm 0.1", [4.9, 5.1, 4.85], [4.84, 5.16]),
        ("< 0.02", [0.0199, -1], [0.02, 0.021]),
        ("≤ 0.02", [0.02], [0.0201]),
        (r"\geq 5", [5, 7], [4.99]),
        ("> 50 %", [50.1], [50]),
    ],
)
def test_ranges_spreads_and_limits_keep_their_meaning(text, inside, outside):
    number = parse(text)
    assert all(number.contains(x, number.half_unit) for x in inside)
    assert not any(number.contains(x, number.half_unit) for x in outside)


@pytest.mark.parametrize(
    "text",
    [
        "3 × 1000",
        "2 × 103",
        "1-2-3",
        "10-6",
        "1e-400",
        "5%3",
        "148,34",
        "1,00",
        "1,0000",
        "0.4.23",
        "1e400",
        "5-3",
        "-",
        "",
        "%",
        "< ",
        "± 2",
        "x",
        "1,000,00",
    ],
)
def test_what_cannot_be_read_is_no_number(text):
    assert parse(text) is None


STYLES = {
    "plain": lambda sign, digits: f"{sign}{digits}",
    "percent": lambda sign, digits: f"{sign}{digits} %",
    "grouped": lambda sign, digits: f"{sign}{_grouped(digits, ',')}",
    "grouped by spaces": lambda sign, digits: f"{sign}{_grouped(digits, ' ')}",
    "power": lambda sign, digits: f"{sign}{digits} × 10^0",
}


def _grouped(digits: str, separator: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}".replace(",", separator) + point + rest


@given(
    st.decimals(0, 10**7, places=3, allow_nan=False),
    st.integers(0, 3),
    st.sampled_from(["", "-", "–", "−"]),
    st.sampled_from(sorted(STYLES)),
)
def test_any_style_gives_back_the_value_and_the_precision(number, places, sign, style):
    digits = f"{number.quantize(Decimal(1).scaleb(-places)):f}"
    read = parse(STYLES[style](sign, digits))
    assert read.exact == Decimal(digits) * (-1 if sign else 1)
    assert read.half_unit == float(Decimal(5).scaleb(-places - 1))
    assert read.decimals == places


@given(st.decimals(-1000, 1000, places=2), st.integers(0, 10**4))
def test_a_decimal_comma_is_the_mirror_image_of_a_point(number, more):
    text = f"{number + more:,.2f}"
    swapped = text.translate(str.maketrans(".,", ",."))
    assert parse(swapped, decimal_comma=True) == parse(text)


@given(st.text(max_size=30))
def test_no_text_raises(text):
    number = parse(text)
    assert number is None or math.isfinite(number.value)
