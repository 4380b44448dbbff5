"""Formulas as MathML: well-formed, and what differs from the correction is marked."""

from xml.etree import ElementTree

import pytest
from test_formulas_reading import PRINTED

from recomputed.audit.claim import from_entry
from recomputed.formulas.marked_difference import mathml
from recomputed.formulas.mathml import NAMESPACE, typeset
from recomputed.site import formulas


@pytest.mark.parametrize("text", [text for text in PRINTED if "…" not in text])
def test_every_notation_becomes_mathml_that_is_xml(text):
    found = typeset(text)
    assert found.reason == ""
    assert ElementTree.fromstring(found.mathml).tag == f"{{{NAMESPACE}}}math"


@pytest.mark.parametrize(
    ("published", "corrected", "before", "after"),
    [
        ("A = diag(a^2, c^2)", "A = diag(a^{-2}, c^2)", [], ["−"]),
        (r"\pi r^2 - \pi (0.99 r)^2", r"\pi r^D - \pi (0.99 r)^D", ["2", "2"], ["D", "D"]),
        (r"\frac{\partial J^{(t)}}{\partial o}", r"\frac{\partial J}{\partial o}", ["(t)"], []),
        (r"(p_{in})_k", r"(p_{for})_k", ["in"], ["for"]),
        ("a + b", "a + b", [], []),
    ],
)
def test_only_what_differs_is_marked(published, corrected, before, after):
    found = mathml(published, corrected)
    for one, expected in zip(found, (before, after), strict=True):
        marked = ElementTree.fromstring(one.mathml).iterfind(".//*[@class='changed']")
        assert ["".join(part.itertext()) for part in marked] == expected


def test_a_formula_that_cannot_be_typeset_has_a_reason_and_its_correction_is_shown():
    broken, repaired = mathml(r"\lamba u", r"\lambda u")
    assert broken.mathml == ""
    assert r"\lamba" in broken.reason
    assert "λ" in repaired.mathml


def of_claim(kind="identity", **more):
    return from_entry({"id": "x-01", "title": "t", "where": "w", "kind": kind} | more, "x")


def test_a_page_shows_the_formula_and_its_correction_typeset_with_the_change_marked():
    claim = of_claim(formula=["a^2 = b", r"c = d"], edit={"formula": ["a^3 = b", "c = d"]})
    found = formulas.formulas(claim, "misprint")
    assert [len(found[part]) for part in ("printed", "corrected")] == [2, 2]
    assert [one.marked for one in found["printed"]] == [True, False]
    assert formulas.formulas(claim, "refuted")["corrected"] == []


def test_a_page_shows_the_printed_text_of_other_claims():
    evidence = {"file": "results/t.csv", "column": "x"}
    for claim in (
        of_claim("value", published="1", evidence=evidence),
        of_claim("value", published="1", formula="a = 1", evidence=evidence),
    ):
        assert formulas.formulas(claim, "reproduced") == {"printed": [], "corrected": []}
