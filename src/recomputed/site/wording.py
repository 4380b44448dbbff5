"""A claim in words, for readers who know neither keys nor tolerances: what it says, what was found, why it fails."""

import math
import re

import pandas as pd

from recomputed.audit import evidence, links
from recomputed.audit.claim import Claim
from recomputed.audit.over import where_it_turns
from recomputed.audit.verdict import WHOLE_UNIT
from recomputed.site.numerals import numerals

CHANCE_MAX = 0.2  # an edit found by search convinces no reader if it fits by coincidence as often as this
SIGNS = {"<=": "≤", ">=": "≥", "->": "→"}
NUMBERS = ("value", "about", "fact")  # kinds whose printed texts have the unit
CLAUSE = re.compile(r"(?<=[.;]) (?=\w)")
INTERNAL = re.compile(r"\w+\.csv|results/|\b[a-z]+(_[a-z]+)+\b")
NEXT_NUMBER = re.compile(r"(?<=\d) (?=[-−]?\d)")
FIRST_NUMBER = re.compile(r"(?:relative error )?([-−]?\d+(\.\d+)?([eE][-+]?\d+)?)(?=[\s,%]|$)")


def said(claim: Claim) -> str:
    """Give what the article says: in the ledger's plain words where it has them, else as printed."""
    return claim.says or printed(claim)


def printed(claim: Claim) -> str:
    """Give the printed texts, with their unit where they are numbers."""
    text = _joined(claim.printed)
    return claim.with_unit(text) if claim.kind in NUMBERS else text


def found(claim: Claim, recomputed: str, tables: dict[str, pd.DataFrame]) -> str:
    """Give what was recomputed, `recomputed` in audit.json, in words; empty for a claim that is not checkable."""
    if claim.evidence is None:
        return ""
    if claim.kind == "identity":
        return numerals(_error(*links.worst(claim, evidence.select(claim, tables))))
    if claim.kind == "fact":
        return claim.with_unit(_joined([str(cell) for cell in evidence.select(claim, tables).values]))
    is_long = claim.kind in ("bound", "trend")  # with more digits than the reader needs; the reason has all of them
    whole = claim.with_unit(numerals(recomputed, shorten=True)) if is_long else numerals(recomputed)
    return NEXT_NUMBER.sub(", ", whole)


def is_bare(claim: Claim) -> bool:
    """Say whether pages show a number of `claim` without what it counts; a unit alone (% of models) does not say."""
    is_number = claim.kind in ("value", "about", "bound", "trend") or (
        claim.kind == "fact" and all(claim.read(text) for text in claim.printed)
    )
    return bool(claim.evidence) and is_number and not claim.measures


def asked(claim: Claim, tolerance: str) -> str:
    """Give what the cells must be for the claim to hold, where plain words are shown instead of the printed text."""
    if claim.kind == "bound":
        return f"(to hold: {claim.with_unit(tolerance)})" if tolerance else ""
    return f"(printed: {printed(claim)})" if claim.kind == "fact" and claim.says else ""


def why(claim: Claim, verdict: str) -> str:
    """Give the ledger's sentence why the claim does not hold, and nothing where it does."""
    return "" if verdict in ("reproduced", "not checkable", "open") else claim.why


def holds_as(claim: Claim, row: dict) -> tuple[str, str]:
    """Give a heading and the correction or condition under which a claim holds; two empty texts for other verdicts."""
    if row["verdict"] == "misprint":
        return "Holds with the edit", claim.edit.words
    if row["verdict"] == "approximate":
        return "Holds only", WHOLE_UNIT
    if row["verdict"] != "conditional":
        return "", ""
    if claim.conditional and claim.conditional.words in row["reason"]:
        return "Holds only", claim.conditional.words
    return "Holds in part", where_it_turns(row)


def reason(row: dict) -> str:
    """Give the reason without the outcome of the search, which the page shows elsewhere."""
    sentence = row["search"]["told"] if row["search"] else ""
    return row["reason"].replace(f". {sentence}", "", 1) if sentence else row["reason"]


def rest(row: dict, shown: str) -> str:
    """Give the reason without what the page has `shown` above it: where within its range the claim holds."""
    return reason(row).removeprefix(f"{shown}; ") if shown else reason(row)


def apart(text: str) -> tuple[str, str]:
    """Part sentences and clauses that name a file or a column from the others: for readers, and for who checks."""
    parts = CLAUSE.split(text)
    inner = [part.rstrip(".;") for part in parts if INTERNAL.search(part)]
    shown = "".join(f"{part} " for part in parts if not INTERNAL.search(part)).strip().rstrip(";")
    return shown, ". ".join(inner)


def believable(claim: Claim, row: dict) -> bool:
    """Say whether a reader would believe the edits that the search found.

    Edits are not believable if they may well fit by coincidence, or if they change a bound that the article does not
    print and the project chose.
    """
    search = row["search"]
    chosen = claim.kind == "bound" and f"{claim.bound:g}" not in printed(claim)
    return bool(search["fits"]) and not chosen and (search["luck"] is None or search["luck"] < CHANCE_MAX)


def typeset(text: str) -> str:
    """Write relations, arrows and numbers with their proper signs."""
    return numerals(re.sub("|".join(SIGNS), lambda found: SIGNS[found[0]], text))


def sort_key(text: str) -> str:
    """Give the number that `text` begins with, for a table to sort by, else the text."""
    match = FIRST_NUMBER.match(text)
    return match.group(1).replace("−", "-") if match else text


def _joined(texts: tuple[str, ...] | list[str]) -> str:
    """Join texts by commas; name texts that are all the same once."""
    return texts[0] if len(set(texts)) == 1 else ", ".join(texts)


def _error(error: float, tolerance: float) -> str:
    if math.isinf(error):
        return "the sides cannot be equal: their shapes differ"
    if error <= tolerance:
        return f"right to a relative error of {error:.1g}" if error else "exactly right"
    rounded = float(f"{error:.2g}")
    if rounded < 0.01:
        return f"off by a relative error of {rounded:g}"
    size = f"{100 * rounded:g} % of" if rounded <= 1 else f"{rounded:,.15g} times"
    return f"off by up to {size} the true value"
