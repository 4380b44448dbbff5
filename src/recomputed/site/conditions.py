"""Verdicts under other conditions, in few words: a table only where they differ."""

import re
from dataclasses import dataclass
from itertools import groupby

from recomputed.audit.robustness.wording import KINDS
from recomputed.site.numerals import numerals

ONE_NUMBER = re.compile(r"([-−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)( ± \S+)?( \D*)?")


@dataclass(frozen=True)
class Conditions:
    """Sentences on the kinds of conditions that all give the verdict; the rows of the other kinds, for a table."""

    sentences: list[str]
    rows: list[dict]


def conditions(rows: list[dict], verdict: str, unit: str = "") -> Conditions:
    """Sum up `rows` (kind, condition, verdict, recomputed, which lacks `unit`) of a claim with `verdict`, by kind."""
    sentences, shown = [], []
    for kind, group in groupby(sorted(rows, key=lambda row: row["kind"]), key=lambda row: row["kind"]):
        own = list(group)
        if any(row["verdict"] != verdict for row in own):
            shown += [row | {"recomputed": numerals(row["recomputed"], shorten=True)} for row in own]
        elif words := _range([row["recomputed"] for row in own]):
            sentences.append(f"With other {KINDS.get(kind, kind)} it is {words}{f' {unit}' if unit else ''}.")
    return Conditions(sentences, shown)


def _range(texts: list[str]) -> str:
    """Give one text where all are equal, else the least and the largest where each is one number."""
    if len(set(texts)) == 1:
        return numerals(texts[0], shorten=True)
    found = [ONE_NUMBER.fullmatch(text) for text in texts]
    if not all(found):
        return ""
    ordered = sorted(found, key=lambda one: float(one[1].replace("−", "-")))
    return " to ".join(numerals(one[0], shorten=True) for one in (ordered[0], ordered[-1]))
