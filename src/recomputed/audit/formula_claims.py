"""Claims about printed formulas: what their entries in a ledger leave out, and which formulas a rule has to judge."""

from recomputed.formulas.tolerance import TOLERANCE

KINDS = ("identity", "latex")  # judged by the rows that the rule <article>_formulas makes of them
PARTS = ("conditional", "edit")


def judged_by_rule(entry: dict) -> bool:
    """Say whether the rule of the article's formulas judges this claim."""
    return "formula" in entry and entry["kind"] in KINDS and not {"evidence", "not_checkable", "open"} & set(entry)


def formulas_of(ledger: dict) -> dict[str, dict]:
    """Give for each claim that the rule judges its kind, and its formulas as printed and in its edit."""
    found = {}
    for entry in filter(judged_by_rule, ledger["claims"]):
        parts = {"kind": entry["kind"], "printed": texts(entry)}
        if "formula" in entry.get("edit", {}):
            parts["edit"] = texts(entry["edit"])
        found[entry["id"]] = parts
    return found


def texts(entry: dict) -> list[str]:
    """Give the formulas of a claim or of its edit."""
    formula = entry["formula"]
    return [formula] if isinstance(formula, str) else list(formula)


def completed(entry: dict, article: str) -> dict:
    """Fill in what follows from the formula: what is published, evidence, search, and the words of an edit."""
    if "formula" not in entry:
        return entry
    entry = {"published": entry["formula"], **entry}
    if not judged_by_rule(entry):
        return entry
    table = f"results/{article}/formulas.csv"
    evidence = {
        "file": table,
        "row": {"claim": entry["id"], "part": "printed"},
        "column": "error",
        "limit": "tolerance",
    }
    filled = {"tolerance": TOLERANCE, **entry, "evidence": evidence}
    if entry["kind"] == "identity":
        filled = {"search": f"results/{article}/formula_edits.csv", **filled}
    for part in set(PARTS) & set(entry):
        filled[part] = {"evidence": {"row": {"part": part}}, **entry[part]}
    if "formula" in entry.get("edit", {}):
        edited = {"published": entry["edit"]["formula"], **filled["edit"]}
        filled["edit"] = edited if "change" in edited else {**edited, "change": _change(entry)}
    return filled


def _change(entry: dict) -> str:
    from recomputed.formulas.difference import change_in_words  # reads formulas, which takes a while to load

    return change_in_words(texts(entry), texts(entry["edit"]))
