"""Random models and what is counted among them: against slow references, closed forms and made-up models."""

import numpy as np
import pandas as pd
import pytest

import naive
from articles.bias_variance.compute import (
    consequences,
    families,
    population,
    remedies_tried,
    shares,
    smoothers,
    tendencies,
)
from articles.bias_variance.compute.decomposition import noise_variance, training_error

SD = 0.7


@pytest.fixture(scope="module")
def table():
    return population.population(1, problems=30, designs=4, queries=30, samples=[40, 60], noise_sd=[0.1, 1.0])


def design(seed=1, n=25, m=9, p=4):
    rng = np.random.default_rng(seed)
    return rng.uniform(-1, 1, (n, p)), rng.uniform(-1, 1, (m, p)), rng.normal(size=n)


def by_weights(make, x, at, f):
    """Mean prediction, noise variance and training error of a smoother, from its whole matrices of weights."""
    weights, hat = make(at), make(x)
    return weights @ f, noise_variance(weights, SD), training_error(hat, f, SD)


def check(fits, row, expected):
    mean, noise, train = expected
    np.testing.assert_allclose(fits.mean[row], mean, atol=1e-10)
    assert SD**2 * fits.noise[row] == pytest.approx(noise)
    assert fits.train_error(SD)[row] == pytest.approx(train, abs=1e-12)


def test_nested_least_squares_by_one_factorisation():
    x, at, f = design()
    fits = families.nested(x, at, f, [1, 2, 4])
    for row, p in enumerate([1, 2, 4]):
        check(fits, row, by_weights(lambda t, p=p: smoothers.Ridge(x[:, :p], t[:, :p]).weights(0.0), x, at, f))


def test_penalties_by_one_factorisation():
    x, at, f = design(2)
    fits = families.penalised(x, at, f, [100.0, 0.3, 0.0])
    for row, penalty in enumerate([100.0, 0.3, 0.0]):
        check(fits, row, by_weights(lambda t, c=penalty: smoothers.Ridge(x, t).weights(c), x, at, f))


def test_neighbours_by_running_sums():
    x, at, f = design(3, n=700)
    for fits, swept, columns in (
        (families.nearest(x, at, f, [700, 340, 7, 1]), [700, 340, 7, 1], [4, 4, 4, 4]),
        (families.nearest_by_predictors(x, at, f, [1, 3], 17), [17, 17], [1, 3]),
    ):
        for row, (k, p) in enumerate(zip(swept, columns, strict=True)):
            slow = [naive.nearest_mean(x[:, :p], f, q[:p], k) for q in at]
            np.testing.assert_allclose(fits.mean[row], slow)
            order = smoothers.neighbours(x[:, :p], np.vstack([at, x])[:, :p])
            both = smoothers.knn_weights(order, k)
            check(fits, row, by_weights(lambda t, both=both: both[: len(at)] if t is at else both[len(at) :], x, at, f))


def test_errors_add_up_and_families_take_turns(table):
    np.testing.assert_allclose(table.test_error, table.bias2 + table.variance + 1)
    assert (table.from_noise <= table.variance + 1e-12).all()
    assert table.groupby("family").problem.nunique().tolist() == [6] * len(population.FAMILIES)
    assert set(table["size"]) == {"as found", "doubled"}
    large = table[table.large_k == "yes"]
    assert set(large.family) == {"number of neighbours"}
    assert (2 * large.dial >= large.samples).all()
    assert table[table.family == "number of neighbours"].groupby("problem").dial.max().ge(40).all()


def test_every_problem_runs_from_simple_to_complex(table):
    found = table[table["size"] == "as found"]
    for family, own in found.groupby("family"):
        if family == "predictors, nearest neighbours":
            continue  # the noise part is σ²/K for any number of predictors
        steps = own.groupby("problem").from_noise.diff().dropna()
        assert (steps > -1e-12).all(), family


def test_the_same_seed_gives_the_same_population(table):
    again = population.population(1, problems=30, designs=4, queries=30, samples=[40, 60], noise_sd=[0.1, 1.0])
    pd.testing.assert_frame_equal(table, again)
    other = population.population(2, problems=5, designs=2, queries=10, samples=[40, 60], noise_sd=[0.1, 1.0])
    assert not np.isin(other.bias2, table.bias2).any()


def made_up(rows, **more):
    """Models of one problem, from simple to complex: bias², variance and training error in units of the noise."""
    table = pd.DataFrame(rows, columns=["bias2", "variance", "train_error"])
    table = table.assign(test_error=table.bias2 + table.variance + 1, place=range(len(rows)), dial=range(len(rows)))
    fixed = {
        "problem": 0,
        "family": "ridge penalty",
        "relevant": 1,
        "size": "as found",
        "from_noise": 0.0,
        "large_k": "no",
    }
    return table.assign(**(fixed | more), excess=100 * (table.test_error / table.test_error.min() - 1))


SWEEP = made_up([(3.0, 0.1, 3.9), (1.0, 0.3, 1.5), (0.3, 0.4, 0.8), (0.1, 1.0, 0.5), (0.0, 3.0, 0.0)])


