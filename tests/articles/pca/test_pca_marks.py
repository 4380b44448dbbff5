"""The integers behind the printed marks: every moment set, the witness table, its axes and factors, the pictures."""

from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from articles.pca.compute import expansions, factors, marks, marks_statistics, marks_witness, moment_search, thresholds
from articles.pca.draw import marks as draw
from articles.pca.draw import marks_tables as draw_tables
from figure_checks.figures import problems
from recomputed.errors import BadInput
from recomputed.results.store import load

ROOT = Path(__file__).parents[3]
SEED = load(ROOT / "config.yaml")["seed"]
SETTINGS = load(ROOT / "src/articles/pca/config.yaml")["marks"]
PRINTED = {name: SETTINGS[name] for name in ("subjects", "students", "highest", "means", "covariance")}
TRIED = {"students_tried": SETTINGS["students_tried"]}
SUBJECTS = SETTINGS["subjects"]


@pytest.fixture(scope="module")
def table():
    return marks.marks(**PRINTED, steps=SETTINGS["steps"], seed=SEED)


@pytest.fixture(scope="module")
def axes(table):
    return factors.axes(table, SUBJECTS, SETTINGS["covariance"], SETTINGS["vectors"])


def test_only_divisor_n_can_give_the_printed_covariances_and_only_in_one_way():
    tables = marks.moments(**PRINTED, **TRIED)
    search = tables["search"].set_index("divisor")
    assert search.full_sets.to_dict() == {"N": 1, "N-1": 0}
    assert search.entries_without_integer["N-1"] == 1  # the variance of Japanese: no integer at all
    chosen = tables["candidates"].query("in_full_set == 'yes'")
    assert chosen.sum_of_products.tolist() == [103198, 108788, 118760, 116632, 126302, 137487]
    assert set(chosen.sum_first) | set(chosen.sum_second) == {1744, 1854, 2019}


def test_exact_moments_are_those_of_the_one_set_and_of_the_witness(table):
    exact = marks.moments(**PRINTED, **TRIED)["exact"]
    for row in exact.itertuples():
        assert f"{row.exact:.{len(row.printed.partition('.')[2])}f}" == row.printed
    values = marks_statistics.statistics(table).set_index(["statistic", "first", "second"]).value
    for row in exact.itertuples():
        assert values[row.statistic, row.first, row.second] == pytest.approx(row.exact, rel=1e-12)


@pytest.mark.parametrize(
    "wrong", [{"means": ["58.12", "61.8", "67.3"]}, {"covariance": [["60.46", *PRINTED["covariance"][0][1:]]]}], ids=str
)
def test_digits_that_no_integers_have_are_a_result(wrong):
    printed = {**PRINTED, **{name: [*rows, *PRINTED[name][len(rows) :]] for name, rows in wrong.items()}}
    tables = marks.moments(**printed, **TRIED)
    assert tables["search"].fits.tolist() == ["no", "no"]
    exact = tables["exact"]
    units = [10.0 ** -len(text.partition(".")[2]) for text in exact.printed]
    off = np.abs(exact.exact - exact.printed.astype(float)) / units
    assert off.max() > 0.5  # so that the claim on it fails
    assert off.max() < 5
    near = marks_statistics.statistics(marks.marks(**printed, steps=SETTINGS["steps"], seed=0))
    assert near.value[: len(exact)].to_numpy() == pytest.approx(exact.exact.to_numpy())


def test_every_candidate_prints_like_the_article():
    for row in marks.moments(**PRINTED, **TRIED)["candidates"].itertuples():
        assert f"{row.exact:.2f}" == row.printed


@given(st.integers(0, 300), st.integers(0, 300), st.integers(2, 30), st.booleans())
def test_candidates_against_trying_every_integer(a, b, students, square):
    a, b = min(a, 10 * students), min(b, 10 * students)
    sums = (a, a if square else b)
    got = moment_search.product_candidates("1.5", sums, students, students, 10, square)
    want = naive.integers_that_print(
        "1.5", lambda t: Fraction(t, students) - Fraction(sums[0] * sums[1], students**2), range(100 * students + 1)
    )
    if square:
        least, most = moment_search.square_range(a, students, 10)
        want = [t for t in want if t % 2 == a % 2 and least <= t <= most]
    assert got == want


def test_square_sums_have_the_parity_of_the_sum():
    assert moment_search.product_candidates("0.7", (4, 4), 4, 4, 10, square=True) == []  # 4 + 4 · 0.7 ± 0.2 holds 7
    assert moment_search.product_candidates("0.7", (4, 4), 4, 4, 10, square=False) == [7]


