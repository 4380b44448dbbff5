"""Tables and figures of the KNN article, from a small replacement of MNIST, with and without test images."""

import numpy as np
import pandas as pd
import pytest

from articles.knn.compute import (
    accuracy,
    definition,
    recipe,
    regression,
    rescaling,
    shapes,
    stability,
    stopwatch,
    sweep,
    toy,
)
from articles.knn.compute.better_than_baseline import better_than_baseline
from articles.knn.compute.join_shards import join_shards
from articles.knn.compute.neighbours import neighbours
from articles.knn.compute.pictures import pictures
from articles.knn.draw import accuracy as draw_accuracy
from articles.knn.draw import regression as draw_regression
from articles.knn.draw import rescaling as draw_rescaling
from articles.knn.draw import stability as draw_stability
from articles.knn.draw import stopwatch as draw_stopwatch
from articles.knn.draw import sweep as draw_sweep
from articles.knn.draw import toy as draw_toy
from datasets.mnist.split import split
from figure_checks import contrast
from figure_checks.figures import problems
from recomputed.errors import BadInput

PARTS = ("test", "validation", "leave_one_out")
TOY = {
    "query": [0, 0],
    "samples": [[3, 3], [1, 0], [0, 2], [-2.5, 0]],
    "labels": ["minus", "minus", "plus", "plus"],
}


def digits(train: int, test: int) -> dict:
    """Images of noisy bars: the label is the row of the brightest bar."""
    rng = np.random.default_rng(4)

    def draw(count):
        labels = np.arange(count) % 10
        images = rng.integers(0, 200, size=(count, 10, 4), dtype=np.uint8)
        images[np.arange(count), labels] += 55
        return images, labels.astype(np.uint8)

    (train_images, train_labels), (test_images, test_labels) = draw(train), draw(test)
    data = np.array("bars" if test else "bars: provisional")
    names = ("train_images", "train_labels", "test_images", "test_labels", "data")
    return dict(zip(names, (train_images, train_labels, test_images, test_labels, data), strict=True))


def found(mnist: dict, part: str, shards: int = 1) -> dict:
    arguments = {"k_max": 12, "validation_images": 60, "leave_one_out": 70, "distance_ties": "lowest", "seed": 1}
    return {f"{n}": neighbours(mnist, part, f"{n + 1}-of-{shards}", **arguments) for n in range(shards)}


@pytest.fixture(scope="module")
def mnist() -> dict:
    return digits(400, 90)


@pytest.fixture(scope="module")
def tables(mnist) -> dict:
    parts = {part: found(mnist, part) for part in PARTS}
    swept = sweep.sweep(**parts)
    errors = swept["error_vs_k"]
    stable = stability.stability(parts["validation"], "nearest", 6, 40, 50, 2.0, [0.5, 3], 6, 12, seed=1)
    chosen = sweep.choices(parts["test"], errors, stable["stability"], stable["recipe"], "nearest")
    return {
        "errors": errors,
        **stable,
        **chosen,
        "ties": swept["distance_ties"],
    }


@pytest.mark.parametrize("part", PARTS)
def test_joined_shards_are_the_whole(mnist, part):
    whole = join_shards(found(mnist, part))
    for shards in (2, 7):
        joined = join_shards(found(mnist, part, shards))
        for name, array in whole.items():
            assert np.array_equal(joined[name], array)


