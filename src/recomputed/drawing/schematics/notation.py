"""LaTeX signs of the quantities, as the articles write them: bold vectors, bars over weighted sums, raised steps."""

HATS = {"bar": r"\overline", "hat": r"\hat"}


def vector(quantity: str, step: str = "t", *, dollars: bool = True) -> str:
    """Write a vector at a step: vector("o_bar", "t+1") is a bold o with a bar and the superscript (t+1)."""
    return _wrap(_at(_hatted(quantity, bold=True), step), dollars)


def element(quantity: str, step: str = "t", *, index: str = "k", dollars: bool = True) -> str:
    """Write one element of a vector at a step."""
    return _wrap(_at(f"{_hatted(quantity, bold=False)}_{{{index}}}", step), dollars)


def _hatted(quantity: str, bold: bool) -> str:
    letter, _, hat = quantity.partition("_")
    letter = rf"\boldsymbol{{{letter}}}" if bold and letter != "J" else letter
    return f"{HATS[hat]}{{{letter}}}" if hat else letter


def _at(sign: str, step: str) -> str:
    return f"{sign}^{{({step.replace('-', '{-}').replace('+', '{+}')})}}" if step else sign


def _wrap(formula: str, dollars: bool) -> str:
    return f"${formula}$" if dollars else formula