@pytest.mark.parametrize("divisor", [3, 2])
def test_moment_sets_against_every_small_table(divisor):
    """Three students, two subjects, marks 0 to 3: the search finds all that enumeration finds, and contains no other
    sums or products than those that obey its necessary conditions."""
    rows = list(product(range(4), repeat=2))
    tables = list(product(rows, repeat=3))
    means, covariance = (
        ["1.3", "1.7"],
        {3: [["0.22", "0.11"], ["0.11", "0.22"]], 2: [["0.33", "0.17"], ["0.17", "0.33"]]},
    )
    want = naive.moment_sets(tables, means, covariance[divisor], divisor)
    sums = moment_search.sum_candidates(means, 3, 3)
    found = moment_search.moment_sets(sums, covariance[divisor], 3, divisor, 3)
    assert want
    assert want <= {(*s, *p[np.triu_indices(2)]) for s, p in found}


@given(st.lists(st.integers(0, 9), min_size=2, max_size=6))
def test_square_range_holds_for_any_marks(scores):
    least, most = moment_search.square_range(sum(scores), len(scores), 9)
    assert least <= sum(s * s for s in scores) <= most


def test_square_range_is_attained():
    every = [sum(s * s for s in t) for t in product(range(5), repeat=4) if sum(t) == 7]
    assert moment_search.square_range(7, 4, 4) == (min(every), max(every))


def test_witness_attains_every_moment_in_integers(table):
    scores = table[SUBJECTS].to_numpy()
    assert scores.dtype.kind == "i"
    assert scores.shape == (30, 3)
    assert scores.min() >= 0
    assert scores.max() <= 100
    assert scores.sum(axis=0).tolist() == [1744, 1854, 2019]
    assert (scores.T @ scores)[np.triu_indices(3)].tolist() == [103198, 108788, 118760, 116632, 126302, 137487]


@pytest.mark.parametrize("seed", range(25))
def test_witness_is_found_from_any_seed_and_repeats(seed):
    first, again = (marks.marks(**PRINTED, steps=SETTINGS["steps"], seed=seed) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**31))
def test_witness_recovers_the_moments_of_any_table(seed):
    scores = np.clip(np.rint(np.random.default_rng(seed).normal(10, 4, size=(12, 3))), 0, 20).astype(int)
    found = marks_witness.witness(scores.sum(axis=0), scores.T @ scores, 12, 20, seed, 20000)
    assert (found.T @ found == scores.T @ scores).all()
    assert (found.sum(axis=0) == scores.sum(axis=0)).all()


def test_bad_input_is_refused_in_one_line():
    with pytest.raises(BadInput, match="58,1"):
        moment_search.sum_candidates(["58,1"], 30, 100)
    with pytest.raises(BadInput, match="raise steps"):
        marks.marks(**PRINTED, steps=1, seed=0)


def test_statistics_against_numpy(table):
    values = marks_statistics.statistics(table).set_index(["statistic", "first", "second"]).value
    scores = table[SUBJECTS].to_numpy(dtype=float)
    cov, corr = np.cov(scores, rowvar=False, bias=True), np.corrcoef(scores, rowvar=False)
    for i in (0, 1):
        assert values["correlation lead", SUBJECTS[i], "english"] == pytest.approx(corr[i, 2] - corr[0, 1])
    for i, a in enumerate(SUBJECTS):
        assert values["mean", a, a] == pytest.approx(scores[:, i].mean())
        for j, b in enumerate(SUBJECTS[i:], start=i):
            assert values["covariance", a, b] == pytest.approx(cov[i, j])
            assert i == j or values["correlation", a, b] == pytest.approx(corr[i, j])


def test_eigenvalues_against_numpy_and_inside_the_range_of_rounding(axes, table):
    eigen = axes["eigen"].set_index(["source", "factor"])
    scores = table[SUBJECTS].to_numpy(dtype=float)
    want = np.linalg.eigvalsh(np.cov(scores, rowvar=False, bias=True))[::-1]
    assert eigen.loc["exact"].eigenvalue.to_numpy() == pytest.approx(want)
    printed = eigen.loc["printed"]
    assert printed.eigenvalue.between(printed.eigenvalue_low, printed.eigenvalue_high).all()
    # The exact matrix rounds to the printed one, so its eigenvalues lie in the range that rounding leaves open.
    assert eigen.loc["exact"].eigenvalue.between(printed.eigenvalue_low, printed.eigenvalue_high).all()
    assert eigen.ratio.groupby("source").sum().to_numpy() == pytest.approx(1)


