"""A claim and the results tables in, a verdict out: computed, never written down."""

from functools import partial

import pandas as pd

from recomputed.audit import DEFINITIONS, OPEN, agreement, checks, cross_check, evidence, over, search
from recomputed.audit import ledger as ledger_file
from recomputed.audit.checks import Outcome
from recomputed.audit.claim import Claim, claims_of
from recomputed.audit.robustness import wording
from recomputed.errors import BadInput
from recomputed.formulas.display.prose import plain
from recomputed.workflow.data_sets import is_provisional

NESTED = ["numbers", "search", "second_route"]  # lists and records, for which a flat table has no place
WHOLE_UNIT = "within one whole unit of the last printed digit"
Tables = dict[str, pd.DataFrame]


def audit(
    ledgers: dict[str, dict],
    tables: Tables,
    tried: pd.DataFrame | None = None,
    untried: pd.DataFrame | None = None,
    ours: bool = False,
) -> dict:
    """Judge the claims of every ledger; the column `robustness` sums up `tried` and `untried`.

    ours: judge the findings of this project, else what the articles publish.
    tried, untried: verdicts under other conditions, see recomputed.audit.robustness.rerun.compared.
    Gives `csv` (a DataFrame, one row for each claim: id, article, title, where, kind, origin, published, recomputed,
    tolerance, verdict, reason, evidence, data, provisional, robustness) and `json` (the same as records, with the keys
    `numbers`, `search` (see recomputed.audit.search) and `second_route` (see recomputed.audit.cross_check) as well).
    Raises BadInput, with file and line of the ledger, for evidence that is missing or does not fit its claim, and for
    two routes to one number that differ.
    """
    rows = [
        {"id": claim.id, "article": ledger["article"], **_judge_at(path, place, claim, tables)}
        | {"robustness": wording.summary(tried, untried, claim.id)}
        for path, ledger in ledgers.items()
        for place, claim in enumerate(claims_of(ledger))
        if is_ours(ledger, claim) == ours
    ]
    return {"csv": pd.DataFrame(rows).drop(columns=NESTED, errors="ignore"), "json": rows}


def is_ours(ledger: dict, claim: Claim) -> bool:
    """Say whether a claim is a finding of this project, not a statement of the article."""
    return bool(ledger.get("ours")) or claim.origin == "ours"


def judge(claim: Claim, tables: Tables) -> dict:
    """Judge one claim: as printed, then under its condition, then edited; see `audit` for the columns."""
    row = {
        "title": plain(claim.title),
        "where": claim.where,
        "kind": claim.kind,
        "origin": claim.origin,
        "published": claim.with_unit(" ".join(claim.printed)),
    }
    if claim.open:
        return row | _columns("", "", OPEN, DEFINITIONS[OPEN], "", "") | _nested([])
    if claim.evidence is None:
        return row | _columns("", "", "not checkable", claim.not_checkable, "", "") | _nested([])
    second_route = cross_check.check(claim, tables)
    verdict, printed, reason, data = verdict_of(claim, tables)
    found = None if verdict in ("reproduced", "undecided") or printed.turns else search.search(claim, tables)
    searched = found["told"] if found and found["family"] else ""
    reason = ". ".join(filter(None, (reason, searched, claim.no_range, claim.remark)))
    recomputed = claim.with_unit(printed.recomputed) if claim.kind in ("value", "about") else printed.recomputed
    columns = _columns(recomputed, printed.tolerance, verdict, reason, str(claim.evidence), data)
    return row | columns | _nested(printed.numbers, found, second_route)


def _judge_at(path: str, place: int, claim: Claim, tables: Tables) -> dict:
    try:
        return judge(claim, tables)
    except BadInput as error:
        error.args = (f"{ledger_file.position(path, ['claims', place])}: {error}",)
        raise


def decide(claim: Claim, tables: Tables) -> str:
    """Give the verdict alone."""
    return verdict_of(claim, tables)[0]


def decide_or_stop(claim: Claim, tables: Tables) -> str:
    """Give the verdict, or "stops" where the evidence is refused."""
    try:
        return decide(claim, tables)
    except BadInput:
        return "stops"


def verdict_of(claim: Claim, tables: Tables) -> tuple[str, Outcome, str, str]:
    """Give the verdict, the outcome as printed, the reason, and the data that the evidence was computed from."""
    printed, data = _outcome(claim, tables)
    if printed.holds:
        return "reproduced", printed, printed.reason, data
    if printed.turns:
        return "conditional", printed, printed.reason, data
    if claim.kind == "value" and not printed.undecided and _outcome(claim, tables, half_units=2.0)[0].holds:
        how = agreement.summary(number["agrees"] for number in printed.numbers)
        return "approximate", printed, f"{printed.reason}; holds {WHOLE_UNIT}: {how}", data
    in_part = ""
    for part, verdict, how in (("conditional", "conditional", "holds"), ("edit", "misprint", "holds with the edit")):
        if variant := getattr(claim, part):
            outcome, more_data = _outcome(claim.overlaid(part), tables)
            in_part += f"; {how} {variant.words} in part ({outcome.turns})" if outcome.turns else ""
            if outcome.holds and printed.undecided:
                return "undecided", printed, f"{printed.reason}; holds {variant.words}", data
            if outcome.holds:
                reason = f"{printed.reason}; {how} {variant.words} ({outcome.reason})"
                return verdict, printed, reason, "; ".join(sorted({data, more_data} - {""}))
    return "undecided" if printed.undecided else "refuted", printed, printed.reason + in_part, data


def _outcome(claim: Claim, tables: Tables, **granted: float) -> tuple[Outcome, str]:
    try:
        cells = evidence.select(claim, tables)
        check = partial(checks.CHECKS[claim.kind], **granted)
        return over.judged(claim, cells, check) if cells.over else check(claim, cells), cells.data
    except BadInput:
        raise
    except (TypeError, ValueError) as error:  # an empty cell, or a word where a number is needed
        raise BadInput(
            "evidence does not fit",
            where=f"claim {claim.id}",
            expected=claim.evidence,
            found=error,
            do="correct its evidence in the ledger",
        ) from error


def _columns(recomputed: str, tolerance: str, verdict: str, reason: str, place: str, data: str) -> dict:
    return {
        "recomputed": recomputed,
        "tolerance": tolerance,
        "verdict": verdict,
        "reason": reason,
        "evidence": place,
        "data": data,
        "provisional": is_provisional(data),
    }


def _nested(numbers: list[dict], search: dict | None = None, second_route: dict | None = None) -> dict:
    return {"numbers": numbers, "search": search, "second_route": second_route}
