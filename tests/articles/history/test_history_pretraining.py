"""Pretraining: exact gradients, the count of multiplications, and the tables."""

import numpy as np
import pandas as pd
import pytest

import naive
from articles.history.compute import pretraining
from articles.history.draw.pretraining import pretraining as draw
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


SIZES = {
    "depths": [1, 2], "width": 12, "repeats": 2, "images": 300, "validation_images": 100, "batch": 20,
    "budget_epochs": 8, "pretraining_epochs": 1, "rates": [0.05, 0.3], "pretraining_rate": 0.05, "momentum": 0.9,
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(mnist):
    return pretraining.pretraining(mnist, 1, **SIZES)


def test_gradients_of_the_cross_entropy_against_finite_differences():
    rng = np.random.default_rng(2)
    net, x, y = feedforward.glorot(rng, [4, 3, 3]), rng.normal(size=(5, 4)), rng.integers(0, 3, 5)

    def loss():
        z = feedforward.forward(net, ["sigmoid", "identity"], x)[-1]
        return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(5), y])

    for layer, pair in zip(net, pretraining.loss_gradients(net, x, y), strict=True):
        for part, slope in zip(layer, pair, strict=True):
            assert slope == pytest.approx(naive.slopes(loss, part), abs=1e-7)


def test_an_autoencoder_step_follows_the_gradient_of_its_loss():
    rng = np.random.default_rng(3)
    net, x = feedforward.glorot(rng, [6, 4, 2]), rng.random((8, 6))
    (w, b), before, back = net[0], net[0][0].copy(), np.zeros((1, 6))

    def loss():
        code = 1 / (1 + np.exp(-(x @ w + b)))
        z = code @ w.T + back
        return np.mean(np.sum(np.logaddexp(0, z) - x * z, axis=1))

    expected = naive.slopes(loss, w)
    pretraining.pretrain(net, x, rng, epochs=1, batch=8, rate=1e-3, momentum=0.0)
    assert (before - w) / 1e-3 == pytest.approx(expected, abs=1e-6)


def test_both_arms_spend_nearly_the_whole_budget(tables):
    last = tables["curves"].groupby(["arm", "depth", "repeat"]).epochs_spent.max()
    assert last.max() <= SIZES["budget_epochs"]
    assert last.min() > SIZES["budget_epochs"] - 1


def test_products_are_counted_as_the_loops_multiply():
    net = feedforward.glorot(np.random.default_rng(1), [5, 3, 2])
    assert pretraining.epoch_products(net) == 2 * (15 + 6) + 6
    assert pretraining.pretraining_products(net) == 5 * 15


def test_tables(tables):
    curves, slopes = tables["curves"], tables["gradients"]
    assert set(curves["data"]) == {"stripes"}
    assert (curves.groupby(["arm", "depth"]).rate.nunique() == 1).all()
    assert curves.groupby(["arm", "depth"]).repeat.nunique().eq(2).all()
    assert slopes[slopes.depth == 2].layer.unique().tolist() == [1, 2]
    assert (slopes.gradient > 0).all()
    end = curves[curves.depth == 1].groupby("arm").test_error_percent.last()
    assert end.max() < 40  # far below the 90 % of guessing


def test_the_better_rate_is_kept():
    ends = pd.DataFrame(
        {"arm": "plain", "depth": 1, "rate": [0.1, 0.1, 1, 1], "validation_error_percent": [5, 7, 1, 3]}
    )
    assert pretraining.best_rates(ends)["rate"].tolist() == [1]


def test_same_seed_same_curves(mnist):
    sizes = {**SIZES, "depths": [2], "rates": [0.1], "budget_epochs": 4}
    first, second = (pretraining.pretraining(mnist, 1, **sizes)["curves"] for _ in range(2))
    assert first.equals(second)


def test_figure(tables):
    fig = draw(**tables, images=60, validation_images=30)
    by_depth, by_work, by_layer, over_time = fig.axes
    assert by_depth.get_lines()[0].get_xdata().tolist() == [1, 2]
    assert by_work.get_lines()[1].get_xdata()[0] > 0
    assert by_layer.get_yscale() == over_time.get_yscale() == "log"
    assert "stripes" in fig.get_supxlabel()
    assert "60 for training and 30" in fig.get_supxlabel()
    assert not problems(fig)
