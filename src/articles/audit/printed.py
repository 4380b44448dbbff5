"""What the digits of a printed number say about its precision."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True)
class Printed:
    """A number as printed: its value and half a unit of its last digit that counts."""

    value: float
    half_unit: float
    decimals: int


def parse(text: str, *, about: bool = False) -> Printed | None:
    """Read a printed number, or give None where `text` is none ("0.4.23").

    The half unit is what statcheck calls the rounding interval: "0.90" means 0.90 ± 0.005. With `about`, trailing
    zeros of an integer do not count: "90" means 90 ± 5, "90.0" still 90 ± 0.05.
    """
    try:
        number = Decimal(text.replace("−", "-").strip())
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    exponent = int(number.as_tuple().exponent)
    if about and exponent >= 0:
        exponent = int(number.normalize().as_tuple().exponent)
    return Printed(float(number), float(Decimal(5).scaleb(exponent - 1)), max(0, -exponent))
