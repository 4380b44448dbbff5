"""The two wordings of bias, evaluated as formulas on random models."""

import numpy as np
import pytest

from articles.bias_variance import bindings
from recomputed.audit import ledger
from recomputed.audit.formula_claims import formulas_of
from recomputed.formulas.tables import formulas
from recomputed.workflow import articles


@pytest.fixture(scope="module")
def judged():
    (article,) = articles.find(["bias_variance"])
    return formulas("bias_variance", formulas_of(ledger.read(article)), seed=3)


def test_only_the_mean_prediction_makes_the_parts_add_up(judged):
    error = judged["formulas"].set_index(["claim", "part"])["error"]
    assert error["bias_variance-01", "conditional"] < 1e-12
    assert (error.drop(("bias_variance-01", "conditional")) > 0.01).all()


def test_the_smallest_edit_is_the_mean_prediction(judged):
    edits = judged["edits"].set_index("claim")
    assert edits.loc["bias_variance-01", "change"] == r"\hat{\boldsymbol{y}} -> \bar{\boldsymbol{y}} (symbol)"
    assert edits.loc[["bias_variance-01"], "edits"].tolist() == [1]
    assert set(edits.loc[["bias_variance-15"], "edits"]) == {2}  # the predictions and the actual values


def test_a_model_has_every_training_set_once():
    drawn = bindings.model(np.random.default_rng(1))
    predicted = drawn[bindings.PREDICTED].reshape(2, -1, bindings.QUERIES)
    assert predicted.shape[1] == 2**bindings.SAMPLES
    np.testing.assert_array_equal(predicted[0], predicted[1])
    observed = drawn[bindings.OBSERVED].reshape(predicted.shape)
    np.testing.assert_allclose(observed.mean(axis=0)[0], drawn[bindings.TRUE][: bindings.QUERIES])
    np.testing.assert_allclose(observed.std(axis=0), drawn[r"\sigma"])
    slow = np.mean([(predicted[0, s] - observed[t, s]) ** 2 for s in range(2**bindings.SAMPLES) for t in (0, 1)])
    assert drawn["E"] == pytest.approx(slow)