def test_diagnoses_of_made_up_models():
    names = ["high bias", "high bias", "neither", "high variance", "high variance"]
    assert shares.diagnosis(SWEEP, 0.5).tolist() == names
    assert shares.diagnosis(SWEEP, 2.0).tolist() == ["high bias", "neither", "neither", "neither", "high variance"]


def test_symptoms_of_made_up_models():
    found = pd.DataFrame(tendencies.symptoms(SWEEP)).query("level == 0.5 and similar == 1.5")
    shown = found.set_index(["diagnosis", "symptom"]).shown_percent
    meant = found.set_index(["diagnosis", "symptom"]).meant_percent
    both = ("high training error, similar test error", "low training error, very high test error")
    assert shown["high bias"][list(both)].tolist() == [50, 0]  # 4.1 is similar to 3.9, 2.3 is not to 1.5
    assert shown["high variance"][list(both)].tolist() == [0, 100]
    assert meant["high bias"][both[0]] == 100
    assert meant["high variance"][both[1]] == pytest.approx(2 / 3 * 100)  # the model in the middle, 1.7 to 0.8
    assert shown["high bias"]["very high test error"] == 0


def obey(models, level=0.25):
    """The shares of the models that are as they should be, for the diagnosis of each property."""
    found = pd.DataFrame(consequences.consequences(models, (level,)))
    return found.set_index("property")[["obey_percent", "obey_models"]]


def test_consequences_among_made_up_models():
    found = obey(SWEEP)  # the third model is the best one, and has a high variance at this level
    assert found.obey_models.tolist() == [2, 2, 3, 3, 3, 0, 0]
    assert found.obey_percent[:5].to_dict() == {
        "underfits: training error above the noise": 100,
        "simpler than the best model": 100,
        "overfits: training error below the noise": 100,
        "more complex than the best model": pytest.approx(200 / 3),
        "most of the variance comes from noise": 0,
    }
    assert obey(SWEEP.assign(from_noise=0.6 * SWEEP.variance)).obey_percent.iloc[4] == 100
    assert obey(SWEEP.assign(train_error=1.0)).obey_percent.tolist()[:3:2] == [0, 0]  # neither above nor below
    assert obey(SWEEP, 2.0).obey_models.tolist() == [1, 1, 1, 1, 1, 0, 0]


def test_a_large_k_is_judged_whatever_its_diagnosis():
    found = obey(SWEEP.assign(large_k=["yes", "yes", "yes", "yes", "no"]))[5:]
    assert found.obey_models.tolist() == [4, 4]
    assert found.obey_percent.to_dict() == {"bias is high": 50, "misses what the data show": 50}
    assert obey(SWEEP.assign(large_k="yes"), 2.0).obey_percent["bias is high"] == 20


def test_the_best_model_is_that_of_the_own_problem():
    other = made_up([(0.1, 0.2, 1.0), (3.0, 0.2, 2.0)], problem=1)  # the first is best, so the biased one is complex
    found = obey(pd.concat([SWEEP, other], ignore_index=True)).obey_percent
    assert found["simpler than the best model"] == pytest.approx(200 / 3)


def test_balanced_and_lopsided_models():
    found = pd.DataFrame(consequences.balance(SWEEP, (50,))).set_index(["group", "factor"])
    assert found.obey_models["balanced"].tolist() == [0, 1, 1, 1]  # 0.3 and 0.4
    assert found.obey_percent["balanced"][1.5] == 100
    for group in consequences.GROUPS:  # 3.0 and 0.1, 0.0 and 3.0; 0.1 and 1.0 are ten to one as well
        assert found.obey_models[group].tolist() == [1 + (group == "high variance, low bias")] * 2 + [1]
        assert found.obey_percent[group].tolist()[2] == 100  # 135 % above the best
    alone = pd.DataFrame(consequences.balance(made_up([(3.0, 0.1, 1.0)]), (50,))).set_index(["group", "factor"])
    assert alone.obey_percent["high bias, low variance"].tolist() == [0, 0, 0]  # nothing is better
    below = made_up([(-0.01, 0.01, 1.0)])  # an estimate of bias² may be negative, and is then not near the variance
    assert not pd.DataFrame(consequences.balance(below, (50,))).obey_models.any()


def test_the_best_model_of_a_problem_exceeds_itself_by_nothing(table):
    for _, own in table.groupby(["problem", "size"]):
        best = own.loc[own.test_error.idxmin()]
        assert best.excess == 0
        np.testing.assert_allclose(own.excess, 100 * (own.test_error / best.test_error - 1))


def test_a_tradeoff_is_a_variance_that_rises_while_bias_falls():
    falls = [(3.0, 0.1, 1.0), (2.0, 0.2, 1.0), (1.0, 0.3, 1.0)]
    both_fall = [(3.0, 0.3, 1.0), (2.0, 0.2, 1.0), (1.0, 0.1, 1.0)]
    made = [made_up(rows, problem=number) for number, rows in enumerate((falls, falls, both_fall))]
    found = pd.DataFrame(tendencies.tradeoff(pd.concat(made, ignore_index=True)))
    assert found.family.tolist() == ["any", "ridge penalty"] * 3
    assert found.falling_percent.tolist() == pytest.approx([200 / 3] * 6)
    assert found.falling_problems.tolist() == [3] * 6


