"""The tables of bias and variance at small sizes, and the figures drawn from them."""

import numpy as np
import pandas as pd
import pytest

from articles.bias_variance.compute import examples, remedies, sensitivity, tradeoff, two_or_ten
from articles.bias_variance.draw import examples as draw_examples
from articles.bias_variance.draw import predictors as draw_predictors
from articles.bias_variance.draw import remedies as draw_remedies
from articles.bias_variance.draw import tradeoff as draw_tradeoff
from articles.bias_variance.draw import workflow as draw_workflow
from figure_checks.figures import problems
from recomputed.errors import BadInput
from recomputed.results.store import save

PATIENTS = {
    "underfitting": {"features": 2, "degree": 2, "penalty": 30, "samples": 40},
    "overfitting": {"features": 8, "degree": 3, "penalty": 0.1, "samples": 40},
}
SWEEPS = {"features": [1, 5, 10], "degree": [1, 4], "penalty": [0, 3, 1000], "samples": [30, 160]}
PARTS = ("bias2", "variance", "test_error", "train_error")


def one_predictor(seed=1):
    return tradeoff.one_predictor(seed, 20, 50, 0.3, 9, [1e-4, 0.1, 100.0], 1000, 20)


@pytest.fixture(scope="module")
def one():
    return one_predictor()


@pytest.fixture(scope="module")
def ten():
    return tradeoff.ten_predictors(1, 60, 64, 0.5, 2, 0.6, 1000, 20)


@pytest.fixture(scope="module")
def knobs():
    return remedies.remedies(1, 0.8, 0.5, 64, 40, 10, PATIENTS, SWEEPS)


@pytest.fixture(scope="module")
def sensitivities():
    return sensitivity.sensitivity(1, 11, 60, 60, 0.5, [1, 5, 20, 59], 12, 4)


@pytest.fixture(scope="module")
def up_to_ten():
    return two_or_ten.two_or_ten(1, 40, 64, 0.5, 4, 20, 5)


@pytest.fixture(scope="module")
def fits():
    return examples.examples(1, 20, 0.3, 1, 10, 6)


def test_simulation_and_closed_form_agree_within_their_intervals(one, ten):
    for table in (one, ten):
        for name in PARTS:
            off = (table[f"simulated_{name}"] - table[name]).abs() / table[f"simulated_{name}_halfwidth"].clip(1e-12)
            # The models share their noise, so that all of a sweep may stray together: twice the 95 % interval.
            assert (off[table[name] > 1e-12] < 2).all(), name


def test_the_same_seed_gives_the_same_table_and_another_seed_the_same_closed_form(one):
    pd.testing.assert_frame_equal(one, one_predictor())
    other = one_predictor(seed=2)
    for name in PARTS:
        np.testing.assert_array_equal(one[name], other[name])
    assert not np.array_equal(one.simulated_bias2, other.simulated_bias2)


def test_complexity_lowers_bias_and_raises_variance_of_nested_models(one, ten):
    for table, sweep in ((one, "degree"), (ten, "features")):
        own = table[table.sweep == sweep]
        assert (np.diff(own.variance) > 0).all()
        assert (np.diff(own.train_error) < 0).all()
    ridge = one[one.sweep == "penalty"]
    assert (np.diff(ridge.variance) < 0).all()
    assert (np.diff(ridge.train_error) > 0).all()


def test_optimum_is_the_least_error_and_is_measured_against_the_better_end():
    sampled = {"simulated_test_error": [3.0, 1.0, 2.1], "simulated_test_error_halfwidth": [0.1, 0.1, 0.2]}
    sweep = pd.DataFrame({"sweep": "a", "value": [1, 2, 3], "test_error": [3.0, 1.0, 2.0]} | sampled)
    edge = pd.DataFrame({"sweep": "b", "value": [1, 2, 3], "test_error": [1.0, 2.0, 3.0]} | sampled)
    found = tradeoff.optimum(sweep, edge).set_index("sweep")
    assert found.loc["a", ["best_value", "extremes_above_best_percent"]].tolist() == [2, 100]
    assert found.loc["b", "extremes_above_best_percent"] == 0
    simulated = found.loc["a", ["simulated_extremes_above_best_percent", "simulated_halfwidth"]].tolist()
    assert simulated == pytest.approx([110, 100 * np.hypot(0.2, 2.1 * 0.1)])


def test_changes_are_measured_from_the_patient_as_found(knobs):
    found = knobs[knobs.step == 0]
    assert len(found) == 8
    assert (found[["bias2_change_percent", "test_error_change_percent_halfwidth"]] == 0).all(axis=None)
    for patient, settings in PATIENTS.items():
        assert found[found.patient == patient].set_index("knob").value.to_dict() == settings
    own = knobs[(knobs.patient == "overfitting") & (knobs.knob == "samples")].set_index("value")
    expected = 100 * (own.variance[160] / own.variance[40] - 1)
    assert own.variance_change_percent[160] == pytest.approx(expected)
    assert own.direction.to_dict() == {30: "less", 40: "as found", 160: "more"}
    assert own.reach.to_dict() == {30: "least", 40: "0", 160: "most"}


