"""Pretraining: exact gradients, the count of multiplications, stacks of nets, the search, the tables and the figure."""

import numpy as np
import pandas as pd
import pytest

import naive
from articles.history.compute import autoencoders, condition, effects, pretraining, stacks, training
from articles.history.draw.pretraining import pretraining as draw
from datasets.mnist.split import split
from figure_checks.figures import problems
from methods import feedforward


@pytest.fixture(scope="module")
def mnist():
    """Ten kinds of noisy stripes on 6 by 6 pixels."""
    rng = np.random.default_rng(1)
    labels = np.arange(1200) % 10
    waves = np.sin(np.outer(np.arange(10) + 1, np.arange(36)) * 0.37) > 0
    images = np.clip(200 * waves[labels] + 30 * rng.random((1200, 36)), 0, 255).astype(np.uint8).reshape(-1, 6, 6)
    labels = np.where(rng.random(1200) < 0.05, rng.integers(0, 10, 1200), labels)  # some are wrong
    return {
        "train_images": images[:900], "train_labels": labels[:900],
        "test_images": images[900:], "test_labels": labels[900:], "data": np.array("stripes"),
    }  # fmt: skip


SHARED = {
    "width": 12, "repeats": 3, "images": 200, "validation_images": 100, "search_nets": 1, "batch": 20,
    "budget_epochs": 16, "pretraining_epochs": 1, "pretraining_rate": 0.05, "momentum": 0.9,
}  # fmt: skip
SIZES = {
    "depths": [1, 2], "gains": [1, 4], "rates": [0.05, 0.2], "biases": [0, 2], "pretraining_rates": [0.05, 0.2],
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(mnist):
    return pretraining.pretraining(mnist, 1, **SIZES, shared=SHARED)


def test_an_autoencoder_step_follows_the_gradient_of_its_loss():
    rng = np.random.default_rng(3)
    net, x = feedforward.glorot(rng, [6, 4, 2]), rng.random((8, 6))
    (w, b), before, back = net[0], net[0][0].copy(), np.zeros((1, 6))

    def loss():
        code = 1 / (1 + np.exp(-(x @ w + b)))
        z = code @ w.T + back
        return np.mean(np.sum(np.logaddexp(0, z) - x * z, axis=1))

    expected = naive.slopes(loss, w)
    autoencoders.pretrain(net, x, rng, epochs=1, batch=8, rate=1e-3, momentum=0.0)
    assert (before - w) / 1e-3 == pytest.approx(expected, abs=1e-6)


def test_first_gradients_are_those_of_single_nets_by_finite_differences(mnist):
    parts = split(mnist, 100, 1)
    stack = stacks.draw(parts, 1, [0, 5], (2, 4, 30))
    layers = [[part.astype(float) for part in layer] for layer in stack.net]
    found = training.gradient_sizes(training.PLAIN, layers, stack.train, stack.draws)
    for number in range(2):
        net = [tuple(part[number] for part in layer) for layer in layers]
        x, y = (part[number] for part in stack.train)

        def loss(net=net, x=x, y=y):
            z = feedforward.forward(net, ["sigmoid", "sigmoid", "identity"], x)[-1]
            return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])

        sizes = [np.linalg.norm(naive.slopes(loss, w)) for w, _ in net[:-1]]
        assert found[:, number] == pytest.approx(sizes, rel=1e-4)


@pytest.mark.parametrize("arm", [*training.ARMS, training.Arm("all", "ReLU", "Adam", 0.3, True, "no")])
def test_a_net_is_the_same_whichever_are_beside_it(mnist, arm):
    parts, sizes = split(mnist, 100, 1), training.Sizes(20, 0.9, 8, 1, 0.05)
    check = stacks.Images(stacks.pixels(parts.test), parts.test_labels)
    found = []
    for numbers in ([3], [1, 3]):
        begun = training.start(arm, stacks.draw(parts, 1, numbers, (2, 6, 60)), sizes, gain=2.0)
        found.append(training.with_labels(arm, begun, np.full(len(numbers), 0.02), sizes, check, check))
    alone, beside = found[0], found[1][found[1]["net"] == 1].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone.drop(columns="net"), beside.drop(columns="net"))


def test_repeated_nets_learn_as_the_first_ones_do(mnist):
    parts, sizes = split(mnist, 100, 1), training.Sizes(20, 0.9, 8, 1, 0.05)
    check = stacks.Images(stacks.pixels(parts.test), parts.test_labels)
    begun = training.start(training.PLAIN, stacks.draw(parts, 1, [0, 1], (1, 6, 60)), sizes)
    rows = training.with_labels(
        training.PLAIN, training.repeated(begun, 2), np.array([0.1, 0.1, 0.3, 0.1]), sizes, check, check
    )
    last = rows.groupby("net").last()
    assert last["first_gradient"][3] == last["first_gradient"][1]
    assert last["first_gradient"][2] != last["first_gradient"][0]


