"""History: universal approximation, recurrent nets, the first CNN, Boltzmann machines, and remedies for depth."""

import numpy as np
import pandas as pd
import pytest

import naive
from articles.history.compute import (
    approximation,
    boltzmann,
    convolution,
    deep_net,
    first_cnn,
    pretraining,
    recurrent,
    remedies,
)
from methods import feedforward


def test_larger_nets_follow_functions_more_closely():
    tables = approximation.approximation(1, [5, 200], [40, 0.001])
    worst = tables["errors"].groupby("hidden")["error_percent"].max()
    assert worst[200] < worst[5]
    reached = tables["reached"].set_index("within_percent")
    assert reached.hidden[0.001] == 0
    assert reached.excess_percent[0.001] == pytest.approx(worst.min() - 0.001)
    assert approximation.reached(tables["errors"], [worst[200], worst[5]])["hidden"].tolist() == [200, 5]


def test_output_weights_are_those_of_least_squares():
    rng = np.random.default_rng(1)
    outputs, values = rng.normal(size=(30, 4)), rng.normal(size=(30, 2))
    expected = np.linalg.lstsq(outputs, values, rcond=None)[0]
    assert approximation._least_squares(outputs, values) == pytest.approx(expected, abs=1e-6)


def test_clipping_keeps_nets_that_explode_without_it():
    sizes = {"hidden": 16, "steps": 20, "sequences": 16, "updates": 150, "nets_each": 3}
    table = recurrent.exploding(1, **sizes, gains=[2.5], rates=[0.3], threshold=1).set_index("arm")
    assert table.failed["clipped"] < table.failed["not clipped"]
    assert table.largest_norm["clipped"] < table.largest_norm["not clipped"]


def test_gradients_of_the_recall_against_finite_differences():
    rng = np.random.default_rng(2)
    weights = {"U": recurrent._input_weights(rng, 4), "W": recurrent._recurrent_weights(rng, 4, 1.2), "b": np.zeros(4)}
    weights |= {"V": rng.normal(size=(1, 4)), "c": np.zeros(1)}
    x = rng.normal(size=(5, 3, recurrent.INPUTS))
    for name, gradient in recurrent._gradients(weights, x).items():
        expected = naive.slopes(lambda: recurrent._loss(weights, x)[0], weights[name])
        assert gradient == pytest.approx(expected, abs=1e-6)


def test_the_first_lstm_keeps_what_a_simple_rnn_loses():
    table = recurrent.vanishing(1, hidden=12, sequences=4, nets_each=4, lags=[5, 30], gains=[0.5])
    assert (table.more_decades - table.more_decades_halfwidth > 1).all()
    assert table.simple_decades[1] < 3 * table.simple_decades[0]
    assert table.lstm_decades.abs().max() < 0.5  # with a forget gate it would be some -9 at lag 30


def test_gradients_of_the_cnn_against_finite_differences():
    rng = np.random.default_rng(3)
    net = [(w.astype(float), rng.normal(size=b.shape)) for w, b in convolution.draw(rng, "2.4 / root of inputs")]
    x, top = rng.normal(size=(2, 1, 16, 16)), rng.normal(size=(2, 1, 10))
    sums, exact = convolution.backward(net, *convolution.forward(net, x), top)
    assert [part.shape for part in sums] == [(2, 64, 12), (2, 16, 12), (2, 1, 30), (2, 1, 10)]

    def loss():
        return (convolution.forward(net, x)[1][-1] * top).sum()

    for layer, gradients in zip(net, exact, strict=True):
        for part, gradient in zip(layer, gradients, strict=True):
            for place in rng.integers(0, part.size, 3):
                one = np.unravel_index(place, part.shape)
                kept = part[one]
                part[one] = kept + 1e-5
                above = loss()
                part[one] = kept - 1e-5
                assert gradient[one] == pytest.approx((above - loss()) / 2e-5, rel=1e-4, abs=1e-7)
                part[one] = kept


def test_patches_are_what_a_unit_sees_and_spread_is_their_transpose():
    rng = np.random.default_rng(4)
    maps = rng.normal(size=(2, 3, 16, 16))
    cut = convolution.patches(maps)
    seen = np.pad(maps, ((0, 0), (0, 0), (2, 2), (2, 2)))[1, :, 4:9, 6:11]  # row 2, column 3
    assert np.array_equal(cut[1, 2 * 8 + 3], seen.ravel())
    other = rng.normal(size=cut.shape)
    assert (cut * other).sum() == pytest.approx((maps * convolution.spread(other, 16)).sum())


