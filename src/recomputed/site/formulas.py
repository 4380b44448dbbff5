"""Printed formulas as a page shows them: typeset, and beside a correction with what differs marked."""

from dataclasses import dataclass

from recomputed.audit.claim import Claim
from recomputed.formulas.marked_difference import mathml
from recomputed.formulas.mathml import CHANGED, Typeset, typeset


@dataclass(frozen=True)
class Formula:
    """A formula as LaTeX, and how it looks: MathML, or the reason why it cannot be typeset."""

    latex: str
    look: Typeset

    @property
    def marked(self) -> bool:
        """Say whether a part of it is marked."""
        return f'class="{CHANGED}"' in self.look.mathml


def formulas(claim: Claim, verdict: str) -> dict[str, list[Formula]]:
    """Give the formulas of `claim` as `printed`, and those of its edit as `corrected` where its verdict is misprint.

    Both are empty for a claim without formulas, and for one that prints something else than its formulas.
    """
    if claim.printed != claim.formulas:
        return {"printed": [], "corrected": []}
    edited = claim.edit.changes.get("formulas", ()) if claim.edit and verdict == "misprint" else ()
    if len(edited) != len(claim.formulas):
        return {"printed": [Formula(text, typeset(text, display="block")) for text in claim.formulas], "corrected": []}
    pairs = [(texts, mathml(*texts)) for texts in zip(claim.formulas, edited, strict=True)]
    return {
        "printed": [Formula(texts[0], looks[0]) for texts, looks in pairs],
        "corrected": [Formula(texts[1], looks[1]) for texts, looks in pairs],
    }
