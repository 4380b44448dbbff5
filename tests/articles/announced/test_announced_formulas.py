"""The formulas of our own findings hold on random clouds, and fail for clouds and codes that are not as they say."""

import numpy as np
import pytest

from articles.announced import bindings
from recomputed.audit import ledger
from recomputed.audit.formula_claims import formulas_of
from recomputed.formulas.tables import formulas
from recomputed.workflow import articles


@pytest.fixture
def printed():
    (article,) = articles.find(["announced"])
    return formulas_of(ledger.read(article))


def test_both_hold(printed):
    found = formulas("announced", printed, seed=5)["formulas"]
    assert found["holds"].tolist() == ["yes"] * 3
    assert set(found["claim"]) == {"announced-17", "announced-18"}


def test_eigenvalues_of_two_clouds_do_not_interlace(printed, monkeypatch):
    cloud = bindings.cloud
    monkeypatch.setattr(bindings, "cloud", lambda rng, size: cloud(rng, size) | {"\\lambda": np.ones(size)})
    found = formulas("announced", printed, seed=5)["formulas"]
    assert "no" in set(found[found["claim"] == "announced-17"]["holds"])
    assert set(found[found["claim"] == "announced-18"]["holds"]) == {"no"}


def test_a_decoder_in_another_basis_spans_the_same_axes():
    found = bindings.coded_by(bindings.cloud(np.random.default_rng(1), 4), 2)
    u, v = found[r"\boldsymbol{U}"], found[r"\boldsymbol{V}"]
    np.testing.assert_allclose(u @ v, np.eye(2), atol=1e-12)
    np.testing.assert_allclose(v @ u, (v @ u).T, atol=1e-12)
    assert abs(v[:, 0] @ v[:, 1]) > 0.1  # its columns are no principal axes
