"""A claim and the results tables in, a verdict out: computed, never written down."""

from functools import partial

import pandas as pd

from recomputed.audit import checks, cross_check, evidence, search
from recomputed.audit import ledger as ledger_file
from recomputed.audit.checks import Outcome
from recomputed.audit.printed import summary
from recomputed.audit.robustness import wording
from recomputed.errors import BadInput
from recomputed.workflow.data_sets import is_provisional

NESTED = ["numbers", "search", "second_route"]  # lists and records, which a flat table has no place for
WHOLE_UNIT = "within one whole unit of the last printed digit"


def audit(
    ledgers: dict[str, dict],
    tables: dict[str, pd.DataFrame],
    tried: pd.DataFrame | None = None,
    untried: pd.DataFrame | None = None,
) -> dict:
    """Judge every claim of every ledger; `tried` and `untried` (see recomputed.audit.robustness.wording) are told beside.

    Gives `csv` (a DataFrame, one row a claim: id, article, title, where, kind, published, recomputed, tolerance,
    verdict, reason, evidence, data, provisional, robustness) and `json` (the same as a list of records, each with
    `numbers`, `search` (see recomputed.audit.search) and `second_route` (see recomputed.audit.cross_check) besides).
    Raises BadInput, with file and line of the ledger, for evidence that is missing or does not fit its claim, and for
    two routes to one number that part.
    """
    rows = [
        {"id": claim["id"], "article": ledger["article"], **_judge_at(path, place, claim, tables)}
        | {"robustness": wording.tell(tried, untried, claim["id"])}
        for path, ledger in ledgers.items()
        for place, claim in enumerate(ledger["claims"])
    ]
    return {"csv": pd.DataFrame(rows).drop(columns=NESTED, errors="ignore"), "json": rows}


def judge(claim: dict, tables: dict[str, pd.DataFrame]) -> dict:
    """Judge one claim: as printed, then loosened, then edited; see `audit` for the columns."""
    texts = [claim["published"]] if isinstance(claim["published"], str) else claim["published"]
    unit = f" {claim['unit']}" if "unit" in claim else ""
    row = {
        "title": claim["title"],
        "where": claim["where"],
        "kind": claim["kind"],
        "published": " ".join(texts) + unit,
    }
    if "not_checkable" in claim:
        return row | _columns("", "", "not checkable", claim["not_checkable"], "", "") | _nested([])
    second_route = cross_check.check(claim, tables)
    verdict, printed, reason, data = verdict_of(claim, tables)
    found = None if verdict == "reproduced" else search.search(claim, tables)
    told = found["told"] if found and found["family"] else ""
    reason = ". ".join(filter(None, (reason, told, claim.get("remark"))))
    recomputed = printed.recomputed + unit if claim["kind"] in ("value", "about") else printed.recomputed
    columns = _columns(recomputed, printed.tolerance, verdict, reason, evidence.describe(claim), data)
    return row | columns | _nested(printed.numbers, found, second_route)


def _judge_at(path: str, place: int, claim: dict, tables: dict[str, pd.DataFrame]) -> dict:
    try:
        return judge(claim, tables)
    except BadInput as error:
        error.args = (f"{ledger_file.position(path, ['claims', place])}: {error}",)
        raise


def decide(claim: dict, tables: dict[str, pd.DataFrame]) -> str:
    """Give the verdict alone, with nothing of what a reader needs around it."""
    return verdict_of(claim, tables)[0]


def decide_or_stop(claim: dict, tables: dict[str, pd.DataFrame]) -> str:
    """Give the verdict, or "stops" where the evidence is refused."""
    try:
        return decide(claim, tables)
    except BadInput:
        return "stops"


def verdict_of(claim: dict, tables: dict[str, pd.DataFrame]) -> tuple[str, Outcome, str, str]:
    """Give the verdict, the outcome as printed, the reason, and the data it rests on."""
    printed, data = _outcome(claim, tables)
    if printed.holds:
        return "reproduced", printed, printed.reason, data
    if claim["kind"] == "value" and _outcome(claim, tables, half_units=2.0)[0].holds:
        how = summary(number["agrees"] for number in printed.numbers)
        return "approximate", printed, f"{printed.reason}; holds {WHOLE_UNIT}: {how}", data
    if "loosened" in claim:
        loose, loose_data = _outcome(overlaid(claim, claim["loosened"]), tables)
        if loose.holds:
            condition = claim["loosened"]["condition"]
            reason = f"{printed.reason}; holds {condition} ({loose.reason})"
            return "approximate", printed, reason, _both(data, loose_data)
    if "edit" in claim:
        edited, edited_data = _outcome(overlaid(claim, claim["edit"]), tables)
        if edited.holds:
            reason = f"{printed.reason}; holds with the edit {claim['edit']['change']} ({edited.reason})"
            return "misprint", printed, reason, _both(data, edited_data)
    return "refuted", printed, printed.reason, data


def _outcome(claim: dict, tables: dict[str, pd.DataFrame], **granted: float) -> tuple[Outcome, str]:
    try:
        cells = evidence.select(claim, tables)
        return partial(checks.CHECKS[claim["kind"]], **granted)(claim, cells), cells.data
    except BadInput:
        raise
    except (TypeError, ValueError) as error:  # a cell that is empty, or a word where a number belongs
        place = evidence.describe(claim)
        raise BadInput(
            "evidence does not fit", where=f"claim {claim['id']}", expected=place, found=error, do="mend the ledger"
        ) from error


def _both(data: str, more: str) -> str:
    return "; ".join(sorted({text for text in (data, more) if text}))


def overlaid(claim: dict, overrides: dict) -> dict:
    """Lay `overrides` over `claim`, key by key inside `evidence` and its `row`."""
    merged = dict(claim)
    for key, value in overrides.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = overlaid(merged[key], value) if both else value
    return merged


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
