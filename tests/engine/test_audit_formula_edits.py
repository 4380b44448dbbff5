"""Slips in formulas: every kind is made, known misprints are found, equal edits are all shown, sound formulas break."""

import importlib
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recomputed.audit import ledger, search
from recomputed.errors import BadInput
from recomputed.formulas.edits import search
from recomputed.formulas.formula import Formula, relative_error
from recomputed.formulas.perturb import perturb
from recomputed.formulas.syntax import variants
from recomputed.workflow.sources import ROOT, file_of

EXPRESSED = [name for name in ledger.articles() if file_of(f"articles.{name}.expressions", ROOT)]


@pytest.fixture(scope="module", params=EXPRESSED)
def article(request):
    module = importlib.import_module(f"articles.{request.param}.expressions")
    return request.param, module.edits(20)


def formula(printed, inputs, truths, **more):
    return Formula("x-01", printed, inputs, truths, **more)


@pytest.mark.parametrize(
    ("printed", "edited", "kind"),
    [
        ("a - b", "a + b", "sign"),
        ("a - b", "b - a", "order"),
        ("a ** 2", "a ** 3", "exponent ± 1"),
        ("a ** 2", "a ** (-2)", "sign of the exponent"),
        ("a * b", "a * b ** 2", "exponent ± 1"),
        ("a / b", "b / a", "order"),
        ("a * b", "a * (1 / b)", "reciprocal"),
        ("a + b", "2 * a + b", "factor 2"),
        ("n * a", "(n - 1) * a", "n ± 1"),
        ("100 * a", "10 * a", "digit dropped"),
        ("a + c", "b + c", "symbol"),
        ("A @ B", "B @ A", "order"),
        ("A.T @ B", "A @ B", "transposition"),
        ("A @ B", "(A @ B).T", "transposition"),
        ("A @ b - c", "A @ (b - c)", "brackets"),
        ("a == b", "a <= b", "relation"),
        ("f(True)", "f(False)", "word"),
        ("a ** 2 + b ** 2", "a ** 3 + b ** 3", "exponent ± 1"),
    ],
)
def test_every_kind_of_slip_is_made(printed, edited, kind):
    found = variants(printed, alike=(("a", "b"),), counts=("n",))
    if edited == "a ** 3 + b ** 3":  # two exponents at once, as they are one number printed twice
        assert found[edited] == "2 -> 3 throughout (n ± 1)"
    else:
        assert found[edited].endswith(f"({kind})")


def test_a_formula_is_never_its_own_edit_and_layout_is_left_alone_where_there_is_none():
    found = variants("-a + b ** 2 / c", alike=(("a", "c"),))
    assert "-a + b ** 2 / c" not in found
    assert not any(".T" in text for text in found)


@given(st.integers(2, 5), st.integers(1, 4), st.integers(0, 10**6))
@settings(deadline=None, max_examples=30)
def test_a_slipped_exponent_is_found_whatever_the_inputs(exponent, slip, seed):
    slipped = exponent + (1 if slip % 2 else -1)
    inputs = [{"a": x} for x in np.random.default_rng(seed).uniform(2, 3, 3)]
    rows = search([formula(f"a ** {slipped}", inputs, [v["a"] ** exponent for v in inputs])])
    assert f"a ** {exponent}" in set(rows.edited)
    assert (rows.edited_error < 1e-9).all()
    assert rows.printed_error.min() > 1e-9


def test_edits_that_fit_equally_well_are_both_shown_and_the_smallest_number_of_slips_counts():
    inputs = [{"a": 1.3}, {"a": 2.1}]
    both = search([formula("a ** 2", inputs, [v["a"] ** -2 for v in inputs])])
    assert set(both.edited) == {"a ** (-2)", "1 / a ** 2"}
    assert set(both.edits) == {1}
    two = search([formula("a ** 2 + 1", inputs, [2 * v["a"] ** 3 + 1 for v in inputs])])
    assert set(two.edits) == {2}
    assert "2 * a ** 3 + 1" in set(two.edited)


def test_where_no_edit_fits_there_is_one_row_without_a_change():
    inputs = [{"a": 1.3}, {"a": 2.1}]
    rows = search([formula("a ** 2", inputs, [math.sin(v["a"]) for v in inputs])])
    assert len(rows) == 1
    assert rows.change.item() == ""
    assert rows.tried.item() > 50


