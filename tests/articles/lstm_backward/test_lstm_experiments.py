"""Experiments with recurrent nets: tasks, training and its checkpoints, gradients over lags, clipping, ablation."""

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
    contrast,
    descents,
    gradient_decades,
    initialisation,
    join_shards,
    tasks,
    trained_gradients,
    training,
    untrained_gradients,
)
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

SMALL = {"steps": 6, "hidden": 4, "updates": 12, "batch": 5, "learning_rate": 0.05, "threshold": 1.0}
SMALL |= {"evaluations": 4, "test_sequences": 20}
NET = {"steps": 20, "start": 0.5, "target": -0.5, "w_range": [0, 4], "b_range": [-1.5, 2]}


def digits(images: int = 60) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    pixels, labels = rng.integers(0, 256, (images, 28, 28)).astype(np.uint8), np.arange(images) % 10
    return {"train_images": pixels, "train_labels": labels.astype(np.uint8), "data": np.array("made up")}


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


def test_digits_are_read_by_rows_and_held_out_ones_are_never_drawn():
    mnist = digits()
    found = tasks.task("mnist", 3, 28, 20, 40, mnist)
    x, label = found.draw(np.random.default_rng(0), 500)
    assert x.shape == (28, 500, 28)
    assert label.shape == (1, 500)
    drawn = {x[:, n].tobytes() for n in range(500)}
    held_out = {found.test[0][:, n].tobytes() for n in range(20)}
    assert len(drawn) == 40
    assert len(held_out) == 20
    assert not drawn & held_out
    known = {(image / np.float32(255)).tobytes(): k for image, k in zip(*list(mnist.values())[:2], strict=True)}
    assert all(known[np.ascontiguousarray(x[:, n]).tobytes()] == label[0, n] for n in range(500))


def test_the_baseline_is_the_loss_of_the_best_constant_answer():
    adding = tasks.task("adding", 1, 10, 400)
    losses = [adding.loss(np.full_like(adding.test[1], c), adding.test[1])[0] for c in np.linspace(0.8, 1.2, 401)]
    assert adding.baseline == pytest.approx(min(losses), rel=1e-3)
    mnist = tasks.task("mnist", 1, 28, 20, 40, digits())
    share = np.bincount(mnist.test[1][0], minlength=10) / 20
    constant = np.broadcast_to(np.log(np.maximum(share, 1e-30)), (1, 20, 10))
    assert mnist.baseline == pytest.approx(mnist.loss(constant, mnist.test[1])[0])


