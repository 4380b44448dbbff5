"""Experiments with recurrent nets: tasks, training and its checkpoints, gradients over lags, clipping, ablation."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from articles.lstm_backward import nets
from articles.lstm_backward.compute import (
    ablation,
    bound,
    checkpoints,
    clipping,
    conditions,
    descents,
    gradient_decades,
    greff,
    initialisation,
    judged,
    learning,
    scores,
    statistics,
    tasks,
    trained_gradients,
    training,
    untrained_gradients,
)
from articles.lstm_backward.compute.search import choices
from articles.lstm_backward.draw import ablation as draw_ablation
from articles.lstm_backward.draw import clipping as draw_clipping
from articles.lstm_backward.draw import training as draw_training
from articles.lstm_backward.draw import vanishing as draw_vanishing
from figure_checks.figures import problems
from methods.rnn import parameters, simple
from methods.rnn.variants import VARIANTS
from recomputed.drawing.spread_labels import spread
from recomputed.errors import BadInput
from recomputed.runs.progress import FOUND_DONE
from recomputed.stats import ranks

SMALL = {"task": "adding", "steps": 6, "hidden": 4, "updates": 12, "batch": 5, "every": 3, "held_out": 20}
THREE = [nets.SIMPLE, nets.WIDE, nets.VANILLA]
NET = {"steps": 20, "start": 0.5, "target": -0.5, "w_range": [0, 4], "b_range": [-1.5, 2]}


def digits(images: int = 60, tested: int = 30) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    found = {}
    for part, count in (("train", images), ("test", tested)):
        found[f"{part}_images"] = rng.integers(0, 256, (count, 28, 28)).astype(np.uint8)
        found[f"{part}_labels"] = (np.arange(count) % 10).astype(np.uint8)
    return found | {"data": np.array("made up")}


def searched(name: str = "adding-6", cells: list[str] = THREE, rate: float = 0.05, threshold: float = 1.0):
    row = {"task": name, "rate": rate, "threshold": threshold, "seed": 0, "score": 0.0}
    return pd.DataFrame([row | {"cell": cell} for cell in cells])


def train(cells: list[str], seeds: int, folder, seed: int = 5, search=None, mnist=None, shard="1-of-1", **changes):
    table = searched(cells=cells) if search is None else search
    settings = SMALL | changes
    return training.train_nets("adding-6", "adding-6", cells, seed, seeds, settings, table, str(folder), mnist, shard)


# Tasks


def test_adding_asks_for_the_sum_of_the_two_marked_values():
    x, target = tasks.adding(np.random.default_rng(1), 50, 9)
    for n in range(50):
        marked = np.flatnonzero(x[:, n, 1])
        assert len(marked) == 2
        assert marked[0] < 4 <= marked[1]
        assert target[0, n, 0] == x[marked[0], n, 0] + x[marked[1], n, 0]


def test_reset_asks_for_the_sum_since_the_last_marker():
    x, target = tasks.reset(np.random.default_rng(1), 30, 40)
    assert 0.05 < x[:, :, 1].mean() < 0.15
    for n in range(30):
        total = 0.0
        for t in range(40):
            total = x[t, n, 0] + (0 if x[t, n, 1] else total)
            assert target[t, n, 0] == pytest.approx(total, abs=1e-5)


def test_copy_asks_for_the_first_symbols_again():
    x, label = tasks.copy(np.random.default_rng(1), 40, 9)
    assert label.shape == (tasks.COPIED, 40)
    np.testing.assert_array_equal(x[: tasks.COPIED].argmax(axis=2), label)
    assert (x[: tasks.COPIED].sum(axis=2) == 1).all()
    assert x[tasks.COPIED :, :, : tasks.SYMBOLS].sum() == 0
    np.testing.assert_array_equal(x[:, 0, tasks.SYMBOLS], np.eye(9)[9 - tasks.COPIED - 1])


@pytest.mark.parametrize(("part", "apart", "tested"), [("test", 0, 30), ("validation", 5, 5)])
def test_digits_are_read_by_rows_and_held_out_ones_are_never_drawn(part, apart, tested):
    mnist = digits()
    found = tasks.task("mnist", 3, 28, 1000, part, mnist)
    x, label = found.draw(np.random.default_rng(0), 1500)
    assert x.shape == (28, 1500, 28)
    drawn = {x[:, n].tobytes() for n in range(1500)}
    held_out = {found.test[0][:, n].tobytes() for n in range(tested)}
    assert found.images == (60 - apart, tested) == (len(drawn), len(held_out))
    assert not drawn & held_out
    known = dict(
        zip((row.tobytes() for row in mnist["train_images"] / np.float32(255)), mnist["train_labels"], strict=True)
    )
    assert all(known[np.ascontiguousarray(x[:, n]).tobytes()] == label[0, n] for n in range(1500))
    from_training = sum(image in known for image in held_out)
    assert from_training == (tested if part == "validation" else 0)


def test_without_test_images_some_of_the_training_images_are_held_out_of_all_trainings():
    mnist = digits(images=60, tested=0)
    test, validation = (tasks.task("mnist", 3, 28, 1000, part, mnist) for part in ("test", "validation"))
    assert (test.images, validation.images) == ((48, 12), (44, 4))
    seen = [{t.draw(np.random.default_rng(0), 900)[0][:, n].tobytes() for n in range(900)} for t in (test, validation)]
    tested = {test.test[0][:, n].tobytes() for n in range(12)}
    assert not tested & (seen[0] | seen[1])


def test_the_baseline_is_the_loss_of_the_best_constant_answer():
    for name in ("adding", "reset"):
        todo = tasks.task(name, 1, 10, 400)
        mean = todo.test[1].mean()
        losses = [todo.loss(np.full_like(todo.test[1], mean + c), todo.test[1])[0] for c in np.linspace(-0.2, 0.2, 401)]
        assert todo.baseline == pytest.approx(min(losses), rel=1e-3)
    for todo in (tasks.task("mnist", 1, 28, 20, "test", digits()), tasks.task("copy", 1, 9, 20)):
        share = np.bincount(todo.test[1].ravel(), minlength=todo.outputs) / todo.test[1].size
        constant = np.broadcast_to(np.log(np.maximum(share, 1e-30)), (*todo.test[1].shape, todo.outputs))
        assert todo.baseline == pytest.approx(todo.loss(constant, todo.test[1])[0])


def test_baselines_have_closed_forms():
    """The variance of a sum of two uniform numbers is 1/6; four symbols have the entropy log 4; reset: by its age."""
    assert tasks.task("adding", 1, 20, 200_000).baseline == pytest.approx(1 / 6, rel=0.01)
    assert tasks.task("copy", 1, 9, 50_000).baseline == pytest.approx(np.log(4), rel=1e-4)
    steps, stays = 12, 1 - tasks.RESET_PROBABILITY
    summed = np.mean([sum(stays**k for k in range(t)) for t in range(1, steps + 1)])  # values in the sum of step t
    assert tasks.task("reset", 1, steps, 50_000).baseline == pytest.approx(summed / 3, rel=0.01)


@pytest.mark.parametrize(
    "arguments", [("name", 1, 10, 10), ("adding", 1, 1, 10), ("adding", 1, 9, 9, "exam"), ("copy", 1, 6, 10),
                  ("mnist", 1, 27, 20, "test", digits()), ("mnist", 1, 28, 30, "test", digits(1, 0)),
                  ("mnist", 1, 28, 30)],
)  # fmt: skip
def test_bad_tasks_are_refused(arguments):
    with pytest.raises(BadInput):
        tasks.task(*arguments)


# Nets and training


@pytest.mark.parametrize("cell", ["simple RNN", "vanilla", "no forget gate", "full gate recurrence"])
@pytest.mark.parametrize("answers", [1, 5])
def test_gradients_of_the_whole_net_are_differences_of_its_loss(cell, answers):
    rng = np.random.default_rng(4)
    todo = tasks.task("adding", 1, 5, 3)
    x, target = rng.normal(size=(5, 3, 2)), rng.normal(size=(answers, 3, 1))
    weights = nets.initial(cell, 2, 3, 1, rng, float)

    def loss():
        return todo.loss(nets.forward(cell, weights, x, answers)[0], target)[0]

    o, states, tape = nets.forward(cell, weights, x, answers)
    found = nets.backward(cell, weights, states, tape, todo.loss(o, target)[1])
    assert found.keys() == weights.keys()
    for name, array in weights.items():
        for place in [tuple(rng.integers(0, n) for n in array.shape) for _ in range(3)]:
            kept, high_low = array[place], []
            for step in (1e-6, -1e-6):
                array[place] = kept + step
                high_low.append(loss())
            array[place] = kept
            assert found[name][place] == pytest.approx((high_low[0] - high_low[1]) / 2e-6, abs=1e-8, rel=1e-5)


def test_all_variants_begin_with_the_same_weights_and_biases():
    """So the coupled cell, whose forget gate is 1 - i, keeps the same share, and no variant has a bias of its own."""
    drawn = {cell: nets.initial(cell, 2, 4, 1, np.random.default_rng(7)) for cell in VARIANTS}
    for cell, weights in drawn.items():
        for name in ("W", "R", "b", "V", "c", "p"):
            assert np.array_equal(weights[name], drawn["vanilla"][name]), cell
    i, f = (1 / (1 + np.exp(-drawn["vanilla"]["b"][parameters.GATES.index(gate)])) for gate in "if")
    assert f == pytest.approx(1 - i)
    assert f == pytest.approx(0.731, abs=1e-3)


def test_a_start_sets_the_gain_or_the_biases():
    rng = [np.random.default_rng(7) for _ in range(4)]
    simple, other = (
        nets.initial(nets.SIMPLE, 2, 200, 1, one, start=gain) for one, gain in zip(rng, (0.5, 1), strict=False)
    )
    np.testing.assert_allclose(2 * simple["W"], other["W"], rtol=1e-6)
    assert np.abs(np.linalg.eigvals(simple["W"])).max() == pytest.approx(0.5, abs=0.06)
    lstm = nets.initial("vanilla", 2, 4, 1, rng[2], start=3)
    assert [lstm["b"][parameters.GATES.index(gate)][0] for gate in "zifo"] == [0, -3, 3, 0]


@pytest.mark.parametrize("cell", [nets.SIMPLE, *VARIANTS])
def test_the_size_of_a_net_counts_the_parameters_that_act(cell):
    """Those that have a gradient, and one more sequence could not give the others one."""
    rng = np.random.default_rng(3)
    weights = {
        name: array + rng.normal(size=array.shape) for name, array in nets.initial(cell, 2, 3, 1, rng, float).items()
    }
    x = rng.normal(size=(6, 4, 2))
    o, states, tape = nets.forward(cell, weights, x, 6)
    gradient = nets.backward(cell, weights, states, tape, np.ones_like(o))
    assert nets.size(cell, 2, 3, 1) == sum(np.count_nonzero(array) for array in gradient.values())


def test_the_wide_simple_rnn_has_as_many_parameters_as_the_lstm():
    for inputs, hidden, outputs in ((2, 16, 1), (28, 24, 10)):
        cell, wide = nets.built(nets.WIDE, inputs, hidden, outputs)
        apart = nets.size(cell, inputs, wide, outputs) / nets.size(nets.VANILLA, inputs, hidden, outputs)
        assert cell == nets.SIMPLE
        assert apart == pytest.approx(1, abs=0.03)
    assert nets.built("no peepholes", 2, 16, 1) == ("no peepholes", 16)


def test_training_lowers_the_loss_and_is_the_same_again(tmp_path):
    changes = {"task": "reset", "updates": 150, "hidden": 8, "every": 50}
    one, two = (train(["vanilla"], 2, tmp_path / name, **changes) for name in "ab")
    pd.testing.assert_frame_equal(one["curves"], two["curves"])
    for name, array in one["weights"].items():
        assert array.tobytes() == two["weights"][name].tobytes()
    loss = one["curves"].pivot(index="update", columns="seed", values="relative_loss")
    assert (loss.iloc[-1] < 0.7 * loss.iloc[0]).all()


def test_a_killed_run_loses_only_the_net_in_training(tmp_path, monkeypatch, capsys):
    trained, real = [], training.train_net

    def killed(cell, todo, budget, seed, member):
        if len(trained) == 2:
            raise KeyboardInterrupt
        trained.append(member.n)
        return real(cell, todo, budget, seed, member)

    monkeypatch.setattr(training, "train_net", killed)
    with pytest.raises(KeyboardInterrupt):
        train([nets.SIMPLE], 4, tmp_path)
    monkeypatch.setattr(training, "train_net", lambda *args: trained.append(args[4].n) or real(*args))
    resumed = train([nets.SIMPLE], 4, tmp_path)["curves"]
    assert trained == [0, 1, 2, 3]
    assert capsys.readouterr().out.count(FOUND_DONE) == 2
    whole = train([nets.SIMPLE], 4, tmp_path / "fresh")["curves"]
    assert FOUND_DONE not in capsys.readouterr().out
    pd.testing.assert_frame_equal(resumed, whole)


@pytest.mark.parametrize("shards", [2, 3])
def test_shards_of_the_seeds_are_the_whole(tmp_path, shards):
    whole = train(["vanilla"], 3, tmp_path / "whole")["curves"]
    parts = [train(["vanilla"], 3, tmp_path / "parts", shard=f"{n + 1}-of-{shards}") for n in range(shards)]
    joined = pd.concat([part["curves"] for part in parts], ignore_index=True)
    pd.testing.assert_frame_equal(joined, whole, check_exact=True)


def test_more_shards_than_seeds_are_refused(tmp_path):
    with pytest.raises(BadInput, match="at most 3 shards"):
        train(["vanilla"], 3, tmp_path, shard="1-of-4")


@pytest.mark.parametrize("change", [{"seed": 6}, {"batch": 6}, {"cells": ["no peepholes"]}, {"rate": 0.02}])
def test_a_checkpoint_of_other_numbers_is_not_used(tmp_path, change):
    rate = change.pop("rate", 0.05)
    asked = {"cells": ["vanilla"], "seeds": 1} | change
    train(["vanilla"], 1, tmp_path)
    search = searched(cells=asked["cells"], rate=rate)
    again, fresh = (train(**asked, search=search, folder=tmp_path / name)["weights"] for name in (".", "fresh"))
    assert all(again[name].tobytes() == fresh[name].tobytes() for name in fresh)


@pytest.mark.parametrize("library", ["np", "numba", "llvmlite"])
def test_a_checkpoint_of_another_library_is_not_used(monkeypatch, library):
    todo, budget = tasks.task("adding", 5, 6, 20), learning.Settings(**SMALL)
    stamps = [checkpoints.stamp(training.__name__, todo, "vanilla", 5, budget)]
    monkeypatch.setattr(getattr(checkpoints, library), "__version__", "0")
    stamps.append(checkpoints.stamp(training.__name__, todo, "vanilla", 5, budget))
    assert stamps[0] != stamps[1]


def test_a_damaged_checkpoint_is_trained_again(tmp_path):
    first = train(["vanilla"], 1, tmp_path)["curves"]
    (kept,) = tmp_path.rglob("*.npz")
    kept.write_bytes(kept.read_bytes()[:500])
    pd.testing.assert_frame_equal(train(["vanilla"], 1, tmp_path)["curves"], first)


def test_the_checkpoint_of_another_net_is_not_used(tmp_path):
    first = train(["vanilla"], 2, tmp_path)["curves"]
    one, two = sorted(tmp_path.rglob("*.npz"))
    two.replace(one)
    pd.testing.assert_frame_equal(train(["vanilla"], 2, tmp_path)["curves"], first)


def test_a_net_that_diverges_counts_as_lost(tmp_path):
    cells = ["no input activation"]
    found = train(cells, 1, tmp_path, search=searched(cells=cells, rate=1e30))
    assert found["curves"]["relative_loss"].iloc[-1] == training.MAX_RELATIVE_LOSS


def test_a_net_without_finite_numbers_stops(tmp_path, monkeypatch):
    real = tasks.adding

    def adding(rng, sequences, steps):
        x, target = real(rng, sequences, steps)
        return (x, target) if sequences == SMALL["held_out"] else (x * np.float32(np.nan), target)

    monkeypatch.setitem(tasks.MAKERS, "adding", adding)
    found = train(["vanilla"], 1, tmp_path)["curves"]
    assert found["loss"].notna().tolist() == [True, False, False, False, False]


def test_tasks_hold_out_different_numbers():
    drawn = [tasks.task(name, 5, 10, 20).test[0][:, :, 0] for name in ("adding", "reset")]
    assert not np.allclose(drawn[0], (drawn[1] + 1) / 2, atol=1e-6)  # one uniform in [0, 1], one in [-1, 1]


def test_curves_of_mnist_name_their_data(tmp_path):
    changes = {"task": "mnist", "steps": 28, "updates": 3}
    table = train(["vanilla"], 1, tmp_path, mnist=digits(), **changes)["curves"]
    assert set(table["data"]) == {"made up"}
    assert table[["train_images", "test_images"]].iloc[0].tolist() == [60, 20]
    assert table["accuracy_percent"].between(0, 100).all()


def test_bad_nets_are_refused(tmp_path):
    cells = ["no gates at all"]
    with pytest.raises(BadInput, match="unknown LSTM variant"):
        train(cells, 1, tmp_path, search=searched(cells=cells))
    weights = nets.initial("vanilla", 2, 3, 1, np.random.default_rng(0))
    with pytest.raises(BadInput, match="more answers"):
        nets.forward("vanilla", weights, np.zeros((4, 1, 2), np.float32), 5)
    weights["R"][0, 0, 0] = np.nan
    with pytest.raises(BadInput, match="not finite"):
        nets.forward("vanilla", weights, np.zeros((4, 1, 2), np.float32), 1)


@pytest.mark.parametrize("cell", nets.CELLS[:2])
@pytest.mark.parametrize(
    ("readout", "message"),
    [
        ({"V": np.zeros((1, 4), np.float32)}, r"readout: wrong shape of V: expected \(1, 3\), found \(1, 4\)"),
        ({"V": np.zeros(3, np.float32)}, "wrong shape of V"),
        ({"V": None}, "wrong shape of V"),
        ({"c": np.zeros(2, np.float32)}, "readout: wrong shape of c"),
        ({"c": np.full(1, np.inf, np.float32)}, "readout: c: not finite"),
    ],
)
def test_a_bad_readout_is_refused(cell, readout, message):
    weights = nets.initial(cell, 2, 3, 1, np.random.default_rng(0)) | readout
    with pytest.raises(BadInput, match=message):
        nets.forward(cell, weights, np.zeros((4, 1, 2), np.float32), 1)


# Comparisons


def test_holm_against_its_definition():
    p = np.array([0.01, 0.04, 0.03, 0.005, 0.5])
    assert ranks.holm(p) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.5])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_keeps_the_order_and_never_helps(p):
    p = np.array(p)
    corrected = ranks.holm(p)
    assert (corrected >= p).all()
    assert (corrected <= np.minimum(1, len(p) * p) + 1e-15).all()
    assert (np.diff(corrected[np.argsort(p, kind="stable")]) >= 0).all()


def test_paired_against_scipy():
    a, b = np.random.default_rng(3).normal(size=(2, 12))
    mean, halfwidth, p = statistics.paired(a - b)
    true = stats.ttest_rel(a, b)
    low, high = true.confidence_interval()
    assert (mean - halfwidth, mean + halfwidth, p) == pytest.approx((low, high, true.pvalue))
    assert statistics.paired(np.ones(4)) == (1.0, 0.0, 0.0)
    assert statistics.paired(np.zeros(4)) == (0.0, 0.0, 1.0)


@given(st.lists(st.integers(-6, 6), max_size=9))
def test_signed_ranks_against_all_signs(differences):
    """The p-value by its definition: all 2^n signs of the ranks, ties included."""
    values = np.array([d for d in differences if d], float)
    order = stats.rankdata(np.abs(values))
    found = order[values > 0].sum()
    sums = np.array(
        [sum(r for r, s in zip(order, signs, strict=True) if s) for signs in product((0, 1), repeat=len(order))]
    )
    expected = min(1, 2 * min(np.mean(sums <= found + 1e-9), np.mean(sums >= found - 1e-9)))
    assert ranks.signed_rank(np.array(differences, float)) == pytest.approx(expected)


def test_statistics_against_scipy():
    values = np.random.default_rng(3).normal(0.4, 1, 20)
    assert ranks.signed_rank(values) == pytest.approx(stats.wilcoxon(values, method="exact").pvalue)
    for successes in (0, 3, 20):
        true = stats.binomtest(successes, 20).proportion_ci(method="exact")
        assert statistics.share(successes, 20) == pytest.approx((5 * successes, 100 * true.low, 100 * true.high))
    middle, low, high = statistics.median(values)
    theirs = stats.bootstrap(
        (values,), np.median, method="percentile", rng=np.random.default_rng(0)
    ).confidence_interval
    assert middle == np.median(values)
    assert (low, high) == pytest.approx(tuple(theirs), abs=0.15)
    assert statistics.centre(values, "x")["x_halfwidth"] == max(high - middle, middle - low)


def made_up_scores(drop: dict[str, float], seeds: int = 10, tasks: tuple[str, ...] = ("copy", "mnist")) -> pd.DataFrame:
    """Scores in which each variant loses `drop` decades, on top of noise."""
    rng, rows = np.random.default_rng(0), []
    for task in tasks:
        level = rng.normal(size=seeds)
        data = {"data": "made up" if task == "mnist" else "", "train_images": 100, "test_images": 50}
        for cell in VARIANTS:
            rows += [
                {"task": task, "cell": cell, "steps": 9, "seed": n} | data
                | {"score": level[n] + drop.get(cell, 0) + 0.05 * rng.normal()}
                for n in range(seeds)
            ]  # fmt: skip
    return pd.DataFrame(rows)


def ablated(drop: dict[str, float], **changes) -> dict[str, pd.DataFrame]:
    table = made_up_scores(drop, **changes)
    return ablation.ablation(table, list(dict.fromkeys(table["task"])))


def test_drops_find_what_was_put_in():
    found = ablated({"no forget gate": 0.8, "no output gate": 0.3, "no peepholes": -0.3})
    rows = found["variants"].set_index(["task", "variant"])
    assert rows.loc[("copy", "no forget gate"), "drop_decades"] == pytest.approx(0.8, abs=0.05)
    assert rows.loc[("copy", "no forget gate"), "verdict"] == "worse"
    assert rows.loc[("copy", "no peepholes"), "verdict"] == "better"
    assert rows.loc[("copy", "no input gate"), "verdict"] == "not told apart"
    assert rows.loc[("all tasks", "no forget gate"), "drop_ranks"] == pytest.approx(4.5, abs=1.5)  # of nine
    assert rows.loc[("all tasks", "no peepholes"), "drop_ranks"] == pytest.approx(-4.5, abs=1.5)
    assert np.isnan(rows.loc[("all tasks", "no forget gate"), "drop_decades"])
    assert set(found["verdicts"]["forget_gate_most"]) == {"yes"}
    rests = found["verdicts"].set_index("task")["data"]
    assert rests.to_dict() == {"copy": "", "mnist": "made up", "all tasks": "made up"}


def test_no_task_decides_by_its_spread():
    """A task whose losses are a hundred times as far apart counts as much as another."""
    small = made_up_scores({"no forget gate": 0.8, "no output gate": 0.3})
    large = made_up_scores({"no forget gate": 0.3, "no output gate": 0.8}, tasks=("reset",))
    both = [pd.concat([small, large.assign(score=factor * large["score"])]) for factor in (1, 100)]
    one, other = (ablation.ablation(table, ["copy", "mnist", "reset"])["verdicts"] for table in both)
    pd.testing.assert_frame_equal(one.iloc[-1:], other.iloc[-1:])
    assert one["forget_gate_most"].tolist() == ["yes", "yes", "no", "yes"]


@pytest.mark.parametrize(
    ("forget", "output", "answer"),
    [(1.2, 0.8, "yes"), (0.8, 0.8, "not told apart"), (0.8, 1.2, "no"), (0.0, 0.8, "no")],
)
def test_whether_removing_the_forget_gate_costs_most_has_three_answers(forget, output, answer):
    verdicts = ablated({"no forget gate": forget, "no output gate": output})["verdicts"]
    assert set(verdicts["forget_gate_most"]) == {answer}
    assert set(verdicts["rival"]) == {"no output gate"}
    assert verdicts["seeds"].tolist() == [10, 10, 10]


def test_yes_needs_every_other_change_uncorrected_and_no_needs_one_of_them_corrected(monkeypatch):
    """With the same p-values, below the level before correction for seven, above it after."""
    monkeypatch.setattr(ablation, "signed_rank", lambda d: 0.02)
    for forget, answer in ((5.0, "yes"), (-5.0, "not told apart")):
        assert set(ablated({"no forget gate": forget})["verdicts"]["forget_gate_most"]) == {answer}


def test_what_cannot_be_compared_is_refused():
    table = made_up_scores({})
    lost = (table["task"] == "mnist") & (table["cell"] == "no forget gate") & (table["seed"] == 0)
    with pytest.raises(BadInput, match="not comparable"):
        ablation.ablation(table[~lost], ["copy", "mnist"])


def test_variants_are_set_beside_what_the_paper_found():
    """Cut short: the verdicts are put in, the answer is whether they agree with most of the paper's data sets."""
    worse = ablated({"no forget gate": 2.0, "no peepholes": 1.0})["variants"].assign(condition=conditions.RECORDED)
    turned = ablated({"no peepholes": -1.0})["variants"].assign(condition="equal parameters")
    found = greff.against_greff(pd.concat([worse, turned])).set_index("variant")
    assert list(found.index) == list(greff.THEIRS) == [name for name in VARIANTS if name != "vanilla"]
    assert found.loc[["no forget gate", "no peepholes", "no output gate"], "agree"].tolist() == ["yes", "no", "no"]
    assert found.loc["no forget gate", ["theirs_music", "ours_copy"]].tolist() == ["worse", "worse"]
    matched = found.loc[
        ["no forget gate", "no peepholes"], ["ours_all_tasks_equal_parameters", "agree_equal_parameters"]
    ]
    assert matched.to_numpy().tolist() == [["not told apart", "no"], ["better", "no"]]
    fewer = greff.against_greff(pd.concat([worse, turned.assign(condition=conditions.FEWER)]))
    assert all(name.isidentifier() for name in fewer)


