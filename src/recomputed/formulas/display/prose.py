"""A sentence with formulas between dollar signs: as HTML with MathML, and as plain text for places without markup."""

import re
from html import escape

from recomputed.formulas.display.linear import linear
from recomputed.formulas.display.mathml import typeset

FORMULA = re.compile(r"\$([^$\s](?:[^$]*[^$\s])?)\$")  # no space inside the dollars, so "$5 and $6" is no formula


def formulas(text: str) -> list[str]:
    """List the LaTeX between dollar signs in `text`."""
    return FORMULA.findall(text)


def html(text: str) -> str:
    """Escape `text` and typeset its formulas; what cannot be typeset is shown as LaTeX."""
    parts = FORMULA.split(text)  # words and formulas in turn
    return "".join(_shown(part) if place % 2 else escape(part) for place, part in enumerate(parts))


def plain(text: str) -> str:
    """Write the formulas of `text` in Unicode: x_1^2 as x₁²; what cannot be typeset stays LaTeX."""
    return FORMULA.sub(lambda found: linear(typeset(found[1]).mathml) or found[1], text)


def _shown(latex: str) -> str:
    return typeset(latex).mathml or f"<code>{escape(latex)}</code>"