def test_smaller_images():
    images = np.zeros((2, 784), np.uint8)
    images[1].reshape(28, 28)[:2, :2] = 255
    found = first_cnn.smaller(images)
    assert found.shape == (2, 1, 16, 16)
    assert found[0].max() == -1
    assert found[1, 0, 1, 1] == 1
    assert (found[1] == 1).sum() == 1


@pytest.fixture(scope="module")
def mnist():
    """Ten kinds of noisy stripes on 8 by 8 pixels."""
    rng = np.random.default_rng(1)
    labels = np.arange(1200) % 10
    waves = np.sin(np.outer(np.arange(10) + 1, np.arange(64)) * 0.37) > 0
    images = np.clip(200 * waves[labels] + 30 * rng.random((1200, 64)), 0, 255).astype(np.uint8).reshape(-1, 8, 8)
    return {
        "train_images": images[:900], "train_labels": labels[:900],
        "test_images": images[900:], "test_labels": labels[900:], "data": np.array("stripes"),
    }  # fmt: skip


def test_the_first_cnn_learns_and_its_gradients_are_measured(mnist):
    limits = {"within_factor": [2, 1e6], "readable_percent": [1, 99]}
    tables = first_cnn.first_cnn(mnist, 1, 500, 2, 25, [0.03] * 15, 0.9, **limits)
    errors, slopes = tables["errors"].set_index("readable_percent"), tables["gradients"]
    assert errors.error_percent[99] < 50  # far below the 90 % of guessing
    assert errors.excess_percent[1] == pytest.approx(errors.error_percent[1] - 1)
    start = slopes[slopes.stage == "before training"].set_index(["start", "within_factor"])
    assert start.decades["2.4 / inputs", 2] > 2 > 1 > start.decades["2.4 / root of inputs", 2]
    assert (start.excess_decades - start.decades).to_numpy() == pytest.approx(-np.log10([2, 2, 1e6, 1e6]))
    assert slopes.stage.value_counts().to_dict() == {"before training": 4, "after training": 2}


@pytest.mark.parametrize("normalised", [False, True])
@pytest.mark.parametrize("kind", ["sigmoid", "tanh", "ReLU"])
def test_gradients_of_deep_nets_against_finite_differences(kind, normalised):
    rng = np.random.default_rng(5)
    layers = deep_net.layers_of(feedforward.glorot(rng, [4, 5, 3, 3]), normalised)
    for layer in layers:
        for part in layer[1:]:
            part += 0.1 * rng.normal(size=part.shape)
    x, y = rng.normal(size=(9, 4)), rng.integers(0, 3, 9)

    def loss():
        z = deep_net.outputs(layers, kind, x)[0]
        return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(9), y])

    exact = deep_net.gradients(layers, kind, x, y, 0.0, rng)
    for layer, found in zip(layers, exact, strict=True):
        for part, gradient in zip(layer, found, strict=True):
            assert gradient == pytest.approx(naive.slopes(loss, part), abs=1e-6)


def test_a_stack_of_deep_nets_has_the_gradients_of_each():
    rng = np.random.default_rng(6)
    net = feedforward.glorot(rng, [4, 5, 5, 3], (2,))
    x, y = rng.random((2, 8, 4)), rng.integers(0, 3, (2, 8))
    for normalised in (False, True):
        layers = deep_net.layers_of(net, normalised)
        together = deep_net.gradients(layers, "sigmoid", x, y, 0.0, rng)
        for number in range(2):
            one = [[part[number] for part in layer] for layer in layers]
            alone = deep_net.gradients(one, "sigmoid", x[number], y[number], 0.0, rng)
            for layer, expected in zip(together, alone, strict=True):
                for part, other in zip(layer, expected, strict=True):
                    assert part[number] == pytest.approx(other)


def test_dropout_keeps_the_gradient_on_average():
    rng = np.random.default_rng(7)
    layers = deep_net.layers_of(feedforward.glorot(rng, [4, 6, 3]), False)
    x, y = rng.random((8, 4)), rng.integers(0, 3, 8)
    drawn = np.array([deep_net.gradients(layers, "sigmoid", x, y, 0.2, rng)[0][0] for _ in range(4000)])
    assert drawn.mean(axis=0) == pytest.approx(deep_net.gradients(layers, "sigmoid", x, y, 0.0, rng)[0][0], abs=0.01)
    assert drawn.std(axis=0).max() > 0.01


