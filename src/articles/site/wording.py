"""A statement in words for readers who know neither keys nor tolerances: what is said, what was found, why it fails."""

import re

import pandas as pd

from articles.audit import evidence
from articles.audit.checks import IDENTITY_TOLERANCE

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