def test_cells_and_pairs_say_what_was_put_in(tmp_path):
    found = train(THREE, 3, tmp_path, updates=24, every=3)["curves"]
    table = scores.scores(found)
    rows = judged.of_cells(table).set_index("cell")
    assert rows.loc[nets.WIDE, "hidden"] > rows.loc[nets.SIMPLE, "hidden"] == 4
    assert rows["nets"].tolist() == [3, 3, 3]
    made = table.assign(score=[0.0, 0.1, 0.2, 0, 0, 0, -1.5, -1.4, 0.3], solved=[0, 0, 0, 0, 0, 0, 1, 1, 0])
    rows = judged.of_cells(made.assign(fall_decades=0.05)).set_index("cell")
    assert rows["says"].to_dict() == {nets.SIMPLE: "not solved", nets.WIDE: "not solved", "vanilla": "solved"}
    assert rows.loc["vanilla", "solved_percent"] == pytest.approx(200 / 3)
    falling = judged.of_cells(made.assign(fall_decades=0.2)).set_index("cell")["says"]
    assert falling.to_dict() == {nets.SIMPLE: "still falling", nets.WIDE: "still falling", "vanilla": "solved"}
    leads = judged.of_pairs(made).set_index("cell")
    assert leads.loc[nets.SIMPLE, "lead_decades"] == pytest.approx(1.5)


