"""Formulas on the pages: what differs between a printed and a corrected one is marked in both, and nothing else is."""

import random
from xml.etree import ElementTree

import pandas as pd
import pytest
from entries import claim

from recomputed.audit import evidence, links
from recomputed.formulas.display import marked_difference
from recomputed.formulas.display.marked_difference import mathml
from recomputed.formulas.display.mathml import CHANGED, NAMESPACE, Typeset
from recomputed.site import formulas, intervals, wording


def marked(look: Typeset) -> str:
    """Give the text of all that is marked, from the left, parts separated by spaces."""
    tree = ElementTree.fromstring(look.mathml)
    return " ".join("".join(element.itertext()) for element in tree.iter() if element.get("class") == CHANGED)


@pytest.mark.parametrize(
    ("before", "after", "of_before", "of_after"),
    [
        (r"\pi^2 r", r"\pi^{D/2} r", "", "D /"),
        (r"x^T x", r"x x^T", "T", "T"),
        (r"diag(a^2,c^2,c^2)", r"diag(a^{-2},b^{-2},c^{-2})", "c", "− b − −"),
        (r"\frac{a}{b}", r"\frac{b}{a}", "ab", "ba"),
        (r"a + b", r"a + b", "", ""),
        (r"a_1^2", r"a^2", "1", ""),
        (r"\sqrt{x}", r"x", "x", "x"),
        (r"\boldsymbol{x} y", r"x y", "𝒙", "x"),
        (r"J^{(t)}", r"J", "(t)", ""),
        (r"\sum_{n=1}^N x_n", r"\sum_{n=1}^D x_n", "N", "D"),
    ],
)
def test_exactly_what_differs_is_marked(before, after, of_before, of_after):
    one, other = mathml(before, after)
    assert (marked(one), marked(other)) == (of_before, of_after)


def test_without_its_marked_leaves_both_formulas_are_the_same():
    """Random strings: what is kept is a longest common subsequence of equal steps, by an independent slow reference."""
    draw = random.Random(5)
    for _ in range(300):
        one, other = ("".join(draw.choices("abc", k=draw.randrange(8))) for _ in range(2))
        kept = marked_difference._alike([*one], [*other])
        left = ["".join(text[n] for n in sorted(places)) for text, places in zip((one, other), kept, strict=True)]
        assert left[0] == left[1]
        assert max(len(one), len(other)) - len(left[0]) <= edits(one, other) <= len(one) + len(other) - 2 * len(left[0])


def edits(one: str, other: str) -> int:
    """Give the edit distance by its definition."""
    if not one or not other:
        return len(one) + len(other)
    if one[0] == other[0]:
        return edits(one[1:], other[1:])
    return 1 + min(edits(one[1:], other), edits(one, other[1:]), edits(one[1:], other[1:]))


def test_a_formula_that_cannot_be_typeset_gives_its_reason_and_no_marks():
    one, other = mathml(r"\lamda_1", r"\lambda_1")
    assert "unknown command" in one.reason
    assert not one.mathml
    assert other.mathml
    assert marked(other) == ""


def test_markup_in_latex_stays_text():
    text = r"a \text{<script>alert(1)</script>}"
    (shown,) = formulas.formulas(claim("x-01", "latex", text, formula=text), "refuted")["printed"]
    assert "<script" not in shown.look.mathml


def test_a_correction_is_shown_for_a_misprint_only():
    wrong = claim("x-01", "identity", "a = b", formula="a = b", edit={"formula": "a = c"})
    assert [len(formulas.formulas(wrong, verdict)["corrected"]) for verdict in ("misprint", "refuted")] == [1, 0]
    assert [(f.latex, f.marked) for f in formulas.formulas(wrong, "misprint")["corrected"]] == [("a = c", True)]


def test_mathml_is_a_block_that_the_browser_knows():
    one, _ = mathml("a", "b")
    assert ElementTree.fromstring(one.mathml).tag == f"{{{NAMESPACE}}}math"
    assert ElementTree.fromstring(one.mathml).get("display") == "block"


@pytest.mark.parametrize(
    ("errors", "tolerances", "worst", "words"),
    [
        ([1e-12, 0.2], [1e-9, 0.5], (0.2, 0.5), "right to a relative error of 0.2"),
        ([0.3, 0.2], [0.5, 0.1], (0.2, 0.1), "off by up to 20 % of the true value"),
        ([0.3, float("inf")], [1e-9, 1e-9], (float("inf"), 1e-9), "the sides cannot be equal: their shapes differ"),
        ([1.0, 0.0], [1e-9, 1e-9], (1.0, 1e-9), "off by up to 100 % of the true value"),
    ],
)
def test_the_link_that_decides_is_named_and_drawn(errors, tolerances, worst, words):
    judged = claim(kind="identity", formula="a = b = c")
    table = pd.DataFrame({"claim": "x-01", "part": "printed", "error": errors, "tolerance": tolerances})
    tables = {judged.evidence.file: table.assign(formula="", link="", holds="", note="", trials=1)}
    judged = claim(
        kind="identity",
        formula="a = b = c",
        evidence={"file": judged.evidence.file, "column": "error", "limit": "tolerance"},
    )
    cells = evidence.select(judged, tables)
    assert links.worst(judged, cells) == worst
    assert wording.found(judged, "", tables) == words
    if worst[0] < 1e9:
        assert intervals.identity(judged, cells).inside is (worst[0] <= worst[1])
