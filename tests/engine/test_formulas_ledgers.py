"""The formulas of the ledgers: each stands once in the source, can be read, and is judged by its own rule."""

import re

import entries
import pytest

from recomputed.audit.formula_claims import formulas_of
from recomputed.formulas.bad_latex import BadLatex
from recomputed.formulas.nodes import Symbol
from recomputed.formulas.reading import parse
from recomputed.workflow.sources import ROOT, file_of

LEDGERS = entries.ledgers()
JUDGED = {name: found for name, ledger in LEDGERS.items() if (found := formulas_of(ledger))}


def squeezed(text):
    return re.sub(r"\s+", "", text)


def is_formula(text):
    """Say whether a quoted text is LaTeX of more than a symbol, whose name bindings have to give."""
    try:
        return "\\" in text and not isinstance(parse(text), Symbol)
    except BadLatex:
        return True


def test_no_formula_of_a_ledger_is_typed_a_second_time_in_code():
    code = {path: squeezed(path.read_text(encoding="utf-8")) for path in (ROOT / "articles").rglob("*.py")}
    twins = [
        (claim, path.name)
        for name, found in JUDGED.items()
        for claim, parts in found.items()
        for text in (*parts["printed"], *parts.get("edit", []))
        for path, source in code.items()
        if name in path.parts and is_formula(text) and squeezed(text) in source
    ]
    assert twins == []


def test_no_two_claims_of_an_article_are_judged_by_the_same_formulas():
    for name, found in JUDGED.items():
        texts = [tuple(map(squeezed, parts["printed"])) for parts in found.values()]
        assert len(set(texts)) == len(texts), name


def test_every_article_whose_formulas_are_judged_gives_their_values():
    needed = {name for name, found in JUDGED.items() if any(parts["kind"] == "identity" for parts in found.values())}
    assert needed == {name for name in LEDGERS if file_of(f"articles.{name}.bindings")}


@pytest.mark.parametrize("name", JUDGED)
def test_judged_formulas_can_be_read_and_corrections_of_latex_can_be_typeset(name):
    for parts in JUDGED[name].values():
        for text in [*(parts["printed"] if parts["kind"] == "identity" else []), *parts.get("edit", [])]:
            parse(text)