# Gradients over lags


def test_decades_of_a_simple_net_are_those_of_its_jacobians():
    rng = np.random.default_rng(5)
    weights = parameters.random(parameters.simple_shapes(2, 4), rng, 0.7)
    x, error = rng.normal(size=(8, 1, 2)), rng.normal(size=4)
    tape = simple.forward(weights, x)
    v, norms = error, [np.linalg.norm(error)]
    for t in range(7, 0, -1):
        v = weights["W"].T @ (v * (1 - tape.h[t + 1, 0] ** 2))
        norms.append(np.linalg.norm(v))
    found = gradient_decades.decades("simple RNN", weights, x, error, [0, 3, 7])[:, 0]
    assert found == pytest.approx(np.log10([norms[0], norms[3], norms[7]]) - np.log10(norms[0]))


def test_decades_of_an_lstm_without_recurrence_are_its_forget_gates():
    shapes = parameters.lstm_shapes(2, 1)
    weights = {name: np.zeros(shape) for name, shape in shapes.items()}
    weights["b"][parameters.FORGET_GATE] = 0.4
    found = gradient_decades.decades("vanilla", weights, np.zeros((9, 2, 2)), np.ones(1), [0, 1, 8])
    assert found == pytest.approx(np.outer([0, 1, 8], [1, 1]) * -np.log10(1 + np.exp(-0.4)))


