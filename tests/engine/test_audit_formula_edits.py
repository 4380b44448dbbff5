"""Typos in formulas: every kind is made, known misprints are found, equal edits all shown, sound formulas break."""

import importlib
import math

import entries
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recomputed.audit import search as audit_search
from recomputed.audit.claim import claims_of
from recomputed.errors import BadInput
from recomputed.formulas.edits import search
from recomputed.formulas.formula import Formula, relative_error
from recomputed.formulas.perturb import perturb
from recomputed.formulas.syntax import variants
from recomputed.workflow.sources import file_of

LEDGERS = entries.ledgers()
EXPRESSED = [name for name in LEDGERS if file_of(f"articles.{name}.expressions")]


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
def test_every_kind_of_typo_is_made(printed, edited, kind):
    found = variants(printed, alike=(("a", "b"),), counts=("n",))
    if edited == "a ** 3 + b ** 3":  # two exponents at once, as they are one number printed twice
        assert found[edited] == "2 -> 3 throughout (n ± 1)"
    else:
        assert found[edited].endswith(f"({kind})")


def test_a_formula_is_never_its_own_edit_and_layout_is_left_alone_where_there_is_none():
    found = variants("-a + b ** 2 / c", alike=(("a", "c"),))
    assert "-a + b ** 2 / c" not in found
    assert not any(".T" in text for text in found)


@given(st.integers(2, 5), st.booleans(), st.integers(0, 10**6))
@settings(deadline=None, max_examples=30)
def test_a_wrong_exponent_is_found_whatever_the_inputs(exponent, up, seed):
    wrong = exponent + (1 if up else -1)
    inputs = [{"a": x} for x in np.random.default_rng(seed).uniform(2, 3, 3)]
    rows = search([formula(f"a ** {wrong}", inputs, [v["a"] ** exponent for v in inputs])])
    assert f"a ** {exponent}" in set(rows.edited)
    assert (rows.edited_error < 1e-9).all()
    assert rows.printed_error.min() > 1e-9


def test_edits_that_fit_equally_well_are_both_shown_and_the_smallest_number_of_typos_counts():
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


def test_the_chance_of_a_yes_or_no_is_high_and_a_real_number_has_none():
    inputs = [{"a": 1.3, "b": 2.0}]
    assert search([formula("a == b", inputs, [np.array(True)], most=1)]).luck.iloc[0] >= 0.5
    real = search([formula("a - b", inputs, [3.3], most=1)])
    assert math.isnan(real.luck.iloc[0])
    assert 2 < real["values"].iloc[0] <= real.tried.iloc[0]
    whole = search([formula("n", [{"n": 5}], [6], counts=("n",), whole=True)])
    assert 0.01 < whole.luck.iloc[0] < 1


def test_the_chance_counts_values_far_from_the_print():
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
    claims = {claim.id: claim for claim in claims_of(LEDGERS[name]) if claim.search}
    rows = made["edits"]
    assert len(made["printed"]) >= max(1, rows.claim.nunique())
    assert set(rows.claim) == set(claims)
    for claim, found in rows.groupby("claim"):
        assert bool(claims[claim].edit) <= (found.change != "").all(), claim  # named edits are found
    assert (rows.printed_error > 1e-9).all()


def test_every_perturbed_formula_is_noticed_or_has_the_value_of_the_printed_one(article):
    perturbed, every = article[1]["perturbed"], article[1]["printed"]
    assert set(perturbed.printed) == set(every[every.error <= every.tolerance].printed)
    assert perturbed[(perturbed.detected == "no") & (perturbed.same_value == "no")].empty
    for claim, rows in perturbed.groupby("claim"):
        assert (rows.detected == "yes").sum() >= 5, claim


def test_every_identity_has_its_formula_as_an_expression():
    claims = [claim for book in LEDGERS.values() for claim in claims_of(book)]
    identities = {claim.id for claim in claims if claim.kind == "identity" and claim.evidence and not claim.formulas}
    made = [importlib.import_module(f"articles.{name}.expressions").edits(20)["printed"] for name in EXPRESSED]
    assert identities <= {claim for table in made for claim in table.claim}


def test_the_same_seed_gives_the_same_tables():
    edits = importlib.import_module(f"articles.{EXPRESSED[0]}.expressions").edits
    one, again = edits(20), edits(20)
    for part in one:
        pd.testing.assert_frame_equal(one[part], again[part])


def test_the_audit_reads_the_search_of_a_formula():
    claim = entries.claim(kind="identity", search="results/x/e.csv")
    table = search([formula("a ** 2", [{"a": 1.3}], [1.3**3])])
    found = audit_search.search(claim, {"results/x/e.csv": table})
    assert found["fits"][0]["change"] == "a ** 2 -> a ** 3 (exponent ± 1)"
    assert "Smallest edit, a hypothesis: a ** 2 -> a ** 3" in found["told"]
    assert f"{found['values']} different values" in found["told"]
    for tables in ({}, {"results/x/e.csv": table[:0]}):
        with pytest.raises(BadInput, match="claim x-01: no search of its formula"):
            audit_search.search(claim, tables)