@pytest.mark.parametrize("test", [90, 0])
def test_the_parts_of_the_split_are_disjoint(test):
    parts = split(digits(400, test), 60, seed=3)
    sets = [parts.validation, parts.half_a, parts.half_b]
    assert sorted(np.concatenate(sets).tolist()) == list(range(len(parts.train)))
    assert len(parts.validation) == min(60, len(parts.train) // 6)
    assert abs(len(parts.half_a) - len(parts.half_b)) <= 1
    assert len(parts.test) == (test or 80)
    if not test:
        assert "provisional; 80 of them held out" in parts.data
        both = {image.tobytes() for image in parts.train} & {image.tobytes() for image in parts.test}
        assert not both


def test_an_empty_class_is_refused():
    mnist = digits(400, 90)
    keep = mnist["train_labels"] != 7
    mnist["train_images"], mnist["train_labels"] = mnist["train_images"][keep], mnist["train_labels"][keep]
    with pytest.raises(BadInput, match=r"no \[7\]"):
        split(mnist, 60, seed=3)


def test_too_many_neighbours_are_refused(mnist):
    with pytest.raises(BadInput, match="K out of range"):
        neighbours(mnist, "validation", "1-of-1", 200, 60, 70, "lowest", 1)


def test_errors_count_what_is_wrong(tables, mnist):
    errors = tables["errors"]
    assert set(errors["part"]) == set(PARTS)
    first = errors[errors["k"] == 1].groupby("part")["wrong"].nunique()
    assert (first == 1).all()  # one vote never ties: the rules agree
    by_rule = errors.pivot_table(index=["part", "k"], columns="ties", values="wrong")
    assert (by_rule["reported"] >= by_rule["nearest"]).all()
    two = by_rule.loc[(slice(None), 2), "nearest"].to_numpy()
    assert np.array_equal(two, by_rule.loc[(slice(None), 1), "nearest"].to_numpy())  # nearest first: K = 2 is K = 1
    whole = found(mnist, "test")["0"]
    wrong = (mnist["train_labels"][whole["indices"][:, 0]] != mnist["test_labels"]).sum()
    assert by_rule.loc[("test", 1), "nearest"] == wrong


def test_distances_tie_where_the_next_neighbour_is_equally_far():
    part = {"distances": np.array([[1, 1, 4], [2, 3, 3], [5, 5, 5]]), "data": np.array("made")}
    joined = {"test": join_shards({"a": part, "b": part}), "validation": part}
    table = sweep.distance_ties(joined).set_index(["part", "k"])
    assert table.loc["test", ["queries", "tied"]].to_numpy().tolist() == [[6, 4], [6, 4]]
    assert table.loc["validation", "tied"].tolist() == [2, 2]


def test_k_is_chosen_without_the_test_images(mnist, tables):
    changed = {**mnist, "test_labels": (mnist["test_labels"] + 1) % 10}
    parts = {part: found(changed, part) for part in PARTS}
    choices = sweep.choices(
        parts["test"], sweep.sweep(**parts)["error_vs_k"], tables["stability"], tables["recipe"].tail(1), "nearest"
    )["choices"].set_index("rule")
    fair = [rule for rule in choices.index if rule != "hindsight"]
    assert choices.loc[fair, "k"].tolist() == tables["choices"].set_index("rule").loc[fair, "k"].tolist()


def test_disagreement_counts_queries_on_which_halves_differ(tables):
    rows = tables["stability"][tables["stability"]["k"] == 1]
    assert (rows["less_than_k1_percent"] == 0).all()
    gaussians = tables["stability"][tables["stability"]["dataset"] == "clouds"].set_index("k")
    gain = gaussians["disagreement_percent"][1] - gaussians["disagreement_percent"]
    np.testing.assert_allclose(gain, gaussians["less_than_k1_percent"], atol=1e-9)


def test_k_3_is_compared_with_every_earlier_k(tables):
    """Count by hand how often the two models disagree, at K = 2 with the lowest label winning and at K = 3."""
    steps = tables["steps"].set_index(["case", "earlier"])["less_percent"]
    assert len(steps) == 3 * 3
    of_mnist = steps["MNIST"]
    assert of_mnist["K = 1, nearest"] == of_mnist["K = 2, nearest"]  # with the nearest first K = 2 is K = 1
    whole = tables["stability"].query("dataset == 'mnist'").set_index("k")["less_than_k1_percent"]
    assert of_mnist["K = 1, nearest"] == pytest.approx(whole[3])
    first = np.array([[[0, 1, 1], [1, 0, 0]], [[1, 1, 0], [0, 0, 1]]])  # (pairs, queries, K)
    second = np.array([[[1, 1, 1], [0, 0, 0]], [[1, 1, 1], [0, 0, 0]]])
    table = stability._steps("made", first, second, "none").set_index("earlier")["less_percent"]
    assert table.tolist() == [50, 50, 25]  # K = 1: both queries of the first pair differ; lowest, K = 2: one of them


def test_two_gaussians_far_apart_leave_nothing_to_be_stabler(tables):
    steps = tables["steps"].groupby("case")["less_percent"].max()
    assert steps["classes 0.5 sd apart"] > steps["classes 3 sd apart"]


def test_the_recipe_compares_the_two_choices_on_other_training_sets():
    apart = np.array([[5, 1, 2], [5, 1, 2], [0, 0, 0], [0, 0, 0]]) / 10  # the first half chooses K = 2
    wrong = np.array([[2, 4, 1], [2, 4, 1], [0, 3, 2], [0, 1, 2]]) / 10  # and K = 3
    row = recipe.of_training_sets("made", apart, wrong, "none").iloc[0]
    assert (row.k_fewest_errors, row.k_most_stable) == (3, 2)
    assert row.extra_error_percent == pytest.approx(0)
    assert row.agree == "yes"
    assert recipe.one_k("made", 1, 9, np.array([0.1, 0.1, 0.2]), "none")["agree"] == "no"


def test_the_recipe_has_both_datasets(tables):
    table = tables["recipe"].set_index("dataset")
    assert table.index.tolist() == ["MNIST", "clouds"]
    rules = tables["choices"].set_index("rule")
    assert table.loc["MNIST", "k_most_stable"] == rules.loc["most_stable", "k"]
    gap = rules["test_error_percent"]["most_stable"] - rules["test_error_percent"]["smallest_validation_error"]
    assert table.loc["MNIST", "extra_error_percent"] == pytest.approx(gap)


def test_knn_needs_no_form_of_the_distribution_but_samples():
    both = shapes.shapes(3, 300, 200, 5, seed=1).set_index("shape")
    table, linear = (both[both["method"] == method] for method in ("knn", "logistic regression"))
    assert (table["ratio_percent"] == 2 * table["error_percent"]).all()
    assert (linear.loc[["rings", "quadrants", "spirals"], "ratio_percent"] > 60).all()  # no straight border helps
    assert table.loc["normal", "error_percent"] < 5  # the best possible is 2.3 %, P(N > 2)
    alone = shapes.shapes(3, 299, 200, 299, seed=1).query("method == 'knn'")  # all samples vote: a constant answer
    assert (alone["ratio_percent"] > 80).all()


def test_every_shape_has_two_classes_that_no_constant_tells_apart():
    rng = np.random.default_rng(3)
    labels = rng.integers(2, size=4000)
    for draw in shapes.SHAPES.values():
        points = draw(labels, rng)
        assert points.shape == (4000, 2)
        assert np.isfinite(points).all()
    turned = shapes._quadrants(labels, rng)
    assert np.array_equal(labels == 1, np.prod(turned, axis=1) > 0)
    radius = np.linalg.norm(shapes._rings(labels, rng), axis=1)
    assert radius[labels == 0].max() <= 1 < 1.2 <= radius[labels == 1].min()


def test_ranks_have_every_k_and_the_interval_of_knn():
    rows = [("wine", "raw", "KNN", k, 80.0 + k, 2.0, "d") for k in (1, 3)]
    rows += [("wine", "raw", name, 0, value, 9.0, "d") for name, value in (("a", 83.5), ("b", 90.0), ("c", 70.0))]
    columns = ["dataset", "features", "method", "k", "accuracy_percent", "accuracy_percent_halfwidth", "data"]
    table = accuracy.ranks(pd.DataFrame(rows, columns=columns)).set_index("k")
    assert table["shortfall_percent"].tolist() == [0.5, -1.5]
    assert table["rank"].tolist() == [3, 3]


def test_toy_depends_on_the_tie_rule_only_at_ties():
    points = toy.points(**TOY)
    assert points["label"].tolist() == ["query", "minus", "plus", "plus", "minus"]
    outcome = toy.outcomes(points).pivot_table(index="k", columns="ties", values="outcome", aggfunc="first")
    assert outcome.loc[1].tolist() == ["wrong"] * 4
    assert outcome.loc[2, ["nearest", "lowest", "highest", "reported"]].tolist() == ["wrong", "wrong", "right", "tie"]
    assert outcome.loc[3].tolist() == ["right"] * 4


def test_a_label_for_each_sample():
    for labels in (TOY["labels"][:-1], [*TOY["labels"], "plus"]):
        with pytest.raises(BadInput, match="4 labels"):
            toy.points(TOY["query"], TOY["samples"], labels)


def test_definition_agrees_and_a_wrong_one_does_not(monkeypatch):
    assert definition.definition(30, 20, [1, 3], 3, seed=2)["largest_error"].max() < 1e-9
    right = definition.as_printed
    monkeypatch.setattr(definition, "as_printed", lambda s, a, q, k, task: right(s, a, q, k + 1, task))
    assert definition.definition(200, 20, [1, 3], 3, seed=2)["largest_error"].min() > 0.01


def test_regression_trades_noise_for_blur():
    table = regression.sweep(60, 0.3, 50, 40, 20, seed=5)["errors"].set_index("k")
    assert 0.25 < table["rmse"][1] < 0.4  # one neighbour copies the noise, sd 0.3
    assert table["rmse"].idxmin() in range(3, 15)
    assert table["rmse"][40] > 2 * table["rmse"].min()
    assert table["apart_rms"][1] > table["apart_rms"][20]
    with pytest.raises(BadInput):
        regression.sweep(30, 0.3, 50, 40, 20, seed=5)


def test_an_odd_number_of_training_sets_is_as_good_as_an_even_one():
    table = regression.sweep(30, 0.3, 50, 10, 5, seed=2)["errors"]
    even = regression.sweep(30, 0.3, 50, 10, 4, seed=2)["errors"]
    assert np.array_equal(table["apart_rms"], even["apart_rms"])  # the fifth has no partner
    assert not np.array_equal(table["rmse"], even["rmse"])


def test_each_training_set_chooses_its_own_k():
    squares = np.array([[1.0, 4.0, 9.0], [16.0, 1.0, 0.0], [4.0, 4.0, 4.0]])
    left_out = np.array([[5.0, 1.0, 2.0], [1.0, 2.0, 3.0], [3.0, 3.0, 0.0]])
    table = regression.choices(squares, left_out, np.full(3, 9.0)).set_index("rule")
    assert table["k"].to_dict() == {"own_leave_one_out": 2, "average_leave_one_out": 3, "hindsight": 2}
    assert table.loc["own_leave_one_out", "rmse"] == pytest.approx(np.sqrt((4 + 16 + 4) / 3))
    assert table["baseline_rmse"].tolist() == [3, 3, 3]


def test_knn_is_compared_with_a_constant_answer(mnist, tables):
    own = regression.sweep(60, 0.3, 50, 40, 20, seed=5)["choices"]
    table = better_than_baseline(found(mnist, "test", 2), tables["choices"], own).set_index("task")
    assert table.loc["classification", "baseline_error"] == pytest.approx(100 * 81 / 90)  # nine images of each digit
    assert table.loc["regression", "ratio_percent"] < 50
    row = table.loc["regression"]
    ends = [100 * (row.error + a * row.error_halfwidth) / (row.baseline_error - b * row.baseline_error_halfwidth)
            for a, b in ((1, 0), (0, 1))]  # fmt: skip
    assert row.ratio_percent_halfwidth == pytest.approx(np.hypot(*(end - row.ratio_percent for end in ends)), rel=0.02)
    assert table.loc["classification", "ratio_percent_halfwidth"] > 0
    assert table["data"].tolist() == ["bars", "seeded samples of a known curve"]


def test_a_unit_changes_neighbours_but_no_tree(mnist):
    table = rescaling.rescaling(mnist, [1, 100], k=3, pixel=5, images=200, queries=80, gap_sd=2.0, seed=1)
    last = table[table["factor"] == 100].set_index(["dataset", "method"])
    assert last.loc[("mnist", "knn"), "changed_percent"] > 10
    assert (last.xs("tree", level="method")[["changed_percent", "rise_percent"]] == 0).all(axis=None)
    first = table[table["factor"] == 1].set_index(["dataset", "method"])
    np.testing.assert_allclose(last["rise_percent"], last["error_percent"] - first["error_percent"], atol=1e-9)
    assert not problems(draw_rescaling.rescaling(table, images=200))


def test_grey_levels_that_are_no_integers_are_not_cut_off(mnist):
    asked = {"factors": [1, 3, 30], "k": 3, "pixel": 5, "images": 200, "queries": 80, "gap_sd": 2.0, "seed": 1}
    parts = mnist | {name: mnist[name] / 256 for name in ("train_images", "test_images")}
    assert rescaling.rescaling(parts, **asked).equals(rescaling.rescaling(mnist, **asked))


def seconds(knn: float, rival: float, accuracy: float) -> pd.DataFrame:
    row = {"samples": 10, "queries": 10, "data": "none"}
    stages = {f"{stage}_seconds": rival for stage in stopwatch.STAGES}
    ours = {f"{stage}_seconds": knn for stage in stopwatch.STAGES}
    rivals = {"method": "tree", **row, **stages, "accuracy_percent": accuracy}
    return pd.DataFrame([{"method": "KNN", **row, **ours, "accuracy_percent": 90.0}, rivals])


@pytest.mark.parametrize(
    ("knn", "accuracy", "rivals", "standing"),
    [
        (0.1, 90, "all", "quickest"),
        (0.5, 90, "all", "unclear"),
        (9.0, 90, "matched", "slower"),
        (9.0, 80, "matched", "none"),
    ],
)
def test_only_ratios_far_from_one_count(knn, accuracy, rivals, standing):
    table = stopwatch.stopwatch_ratios(seconds(knn, 1.0, accuracy), far=[3], margin_percent=2)
    assert table.loc[table["rivals"] == rivals, "standing"].unique().tolist() == [standing]


def test_stopwatch_times_every_classifier(mnist):
    table = stopwatch.stopwatch(mnist, 3, [200, 100_000], [50, 100_000], repeats=1, seed=1)
    assert table.groupby("method").size().unique().tolist() == [4]
    assert sorted(table["samples"].unique()) == [200, 400]  # no more than there are
    np.testing.assert_allclose(table["total_seconds"], table["fit_seconds"] + table["predict_seconds"])


def test_stopwatch_figure_shows_every_size(mnist):
    table = stopwatch.stopwatch(mnist, 3, [200, 300, 400], [50], repeats=1, seed=1)
    fig = draw_stopwatch.stopwatch(table, stopwatch.stopwatch_ratios(table, far=[1.5, 3, 10], margin_percent=2))
    assert fig.axes[1].get_title(loc="left") == "KNN over quickest rival\n(grey: less than 3-fold)"
    lines = {line.get_label(): line.get_xydata() for line in fig.axes[2].get_lines()}
    assert set(lines) == set(table["method"])
    own = table[table["method"] == "KNN"]
    assert np.array_equal(lines["KNN"], own[["samples", "total_seconds"]])
    assert fig.axes[2].get_xticks().tolist() == [200, 300, 400]
    assert not problems(fig)


def test_figures_show_the_tables(tables):
    fig = draw_sweep.error_vs_k(tables["errors"], tables["choices"], "nearest")
    validation = tables["errors"].query("part == 'validation' and ties == 'nearest'")
    line = fig.axes[0].lines[1]
    assert np.array_equal(line.get_ydata(), validation["error_percent"])
    assert "K" in fig.axes[0].get_xlabel()
    assert "bars" in fig.get_supxlabel()
    assert not problems(fig)
    fig = draw_stability.stability_vs_k(tables["stability"])
    mnist = tables["stability"].query("dataset == 'mnist'")
    assert np.array_equal(fig.axes[0].lines[0].get_ydata(), mnist["disagreement_percent"])
    assert not problems(fig)
    fig = draw_sweep.ties_vs_k(tables["errors"], tables["ties"])
    assert len(fig.axes[0].patches) == 12
    equal = tables["ties"].query("part == 'test'")["tied"]
    listed = f"{equal.min()} to {equal.max()} of 90 images, K up to 11"
    assert listed in fig.axes[0].texts[0].get_text()
    assert listed in fig.get_label()
    assert not problems(fig)


def test_circles_reach_the_kth_neighbour():
    points = toy.points(**TOY)
    fig = draw_toy.toy(points, toy.outcomes(points))
    assert [ax.patches[0].radius for ax in fig.axes] == [1, 2, 2.5]
    assert "tie only reported: no answer" in fig.get_label()
    assert not contrast.problems(fig)  # these samples need more room than those of the settings


def test_accuracy_figure_marks_every_classifier():
    methods = ("KNN", *"ABCDEF")
    rows = [("bars", f, m, 80.0 + n, 2.0, "bars") for f in draw_accuracy.PANELS for n, m in enumerate(methods)]
    columns = ["dataset", "features", "method", "accuracy_percent", "accuracy_percent_halfwidth", "data"]
    fig = draw_accuracy.accuracy(pd.DataFrame(rows, columns=columns))
    assert "KNN 80.0 %, 6 of 6 others better" in fig.get_label()
    assert not problems(fig)


def test_regression_figure_shows_every_fit():
    tables = regression.regression(30, 0.3, 50, [1, 5], k_max=10, training_sets=6, seed=2)
    fig = draw_regression.regression_vs_k(**tables)
    assert [ax.get_title(loc="center") for ax in fig.axes[:2]] == ["K = 1", "K = 5"]
    assert fig.get_label()
    assert not problems(fig)


def test_pictures_of_a_sample_without_test_images_are_those_held_out():
    rng = np.random.default_rng(5)
    sample = {"train_images": rng.integers(0, 256, (60, 3, 2), dtype=np.uint8), "data": np.array("a sample")}
    sample |= {"train_labels": np.arange(60, dtype=np.uint8) % 10, "test_labels": np.zeros(0, np.uint8)}
    sample |= {"test_images": np.zeros((0, 3, 2), np.uint8)}
    found = neighbours(sample, "test", "1-of-1", 5, 0, 0, "lowest", 7)
    shown = pictures(sample, found, 3, 5, "nearest", 7)
    held_out = split(sample, 0, 7)
    assert len(shown["index"]) > 0
    np.testing.assert_array_equal(shown["query"].reshape(len(shown["index"]), -1), held_out.test[shown["index"]])
    nearest_one = held_out.train[found["indices"][shown["index"], 0]]
    np.testing.assert_array_equal(shown["neighbours"][:, 0].reshape(len(nearest_one), -1), nearest_one)