@pytest.mark.parametrize(
    "arguments", [("copy", 1, 10, 10), ("adding", 1, 1, 10), ("mnist", 1, 27, 20, 40, digits()),
                  ("mnist", 1, 28, 30, 40, digits()), ("mnist", 1, 28, 30, 40)],
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


def test_all_variants_begin_with_the_same_weights_and_the_same_share_kept():
    drawn = {cell: nets.initial(cell, 2, 4, 1, np.random.default_rng(7)) for cell in VARIANTS}
    for cell, weights in drawn.items():
        for name in ("W", "R", "V", "c", "p"):
            assert np.array_equal(weights[name], drawn["vanilla"][name]), cell
    coupled = drawn["coupled input and forget gate"]["b"]
    kept = 1 - 1 / (1 + np.exp(-coupled[parameters.GATES.index("i")]))
    assert kept == pytest.approx(1 / (1 + np.exp(-drawn["vanilla"]["b"][parameters.GATES.index("f")])))


def test_training_lowers_the_loss_and_is_the_same_again(tmp_path):
    budget = SMALL | {"updates": 150, "hidden": 8}
    one, two = (training.train_nets("reset", "vanilla", 5, 2, budget, str(tmp_path / name)) for name in "ab")
    pd.testing.assert_frame_equal(one["curves"], two["curves"])
    for name, array in one["weights"].items():
        assert array.tobytes() == two["weights"][name].tobytes()
    loss = one["curves"].pivot(index="update", columns="seed", values="relative_loss")
    assert (loss.iloc[-1] < 0.7 * loss.iloc[0]).all()


def test_a_killed_run_loses_only_the_net_in_training(tmp_path, monkeypatch, capsys):
    trained = []
    real = training.train_net

    def killed(cell, todo, budget, seed, n):
        if len(trained) == 2:
            raise KeyboardInterrupt
        trained.append(n)
        return real(cell, todo, budget, seed, n)

    monkeypatch.setattr(training, "train_net", killed)
    with pytest.raises(KeyboardInterrupt):
        training.train_nets("adding", "simple RNN", 5, 4, SMALL, str(tmp_path))
    monkeypatch.setattr(training, "train_net", lambda *args: trained.append(args[4]) or real(*args))
    resumed = training.train_nets("adding", "simple RNN", 5, 4, SMALL, str(tmp_path))["curves"]
    assert trained == [0, 1, 2, 3]
    assert capsys.readouterr().out.count(FOUND_DONE) == 2
    whole = training.train_nets("adding", "simple RNN", 5, 4, SMALL, str(tmp_path / "fresh"))["curves"]
    assert FOUND_DONE not in capsys.readouterr().out
    pd.testing.assert_frame_equal(resumed, whole)


@pytest.mark.parametrize("shards", [2, 3])
def test_shards_of_the_seeds_are_the_whole(tmp_path, shards):
    asked = ("adding", "vanilla", 5, 3, SMALL)
    whole = training.train_nets(*asked, str(tmp_path / "whole"))
    parts = [training.train_nets(*asked, str(tmp_path / "parts"), shard=f"{n + 1}-of-{shards}") for n in range(shards)]
    joined = join_shards.join_shards(
        *({str(n): part[kind] for n, part in enumerate(parts)} for kind in ("curves", "weights"))
    )
    pd.testing.assert_frame_equal(joined["curves"], whole["curves"], check_exact=True)
    assert joined["weights"].keys() == whole["weights"].keys()
    for name, array in joined["weights"].items():
        np.testing.assert_array_equal(array, whole["weights"][name])


def test_more_shards_than_seeds_are_refused(tmp_path):
    with pytest.raises(BadInput, match="at most 3 shards"):
        training.train_nets("adding", "vanilla", 5, 3, SMALL, str(tmp_path), shard="1-of-4")


@pytest.mark.parametrize("change", [{"seed": 6}, {"settings": SMALL | {"batch": 6}}, {"cell": "no peepholes"}])
def test_a_checkpoint_of_other_numbers_is_not_used(tmp_path, change):
    asked = {"task_name": "adding", "cell": "vanilla", "seed": 5, "seeds": 1, "settings": SMALL}
    training.train_nets(**asked, folder=str(tmp_path))
    again = training.train_nets(**asked | change, folder=str(tmp_path))["weights"]
    fresh = training.train_nets(**asked | change, folder=str(tmp_path / "fresh"))["weights"]
    assert all(again[name].tobytes() == fresh[name].tobytes() for name in fresh)


@pytest.mark.parametrize("library", ["np", "numba", "llvmlite"])
def test_a_checkpoint_of_another_library_is_not_used(monkeypatch, library):
    todo, budget = tasks.task("adding", 5, 6, 20), training.Settings(**SMALL)
    stamps = [checkpoints.stamp(training.__name__, todo, "vanilla", 5, budget)]
    monkeypatch.setattr(getattr(checkpoints, library), "__version__", "0")
    stamps.append(checkpoints.stamp(training.__name__, todo, "vanilla", 5, budget))
    assert stamps[0] != stamps[1]


def test_a_damaged_checkpoint_is_trained_again(tmp_path):
    asked = ("adding", "vanilla", 5, 1, SMALL, str(tmp_path))
    first = training.train_nets(*asked)["curves"]
    (tmp_path / "0.npz").write_bytes((tmp_path / "0.npz").read_bytes()[:500])
    pd.testing.assert_frame_equal(training.train_nets(*asked)["curves"], first)


def test_the_checkpoint_of_another_net_is_not_used(tmp_path):
    asked = ("adding", "vanilla", 5, 2, SMALL, str(tmp_path))
    first = training.train_nets(*asked)["curves"]
    (tmp_path / "1.npz").replace(tmp_path / "0.npz")
    pd.testing.assert_frame_equal(training.train_nets(*asked)["curves"], first)


def test_a_net_that_diverges_counts_as_lost(tmp_path):
    found = training.train_nets("adding", "no input activation", 5, 1, SMALL | {"learning_rate": 1e30}, str(tmp_path))
    assert found["curves"]["relative_loss"].iloc[-1] == training.MAX_RELATIVE_LOSS


def test_a_net_without_finite_numbers_stops(tmp_path, monkeypatch):
    real = tasks.adding

    def adding(rng, sequences, steps):
        x, target = real(rng, sequences, steps)
        return (x, target) if sequences == SMALL["test_sequences"] else (x * np.float32(np.nan), target)

    monkeypatch.setattr(tasks, "adding", adding)
    found = training.train_nets("adding", "vanilla", 5, 1, SMALL, str(tmp_path))["curves"]
    assert found["loss"].notna().tolist() == [True, False, False, False, False]


def test_tasks_hold_out_numbers_of_their_own():
    drawn = [tasks.task(name, 5, 10, 20).test[0][:, :, 0] for name in ("adding", "reset")]
    assert not np.allclose(drawn[0], (drawn[1] + 1) / 2, atol=1e-6)  # one uniform in [0, 1], one in [-1, 1]


def test_curves_of_mnist_name_their_data(tmp_path):
    budget = SMALL | {"steps": 28, "images": 40, "updates": 3, "evaluations": 3}
    table = training.train_nets("mnist", "vanilla", 5, 1, budget, str(tmp_path), digits())["curves"]
    assert set(table["data"]) == {"made up"}
    assert table["accuracy_percent"].between(0, 100).all()


def test_bad_nets_are_refused(tmp_path):
    with pytest.raises(BadInput, match="unknown LSTM variant"):
        training.train_nets("adding", "no gates at all", 5, 1, SMALL, str(tmp_path))
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
    assert contrast.holm(p) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.5])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_keeps_the_order_and_never_helps(p):
    p = np.array(p)
    corrected = contrast.holm(p)
    assert (corrected >= p).all()
    assert (corrected <= np.minimum(1, len(p) * p) + 1e-15).all()
    assert (np.diff(corrected[np.argsort(p, kind="stable")]) >= 0).all()


