"""Errata of one article, ready to be sent to its author: in order of reading, what is printed and what it should be."""

from pathlib import Path

from recomputed.audit import ORIGINS, progress
from recomputed.audit.claim import Claim, claims_of
from recomputed.audit.markdown import escaped
from recomputed.audit.over import where_it_turns
from recomputed.audit.verdict import is_ours
from recomputed.coverage.table import read
from recomputed.formulas.display.prose import plain
from recomputed.formulas.tolerance import TOLERANCE
from recomputed.reports import DOES_NOT_HOLD
from recomputed.reports.order import in_reading_order, named, places

SURE = {
    "misprint": "The correction holds; what is printed does not.",
    "conditional": "What is printed is false as it stands; under the condition named, it is true.",
    "refuted": "What is printed does not hold.",
}


def errata(ledger: dict, audit: list[dict], rows: str) -> str:
    """Write errata in Markdown from a ledger, audit.json, and the path of print.csv, which may be missing."""
    table = read(Path(rows))
    verdicts = {row["id"]: row for row in audit}
    ordered = in_reading_order(claims_of(ledger), table)
    claims = [claim for claim in ordered if claim.id in verdicts and not is_ours(ledger, claim)]
    wrong = [claim for claim in claims if verdicts[claim.id]["verdict"] in DOES_NOT_HOLD]
    other = [claim for claim in claims if claim not in wrong]
    name = ledger.get("published_as", ledger["title"])
    done = progress(verdicts[claim.id]["verdict"] for claim in claims) or f"{len(claims)} statements were recomputed"
    parts = [
        f"# Errata: {escaped(name)}",
        f"{done}; {len(wrong)} of them do not hold as printed. In order of reading:",
        *(
            _entry(number, claim, verdicts[claim.id], named(claim, places(table)))
            for number, claim in enumerate(wrong, 1)
        ),
        "## What holds, or was left open",
        "\n".join(f"- {escaped(verdicts[c.id]['verdict'])}: {escaped(plain(c.title))} ({c.id})" for c in other)
        or "Nothing.",
    ]
    return "\n\n".join(parts) + "\n"


def _entry(number: int, claim: Claim, row: dict, place: str) -> str:
    lines = [
        f"## {number}. {escaped(plain(claim.title))}",
        f"**Where.** {escaped(place)} ({claim.id}, {row['verdict']})",
    ]
    lines.append(f"**Printed.** {_shown(claim, claim.formulas, claim.printed)}")
    if correction := _correction(claim, row):
        lines.append(correction)
    if claim.why:
        lines.append(f"**Why.** {escaped(plain(claim.why))}")
    return "\n\n".join([*lines, f"**How sure.** {escaped(how_sure(claim, row))}"])


def _correction(claim: Claim, row: dict) -> str:
    """Give the correction, the condition, or what was found in its place."""
    if row["verdict"] == "misprint":
        edited = claim.edit.changes
        right = _shown(claim, edited.get("formulas", ()), edited.get("printed", ()))
        return f"**Should be.** {right or escaped(claim.edit.words)}" + (
            f" ({escaped(claim.edit.words)})" if right else ""
        )
    if row["verdict"] == "conditional":  # under the condition of the ledger, else in a part of a range
        named = claim.conditional and claim.conditional.words in row["reason"]
        words = f"**True only** {escaped(claim.conditional.words)}" if named else ""
        return f"{words or f'**True in part.** {escaped(where_it_turns(row))}'}."
    found = next((fit["change"] for fit in (row["search"] or {}).get("fits", [])), "")
    hypothesis = f" A small edit that would make it hold, a hypothesis: {escaped(found)}." if found else ""
    what = f": {claim.measures}" if claim.measures else ""
    return f"**Recomputed.** {escaped(row['recomputed'] + what)}.{hypothesis}"


def _shown(claim: Claim, formulas: tuple[str, ...], texts: tuple[str, ...]) -> str:
    """Give formulas as LaTeX to be copied, other texts with their unit."""
    if formulas:
        return ", ".join(f"`${formula}$`" for formula in formulas)
    return escaped(claim.with_unit(", ".join(texts))) if texts else ""


def how_sure(claim: Claim, row: dict) -> str:
    """Say what the verdict of a claim that does not hold means, and what else was tried."""
    parts = [SURE[row["verdict"]]]
    if claim.kind == "identity":
        parts.append(f"Evaluated on random inputs; a formula that holds is right to a relative error of {TOLERANCE:g}.")
    if row["second_route"]:
        parts.append(f"Computed by {row['second_route']['route']} as well, with the same result.")
    if row["origin"] != "printed":
        parts.append(f"Not printed in this form; {row['origin']}: {ORIGINS[row['origin']]}.")
    if robust := row.get("robustness", "").partition("; other preprocessings not tried (no data")[0]:
        parts.append(f"{robust[0].upper()}{robust[1:]}".rstrip(".") + ".")
    return " ".join(parts)