def test_all_ways_to_make_models_complex_count_together():
    falls, both_fall = [(3.0, 0.1, 1.0), (2.0, 0.2, 1.0)], [(3.0, 0.3, 1.0), (2.0, 0.2, 1.0)]
    made = [made_up(falls), made_up(both_fall, problem=1, family="number of neighbours")]
    found = pd.DataFrame(tendencies.tradeoff(pd.concat(made, ignore_index=True))).query("falls_beyond == 0.5")
    assert found.set_index("family").falling_percent.to_dict() == {
        "any": 50,
        "ridge penalty": 100,
        "number of neighbours": 0,
    }


def test_the_least_training_error_may_be_a_bad_choice():
    found = pd.DataFrame(tendencies.untested(SWEEP)).set_index("within_percent")
    assert found.bad_percent[50] == 100
    assert pd.DataFrame(tendencies.memorised(SWEEP)).models.tolist() == [1] * 12
    assert pd.DataFrame(tendencies.memorised(SWEEP.assign(train_error=0.5))).models.sum() == 0


def test_ten_predictors_are_compared_with_two():
    rows = [(3.0, 0.1, 1.0), (0.1, 0.4, 1.0)]
    own = made_up(rows, family="predictors, least squares", dial=[2, 10], relevant=10)
    other = made_up(rows[::-1], family="predictors, least squares", dial=[2, 10], relevant=2, problem=1)
    found = pd.DataFrame(tendencies.two_or_ten(pd.concat([own, other], ignore_index=True))).set_index("relevant")
    assert found.variance_higher_percent.to_dict() == {"any": 50, "two": 0}
    assert found.test_error_higher_percent.to_dict() == {"any": 50, "two": 100}


def test_remedies_go_one_step_or_to_the_end_of_the_dial():
    doubled = SWEEP.assign(size="doubled", variance=SWEEP.variance / 2, test_error=SWEEP.test_error - 0.5)
    found = pd.DataFrame(remedies_tried.remedies_tried(pd.concat([SWEEP, doubled], ignore_index=True), (0.5,)))
    assert found[found.remedy == "least penalty"].error_falls_percent.tolist() == [50, 50, 0]  # 4.1 -> 4.0, 2.3 -> 4.0
    found = found[found.falls_percent == 0].set_index("remedy")
    assert found.part_falls_percent["least penalty"] == 100
    assert found.error_falls_percent["greatest penalty"] == 0  # 2.1 -> 4.1, 4.0 -> 4.1
    assert found.part_falls_percent["greatest penalty"] == 100
    assert found.error_falls_percent["more samples"] == 100
    assert found.error_falls_models["more predictors"] == 0
    steps = SWEEP.assign(family="predictors, least squares", relevant=1)
    found = pd.DataFrame(remedies_tried.remedies_tried(steps, (0.5,))).query("falls_percent == 0").set_index("remedy")
    assert found.error_falls_models[["more predictors", "more predictors with an effect"]].tolist() == [2, 1]
    assert found.error_falls_percent["fewer predictors"] == 100
    assert found.error_falls_models["more samples"] == 0


def test_intervals_of_shares_know_that_models_of_one_problem_resemble_each_other():
    rng = np.random.default_rng(5)
    inside = wider = 0
    for _ in range(400):
        chances = rng.choice([0.1, 0.7], size=60)  # mean 0.4
        hits = rng.random((60, 7)) < chances[:, None]
        found = shares.share(hits.ravel(), np.ones(420, bool), np.repeat(np.arange(60), 7), "x")
        inside += abs(found["x_percent"] - 40) <= found["x_halfwidth"]
        wider += found["x_halfwidth"] > 196 * np.sqrt(0.4 * 0.6 / 420)
    assert 365 <= inside <= 392
    assert wider > 395


def test_a_share_without_exceptions_or_without_models_has_an_interval():
    problems = np.repeat(np.arange(10), 3)
    every = shares.share(np.ones(30, bool), np.ones(30, bool), problems, "x")
    assert every["x_percent"] == 100
    assert 15 < every["x_halfwidth"] < 40  # of ten problems, not of thirty models
    none = shares.share(np.ones(30, bool), np.zeros(30, bool), problems, "x")
    assert none == {"x_percent": 50.0, "x_halfwidth": 50.0, "x_models": 0, "x_problems": 0}


def test_tables_of_a_small_population_have_every_row(table):
    found = tendencies.tendencies(table)
    assert {name: len(rows) for name, rows in found.items()} == {
        "symptoms": 4 * 3 * 2 * 6,
        "consequences": 4 * 7,
        "balance": 4 * (4 + 2 * 3),
        "tradeoff": 3 * 6,
        "untested": 4,
        "memorised": 12,
        "two_or_ten": 2,
        "remedies": 7 * 4 * 3,
    }
    assert not pd.concat(found.values()).select_dtypes("number").isna().all().any()