def test_eigenvectors_solve_the_eigenvalue_problem(axes):
    matrix = np.array(SETTINGS["covariance"], dtype=float)
    vectors = axes["vectors"].query("source == 'printed'")
    for row in axes["eigen"].query("source == 'printed'").itertuples():
        u = vectors[vectors.factor == row.factor].weight.to_numpy()
        assert matrix @ u == pytest.approx(row.eigenvalue * u)
        assert u[np.abs(u).argmax()] > 0


def test_orthonormality_test_can_fail(table):
    wrong = [["0.640", "0.602", "0.589"], *SETTINGS["vectors"][1:]]
    good, bad = (factors.axes(table, SUBJECTS, SETTINGS["covariance"], v) for v in (SETTINGS["vectors"], wrong))
    assert good["orthonormality"].max_departure_over_allowed.max() <= 1
    for _, own in bad["orthonormality"].groupby("product"):
        assert own.max_departure_over_allowed.max() > 1


def test_rounding_alone_stays_within_what_is_allowed():
    """Any vectors and matrix, rounded to the printed number of digits, keep to the bound on UᵀVU."""
    rng = np.random.default_rng(1)
    for _ in range(200):
        table = rng.normal(size=(20, 3)) @ rng.normal(size=(3, 3)) * 5
        matrix = np.cov(table, rowvar=False)
        vectors = np.linalg.eigh(matrix)[1].T
        printed = ([[f"{x:.{digits}f}" for x in row] for row in part] for part, digits in ((vectors, 3), (matrix, 2)))
        assert factors._off_diagonal(*printed)[1] <= 1


def test_scores_are_a_rigid_motion_without_covariance(table):
    result = factors.scores(table, SUBJECTS)
    scores, before = result["scores"][["xi", "eta", "zeta"]].to_numpy(), table[SUBJECTS].to_numpy(dtype=float)
    assert np.linalg.norm(scores, axis=1) == pytest.approx(np.linalg.norm(before - before.mean(axis=0), axis=1))
    matrix = result["covariance"].covariance.to_numpy().reshape(3, 3)
    assert matrix - np.diag(np.diag(matrix)) == pytest.approx(np.zeros((3, 3)), abs=1e-10)
    relative = result["covariance"].query("first != second").size_over_trace
    assert 0 < relative.max() < 1e-12


def test_a_unit_breaks_the_rule_and_equal_variances_keep_it(table):
    rule = marks_statistics.correlation_rule(table, [1, 10]).set_index("unit_ratio")
    assert rule.ordered_percent[1] == 100
    assert 0 < rule.ordered_percent[10] < 100
    equal = table.assign(math=2 * table.japanese.to_numpy()[::-1], english=np.roll(table.japanese, 1))
    equal["japanese"] *= 2
    equal["english"] *= 2
    assert marks_statistics.correlation_rule(equal, [1]).ordered_percent.item() == 100


def test_numbers_of_students_are_counted_as_their_moment_sets():
    found = marks.moments(**PRINTED, **TRIED)["students"].set_index("students")
    assert list(found.index) == list(range(20, 41))
    assert found.full_sets[30] == 1
    assert set(found.index[found.full_sets > 0]) == {30, 40}
    assert found.nearest_that_fits.to_dict() == {n: 30 if n <= 35 else 40 for n in range(20, 41)}


def test_thresholds_are_divided_into_what_they_measure(table, axes):
    ranges = {name: [0.5, 2] for name in ("weight_ratio", "sd_marks", "percent", "kept_percent", "lost_percent")}
    found = thresholds.marks_thresholds(table, SUBJECTS, ranges).set_index(["measure", "factor", "threshold"])
    exact = axes["eigen"].query("source == 'exact'").set_index("factor")
    for factor, row in exact.iterrows():
        assert found.value["weight_ratio", factor, 2] == pytest.approx(row.weight_ratio)
        assert found.value["sd_marks", factor, 2] ** 2 == pytest.approx(row.eigenvalue)
        assert found.value["percent", factor, 2] == pytest.approx(100 * row.ratio)
        assert found.value["kept_percent", factor, 2] == pytest.approx(row.cumulative_percent)
        # The smallest error of any linear map to so few numbers is what the eigenvalues left out have.
        assert found.value["lost_percent", factor, 2] == pytest.approx(100 - row.cumulative_percent, abs=1e-9)
    np.testing.assert_allclose(found.over_threshold, found.value / found.index.get_level_values("threshold"))


