"""Linear smoothers, the batch kernel and the decomposition: against scikit-learn, slow references and closed forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

import naive
from articles.bias_variance.compute import decomposition, smoothers, synthetic
from articles.bias_variance.compute.polynomial_ridge import polynomial_ridge
from recomputed.errors import BadInput

DEGREES, PENALTIES = [1, 3, 6, 9], [0.0, 1e-6, 0.01, 1.0, 1e4]
SEEDS = st.integers(0, 10**6)


def drawn(seed, samples=25, sets=3, queries=20):
    rng = np.random.default_rng(seed)
    return rng.uniform(-1, 1, samples), rng.normal(size=(sets, samples)), rng.uniform(-1, 1, queries)


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_batch_gives_the_numbers_of_scikit_learn(seed):
    x, targets, queries = drawn(seed)
    found = polynomial_ridge(x, targets, queries, DEGREES, PENALTIES)
    for i, d in enumerate(DEGREES):
        for j, penalty in enumerate(PENALTIES):
            solver = Ridge(alpha=penalty, solver="svd") if penalty else LinearRegression()
            model = make_pipeline(PolynomialFeatures(d, include_bias=False), solver)
            for own, y in zip(found[i, j], targets, strict=True):
                peer = model.fit(x[:, None], y).predict(queries[:, None])
                np.testing.assert_allclose(own, peer, rtol=1e-6, atol=1e-7 * np.abs(peer).max())


@given(SEEDS, st.integers(1, 6), st.sampled_from([1e-4, 0.1, 10.0]))
@settings(max_examples=25, deadline=None)
def test_batch_gives_the_numbers_of_the_slow_reference_and_of_the_weights(seed, degree, penalty):
    x, targets, queries = drawn(seed, samples=12)
    found = polynomial_ridge(x, targets, queries, [degree], [penalty])[0, 0]
    slow = [[naive.ridge_prediction(x, y, q, degree, penalty) for q in queries] for y in targets]
    np.testing.assert_allclose(found, slow, rtol=1e-7, atol=1e-9)
    powers, at = (t[:, None] ** np.arange(1, degree + 1) for t in (x, queries))
    weights = smoothers.Ridge(powers, at).weights(penalty)
    np.testing.assert_allclose(found, targets @ weights.T, rtol=1e-8, atol=1e-10)


def test_batch_does_not_depend_on_what_else_is_asked():
    x, targets, queries = drawn(1)
    together = polynomial_ridge(x, targets, queries, DEGREES, PENALTIES)
    alone = polynomial_ridge(x, targets[1:2], queries, [6], [0.01])
    np.testing.assert_allclose(together[2, 2, 1:2], alone[0, 0], rtol=1e-9, atol=1e-11)


def test_a_polynomial_is_found_again_where_its_powers_are_hopelessly_conditioned():
    x = np.linspace(1000, 1001, 40)
    queries = np.linspace(1000, 1001, 33)
    known = np.polynomial.Polynomial([0.3, -1, 2, 0, 1, 0, 0, -2, 1, 0, 0.5], domain=[1000, 1001])
    assert np.linalg.cond(x[:, None] ** np.arange(11)) > 1e16
    found = polynomial_ridge(x, known(x)[None], queries, [10, 14], [0.0])
    np.testing.assert_allclose(found[:, 0, 0], [known(queries)] * 2, atol=1e-9)


@given(SEEDS, st.floats(-50, 50), st.floats(0.01, 100))
@settings(max_examples=20, deadline=None)
def test_least_squares_does_not_see_origin_and_unit_of_x(seed, origin, unit):
    x, targets, queries = drawn(seed)
    first, second = (
        polynomial_ridge(a, targets, b, [5], [0.0])
        for a, b in ((x, queries), (origin + unit * x, origin + unit * queries))
    )
    np.testing.assert_allclose(first, second, rtol=1e-5, atol=1e-6 * np.abs(first).max())


def test_a_growing_penalty_ends_at_the_mean_and_a_falling_one_at_least_squares():
    x, targets, queries = drawn(4)
    least, tiny, huge = polynomial_ridge(x, targets, queries, [4], [0.0, 1e-13, 1e13])[0]
    np.testing.assert_allclose(tiny, least, atol=1e-8)
    np.testing.assert_allclose(huge, np.repeat(targets.mean(axis=1, keepdims=True), len(queries), axis=1), atol=1e-8)


def test_more_columns_than_samples_are_fine_with_a_penalty():
    x, targets, queries = drawn(5, samples=4)
    found = polynomial_ridge(x, targets, queries, [7], [0.1])[0, 0]
    slow = [[naive.ridge_prediction(x, y, q, 7, 0.1) for q in queries] for y in targets]
    np.testing.assert_allclose(found, slow, rtol=1e-8)


X, Y, Q = drawn(6, samples=8)


@pytest.mark.parametrize(
    ("x", "targets", "queries", "degrees", "penalties", "message"),
    [
        (X, Y, Q, [8], [0.0], "singular"),
        (np.repeat(X[:3], 3)[:8], Y, Q, [3], [0.0], "singular"),
        (np.ones(8), Y, Q, [1], [0.0], "singular"),
        (X, Y, Q, [2], [-1.0], "not a penalty"),
        (X, Y, Q, [2], [np.nan], "not a penalty"),
        (X, Y, Q, [0], [1.0], "not a degree"),
        (X, Y, Q, [], [1.0], "not a degree"),
        (X[:-1], Y, Q, [2], [1.0], "lengths differ"),
        (X, Y[0], Q, [2], [1.0], "lengths differ"),
        (np.append(np.nan, X[1:]), Y, Q, [2], [1.0], "not finite"),
        (X, np.full_like(Y, np.nan), Q, [2], [1.0], "not finite"),
        (X, Y, np.array([np.inf]), [2], [1.0], "not finite"),
        (X, Y, np.array([]), [2], [1.0], "not a table"),
    ],
)
def test_batch_refuses(x, targets, queries, degrees, penalties, message):
    with pytest.raises(BadInput, match=message) as refusal:
        polynomial_ridge(x, targets, queries, degrees, penalties)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("k", [0, -1, 9, 1.5, np.nan])
def test_impossible_numbers_of_neighbours_are_refused(k):
    with pytest.raises(BadInput, match="1 to 8"):
        smoothers.knn_weights(smoothers.neighbours(X[:, None], Q[:, None]), k)


def test_features_that_do_not_match_are_refused():
    for make in (smoothers.Ridge, smoothers.neighbours):
        with pytest.raises(BadInput, match="columns differ"):
            make(np.ones((5, 2)), np.ones((3, 1)))
        with pytest.raises(BadInput, match="not finite"):
            make(np.full((5, 2), np.nan), np.ones((3, 2)))
    with pytest.raises(BadInput, match="singular"):
        smoothers.Ridge(np.column_stack([X, 2 * X]), np.column_stack([Q, 2 * Q])).weights(0.0)


@given(SEEDS, st.integers(1, 10))
@settings(max_examples=25, deadline=None)
def test_neighbours_agree_with_scikit_learn_and_the_slow_reference(seed, k):
    rng = np.random.default_rng(seed)
    x, at, y = rng.uniform(size=(10, 3)), rng.uniform(size=(6, 3)), rng.normal(size=10)
    found = smoothers.knn_weights(smoothers.neighbours(x, at), k) @ y
    np.testing.assert_allclose(found, KNeighborsRegressor(k, algorithm="brute").fit(x, y).predict(at))
    np.testing.assert_allclose(found, [naive.nearest_mean(x, y, q, k) for q in at])


@given(SEEDS, st.integers(1, 12))
@settings(max_examples=25, deadline=None)
def test_ties_go_to_the_lowest_index(seed, k):
    rng = np.random.default_rng(seed)
    x, y = rng.integers(0, 3, (12, 2)).astype(float), rng.normal(size=12)
    found = smoothers.knn_weights(smoothers.neighbours(x, x), k) @ y
    np.testing.assert_allclose(found, [naive.nearest_mean(x, y, q, k) for q in x])


@given(SEEDS, st.integers(1, 10))
@settings(max_examples=20, deadline=None)
def test_the_order_of_samples_does_not_matter_without_ties(seed, k):
    rng = np.random.default_rng(seed)
    x, at, y = rng.uniform(size=(10, 2)), rng.uniform(size=(6, 2)), rng.normal(size=10)
    order = rng.permutation(10)
    one, two = (smoothers.knn_weights(smoothers.neighbours(a, at), k) @ b for a, b in ((x, y), (x[order], y[order])))
    np.testing.assert_allclose(one, two, atol=1e-14)
    ridges = (smoothers.Ridge(a, at).weights(0.3) @ b for a, b in ((x, y), (x[order], y[order])))
    np.testing.assert_allclose(*ridges, atol=1e-12)


@pytest.mark.parametrize("model", ["ridge", "least squares", "neighbours"])
def test_closed_form_is_the_mean_over_every_training_set(model):
    rng = np.random.default_rng(7)
    x, at, sd = rng.uniform(-1, 1, (8, 2)), rng.uniform(-1, 1, (5, 2)), 0.7
    truth, at_queries = rng.normal(size=8), rng.normal(size=5)
    if model == "neighbours":
        pair = [smoothers.knn_weights(smoothers.neighbours(x, t), 3) for t in (at, x)]
    else:
        pair = [smoothers.Ridge(x, t).weights(0.5 if model == "ridge" else 0.0) for t in (at, x)]
    slow = naive.decomposition(lambda y: [w @ y for w in pair], truth, at_queries, sd)
    found = decomposition.exact(*pair, truth, at_queries, sd)
    assert found.pop("noise") == sd**2
    assert found == pytest.approx(slow, rel=1e-12)
    assert found["test_error"] == pytest.approx(found["bias2"] + found["variance"] + sd**2)


@pytest.mark.parametrize("degree", [1, 4, 9])
def test_variance_at_the_samples_counts_the_parameters(degree):
    x, _, queries = drawn(8)
    basis = smoothers.legendre(x, degree)
    hat = smoothers.Ridge(basis, basis).weights(0.0)
    assert decomposition.noise_variance(hat, 0.3) == pytest.approx(0.3**2 * (degree + 1) / len(x))
    np.testing.assert_allclose(hat @ hat, hat, atol=1e-12)
    k = degree
    nearest = smoothers.knn_weights(smoothers.neighbours(x[:, None], queries[:, None]), k)
    assert decomposition.noise_variance(nearest, 0.3) == pytest.approx(0.3**2 / k)
    ridge = smoothers.Ridge(basis, basis)
    shrunk = ridge.singular**2 / (ridge.singular**2 + 2.0)
    expected = 0.3**2 * (1 + np.sum(shrunk**2)) / len(x)
    assert decomposition.noise_variance(ridge.weights(2.0), 0.3) == pytest.approx(expected)


def test_inputs_drawn_anew_agree_with_noise_drawn_as_well():
    rng, sd, at = np.random.default_rng(9), 0.5, np.linspace(-0.9, 0.9, 15)[:, None]
    truth = synthetic.curve(at[:, 0])
    draws, predictions, residuals = [], [], []
    for _ in range(3000):
        x = rng.uniform(-1, 1, (12, 1))
        f = synthetic.curve(x[:, 0])
        y = f + sd * rng.normal(size=12)
        weights, hat = (
            smoothers.Ridge(smoothers.legendre(x, 2), smoothers.legendre(t, 2)).weights(0.4) for t in (at, x)
        )
        draws.append((weights @ f, decomposition.noise_variance(weights, sd), decomposition.training_error(hat, f, sd)))
        predictions.append(weights @ y)
        residuals.append(y - hat @ y)
    fresh = truth + sd * rng.normal(size=(3000, 15))
    simulated = decomposition.simulated(np.array(predictions), fresh, np.array(residuals), truth, 20)
    found = decomposition.over_inputs(draws, truth, sd, 20)
    assert found["variance"] == pytest.approx(found["from_noise"] + found["from_inputs"])
    for name in ("bias2", "variance", "test_error", "train_error"):
        allowed = 2 * np.hypot(found[f"{name}_halfwidth"], simulated[f"{name}_halfwidth"])
        assert abs(found[name] - simulated[name]) < allowed, name


def test_few_draws_do_not_pass_their_scatter_off_as_bias():
    rng, truth = np.random.default_rng(11), np.zeros(500)
    means = rng.normal(size=(60, 500))
    found = decomposition.over_inputs([(mean, 0.0, 0.0) for mean in means], truth, 0.5, 20)
    assert abs(found["bias2"]) < found["bias2_halfwidth"] < 0.1
    still = np.zeros_like(means)
    alike = decomposition.simulated(means, still, still, truth, 20)
    assert alike["bias2"] == pytest.approx(found["bias2"])


@pytest.mark.parametrize("groups", [0, 1, 6, 11])
def test_groups_too_small_for_a_variance_are_refused(groups):
    with pytest.raises(BadInput, match="2 to 5"):
        decomposition.grouped(lambda rows: (rows.mean(),), 10, groups, ("mean",))


def test_intervals_cover_the_truth_in_about_95_of_100_cases():
    rng = np.random.default_rng(10)
    inside = 0
    for _ in range(1000):
        x = rng.normal(size=40)
        found = decomposition.grouped(lambda rows, x=x: (x[rows].mean(),), 40, 8, ("mean",))
        inside += abs(found["mean"]) <= found["mean_halfwidth"]
    assert 925 <= inside <= 975


def test_every_predictor_has_mean_0_and_variance_1():
    one = np.eye(synthetic.PREDICTORS)[0]

    def effect(u):
        return synthetic.additive(np.full(synthetic.PREDICTORS, u), one)

    assert quad(effect, -1, 1)[0] / 2 == pytest.approx(0, abs=1e-12)
    assert quad(lambda u: effect(u) ** 2, -1, 1)[0] / 2 == pytest.approx(1)
    points = synthetic.sobol_points(np.random.default_rng(1), 1024)
    assert np.abs(points).max() <= 1
    assert synthetic.additive(points, synthetic.decaying_weights(0.8)).var() == pytest.approx(1, abs=0.02)


def test_legendre_columns_are_orthonormal():
    x = np.linspace(-1, 1, 20_001)
    columns = smoothers.legendre(x, 8)
    np.testing.assert_allclose(columns.T @ columns / len(x), np.eye(8), atol=5e-3)
    pair = smoothers.legendre(np.column_stack([x, x[::-1]]), 3)
    np.testing.assert_allclose(pair[:, :3], columns[:, :3])
    np.testing.assert_allclose(pair[:, 3:], columns[::-1, :3])