@pytest.mark.parametrize("lags", [[0, 9], [-1], []])
def test_a_lag_outside_the_sequence_is_refused(lags):
    with pytest.raises(BadInput, match="lag outside"):
        gradient_decades.decades("vanilla", {}, np.zeros((9, 1, 2)), np.ones(1), lags)
    with pytest.raises(BadInput, match="lag outside"):
        trained_gradients.trained_gradients(1, 2, lags, 9, {})


def test_an_unknown_cell_has_no_gradient():
    with pytest.raises(BadInput, match="unknown LSTM variant"):
        gradient_decades.decades("LSTM", {}, np.zeros((9, 1, 2)), np.ones(1), [0])


def test_a_gradient_of_exactly_0_is_refused():
    with pytest.raises(BadInput, match=r"a gradient of 0 .* lag 30;"):
        untrained_gradients.untrained_gradients(1, 2, 3, 2, [0, 2, 30, 40], [1e-12], [0])


def test_nets_before_training_are_those_that_are_trained(tmp_path):
    stacks = train(THREE, 3, tmp_path, updates=0)["weights"]
    for n in range(3):
        first = initialisation.first_weights("adding", "vanilla", 4, 5, n)
        assert all(np.array_equal(first[name], stacks[f"vanilla/{name}"][n]) for name in first)
    found = trained_gradients.trained_gradients(5, 10, [0, 2, 5], 6, stacks)["curves"]
    before, after = (found[found["state"] == state].drop(columns="state") for state in ("before", "after"))
    pd.testing.assert_frame_equal(before.reset_index(drop=True), after.reset_index(drop=True), check_exact=True)