def test_parts_add_up(knobs, up_to_ten):
    for table in (knobs, up_to_ten):
        np.testing.assert_allclose(table.test_error, table.bias2 + table.variance + table.noise)
        np.testing.assert_allclose(table.variance, table.from_noise + table.from_inputs)


def test_noise_part_of_neighbours_is_the_noise_over_k_however_many_predictors(up_to_ten):
    nearest = up_to_ten[up_to_ten.model == "K nearest neighbours"]
    np.testing.assert_allclose(nearest.from_noise, 0.25 / 4)
    least = up_to_ten[(up_to_ten.model == "least squares") & (up_to_ten.world == "two matter")]
    assert (np.diff(least.from_noise) > 0).all()
    assert (up_to_ten[up_to_ten.features == 2].variance_over_two == 1).all()


def test_sensitivity_finds_the_two_predictors_that_matter(sensitivities):
    shares = sensitivities["predictors"].query("world == 'two matter' and k == 5").set_index("predictor").share_percent
    assert set(shares.nlargest(2).index) == {1, 2}
    assert shares.sum() == pytest.approx(100)
    relative = sensitivities["remaining"].query("scale == 'relative'")
    assert (relative.query("world == 'all matter equally'").remaining > 10).all()
    assert set(relative.query("k == 20").large_k) == {"no"}


def test_predictors_that_decrease_together_are_gone_on_the_absolute_scale_alone():
    strengths = np.array([[[0.5, 0.5, 0.004, 0.0], [0.004, 0.004, 0.004, 0.0]]])  # one model, two K, four predictors
    assert sensitivity.kept(strengths, "relative", 0.1).tolist() == [[2, 3]]
    assert sensitivity.kept(strengths, "absolute", 0.01).tolist() == [[2, 0]]


@pytest.mark.parametrize(
    ("large", "two", "some"),
    [
        ([0.5, 0.5, 0.0], 100, 100),  # two of three remain, where K = 1 keeps all
        ([0.5, 0.0, 0.0], 0, 100),
        ([0.0, 0.0, 0.0], 0, 0),  # a model that ignores everything has not chosen two
        ([0.5, 0.5, 0.5], 0, 0),
    ],
)
def test_a_model_that_can_rely_on_two_predictors_lost_the_others_as_k_grew(large, two, some):
    found = {"made up": np.array([[[0.5, 0.5, 0.5], large]] * 5)}  # five models, two K, three predictors
    table = sensitivity.can(found, 0, {1: 7}).set_index("limit").loc["absolute 0.01"]
    assert (table.two_percent, table.some_percent) == (two, some)
    never = {"made up": np.array([[large, large]] * 5)}  # K = 1 keeps no more
    assert sensitivity.can(never, 0, {1: 7}).two_percent.max() == 0


def test_one_kind_of_data_and_one_k_are_enough_for_can():
    all_kept, two_kept = [0.5, 0.5, 0.5], [0.5, 0.5, 0.0]
    found = {
        "first": np.array([[all_kept, all_kept, all_kept]] * 5),
        "second": np.array([[all_kept, all_kept, two_kept]] * 5),
    }
    row = sensitivity.can(found, 0, {1: 5, 2: 9}).iloc[0]
    assert (row.two_percent, row.two_world, row.two_k) == (100, "second", 9)


@pytest.mark.parametrize("k", [0, 60])
def test_a_constant_prediction_has_no_sensitivity_to_measure(k):
    with pytest.raises(BadInput, match="1 to 59"):
        sensitivity.sensitivity(1, 11, 60, 10, 0.5, [k, 30], 4, 2)


def test_without_a_large_k_there_is_nothing_to_judge():
    with pytest.raises(BadInput, match="at least half of 60"):
        sensitivity.sensitivity(1, 11, 60, 10, 0.5, [1, 29], 4, 2)


def test_a_degree_that_the_samples_cannot_carry_is_refused():
    with pytest.raises(BadInput, match="singular"):
        tradeoff.one_predictor(1, 8, 10, 0.3, 8, [0.1], 40, 2)
    patients = {"only": {"features": 10, "degree": 3, "penalty": 0, "samples": 20}}
    with pytest.raises(BadInput, match="singular"):
        remedies.remedies(1, 0.8, 0.5, 8, 4, 2, patients, {"samples": [20]})


def test_examples_underfit_and_overfit(fits):
    errors = fits["errors"].set_index("role")
    assert errors.train_error["low"] > 2 * errors.noise["low"] > 2 * errors.train_error["high"]
    assert errors.train_error["nearest"] == pytest.approx(0, abs=1e-20)
    assert (errors.test_error > errors.noise).all()


