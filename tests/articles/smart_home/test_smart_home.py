"""Simulated products: against closed forms and what must be so without noise or drift."""

import numpy as np
import pytest

from articles.smart_home.compute import learning


def test_uncertainty_falls_as_the_closed_form_says():
    table = learning.uncertainty(1, 4000, [0, 1, 50], [1, 9]).set_index("observations")
    assert table.sd[0] == pytest.approx(np.sqrt(9 / (100 * 11)))
    assert table.halfwidth[0] == 0
    # One observation: Beta(2, 9) with probability 0.1, else Beta(1, 10).
    one = 0.1 * np.sqrt(18 / (121 * 12)) + 0.9 * np.sqrt(10 / (121 * 12))
    assert abs(table.sd[1] - one) < 2 * table.halfwidth[1]
    assert table.smaller_percent[1] == pytest.approx(90, abs=2)  # a surprise raises the uncertainty
    assert table.sd[50] < table.sd[1] / 1.5


def test_without_slips_a_product_learns_the_direction():
    errors = learning.growth(1, 40, [10, 1000], 0.0).error_percent
    assert errors.iloc[1] < 1.5 < errors.iloc[0]


@pytest.mark.parametrize(
    ("guessed", "angle", "share"), [(0, np.pi / 2, 0.5), (0.1, 2 * np.pi, 0.1 / np.pi), (0, 3, 3 / np.pi)]
)
def test_two_directions_part_on_the_angle_between_them(guessed, angle, share):
    assert learning.wrong(guessed, angle) == pytest.approx(share)
    points = np.random.default_rng(3).normal(size=(100_000, 2))
    sides = [np.sign(points @ [np.cos(a), np.sin(a)]) for a in (guessed, angle)]
    assert np.mean(sides[0] != sides[1]) == pytest.approx(share, abs=0.01)


def test_care_is_worth_what_the_user_changes():
    table = learning.care(1, 30, 52, 60, [0, 1], 0.2).set_index("drift_degrees")
    assert table.left_over_cared_for[0] == 0  # nothing changed, nothing to learn anew
    assert table.halfwidth[0] == 0
    assert table.left[1] == pytest.approx(100 * 52 / 180, rel=0.2)
    assert table.left_over_cared_for[1] - table.halfwidth[1] > 10


def test_slips_are_decisions_at_random():
    rng = np.random.default_rng(4)
    measured, wanted = learning.decided(rng, 0.0, 20_000, 0.4)
    assert np.mean(np.sign(measured[:, 0]) == wanted) == pytest.approx(0.8, abs=0.01)
    assert learning.fitted(measured, wanted) == pytest.approx(0, abs=0.05)
