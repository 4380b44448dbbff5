"""The printed formulas on the article's values: what holds, which links fail, and that wrong formulas are noticed."""

from pathlib import Path

import numpy as np
import pytest

from articles.pca import bindings
from recomputed.audit.formula_claims import formulas_of
from recomputed.formulas.judgement.judging import Trials, judge
from recomputed.formulas.parsing.reading import parse
from recomputed.workflow import strict_yaml

LEDGER = Path(__file__).parents[3] / "src/articles/pca/ledger.yaml"
FAILING = {"pca-01", "pca-02", "pca-03", "pca-06", "pca-07", "pca-33", "pca-34", "pca-50", "pca-58"}  # as printed


@pytest.fixture(scope="module")
def printed():
    found = formulas_of(strict_yaml.parse(LEDGER.read_text(encoding="utf-8")))
    return {claim: parts for claim, parts in found.items() if parts["kind"] == "identity"}


@pytest.fixture(scope="module")
def bound():
    return bindings.bindings(seed=5)


def judged(text, binding):
    return judge(parse(text, binding.functions), Trials(binding))


def each(bound, claim, texts):
    found = bound[claim]
    return zip(texts, found if isinstance(found, list) else [found] * len(texts), strict=True)


def test_formulas_hold_but_for_the_misprints_and_these_hold_with_their_edit(printed, bound):
    assert set(printed) == set(bound)
    for claim, parts in printed.items():
        holds = [judged(*pair).holds for pair in each(bound, claim, parts["printed"])]
        assert any(holds) != (claim in FAILING), claim
        assert all(holds) != (claim in FAILING), claim
        assert ("edit" in parts) == (claim in FAILING), claim
        assert all(judged(*pair).holds for pair in each(bound, claim, parts.get("edit", parts["printed"]))), claim


def test_the_two_wrong_links_of_the_chain_are_named(printed, bound):
    (text,) = printed["pca-34"]["printed"]
    errors = judged(text, bound["pca-34"]).errors
    assert [n for n, error in enumerate(errors) if error > 1e-9] == [0, 2]


WRONG = {
    "pca-59": [r"S = \frac{1}{N}\sum_{n=1}^{N}{\boldsymbol{x}_n \boldsymbol{x}_n^T}"],  # without centring
    "pca-21": [r"U V_{xyz}U^T = diag(\lambda_1, \dots, \lambda_D)"],
    "pca-54": [r"\boldsymbol{u}_1^T \boldsymbol{x}_1"],
    "pca-75": [
        r"\xi = 0.540 (x - \bar{x}) + 0.602 (y - \bar{y}) - 0.588 (z - \bar{z})",
        r"\eta = 0.736(x - \bar{x}) - 0.677 (y - \bar{y}) + 0.174 (z - \bar{z})",
        r"\zeta = - 0.408 (x - \bar{x}) - 0.423 (y - \bar{y}) + 0.089(z - \bar{z})",
    ],
    "pca-79": [r"\frac{\lambda_2}{\lambda_1}=0.813", r"\frac{\lambda_2}{\lambda_1 + \lambda_2 + \lambda_3}=0.167",
               r"\frac{\lambda_3}{\lambda_1 + \lambda_2 + \lambda_3}=0.0198"],
}  # fmt: skip


@pytest.mark.parametrize("claim", WRONG)
def test_wrong_formulas_and_digits_are_noticed(bound, claim):
    assert not any(judged(*pair).holds for pair in each(bound, claim, WRONG[claim]))


def test_two_columns_in_the_wrong_order_rebuild_nothing(printed, bound):
    (text,) = printed["pca-87"]["printed"]
    swapped = text.replace(r"(\boldsymbol{u}_1 \quad \boldsymbol{u}_2)", r"(\boldsymbol{u}_2 \quad \boldsymbol{u}_1)")
    assert swapped != text
    assert not judged(swapped, bound["pca-87"]).holds


def test_rounding_of_the_printed_matrix_is_granted_and_no_more(printed, bound):
    text, binding = printed["pca-86"]["printed"][2], bound["pca-86"][2]
    assert judged(text, binding).holds
    assert not judged(text.replace("33.63", "33.65"), binding).holds


def test_the_points_lie_on_the_ellipsoids_of_their_axes(bound):
    for trial in bound["pca-48"].trials:
        matrix, x = trial["A"], trial[r"\boldsymbol{x}"]
        values, axes = np.linalg.eigh(matrix)
        # In the directions of the axes, the ellipsoid with semi-axes 1/√λ is Σ (coordinate / semi-axis)² = 1.
        assert np.sum((axes.T @ x * np.sqrt(values)) ** 2) == pytest.approx(1)