def test_all_arms_start_from_the_same_images_and_weights_times_the_gain(mnist):
    stack = stacks.draw(split(mnist, 100, 1), 1, [0, 1], (2, 5, 50))
    sizes = training.Sizes(20, 0.9, 8, 1, 0.05)
    plain, scaled = (training.start(training.PLAIN, stack, sizes, gain, 2.0).stack for gain in (1.0, 4.0))
    assert scaled.net[0][0] == pytest.approx(4 * plain.net[0][0])
    assert (scaled.net[-1][0] == stack.net[-1][0]).all()
    assert [set(b.ravel()) for _, b in scaled.net] == [{2.0}, {2.0}, {0.0}]
    assert (stack.net[0][1] == 0).all()
    pretrained = training.start(training.PRETRAINED[0], stack, sizes).stack
    assert (pretrained.train.x == stack.train.x).all()
    assert (pretrained.net[-1][0] == stack.net[-1][0]).all()


def test_pixels_are_means_of_squares():
    images = np.arange(16).reshape(1, 16)
    assert stacks.pixels(images) * 255 == pytest.approx(np.array([[2.5, 4.5, 10.5, 12.5]]))


def test_all_arms_spend_nearly_the_whole_budget(tables):
    last = tables["curves"].groupby(["arm", "depth", "first_gain", "repeat"])["epochs_spent"].max()
    assert last.max() <= SHARED["budget_epochs"]
    assert last.min() > SHARED["budget_epochs"] - 1
    first = tables["curves"].groupby("arm")["epochs_spent"].min()
    assert first["plain"] == 0
    assert first.drop("plain").min() > 0


def test_products_are_counted_as_the_loops_multiply():
    net = feedforward.glorot(np.random.default_rng(1), [5, 3, 2], (4,))
    assert training.epoch_products(net) == 2 * (15 + 6) + 6
    assert training.pretraining_products(net) == 5 * 15


def test_tables(tables):
    assert {str(table["data"].iloc[0]) for table in tables.values()} == {"stripes"}
    nets, search, choices = tables["nets"], tables["search"], tables["choices"]
    assert len(nets) == 3 * 2 * 2 * SHARED["repeats"]
    assert len(search) == 3 * 2 * 2 * 2 * SHARED["search_nets"]
    assert not set(search["net"]) & set(nets["repeat"])  # the search has nets of its own
    assert set(choices["rate_at_edge"]) == {"yes"}  # of two rates, both are
    mean = search.groupby(["arm", "depth", "first_gain", "rate"])["validation_error_percent"].mean()
    for row in choices.itertuples():
        assert row.rate == mean[row.arm, row.depth, row.first_gain].idxmin()
    assert (nets[nets["depth"] == 1]["first_decades"] == 0).all()
    assert nets["test_error_percent"].min() < 40  # far below the 90 % of guessing
    assert tables["gradients"].query("depth == 2")["layer"].unique().tolist() == [1, 2]


def test_effects_are_those_of_the_same_repeats(tables):
    nets = tables["nets"].set_index(["arm", "depth", "first_gain", "repeat"])["test_error_percent"].sort_index()
    row = tables["effects"].query("arm == 'autoencoders' and depth == 2 and first_gain == 4").iloc[0]
    differences = (nets["plain", 2, 4] - nets["autoencoders", 2, 4]).to_numpy()
    means = [(a + b) / 2 for n, a in enumerate(differences) for b in differences[n:]]
    assert row.lower_percent == pytest.approx(np.median(means))
    assert (row.deepest, row.nets, row.says, row.ability) == ("yes", 3, "not told apart", "undecided")
    assert row.lower_percent_halfwidth > abs(row.lower_percent)  # three nets decide nothing
    assert set(tables["starts"]["first_bias"]) == {0, 2}
    assert set(tables["start_rates"]["pretraining_rate"]) == {0.05, 0.2}
    rates = tables["rates"].set_index(["arm", "pretraining_rate"])
    assert len(rates) == 2 * 2
    assert rates["lower_percent"]["autoencoders", 0.05] == pytest.approx(row.lower_percent)
    assert rates["lower_percent"]["autoencoders", 0.2] != rates["lower_percent"]["autoencoders", 0.05]
    assert (rates["against_test_error_percent"] == row.against_test_error_percent).all()
    start = tables["starts"].query("first_bias == 0 and first_gain == 1").set_index("arm")["more_decades"]
    rate = tables["start_rates"].query("pretraining_rate == 0.05 and first_gain == 1").set_index("arm")["more_decades"]
    pd.testing.assert_series_equal(start, rate)