def test_trained_and_untrained_tables(tmp_path):
    lags = [0, 2, 5]
    found = trained_gradients.trained_gradients(5, 10, lags, 6, train(THREE, 3, tmp_path)["weights"])
    wide = found["curves"].pivot(index=["state", "lag"], columns="cell", values="decades")
    assert (wide.xs(0, level="lag") == 0).all(axis=None)
    assert len(found["contrast"]) == 6
    fig = draw_vanishing.trained_gradients(found["curves"])
    assert [ax.get_title(loc="left") for ax in fig.axes] == ["Before training", "After training"]
    assert not problems(fig)
    tables = untrained_gradients.untrained_gradients(1, 3, 8, 2, [0, 5, 10], [0.5, 2], [0, 3])
    table, single = tables["curves"], tables["nets"]
    assert single["lag"].unique().tolist() == [10]
    means = single.groupby(["cell", "value"])["decades"].mean()
    assert means["vanilla", 3] == pytest.approx(table.query("cell == 'vanilla' and value == 3")["decades"].iloc[-1])
    ends = table[table["lag"] == 10].set_index(["cell", "value"])["decades"]
    assert ends["simple RNN", 0.5] < ends["simple RNN", 2]
    assert ends["vanilla", 0] < ends["vanilla", 3]
    simple_rnns = table[table["cell"] == "simple RNN"]
    assert (simple_rnns["bound_decades"] >= simple_rnns["decades"] - 1e-9).all()
    assert table["bound_decades"].isna().equals(table["cell"] == "vanilla")
    fig = draw_vanishing.untrained_gradients(table)
    dashed = [line.get_ydata() for line in fig.axes[1].lines if line.get_linestyle() == "--"]
    assert dashed[1] == pytest.approx(simple_rnns[simple_rnns["value"] == 2]["bound_decades"])
    texts = [text.get_text() for ax in fig.axes[::2] for text in ax.texts]
    assert texts == ["gain 0.5", "gain 2", "forget bias 0", "forget bias 3"]
    assert not problems(
        draw_vanishing.untrained_gradients(
            untrained_gradients.untrained_gradients(1, 2, 4, 2, [0, 5], range(1, 7), range(6))["curves"]
        )
    )


