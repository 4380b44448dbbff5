"""The MNIST appendix of PCA: tables against scikit-learn, figures against tables, on real and sample data."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.decomposition import PCA

from articles.pca.compute.mnist import select, study
from articles.pca.compute.mnist_kept import neighbours
from articles.pca.compute.mnist_shapes import coarseness, likeness
from articles.pca.draw import mnist as draw
from datasets.mnist import embedded, find
from figure_checks.figures import problems
from methods.pca.fit import fit
from recomputed.errors import BadInput
from recomputed.results import store

CONFIG = store.load(Path(__file__).parents[3] / "src/articles/pca/config.yaml")["mnist"]


@pytest.fixture(scope="module")
def sample():
    return {**embedded.load(), "data": np.array("a sample: provisional")}


@pytest.fixture(scope="module")
def results(sample):
    return study(sample, **CONFIG)


def test_every_table_names_its_data(results):
    for name, table in results.items():
        assert (np.array(table["data"]) == "a sample: provisional").all(), name


def test_ratios_agree_with_scikit_learn(sample, results):
    chosen = sample["train_images"][sample["train_labels"] == 3].reshape(-1, 784)
    theirs = PCA(svd_solver="full").fit(chosen)
    ours = results["ratios"].query("digits == '3'")
    np.testing.assert_allclose(ours.ratio[:499], theirs.explained_variance_ratio_[:499], rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(ours.cumulative_ratio.iloc[-1], 1)
    assert results["summary"].dimension_reaching_share[0] == PCA(0.95, svd_solver="full").fit(chosen).n_components_


def test_reconstruction_errors_agree_with_scikit_learn(sample, results):
    chosen = sample["train_images"][sample["train_labels"] == 3].reshape(-1, 784).astype(float)
    pca = PCA(200, svd_solver="full").fit(chosen)
    error = pca.inverse_transform(pca.transform(chosen)) - chosen
    table = results["reconstruction"].query("latent_dimension == 200")
    rmse = np.sqrt(np.mean(error**2, axis=1))
    np.testing.assert_allclose(table.rmse_grey[:5], rmse[:5], rtol=1e-6)
    whole = table[table.image == "all"].iloc[0]
    np.testing.assert_allclose(whole.rmse_grey, np.sqrt(np.mean(error**2)), rtol=1e-9)
    np.testing.assert_allclose(whole.rmse_grey, results["summary"].rmse_grey[0], rtol=1e-9)
    np.testing.assert_allclose(whole.variance_lost_percent, 100 - results["summary"].kept_percent[0], rtol=1e-9)
    np.testing.assert_allclose(whole.largest_error_of_white, np.abs(error).max() / 255, rtol=1e-6)


def test_all_dimensions_rebuild_everything(results):
    assert results["reconstruction"].query("latent_dimension == 784").largest_error_of_white.max() < 1e-12
    rebuilt, originals = results["images"]["rebuilt"], results["images"]["originals"]
    np.testing.assert_array_equal(np.round(rebuilt[-1]), originals)


def test_two_settings_described_alike_select_alike(results):
    table = results["switch"].set_index("form")
    assert table.differ.to_dict() == {"printed": "no", "edited": "yes"}
    assert table.loc["edited", ["first_images", "second_images"]].tolist() == [5000, 500]


def test_low_frequency_share_of_a_plane_wave():
    rows = np.arange(28)
    waves = [np.tile(np.cos(2 * np.pi * cycles * rows / 28)[:, None], 28) for cycles in (0, 2, 3, 5, 13)]
    table = coarseness(np.array(waves).reshape(5, -1).T, (28, 28), [3, 4], group=1).set_index("low_cycles")
    np.testing.assert_allclose(table.low_frequency_percent[4], [100, 100, 100, 0, 0], atol=1e-9)
    np.testing.assert_allclose(table.low_frequency_percent[3], [100, 100, 0, 0, 0], atol=1e-9)


def test_eigenvectors_are_like_the_digit_whose_ink_they_move():
    rng = np.random.default_rng(0)
    means = rng.uniform(size=(10, 50))
    axes = np.stack([-means[3], means[3] * rng.choice([-1, 1], 50), means[4]]).T
    table = likeness(axes, means, 3, [1, 2, 3])
    assert table.alike.tolist() == [1, 2, 2]
    assert table.percent.tolist() == [100, 100, pytest.approx(200 / 3)]


def test_neighbours_that_stay_against_sorting_all_distances(sample):
    own = sample["train_images"][sample["train_labels"] == 3][:60].reshape(60, -1)
    pca = fit(own)

    def nearest(table, n):
        return set(np.argsort([np.inf if m == n else np.sum((table[n] - x) ** 2) for m, x in enumerate(table)])[:5])

    scores, pixels = pca.transform(own, 4), own.astype(float)
    stay = [len(nearest(pixels, n) & nearest(scores, n)) for n in range(60)]
    found = neighbours(pca, own, 4, [1, 5], 60).set_index("k")
    assert found.kept_percent[5] == pytest.approx(100 * np.mean(stay) / 5)
    assert neighbours(pca, own, 784, [5], 60).kept_percent.item() == pytest.approx(100)


def test_what_is_left_out_and_kept_are_the_rest_of_each_other(results):
    left, kept = results["left_out"].set_index("after_axis").percent, results["kept"]
    assert left[200] == pytest.approx(100 - kept[kept.digits == "3"].kept_percent.iloc[0])
    assert set(kept.digits) == {"3", "all"}
    np.testing.assert_allclose(kept.over_threshold * kept.threshold_percent, kept.kept_percent)


def test_select():
    labels = np.array([3, 1, 3])
    assert select(labels, True, 3).tolist() == [0, 1, 2]
    assert select(labels, False, 3).tolist() == [0, 2]


def test_a_digit_that_is_missing_is_told(sample):
    few = {**sample, "train_images": sample["train_images"][:600], "train_labels": sample["train_labels"][:600]}
    with pytest.raises(BadInput, match="images of 3"):
        study(few, **CONFIG)


def test_first_images_and_settings(results):
    images = results["images"]
    assert images["first"].shape == (3, 28, 28)
    assert images["eigenvectors"].shape == (25, 28, 28)
    np.testing.assert_allclose(np.sum(images["eigenvectors"] ** 2, axis=(1, 2)), 1)
    assert (np.diff(images["eigenvalue_percent"]) <= 0).all()


def test_figures_show_their_tables(results, tmp_path):
    images, summary = results["images"], results["summary"]
    first = draw.first_images(images)
    np.testing.assert_array_equal(first.axes[0].images[0].get_array(), images["first"][0])
    vectors = draw.eigenvectors(images)
    panels = [ax for ax in vectors.axes if ax.images]
    assert len(panels) == 25
    assert f"{images['eigenvalue_percent'][6]:.1f} %" in panels[6].get_title(loc="center")
    low, high = panels[0].images[0].get_clim()
    assert low == -high == -np.abs(images["eigenvectors"]).max()
    curves = draw.cumulative_ratio(results["ratios"], summary)
    lines = [line for line in curves.axes[0].lines if len(line.get_xdata()) == 784]
    for line, name in zip(lines, ("3", "all"), strict=True):
        expected = results["ratios"].query(f"digits == '{name}'").cumulative_ratio
        np.testing.assert_array_equal(line.get_ydata(), expected)
    marks = {tuple(np.ravel(line.get_xydata())) for line in curves.axes[1].lines if len(line.get_xdata()) == 1}
    assert marks >= {(row.dimension_reaching_share, 0.95) for row in summary.itertuples()}
    assert marks >= {(200, row.cumulative_ratio) for row in summary.itertuples()}
    rebuilt = draw.reconstructions(images, results["reconstruction"])
    assert len(rebuilt.axes) == 15
    np.testing.assert_array_equal(rebuilt.axes[7].images[0].get_array(), images["rebuilt"][0, 2])
    assert f"{results['reconstruction'].rmse_grey.iloc[2]:.1f}" in rebuilt.axes[7].get_xlabel()
    for number, fig in enumerate((first, vectors, curves, rebuilt)):
        assert "provisional" in fig.get_supxlabel()
        assert fig.get_label()
        assert not problems(fig)
        store.save(fig, tmp_path / f"{number}.png")


def test_the_real_threes(real_mnist_dir):
    """Indices and counts known of the full training set."""
    mnist = find.obtain("full", str(real_mnist_dir), [], timeout_seconds=1)["arrays"]
    results = study(mnist, **CONFIG)
    assert results["images"]["first_index"].tolist() == [7, 10, 12]
    summary = results["summary"].set_index("digits")
    assert summary.images.to_dict() == {"3": 6131, "all": 60000}
    assert summary.pixels_never_inked["all"] == 67
    assert summary.dimension_reaching_share["all"] == 154
    errors = results["reconstruction"].query("image == 'all'").set_index("latent_dimension")
    assert errors.largest_error_of_white[784] < 1e-12