def test_the_better_rate_is_kept():
    search = pd.DataFrame({"rate": [0.1, 0.1, 1, 1, 2, 2], "validation_error_percent": [5, 7, 1, 3, 3, 1]})
    assert condition.best_rate(search) == 1


def made_up(differences: dict[tuple, list[float]]) -> pd.DataFrame:
    """Nets of arms `a` and `plain`, whose errors differ so, by depth."""
    rows = [
        {"arm": arm, "depth": depth, "repeat": n, "error": 50 - (arm == "a") * more}
        for depth, values in differences.items()
        for n, more in enumerate(values)
        for arm in ("a", "plain")
    ]
    return pd.DataFrame(rows)


def test_signs_are_those_of_holms_tests():
    up = np.linspace(1, 2, 10)
    seldom = up * np.where(np.arange(10) == 6, -1, 1)  # p is 0.037
    nets = made_up({1: up, 2: -up, 3: seldom, 4: [*up[1:], -0.1], 5: 2 * seldom})
    found = effects.effects(nets, "plain", ["depth"], "error", "lower", -1, ["arm"]).set_index("depth")
    assert found["says"].tolist() == ["above 0", "below 0", "not told apart", "above 0", "not told apart"]
    assert found["p_value"][3] < 0.05 < found["p_holm"][3]
    assert found["lower_halfwidth"][4] == found["lower"][4] - found["lower_low"][4]
    assert found["lower"][4] - found["lower_low"][4] > found["lower_high"][4] - found["lower"][4]
    assert found["lower_halfwidth"][2] == found["lower_high"][2] - found["lower"][2]
    assert ((found["p_holm"] < 0.05) == (found["says"] != "not told apart")).all()
    assert (abs(found["lower"]) > found["lower_halfwidth"]).tolist() == [True, True, False, True, False]
    assert found["p_value"][1] == found["p_value"][2] == 2 / 1024
    assert found["p_holm"][1] == pytest.approx(5 * 2 / 1024)


def test_only_flat_curves_of_nets_that_have_learned_decide_ability():
    spent = np.arange(1, 17)
    kinds = {"flat": 10 + 0 * spent, "falling": 40.0 / spent, "plateau": 90 + 0 * spent}
    curves = pd.concat(
        [
            pd.DataFrame({"arm": a, "repeat": n, "epochs_spent": spent, "validation_error_percent": e})
            for a, e in kinds.items()
            for n in range(3)
        ]
    ).assign(depth=1)
    state = effects.learning_states(curves, ["arm", "depth"], 16)
    assert dict(zip(state["arm"], state["state"], strict=True)) == {
        "flat": "flat", "falling": "still falling", "plateau": "not learned"
    }  # fmt: skip
    pairs = [
        ("flat", "flat", 1),
        ("flat", "flat", -1),
        ("flat", "flat", 0),
        ("flat", "falling", 1),
        ("plateau", "flat", -1),
    ]
    found = pd.DataFrame([{"arm": a, "against": b, "depth": 1, "says": effects.SAYS[side]} for a, b, side in pairs])
    ability = effects.abilities(found, state, ["depth"])["ability"]
    assert ability.tolist() == ["yes", "no", "undecided", "undecided", "undecided"]


def test_same_seed_same_nets(mnist):
    given = [condition.setting(mnist, 1, **SHARED) for _ in range(2)]
    first, second = (condition.condition(one, training.PRETRAINED[1], 1, [0.1, 0.2]) for one in given)
    for name, table in first.items():
        pd.testing.assert_frame_equal(table, second[name])


def test_figure(tables):
    names = ("curves", "gradients", "nets", "effects", "starts", "start_rates")
    fig = draw(**{name: tables[name] for name in names}, shared={**SHARED, "images": 60, "validation_images": 30})
    assert [ax.get_visible() for ax in fig.axes] == [True, True, False, *[True] * 6]
    assert len(fig.axes[0].get_lines()) == 3 * (SHARED["repeats"] + 1)
    assert fig.axes[3].get_lines()[-1].get_xdata()[0] > 0  # pretraining is work
    assert "stripes" in fig.get_supxlabel()
    assert "60 for training each net, 30 for validation" in fig.get_supxlabel()
    assert not problems(fig)
