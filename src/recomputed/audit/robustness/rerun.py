"""Verdicts under other seeds and under other preprocessings of the data."""

from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from recomputed.audit import ledger as ledger_file
from recomputed.audit.claim import Claim, claims_of
from recomputed.audit.robustness.recipes import needs
from recomputed.audit.robustness.wording import KINDS
from recomputed.audit.verdict import verdict_of
from recomputed.errors import BadInput
from recomputed.results.store import load, save
from recomputed.workflow import data_sets

COLUMNS = ["id", "kind", "condition", "verdict", "recomputed"]
REFUSED = "not judged"  # in place of a verdict, where a step refused its input


def under_seed(ledgers: dict[str, dict], plan: dict, seed: int, leaves: dict[str, Any] | None = None) -> pd.DataFrame:
    """Judge the claims that depend on the seed: call the steps of `plan` (see recipes.plan) again with `seed`.

    Columns: id, kind (seed), condition, verdict, recomputed.
    """
    steps = [{**step, "params": step["params"] | ({"seed": seed} if "seed" in step["params"] else {})}
             for step in plan["steps"]]  # fmt: skip
    return _judged(ledgers, plan, *called(steps, leaves or {}), "seed", f"seed {seed}")


def under_preprocessing(
    ledgers: dict[str, dict], leaves: dict[str, Any], plan: dict, data_set: str, variant: str
) -> pd.DataFrame:
    """Judge the claims that depend on `data_set`, its arrays changed by `variant`, a name in its PREPROCESSINGS.

    Where no step of the plan reads them, as in a run of a few articles, there is nothing to judge.
    """
    kind, words, change = data_sets.preprocessings(data_set)[variant]
    arrays = data_sets.arrays_file(data_set)
    changed = leaves | {arrays: change(leaves[arrays])} if arrays in leaves else leaves
    return _judged(ledgers, plan, *called(plan["steps"], changed), kind, words)


def compared(
    ledgers: dict[str, dict], tables: dict[str, pd.DataFrame], runs: dict[str, pd.DataFrame], barred: dict[str, dict]
) -> dict[str, pd.DataFrame]:
    """Put the `runs` together, and say for every claim that is not in them why.

    barred: kind of condition -> file -> rules that may not be called again for it. Gives `tried` (the runs' columns and
    `same`, whether the verdict is the one of the ordinary run, from `tables`) and `untried`: id, kind, why.
    Raises BadInput, with file and line of the ledger, for evidence in `tables` that does not fit its claim.
    """
    table, claims = pd.concat(runs.values(), ignore_index=True), _claims(ledgers)
    ordinary = {claim.id: _in_ledger(ledgers, claim, tables) for claim in claims}
    order = {claim.id: place for place, claim in enumerate(claims)}
    refused = table["verdict"] == REFUSED
    tried, untried = table[~refused].copy(), table[refused].rename(columns={"recomputed": "why"})
    tried["same"] = [row.verdict == ordinary[row.id][0] for row in tried.itertuples()]
    known = set(zip(table["id"], table["kind"], strict=True))
    never = [
        (claim.id, kind, why)
        for claim in claims
        for kind in KINDS
        if (claim.id, kind) not in known and (why := _why(claim, kind, barred.get(kind, {}), ordinary[claim.id][3]))
    ]
    untried = pd.concat([untried[["id", "kind", "why"]], pd.DataFrame(never, columns=["id", "kind", "why"])])
    found = {"tried": tried, "untried": untried}
    return {name: rows.sort_values("id", key=lambda ids: ids.map(order), kind="stable") for name, rows in found.items()}


def _why(claim: Claim, kind: str, barred: dict[str, str], data: str) -> str:
    if kind != "seed" and not data:
        return "no data set involved" if kind == "preprocessing" else ""  # said once, not for every kind
    makers = {maker for file in claim.files if file in barred for maker in barred[file].split(", ")}
    if makers:
        return f"not computed again in these runs: {', '.join(sorted(map(_in_words, makers)))}"
    return "no random numbers involved" if kind == "seed" else "its evidence is not computed again from the data set"


def _in_words(maker: str) -> str:
    """Name a rule, or a file that no rule makes, for a reader."""
    return f"the kept table {Path(maker).name}" if "/" in maker else maker.replace("_", " ")


def called(steps: list[dict], files: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Call the steps one after another on `files` (path -> content); give these with the outputs, and what is missing.

    Each output is saved and loaded once, as it is between two rules. A step that refuses its input under the condition
    is left out with all that depends on it; the second dict gives the path of each missing file -> why.
    """
    files, missing = dict(files), {}
    for step in steps:
        why = next((missing[path] for path in needs(step) if path in missing), None)
        try:
            files |= {} if why else _outputs(step, files)
        except BadInput as error:
            why = f"{step['rule']} refuses this: {error}"
        missing |= dict.fromkeys(step["outputs"].values(), why) if why else {}
    return files, missing


def _outputs(step: dict, files: dict[str, Any]) -> dict[str, Any]:
    inputs = {
        name: files[wanted] if isinstance(wanted, str) else {path: files[path] for path in wanted}
        for name, wanted in step["inputs"].items()
    }
    module, function = step["call"].split(":")
    result = getattr(import_module(module), function)(**inputs, **step["params"])
    return {
        path: _through_file(result[name] if name else result, Path(path).suffix)
        for name, path in step["outputs"].items()
    }


def _through_file(content: Any, suffix: str) -> Any:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"content{suffix}")
        save(content, path)
        return load(path)


def _judged(
    ledgers: dict[str, dict], plan: dict, files: dict[str, Any], missing: dict[str, str], kind: str, condition: str
) -> pd.DataFrame:
    rows = []
    for claim in _claims(ledgers):
        needed = claim.files
        why = next((missing[file] for file in sorted(needed) if file in missing), None)
        if why:
            rows.append((claim.id, kind, condition, REFUSED, f"{condition}: {why}"))
        elif needed & set(plan["files"]) and needed <= files.keys():
            try:
                verdict, outcome, *_ = verdict_of(claim, files)
            except BadInput as error:  # `compared` stops at it, once; here every condition would
                rows.append((claim.id, kind, condition, REFUSED, f"{condition}: {error}"))
            else:
                rows.append((claim.id, kind, condition, verdict, outcome.recomputed))
    return pd.DataFrame(rows, columns=COLUMNS)


def _in_ledger(ledgers: dict[str, dict], claim: Claim, tables: dict[str, pd.DataFrame]) -> tuple:
    try:
        return verdict_of(claim, tables)
    except BadInput as error:
        path = next(path for path, ledger in ledgers.items() if claim.id in [entry["id"] for entry in ledger["claims"]])
        error.args = (f"{ledger_file.position_of(path, claim.id)}: {error}",)
        raise


def _claims(ledgers: dict[str, dict]) -> list[Claim]:
    return [claim for ledger in ledgers.values() for claim in claims_of(ledger) if claim.evidence]