def test_tradeoff_draws_the_closed_form_of_every_sweep(one, ten, tmp_path):
    fig = draw_tradeoff.tradeoff(one, ten, tradeoff.optimum(one, ten))
    for ax, sweep in zip(fig.axes, ("degree", "penalty", "neighbours", "features"), strict=True):
        table = pd.concat([one, ten])
        own = table[table.sweep == sweep]
        line = next(line for line in ax.get_lines() if line.get_label() == "test error")
        np.testing.assert_array_equal(line.get_xydata(), own[["value", "test_error"]])
        best = own.value[own.test_error.idxmin()]
        assert ax.get_title(loc="left").endswith(f" {best:g}")
        low, high = ax.get_xlim()
        assert (low > high) == (sweep in ("penalty", "neighbours"))
    save(fig, tmp_path / "a.svg")


def test_errors_draw_the_spread_of_single_training_sets(one, ten):
    fig = draw_tradeoff.errors(one, ten)
    band = fig.axes[0].collections[0].get_paths()[0].vertices[:, 1]
    own = one[one.sweep == "degree"]
    assert band.min() == pytest.approx(own.test_error_low.min())
    assert band.max() == pytest.approx(own.test_error_high.max())


def test_bars_of_the_remedies_add_up_to_the_test_error(knobs):
    fig = draw_remedies.table(knobs)
    for ax, patient in zip(fig.axes, PATIENTS, strict=True):
        ends = [max(bar.get_x() + bar.get_width() for bar in row) for row in zip(*ax.containers[:3], strict=True)]
        own = knobs[knobs.patient == patient]
        assert ends[0] == pytest.approx(own[own.step == 0].test_error.iloc[0])
        assert set(np.round(ends, 9)) <= set(np.round(own.test_error, 9))
        labels = [tick.get_text() for tick in ax.get_yticklabels()]
        assert sum(label.startswith("►") for label in labels) == len(draw_remedies.ADVISED[patient])
        assert labels[0] == "as found"


def test_samples_are_drawn_in_order(knobs):
    fig = draw_remedies.samples(knobs)
    line = fig.axes[1].get_lines()[0].get_xdata()
    assert list(line) == [30, 40, 160]


def test_regularisation_marks_the_least_error_and_the_patient_as_found(knobs):
    fig = draw_remedies.regularisation(knobs)
    for ax, patient in zip(fig.axes, PATIENTS, strict=True):
        own = knobs[(knobs.patient == patient) & (knobs.knob == "penalty")].sort_values("value")
        assert [tick.get_text() for tick in ax.get_xticklabels()] == [f"{v:g}" for v in own.value]
        best, found = (line.get_xdata()[0] for line in ax.get_lines() if len(line.get_xdata()) == 2)
        assert best == own.test_error.to_numpy().argmin()
        assert own.step.iloc[found] == 0


def test_examples_draw_every_training_set_and_their_errors(fits):
    fig = draw_examples.overfitting(**fits)
    assert len(fig.axes) == 2
    errors = fits["errors"].set_index("role").test_error
    for ax, role in zip(fig.axes, ("high", "nearest"), strict=True):
        faint = [line for line in ax.get_lines() if line.get_alpha()]
        assert len(faint) == 5
        assert f"test error {errors[role]:.2f}" in ax.get_title(loc="left")
    assert len(draw_examples.underfitting(**fits).axes) == 1


def test_predictor_figures_draw_their_tables(sensitivities, up_to_ten):
    fig = draw_predictors.sensitivity(sensitivities["predictors"], sensitivities["remaining"])
    assert [len(ax.get_lines()) for ax in fig.axes[:2]] == [11, 11]
    second = draw_predictors.two_or_ten(up_to_ten)
    own = up_to_ten[(up_to_ten.world == "two matter") & (up_to_ten.model == "K nearest neighbours")]
    np.testing.assert_array_equal(second.axes[3].get_lines()[0].get_ydata(), own.bias2)


def test_no_text_of_the_workflow_leaves_its_box():
    fig = draw_workflow.workflow()
    assert not problems(fig)
    boxes = [patch.get_window_extent() for patch in fig.axes[0].patches[: len(draw_workflow.STEPS)]]
    inside = [text.get_window_extent() for text in fig.axes[0].texts[: 2 * len(boxes)]]
    for n, text in enumerate(inside):
        assert boxes[n // 2].x0 < text.x0 < text.x1 < boxes[n // 2].x1
    for label in fig.axes[0].texts[2 * len(boxes) :]:
        assert not any(label.get_window_extent().overlaps(box) for box in boxes)


def test_every_figure_says_in_numbers_what_is_seen(one, ten, knobs, sensitivities, up_to_ten, fits):
    figures = [
        draw_tradeoff.tradeoff(one, ten, tradeoff.optimum(one, ten)),
        draw_tradeoff.errors(one, ten),
        draw_remedies.table(knobs),
        draw_remedies.samples(knobs),
        draw_remedies.regularisation(knobs),
        draw_predictors.sensitivity(sensitivities["predictors"], sensitivities["remaining"]),
        draw_predictors.two_or_ten(up_to_ten),
        draw_examples.underfitting(**fits),
        draw_examples.overfitting(**fits),
    ]
    for fig in figures:
        assert not problems(fig)
        alt = fig.get_label()
        assert alt.endswith(".")
        assert "nan" not in alt
        assert any(sign.isdigit() for sign in alt)
