"""Counted work, decisions and abbreviations: against what is counted or played out one by one."""

from itertools import product

import numpy as np
import pytest

from articles.business_intelligence.compute import architecture, decisions, initials


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("SPOT", "Single Source of Truth", False),
        ("SPOT", "Single Point of Truth", True),
        ("TCO", "Total Cost of Ownership", True),
        ("TOC", "Total Cost of Ownership", False),
        ("BI", "Business Intelligence", True),
        ("ABI", "Business Intelligence", False),
    ],
)
def test_letters_of_an_abbreviation_begin_its_words(short, long, fits):
    row = initials.abbreviations([{"short": short, "long": long}]).iloc[0]
    assert (row.initials == short) == fits


def sums(rows: int, groups: int, machines: int, rng) -> int:
    """Sum up random rows on so many machines, add up the parts in pairs; count the steps of the longest path."""
    parts = [set(rng.integers(0, groups, rows)) for _ in range(machines)]
    steps = rows
    while len(parts) > 1:
        steps += max(len(other) for other in parts[1::2])
        parts = [one | other for one, other in zip(parts[::2], parts[1::2], strict=True)]
    return steps


@pytest.mark.parametrize("groups", [1, 30, 400])
def test_steps_of_a_report_on_many_machines(groups):
    rng = np.random.default_rng(1)
    table = architecture.scaling(200, 8, [groups], [90])
    counted = np.mean([sums(200, groups, 8, rng) for _ in range(40)])
    assert table.machines.tolist() == [2, 4, 8]
    assert table.efficiency_percent.iloc[-1] == pytest.approx(100 * 200 / counted, rel=0.02)
    assert table.efficiency_over_limit.iloc[0] == pytest.approx(table.efficiency_percent.iloc[0] / 90)


def test_a_report_with_one_line_scales_and_one_with_a_line_for_each_row_does_not():
    table = architecture.scaling(100_000, 1024, [1, 10**9], [90]).set_index("groups").efficiency_percent
    assert table[1].min() > 99.9
    assert table[10**9].max() == pytest.approx(50, rel=1e-3)
    assert table[10**9].min() < 1


def merge_sort(values: list) -> tuple[list, int]:
    """Sort by merging, and count the comparisons."""
    if len(values) < 2:
        return values, 0
    (one, left), (other, right) = merge_sort(values[: len(values) // 2]), merge_sort(values[len(values) // 2 :])
    merged, count = [], left + right
    while one and other:
        count += 1
        merged.append((one if one[0] <= other[0] else other).pop(0))
    return merged + one + other, count


@pytest.mark.parametrize("n", [2, 10, 100, 257])
def test_comparisons_of_a_merge_stay_below_their_bound(n):
    rng = np.random.default_rng(n)
    counted = sum(merge_sort(list(rng.permutation(n)))[1] for _ in range(2))
    assert counted + 2 * n <= architecture.merged(n)
    assert counted + 2 * n > 0.5 * architecture.merged(n)


def test_the_unsuitable_model_loses_on_any_hardware_from_some_size_on():
    table = architecture.joins([100, 10**6], [1, 1000]).set_index(["hardware_factor", "rows"])
    assert table.gain_over_hardware[1000, 100] < 1 < table.gain_over_hardware[1000, 10**6]
    for factor in (1, 1000):
        crossing = int(table.slower_from[factor, 100])
        assert architecture.gain(crossing) > factor
        assert architecture.gain(crossing // 10) <= factor


def test_paths_by_way_of_one_place_are_counted_one_by_one():
    table = architecture.central([2, 3, 7]).set_index(["sources", "departments"])
    for s, d in product([2, 3, 7], repeat=2):
        direct = {(f"s{i}", f"d{j}") for i in range(s) for j in range(d)}
        central = {(f"s{i}", "c") for i in range(s)} | {("c", f"d{j}") for j in range(d)}
        assert (table.direct[s, d], table.central[s, d]) == (len(direct), len(central))
    assert table.saved_percent[2, 2] == 0
    assert table.saved_percent[7, 7] == pytest.approx(100 * (1 - 14 / 49))


@pytest.mark.parametrize(
    ("prior", "believed", "accuracy", "expected"),
    [
        (0.5, 1.0, 1.0, 0.5),  # acts in the good half of the cases
        (0.5, 0.5, 0.5, 0.0),
        (0.9, 0.6, 0.6, 0.8),  # the report changes nothing
        (0.5, 0.9, 0.1, -0.4),  # trusted and wrong
        (0.9, 1.0, 1.0, 0.9),
    ],
)
def test_value_of_a_decision(prior, believed, accuracy, expected):
    assert decisions.value(prior, believed, accuracy) == pytest.approx(expected)


def test_value_of_a_decision_as_played_out():
    rng = np.random.default_rng(2)
    prior, believed, accuracy = 0.6, 0.8, 0.7
    good = rng.random(200_000) < prior
    shown = good == (rng.random(200_000) < accuracy)
    gains = np.where(shown, 2.0 * good - 1, 0)  # without a good report, 0.6 * 0.2 < 0.4 * 0.8: does not act
    assert decisions.value(prior, believed, accuracy) == pytest.approx(gains.mean(), abs=0.005)


def test_information_is_never_worth_less_than_nothing_unless_it_is_wrong():
    for prior, accuracy in product([0.01, 0.3, 0.5, 0.9], [0.5, 0.6, 0.99]):
        assert decisions.value(prior, accuracy, accuracy) >= decisions.value(prior, 0.5, 0.5) - 1e-12
    table = decisions.net_value([0.55], [0.99], [10_000], [1000])
    assert table.net.tolist() == pytest.approx([-1000])


def test_days_of_many_decisions():
    table = decisions.mass(1, [0.5, 0.99], [20], 300).set_index("accuracy")
    assert table.better_percent[0.5] == 0  # a report that says nothing is ignored
    assert table.better_percent[0.99] > 95
    assert decisions.mass(1, [0.7], [20], 300).equals(decisions.mass(1, [0.7], [20], 300))


def test_a_trusted_report_that_is_wrong_costs_more_than_gut_feeling():
    table = decisions.gut_feeling(0.9, [0.5, 0.6], [0.3, 0.9]).set_index(["gut_accuracy", "report_accuracy"])
    assert table.report_costs_more[0.5, 0.3] == pytest.approx(0.2)
    assert table.report_costs_more[0.6, 0.9] == pytest.approx(-0.3)
