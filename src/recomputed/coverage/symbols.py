"""Tell a lone symbol, which is a name, from a formula, which says something."""

import re

from recomputed.formulas.parsing.typeset import COMMANDS

MARKS = r"\\(?:boldsymbol|mathbf|bm|vec|bar|hat|tilde|dot|overline|underline|mathbb|mathcal|mathrm|mathit|boldmath)"
LETTER = r"(?:[^\W\d_]|\\[A-Za-z]+)"
INDEX = (
    r"(?:_(?:⟨[^⟨⟩]*⟩|\w|\*|\\[A-Za-z]+)|\^(?:⟨(?:\([^⟨⟩]*\)|\*|T|\\[A-Za-z]+)⟩|[A-Z*]|\\[A-Za-z]+)|\^⟨[a-z]⟩(?=_)|')"
)
SYMBOL = rf"(?:(?:\\delta|\\Delta)(?=[\\\w]))?{LETTER}{INDEX}*(?:\(\))?"
LONE = re.compile(rf"{SYMBOL}|\\frac\{{\\partial(?:{SYMBOL})?\}}\{{\\partial(?:{SYMBOL})?\}}|\\partial")
NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)*(?:\^\{?\\circ\}?|\\?%)?")
LONGEST_SYMBOL = 200


def is_number(latex: str) -> bool:
    """Say whether `latex` is a number with or without a unit."""
    return NUMBER.fullmatch(re.sub(r"\s", "", latex)) is not None


def is_lone(latex: str) -> bool:
    """Say whether `latex` is a lone symbol or a number, not a formula; a misspelt command makes it a formula."""
    symbol = re.sub(r"\s", "", latex).rstrip(",.;:")
    if len(symbol) > LONGEST_SYMBOL:
        return False
    if NUMBER.fullmatch(symbol):
        return True
    if not COMMANDS.issuperset(re.findall(r"\\[A-Za-z]+", latex)):
        return False
    before = ""
    while before != symbol:
        before = symbol
        symbol = re.sub(rf"{MARKS}(?:\{{({LETTER}{INDEX}*)\}}|(?=[A-Za-z\\])({LETTER}))", r"\1\2", symbol)
        symbol = re.sub(r"([_^])\{([^{}]*)\}", r"\1⟨\2⟩", symbol)
        symbol = re.sub(r"^\((.*)\)$", r"\1", symbol) if symbol.count("(") == 1 else symbol
    return LONE.fullmatch(symbol) is not None