def test_the_bound_holds_and_proves_nothing_for_some_nets():
    table = bound.bound(1, 6, 20, [0.5, 1.5])
    assert (table["bound_decades"] >= table["decades"] - 1e-9).all()
    ends = table[table["lag"] == 19].set_index("net")
    assert ends.loc["rotation", "decades"] == pytest.approx(0, abs=1e-9)
    assert ends.loc["chain without a loop", "decades"] == -np.inf
    assert (
        ends.loc["saturated, one unit idle", "decades"] < -5 < 1 < ends.loc["saturated, one unit idle", "bound_decades"]
    )
    fig = draw_vanishing.bound(table)
    assert len(fig.axes) == 5
    assert "exactly 0 beyond lag 5" in fig.get_label()
    assert not problems(fig)


def test_the_bound_multiplies_the_slopes_of_the_last_steps(monkeypatch):
    rng = np.random.default_rng(8)
    w, drive, error = rng.normal(size=(4, 4)), rng.normal(size=4), rng.normal(size=4)
    monkeypatch.setattr(bound, "_examples", lambda *_: [("own", w, drive, error)])
    h, slopes = np.zeros(4), []
    for _ in range(12):
        h = np.tanh(w @ h + drive)
        slopes.append(1 - h**2)
    table = bound.bound(1, 4, 12, [])
    limit, v = 1.0, error
    assert bound.over_lags(w, np.stack([np.zeros(4)] * 13)[:, None])[:, 0] == pytest.approx(
        np.arange(12) * np.log10(np.linalg.norm(w, 2))  # nets at rest have a slope of 1
    )
    for lag in range(12):
        assert table["bound_decades"][lag] == pytest.approx(np.log10(limit), abs=1e-12)
        size = np.linalg.norm(v) / np.linalg.norm(error)
        assert table["decades"][lag] == pytest.approx(np.log10(size), abs=1e-12)
        limit, v = limit * np.linalg.norm(w, 2) * slopes[11 - lag].max(), w.T @ (slopes[11 - lag] * v)


