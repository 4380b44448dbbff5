"""A statement in words for readers who know neither keys nor tolerances: what is said, what was found, why it fails."""

import re

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.checks import IDENTITY_TOLERANCE
from recomputed.audit.verdict import WHOLE_UNIT

LUCK_MAX = 0.2  # an edit found by search that would fit by luck as often as this convinces nobody
SIGNS = {"<=": "≤", ">=": "≥", "->": "→"}
NUMBERS = ("value", "about", "fact")  # kinds whose printed tokens a unit belongs to
FIRST_NUMBER = re.compile(r"(?:relative error )?([-−]?\d+(\.\d+)?([eE][-+]?\d+)?)(?=[\s,%]|$)")


def said(claim: dict) -> str:
    """Give what the article says: in the ledger's plain words where it has them, else what is printed."""
    return claim.get("says") or printed(claim)


def printed(claim: dict) -> str:
    """Give the printed tokens, with their unit where they are numbers."""
    texts = [claim["published"]] if isinstance(claim["published"], str) else claim["published"]
    return _joined(texts) + (_unit(claim) if claim["kind"] in NUMBERS else "")


def found(claim: dict, recomputed: str, tables: dict[str, pd.DataFrame]) -> str:
    """Give what was recomputed, `recomputed` in audit.json, in words; empty for what no computation settles."""
    if "evidence" not in claim:
        return ""
    if claim["kind"] == "identity":
        error = float(evidence.select(claim, tables).numbers().max())
        return _error(error, claim.get("tolerance", IDENTITY_TOLERANCE))
    if claim["kind"] == "fact":
        return _joined([str(cell) for cell in evidence.select(claim, tables).values]) + _unit(claim)
    return recomputed + (_unit(claim) if claim["kind"] in ("bound", "trend") else "")


def asked(claim: dict, tolerance: str) -> str:
    """Give what the cells would have had to be, where plain words stand in place of the printed token."""
    if claim["kind"] == "bound":
        return f"(to hold: {tolerance})" if tolerance else ""
    return f"(printed: {printed(claim)})" if claim["kind"] == "fact" and "says" in claim else ""


def why(claim: dict, verdict: str) -> str:
    """Give the ledger's sentence why the statement does not hold, and nothing where it does."""
    return "" if verdict in ("reproduced", "not checkable") else claim.get("why", "")


def holds_as(claim: dict, row: dict) -> tuple[str, str]:
    """Give the correction or the condition under which a statement holds, after what it is called; else two blanks."""
    if row["verdict"] == "misprint":
        return "Holds with the edit", claim["edit"]["change"]
    if row["verdict"] != "approximate":
        return "", ""
    return "Holds only", WHOLE_UNIT if WHOLE_UNIT in row["reason"] else claim["loosened"]["condition"]


def reason(row: dict) -> str:
    """Give the reason without what the search has found, which the pages tell elsewhere."""
    told = row["search"]["told"] if row["search"] else ""
    return row["reason"].replace(f". {told}", "", 1) if told else row["reason"]


def believable(claim: dict, row: dict) -> bool:
    """Whether a reader would believe the edits that the search found.

    Not those that may well fit by luck, and not those of a bound that the project chose and no article printed.
    """
    search = row["search"]
    chosen = claim["kind"] == "bound" and f"{claim['bound']:g}" not in printed(claim)
    return bool(search["fits"]) and not chosen and (search["luck"] is None or search["luck"] < LUCK_MAX)


def typeset(text: str) -> str:
    """Write relations and arrows as a reader expects them."""
    return re.sub("|".join(SIGNS), lambda found: SIGNS[found[0]], text)


def sort_key(text: str) -> str:
    """Give the number that `text` begins with, for a table to sort by, else the text."""
    match = FIRST_NUMBER.match(text)
    return match.group(1).replace("−", "-") if match else text


def _joined(texts: list[str]) -> str:
    """Name words that are all the same once."""
    return texts[0] if len(set(texts)) == 1 else ", ".join(texts)


def _unit(claim: dict) -> str:
    return f" {claim['unit']}" if "unit" in claim else ""


def _error(error: float, tolerance: float) -> str:
    if error <= tolerance:
        return f"right to a relative error of {error:.1g}" if error else "exactly right"
    rounded = float(f"{error:.2g}")
    if rounded < 0.01:
        return f"off by a relative error of {rounded:g}"
    return f"off by up to {100 * rounded:g} %" if rounded < 1 else f"off by up to {rounded:,.15g} times the true value"
