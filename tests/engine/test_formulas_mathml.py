"""Formulas as MathML: well-formed, and what differs from the correction is marked."""

from xml.etree import ElementTree

import pytest
from test_formulas_reading import PRINTED

from recomputed.formulas.marked_difference import mathml
from recomputed.formulas.mathml import NAMESPACE, typeset


@pytest.mark.parametrize("text", [text for text in PRINTED if "…" not in text])
def test_every_notation_becomes_mathml_that_is_xml(text):
    found = typeset(text)
    assert found.reason == ""
    assert ElementTree.fromstring(found.mathml).tag == f"{{{NAMESPACE}}}math"


@pytest.mark.parametrize(
    ("published", "corrected", "before", "after"),
    [
        ("A = diag(a^2, c^2)", "A = diag(a^{-2}, c^2)", ["2"], ["−2"]),
        (r"\pi r^2 - \pi (0.99 r)^2", r"\pi r^D - \pi (0.99 r)^D", ["2", "2"], ["D", "D"]),
        (r"\frac{\partial J^{(t)}}{\partial o}", r"\frac{\partial J}{\partial o}", ["J(t)"], ["J"]),
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