# Clipping


def test_the_surface_s_slopes_are_complex_steps():
    w, b = np.random.default_rng(1).uniform(-2, 2, (2, 30))

    def value(w, b):
        h = 0.5
        for _ in range(20):
            h = np.tanh(w * h + b)
        return (h + 0.5) ** 2

    _, of_w, of_b = clipping.loss(w, b, 20, 0.5, -0.5)
    assert of_w == pytest.approx(value(w + 1e-30j, b).imag / 1e-30, rel=1e-9, abs=1e-12)
    assert of_b == pytest.approx(value(w, b + 1e-30j).imag / 1e-30, rel=1e-9, abs=1e-12)


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12), st.floats(1e-3, 1e3))
def test_clipping_by_norm_keeps_the_direction_and_by_element_the_box(of_w, of_b, threshold):
    w, b = clipping.clip(np.array(of_w), np.array(of_b), "norm", threshold)
    assert np.hypot(w, b) <= threshold * (1 + 1e-12)
    assert w * of_b == pytest.approx(b * of_w)
    w, b = clipping.clip(np.array(of_w), np.array(of_b), "element", threshold)
    assert max(abs(w), abs(b)) <= threshold
    assert w * of_w >= 0
    assert b * of_b >= 0


def test_a_cliff_is_no_plain_and_a_plain_no_cliff(monkeypatch):
    """Surfaces with both, with one or with neither: the two measures are separate."""
    box = {"steps": 1, "start": 0, "target": 0, "w_range": [0, 1], "b_range": [0, 1], "points": 41}
    made_up = {
        ("yes", "yes"): lambda w, b: (w > 0.518) * 1.0,
        ("no", "yes"): lambda w, b: np.clip((w - 0.7) * 10, 0, 1),
        ("yes", "no"): lambda w, b: (w > 0.518) + 0.5 * w,
        ("no", "no"): lambda w, b: w + b,
    }
    for wanted, value in made_up.items():
        monkeypatch.setattr(clipping, "loss", lambda w, b, *_, value=value: (value(w, b), None, None))
        features = clipping.cliff(**box)["features"]
        found = features.set_index(["feature", "strictness"])["found"]
        assert (found["cliff", 3], found["plain", 2]) == wanted
    assert (features["area_percent"][:3] == 0).all()  # a step of a hundredth changes the loss by 0.5 % of its range


