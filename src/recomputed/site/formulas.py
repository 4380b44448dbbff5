"""Printed formulas as a page shows them: typeset, and beside a correction with what differs marked."""

from markupsafe import Markup, escape

from recomputed.audit.claim import Claim
from recomputed.formulas.display.marked_difference import mathml
from recomputed.formulas.display.mathml import Typeset, typeset


def shown(claim: Claim, verdict: str) -> dict[str, list[Markup]]:
    """Give `printed`, the formulas of a claim, and `corrected`, those of the edit that decided its verdict.

    Both are empty for a claim without formulas; a formula that cannot be typeset is shown as its LaTeX.
    """
    if not claim.formulas or claim.printed != claim.formulas:
        return {"printed": [], "corrected": []}
    corrected = claim.overlaid("edit").printed if verdict == "misprint" else ()
    if len(corrected) != len(claim.formulas):
        return {"printed": [_markup(typeset(text), text) for text in claim.formulas], "corrected": []}
    pairs = list(zip(claim.formulas, corrected, strict=True))
    found = [(pair, mathml(*pair)) for pair in pairs]
    return {
        "printed": [_markup(looks[0], texts[0]) for texts, looks in found],
        "corrected": [_markup(looks[1], texts[1]) for texts, looks in found],
    }


def _markup(look: Typeset, text: str) -> Markup:
    return Markup(look.mathml) if look.mathml else Markup("<code>{}</code>").format(escape(text))