def test_paired_against_scipy():
    a, b = np.random.default_rng(3).normal(size=(2, 12))
    mean, halfwidth, p = contrast.paired(a - b)
    true = stats.ttest_rel(a, b)
    low, high = true.confidence_interval()
    assert (mean - halfwidth, mean + halfwidth, p) == pytest.approx((low, high, true.pvalue))
    assert contrast.paired(np.ones(4)) == (1.0, 0.0, 0.0)
    assert contrast.paired(np.zeros(4)) == (0.0, 0.0, 1.0)


def made_up_curves(drop: dict[str, float], seeds: int = 10) -> dict[str, pd.DataFrame]:
    """Curves in which each variant loses `drop` decades, on top of noise."""
    curves, rng = {}, np.random.default_rng(0)
    for task in ("adding", "mnist"):
        level = rng.normal(size=seeds)
        for cell in VARIANTS:
            rows = [
                {"task": task, "cell": cell, "steps": 9, "seed": n, "update": update, "accuracy_percent": 50.0}
                | {"relative_loss": 10 ** (level[n] + drop.get(cell, 0) + 0.05 * rng.normal())}
                for n in range(seeds)
                for update in (0, 10, 20, 30)
            ]
            table = pd.DataFrame(rows)
            curves[f"{task}/{cell}"] = table.assign(data="made up") if task == "mnist" else table
    return curves