def test_descents_start_together_and_clipped_steps_are_short():
    found = descents.descents(1, **NET, first=[2.1, 0.0], rate=0.05, threshold=1, updates=60, starts=50)
    firsts = found["paths"].groupby("method").first()
    assert (firsts["w"] == 2.1).all()
    assert firsts["loss"].nunique() == 1
    longest = found["paths"].groupby("method")["step"].max()
    assert longest["norm"] <= 0.05 + 1e-12
    assert longest["element"] <= 0.05 * np.sqrt(2) + 1e-12 < longest["none"]
    surface = clipping.cliff(**NET, points=51)
    fig = draw_clipping.cliff(surface["grid"], found["paths"], found["starts"])
    assert "How 50 random starts end" in [ax.get_title(loc="left") for ax in fig.axes]
    assert not problems(fig)
    with pytest.raises(BadInput):
        clipping.clip(np.ones(1), np.ones(1), "both", 1.0)
    with pytest.raises(BadInput):
        clipping.clip(np.ones(1), np.ones(1), "norm", 0.0)


# Figures of training


def test_training_figures(tmp_path):
    found = train(THREE, 2, tmp_path)["curves"]
    both = pd.concat([found.assign(task=task, steps=steps) for task, steps in (("adding-10", 10), ("adding-40", 40))])
    fig = draw_training.curves(both, ["adding-10", "adding-40"], {name: {"updates": 6} for name in set(both["task"])})
    assert [ax.get_yscale() for ax in fig.axes] == ["log", "log"]
    assert len(fig.axes[0].lines) == 3 * (2 + 1) + 3  # single nets and a median for each cell, three marks
    assert not problems(fig)
    cells = judged.of_cells(scores.scores(both))
    fig = draw_training.over_lag(cells, cells)
    assert [text.get_text() for text in fig.legends[0].texts] == ["simple RNN", "wide simple RNN", "LSTM"]
    assert not problems(fig)
    search = pd.concat([searched("copy", [*THREE, "no peepholes"], rate).assign(score=-rate) for rate in (0.01, 0.1)])
    fig = draw_training.search(search, choices(search), ["copy"])
    assert [text.get_text() for text in fig.legends[0].texts][-1] == "variants of the LSTM"
    assert "simple RNN on Copy 0.1" in fig.get_label()
    assert not problems(fig)


def test_the_figure_of_the_ablation_has_one_axis_for_all_tasks():
    drops = ablated({"no forget gate": 0.8})
    fig = draw_ablation.drops(drops["variants"], drops["seeds"], made_up_scores({}))
    assert [ax.get_title(loc="left") for ax in fig.axes] == ["Copy", "Digits\nby rows", "All tasks"]
    assert fig.axes[0].get_yticklabels()[-1].get_text() == "no forget gate"
    assert len({ax.get_xlim() for ax in fig.axes}) == 1
    assert "100 for training and 50 for the test" in fig._supxlabel.get_text().replace("\n", " ")
    assert not problems(fig)


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=8), st.floats(0.01, 3))
def test_labels_stand_apart_in_order(heights, gap):
    moved = np.array(spread(heights, gap))
    order = np.argsort(heights, kind="stable")
    assert (np.diff(moved[order]) >= gap - 1e-9).all()
    if (np.diff(np.sort(heights)) >= gap).all():
        assert moved == pytest.approx(heights)