def test_luck_of_a_yes_or_no_is_high_and_of_a_real_number_none_to_speak_of():
    inputs = [{"a": 1.3, "b": 2.0}]
    assert search([formula("a == b", inputs, [np.array(True)], most=1)]).luck.iloc[0] >= 0.5
    real = search([formula("a - b", inputs, [3.3], most=1)])
    assert math.isnan(real.luck.iloc[0])
    assert 2 < real["values"].iloc[0] <= real.tried.iloc[0]
    whole = search([formula("n", [{"n": 5}], [6], counts=("n",), whole=True)])
    assert 0.01 < whole.luck.iloc[0] < 1


def test_luck_holds_values_far_from_the_print():
    """100³ for 10³: the right value lies three decades away, and an edit gives it."""
    cells = search([formula("100 ** 3", [{}], [1000], whole=True)])
    assert 0.001 < cells.luck.iloc[0] < 1


@pytest.mark.parametrize(("text", "error"), [("a +", SyntaxError), ("b", NameError)])
def test_an_expression_of_ours_that_is_none_is_an_error(text, error):
    with pytest.raises(error):
        search([formula(text, [{"a": 1.0}], [1.0])])


@pytest.mark.parametrize("text", ["1 / (a - a)", "A @ A", "a.b", "f(a)"])
def test_what_has_no_value_or_another_shape_does_not_fit(text):
    inputs = {"a": 1.0, "A": np.ones((2, 3)), "f": np.linalg.inv}
    assert relative_error(formula(text, [inputs], [1.0]), text) == math.inf


def test_perturbing_a_sound_formula_breaks_it_and_an_equal_formula_is_named():
    rows = perturb([formula("size(a)", [{"a": -1.5, "size": abs}], [1.5])]).set_index("edited")
    assert set(rows.detected[["2 * size(a)", "-size(a)", "size(a) ** 2"]]) == {"yes"}
    assert tuple(rows.loc["size(-a)", ["detected", "same_value"]]) == ("no", "yes")


def test_a_perturbation_that_the_tolerance_hides_is_no_equal_formula():
    rows = perturb([formula("a + b", [{"a": 1.0, "b": 1e-11}], [1.0 + 1e-11])]).set_index("edited")
    assert tuple(rows.loc["a - b", ["detected", "same_value"]]) == ("no", "no")


def test_every_claim_with_a_search_has_its_rows_and_its_named_edit_is_among_what_fits(article):
    name, made = article
    claims = {claim["id"]: claim for claim in ledger.read(name)["claims"] if "search" in claim}
    rows = made["edits"]
    assert set(rows.claim) == set(claims)
    for claim, found in rows.groupby("claim"):
        assert ("edit" in claims[claim]) <= (found.change != "").all(), claim  # what code mends by hand is found
    assert (rows.printed_error > 1e-9).all()


def test_every_perturbed_formula_is_noticed_or_has_the_value_of_the_printed_one(article):
    perturbed = article[1]["perturbed"]
    assert perturbed[(perturbed.detected == "no") & (perturbed.same_value == "no")].empty
    for claim, rows in perturbed.groupby("claim"):
        assert (rows.detected == "yes").sum() >= 5, claim


def test_every_identity_has_its_formula_as_an_expression():
    claims = [claim for name in ledger.articles() for claim in ledger.read(name)["claims"] if "evidence" in claim]
    identities = {claim["id"] for claim in claims if claim["kind"] == "identity"}
    made = [importlib.import_module(f"articles.{name}.expressions").edits(20)["printed"] for name in EXPRESSED]
    assert identities <= {claim for table in made for claim in table.claim}


def test_the_same_seed_gives_the_same_tables():
    edits = importlib.import_module("articles.curse.expressions").edits
    one, again = edits(20), edits(20)
    for part in one:
        pd.testing.assert_frame_equal(one[part], again[part])


def test_the_audit_reads_the_search_of_a_formula():
    claim = {"id": "x-01", "search": "results/x/e.csv"}
    table = search([formula("a ** 2", [{"a": 1.3}], [1.3**3])])
    found = search.search(claim, {"results/x/e.csv": table})
    assert found["fits"][0]["change"] == "a ** 2 -> a ** 3 (exponent ± 1)"
    assert "Smallest edit, a hypothesis: a ** 2 -> a ** 3" in found["told"]
    assert f"{found['values']} different values" in found["told"]
    for tables in ({}, {"results/x/e.csv": table[:0]}):
        with pytest.raises(BadInput, match="claim x-01: no search of its formula"):
            search.search(claim, tables)