def test_the_expansion_about_the_mean_is_that_of_pca(table):
    found = expansions.angles(table, SUBJECTS).set_index(["about", "axis"]).angle_deg
    assert found["mean"].max() < 1e-6
    by_moments = expansions.expansions(
        [repr(float(m)) for m in table[SUBJECTS].mean()],
        np.cov(table[SUBJECTS].T, bias=True).astype(str).tolist(),
    ).query("about == 'origin'")
    np.testing.assert_allclose(found["origin"], by_moments.angle_to_centred_deg, rtol=1e-6)


def test_panels_are_counted(table):
    layout = marks_statistics.tables(table, [1])
    assert layout["mirrored"].iloc[0].to_dict() == {"panels": 9, "mirrored_panels": 9}
    assert layout["panels"].groupby(["first", "second"]).size().eq(30).all()


@pytest.mark.parametrize(("panel", "left"), [(("japanese", "math"), 7), (("math", "math"), 8)])
def test_a_wrong_panel_is_not_mirrored(table, panel, left):
    points = marks_statistics.panels(table).reset_index(drop=True)
    own = points[(points["first"] == panel[0]) & (points["second"] == panel[1])].index
    moved, missing, shuffled = points.copy(), points.drop(index=own), points.copy()
    moved.loc[own[3], "x"] += 1
    shuffled.loc[own, "student"] = shuffled.loc[own, "student"].to_numpy()[::-1]
    assert marks_statistics.mirrored(moved).mirrored_panels.item() == left
    assert marks_statistics.mirrored(shuffled).mirrored_panels.item() == (left if panel[0] != panel[1] else 9)
    assert marks_statistics.mirrored(missing).mirrored_panels.item() == left


SEARCH = pd.DataFrame({"divisor": ["N", "N-1"], "sum_sets": 27, "entries_without_integer": [0, 1], "full_sets": [1, 0]})


def test_every_figure_of_marks_says_that_they_are_a_witness(table, axes):
    statistics, result = marks_statistics.statistics(table), factors.scores(table, SUBJECTS)
    figures = [
        draw_tables.table(table, statistics, SEARCH),
        draw.scatter_matrix(marks_statistics.panels(table), statistics),
        draw.eigenbasis(result["scores"], axes["eigen"]),
    ]
    for figure in [*figures, draw_tables.summary(axes["eigen"], axes["vectors"])]:
        assert not problems(figure)
    for figure in figures:
        assert "not the students' own marks" in " ".join(figure.get_supxlabel().split())
        assert figure.get_label()


def test_table_figure_holds_every_mark(table):
    figure = draw_tables.table(table, marks_statistics.statistics(table), SEARCH)
    texts = [text.get_text() for text in figure.axes[0].texts]
    for mark in table[SUBJECTS].to_numpy().ravel():
        assert str(mark) in texts
    assert len(texts) >= 30 * 4


def test_scatter_matrix_mirrors_its_panels(table):
    figure = draw.scatter_matrix(marks_statistics.panels(table), marks_statistics.statistics(table))
    panels = np.array(figure.axes).reshape(3, 3)
    for i, j in product(range(3), repeat=2):
        here, there = (panels[p].collections[0].get_offsets() for p in ((i, j), (j, i)))
        assert np.array_equal(here, there[:, ::-1])
        assert panels[i, j].get_aspect() == 1


def test_summary_shows_exact_and_printed_eigenvalues(axes):
    texts = " ".join(text.get_text() for text in draw_tables.summary(axes["eigen"], axes["vectors"]).axes[0].texts)
    assert "30.619" in texts
    assert "30.615 ± 0.010" in texts


def test_main_subjects_carry_more_than_an_equal_share(axes):
    exact = axes["eigen"].query("source == 'exact'").set_index("factor")
    weights = axes["vectors"].query("source == 'exact'").pivot(index="factor", columns="subject", values="weight")
    for factor, text in exact.main_subjects.items():
        named = {word[1:]: word[0] for word in text.split()}
        for subject, weight in weights.loc[factor].items():
            assert (subject in named) == (weight**2 > 1 / 3)
            assert named.get(subject, "+" if weight > 0 else "-") == ("+" if weight > 0 else "-")
    assert exact.weight_ratio["xi"] == pytest.approx(weights.loc["xi"].max() / weights.loc["xi"].min())