def test_drops_find_what_was_put_in():
    found = ablation.ablation(made_up_curves({"no forget gate": 0.8, "no output gate": 0.3, "no peepholes": -0.3}))
    rows = found["variants"].set_index(["task", "variant"])
    assert rows.loc[("all tasks", "no forget gate"), "drop_decades"] == pytest.approx(0.8, abs=0.05)
    assert rows.loc[("adding", "no forget gate"), "verdict"] == "worse"
    assert rows.loc[("adding", "no peepholes"), "verdict"] == "better"
    assert rows.loc[("adding", "no input gate"), "verdict"] == "not told apart"
    assert set(found["verdicts"]["forget_gate_most"]) == {"yes"}
    rests = found["verdicts"].set_index("task")["data"]
    assert rests.to_dict() == {"adding": "", "mnist": "made up", "all tasks": "made up"}


@pytest.mark.parametrize(
    ("forget", "output", "answer"),
    [(0.9, 0.8, "yes"), (0.8, 0.8, "not told apart"), (0.8, 0.9, "no"), (0.0, 0.8, "no")],
)
def test_whether_removing_the_forget_gate_costs_most_has_three_answers(forget, output, answer):
    verdicts = ablation.ablation(made_up_curves({"no forget gate": forget, "no output gate": output}))["verdicts"]
    assert set(verdicts["forget_gate_most"]) == {answer}
    assert set(verdicts["rival"]) == {"no output gate"}
    assert verdicts["lead_decades"].to_numpy() == pytest.approx(forget - output, abs=0.04)
    beyond = (verdicts["lead_decades"].abs() > verdicts["lead_decades_halfwidth"]).tolist()
    assert beyond == [answer != "not told apart"] * 3


def test_the_condition_is_the_reset_task():
    curves, reset = (made_up_curves({"no forget gate": forget, "no output gate": 0.8}) for forget in (0.0, 0.9))
    curves |= {f"reset/{cell}": reset[f"adding/{cell}"].assign(task="reset") for cell in VARIANTS}
    answers = ablation.ablation(curves)["verdicts"].set_index("task")
    assert answers["forget_gate_most"].to_dict() == {"adding": "no", "mnist": "no", "reset": "yes", "all tasks": "no"}


def test_yes_needs_every_other_change_uncorrected_and_no_needs_one_of_them_corrected(monkeypatch):
    """With the same p-values, below the level before correction for seven, above it after."""
    monkeypatch.setattr(ablation, "paired", lambda d: (float(np.mean(d)), 0.0, 0.02))
    for forget, answer in ((5.0, "yes"), (-5.0, "not told apart")):
        verdicts = ablation.ablation(made_up_curves({"no forget gate": forget}))["verdicts"]
        assert set(verdicts["forget_gate_most"]) == {answer}


def test_what_cannot_be_compared_is_refused():
    curves = made_up_curves({})
    curves["mnist/no forget gate"] = curves["mnist/no forget gate"].query("seed > 0")
    with pytest.raises(BadInput, match="not comparable"):
        ablation.ablation(curves)
    rnn = pd.DataFrame({"task": "adding", "cell": "simple RNN", "steps": 5, "seed": [0, 1], "update": 1})
    rnn["relative_loss"] = 0.5
    with pytest.raises(BadInput, match="not comparable"):
        contrast.lags_contrast(rnn, rnn.assign(cell="vanilla", seed=[0, 2]))


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
        trained_gradients.trained_gradients(1, 2, lags, 9, {}, {})


def test_an_unknown_cell_has_no_gradient():
    with pytest.raises(BadInput, match="unknown LSTM variant"):
        gradient_decades.decades("LSTM", {}, np.zeros((9, 1, 2)), np.ones(1), [0])


