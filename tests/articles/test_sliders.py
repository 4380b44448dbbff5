"""Tables of the figures with sliders against closed forms."""

import numpy as np
import pytest

from articles.bias_variance.compute import fits, synthetic
from articles.curse.compute import angle_slider, shells
from articles.lstm_backward.compute import clipping_slider
from articles.lstm_forward.compute.by_hand import by_hand
from articles.pca.compute import mnist_rebuilt
from methods.pca.fit import fit


def test_bins_of_the_angle_add_up_and_the_ball_s_are_exact_in_three_dimensions():
    table = angle_slider.tables(1, [2], 500, 10, [3, 20], 10)["slider"]
    for _, part in table.groupby(["law", "dimension"]):
        assert part["percent"].sum() == pytest.approx(100)
        assert part["ball_percent"].sum() == pytest.approx(100)
        near = part[part["angle_deg"].isin([85, 95])]["percent"].sum()
        assert part["near_percent"].unique() == pytest.approx([near])
    low, high = np.radians([80, 90])
    row = table[(table["dimension"] == 3) & (table["angle_deg"] == 85)].iloc[0]
    assert row["ball_percent"] == pytest.approx(50 * (np.cos(low) - np.cos(high)))


def test_the_shell_by_the_right_and_by_the_printed_exponent():
    table = shells.slider([0.01, 0.1], 500, [400]).set_index(["epsilon", "dimension"])
    assert table.loc[(0.01, 400), "share_percent"] == pytest.approx(100 * (1 - 0.99**400))
    assert table.loc[(0.1, 400), "circle_percent"] == pytest.approx(19)
    assert table.loc[(0.1, 2), "share_percent"] == pytest.approx(19)


def test_a_cell_held_by_hand_is_a_geometric_series():
    table = by_hand([0.5, 1], [0, 0.1], 30).set_index(["forget", "input", "step"])
    assert table.loc[(0.5, 0.1, 30), "cell"] == pytest.approx(0.5**30 + 0.1 * (1 - 0.5**30) / 0.5)
    assert table.loc[(1, 0.1, 30), "cell"] == pytest.approx(4)
    assert table.loc[(0.5, 0, 3), "kept_percent"] == pytest.approx(12.5)
    np.testing.assert_allclose(table["squashed"], np.tanh(table["cell"]))


def test_clipped_steps_are_at_most_rate_times_threshold():
    net = {"steps": 20, "start": 0.5, "target": -0.5, "first": [2.1, 0.0], "rate": 0.05}
    table = clipping_slider.slider([0.5, 1000], updates=20, **net)
    longest = table.groupby("threshold")["longest"].first()
    assert longest[0.5] <= 0.05 * 0.5 * (1 + 1e-12)
    moved = np.hypot(table["w"].diff(), table["b"].diff()).to_numpy()
    same = (table["update"] > 0).to_numpy()
    np.testing.assert_allclose(moved[same], table["step"].shift().to_numpy()[same])


def test_drawn_fits_of_degree_one_are_lines_and_a_large_penalty_flattens_them():
    settings = {"samples": 12, "noise_sd": 0.3, "max_degree": 3, "penalties": [1e9]}
    table = fits.fits(1, 2, 5, **settings)
    line = table[(table["sweep"] == "degree") & (table["value"] == 1) & (table["training_set"] == 0)]
    np.testing.assert_allclose(np.diff(line["prediction"], 2), 0, atol=1e-12)
    flat = table[(table["sweep"] == "penalty") & (table["training_set"] == 1)]
    assert np.ptp(flat["prediction"]) < 1e-6
    np.testing.assert_array_equal(line["truth"], synthetic.curve(line["x"].to_numpy()))


def test_frames_end_with_the_image_itself():
    images = np.random.default_rng(1).integers(0, 256, (30, 2, 3), np.uint8)
    found = mnist_rebuilt.frames(fit(images.reshape(30, -1)), images, np.array([4, 7]), [1, 6, 99])
    assert found["axes"].tolist() == [1, 6]
    np.testing.assert_array_equal(found["rebuilt"][-1], images[[4, 7]])
    assert found["cumulative_ratio"][-1] == pytest.approx(1)
    assert (found["rebuilt"][0] != images[[4, 7]]).any()
