"""Claims that printed LaTeX can be typeset: rows of the table of formulas, and what the self-test changes in them."""

import re

from recomputed.formulas.typeset import problems

COMMAND = re.compile(r"\\[a-zA-Z]+")
TYPESET = "typeset"


def rows(printed: dict[str, dict]) -> list[tuple]:
    """Give a row for each formula and part; columns as in formulas.tables, the error counts what TeX cannot set."""
    return [
        (claim, text, part, TYPESET, text, "", "", float(len(found)), 0.0, "no" if found else "yes", 1, _seen(found))
        for claim, parts in printed.items()
        for part in ("printed", "edit")
        for text in parts.get(part, [])
        for found in [problems(text)]
    ]


def perturbed(printed: dict[str, dict]) -> list[tuple]:
    """Take a letter out of each command of the formulas that can be typeset; columns as in formulas.perturbed."""
    return [
        (claim, text, "command", edited, float(len(problems(edited))), "no", "yes" if problems(edited) else "no")
        for claim, parts in printed.items()
        for text in (*parts["printed"], *parts.get("edit", []))
        if not problems(text)
        for edited in _misspelt(text)
    ]


def _misspelt(text: str) -> list[str]:
    commands = {found[0] for found in COMMAND.finditer(text) if len(found[0]) > 4}
    return [text.replace(command, command[:-2] + command[-1]) for command in sorted(commands)]


def _seen(found: list) -> str:
    """Say what a reader sees: TeX stops at the first problem, and the formula is missing."""
    if not found:
        return ""
    return f"an error in place of the formula: {found[0]}"