def test_a_gradient_of_exactly_0_is_refused():
    with pytest.raises(BadInput, match=r"a gradient of 0 .* lag 30;"):
        untrained_gradients.untrained_gradients(1, 2, 3, 2, [0, 2, 30, 40], [1e-12], [0])


def test_nets_before_training_are_those_that_are_trained(tmp_path):
    idle = SMALL | {"updates": 0}
    stacks = [
        training.train_nets("adding", cell, 5, 3, idle, str(tmp_path / cell))["weights"] for cell in nets.CELLS[:2]
    ]
    for n in range(3):
        first = initialisation.first_weights("adding", "vanilla", 4, 5, n)
        assert all(np.array_equal(first[name], array[n]) for name, array in stacks[1].items())
    found = trained_gradients.trained_gradients(5, 10, [0, 2, 5], 6, *stacks)["curves"]
    before, after = (found[found["state"] == state].drop(columns="state") for state in ("before", "after"))
    pd.testing.assert_frame_equal(before.reset_index(drop=True), after.reset_index(drop=True), check_exact=True)


def test_trained_and_untrained_tables(tmp_path):
    lags = [0, 2, 5]
    stacks = [
        training.train_nets("adding", cell, 5, 3, SMALL, str(tmp_path / cell))["weights"] for cell in nets.CELLS[:2]
    ]
    found = trained_gradients.trained_gradients(5, 10, lags, 6, *stacks)
    wide = found["curves"].pivot(index=["state", "lag"], columns="cell", values="decades")
    assert (wide.xs(0, level="lag") == 0).all(axis=None)
    assert len(found["contrast"]) == 6
    fig = draw_vanishing.trained_gradients(found["curves"])
    assert [ax.get_title(loc="left") for ax in fig.axes] == ["Before training", "After training"]
    assert not problems(fig)
    table = untrained_gradients.untrained_gradients(1, 3, 8, 2, [0, 5, 10], [0.5, 2], [0, 3])
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
            untrained_gradients.untrained_gradients(1, 2, 4, 2, [0, 5], range(1, 7), range(6))
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
    found = {
        f"{task}/{cell}": training.train_nets(task, cell, 5, 2, SMALL, str(tmp_path / task / cell))["curves"]
        for task in ("adding", "reset")
        for cell in nets.CELLS[:2]
    }
    fig = draw_training.curves(found, images=100, test_images=50)
    assert len(fig.axes) == 4
    assert fig.axes[0].get_yscale() == "log"
    assert not problems(fig)
    rnn, vanilla = (training.lags(cell, 5, 2, [4, 8], SMALL, str(tmp_path / "lags" / cell)) for cell in nets.CELLS[:2])
    tables = contrast.lags_contrast(rnn, vanilla)
    assert list(tables["contrast"]["steps"]) == [4, 8]
    fig = draw_training.over_lag(tables["scores"], {"rnn": rnn, "vanilla": vanilla})
    assert {text.get_text() for text in fig.axes[0].texts} == {"simple RNN", "LSTM", "best constant answer"}
    assert not problems(fig)
    drops = ablation.ablation(made_up_curves({"no forget gate": 0.8}))
    fig = draw_ablation.drops(drops["variants"], drops["seeds"], images=100, test_images=50)
    assert [ax.get_title(loc="left") for ax in fig.axes] == ["Adding", "Digits", "Mean of the tasks"]
    assert fig.axes[0].get_yticklabels()[-1].get_text() == "no forget gate"
    assert not problems(fig)


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=8), st.floats(0.01, 3))
def test_labels_stand_apart_in_order(heights, gap):
    moved = np.array(spread(heights, gap))
    order = np.argsort(heights, kind="stable")
    assert (np.diff(moved[order]) >= gap - 1e-9).all()
    if (np.diff(np.sort(heights)) >= gap).all():
        assert moved == pytest.approx(heights)