def test_a_step_of_a_boltzmann_machine_is_that_of_its_units_one_by_one():
    rng = np.random.default_rng(8)
    net = feedforward.glorot(rng, [4, 3, 2], dtype=np.float32)
    w, b, x = net[0][0].copy(), net[0][1].copy(), rng.random((6, 4)).astype(np.float32)
    boltzmann.pretrain(net, x, np.random.default_rng(9), epochs=1, batch=6, rate=0.1, momentum=0.0)
    draw = np.random.default_rng(9)
    seen = x[draw.permutation(6)]
    noise = draw.random((6, 3), dtype=np.float32)
    expected = w.astype(float)
    for one, chance in zip(seen, noise, strict=True):
        on = 1 / (1 + np.exp(-(one @ w + b[0])))
        again = 1 / (1 + np.exp(-(w @ (chance < on))))
        on_again = 1 / (1 + np.exp(-(again @ w + b[0])))
        expected += 0.1 / 6 * (np.outer(one, on) - np.outer(again, on_again))
    assert net[0][0] == pytest.approx(expected, abs=1e-5)


def test_the_up_pass_of_a_boltzmann_machine_is_a_sigmoid_layer(monkeypatch):
    assert boltzmann.up_pass(1, 3, 5, 4)["max_relative_error"][0] < 1e-12
    monkeypatch.setitem(feedforward.ACTIVATIONS, "sigmoid", feedforward.ACTIVATIONS["tanh"])
    assert boltzmann.up_pass(1, 3, 5, 4)["max_relative_error"][0] > 0.1


SHARED = {
    "width": 12, "repeats": 8, "images": 200, "validation_images": 100, "search_nets": 1, "batch": 20,
    "budget_epochs": 8, "pretraining_epochs": 1, "pretraining_rate": 0.05, "momentum": 0.9,
}  # fmt: skip
SIZES = {
    "depths": [1, 2], "gains": [1, 4], "rates": [0.05, 0.2], "biases": [0, 2], "pretraining_rates": [0.05, 0.2],
}  # fmt: skip
PLAIN = {"activation": "sigmoid", "optimiser": "momentum", "dropout": 0.0, "normalised": False}
ARMS = [
    {**PLAIN, "arm": "nothing", "rates": SIZES["rates"]},
    {**PLAIN, "arm": "Adam", "optimiser": "Adam", "rates": [0.01]},
    {**PLAIN, "arm": "ReLU", "activation": "ReLU", "normalised": True, "rates": [0.05]},
]


@pytest.fixture(scope="module")
def found(mnist):
    before = pretraining.pretraining(mnist, 1, **SIZES, shared=SHARED)
    return before, remedies.remedies(
        mnist, before["nets"], before["curves"], seed=1, arms=ARMS, deeper=[3], boltzmann_trials=2,
        depths=SIZES["depths"], rates=SIZES["rates"], shared=SHARED,
    )  # fmt: skip


def test_an_arm_without_remedy_is_the_plain_net(found):
    before, tables = found
    ours = tables["nets"].query("arm == 'nothing' and depth == 2").reset_index(drop=True)
    plain = before["nets"].query("arm == 'plain' and depth == 2 and first_gain == 1").reset_index(drop=True)
    pd.testing.assert_frame_equal(ours.drop(columns="arm"), plain.drop(columns="arm"), check_dtype=False)


def test_arms_of_both_depths_are_compared(found):
    before, tables = found
    table = tables["effects"]
    assert set(table["against"]) == {"autoencoders"}
    assert sorted(zip(table["arm"], table["depth"], strict=True)) == [
        (arm, depth) for arm in ("Adam", "ReLU", "nothing") for depth in (2, 3)
    ]
    assert set(table["data"]) == {"stripes"}
    assert tables["nets"][tables["nets"]["arm"] == "ReLU"]["test_error_percent"].max() < 60
    assert set(before["nets"]["repeat"]) == set(tables["nets"]["repeat"]) == set(range(8))


def test_all_arms_and_depths_are_one_family(found):
    table = found[1]["effects"]
    least = table["p_value"].min()
    assert table.loc[table["p_value"] == least, "p_holm"].min() == pytest.approx(min(1, len(table) * least))
