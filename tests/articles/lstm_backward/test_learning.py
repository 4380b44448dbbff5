"""Training of several nets in one call: each is the net that is trained alone; tables of rates, scores and records."""

import numpy as np
import pandas as pd
import pytest

from articles.lstm_backward import nets
from articles.lstm_backward.compute import (
    again,
    agreement,
    conditions,
    gradient_grid,
    gradient_pairs,
    learning,
    long_run,
    recorded,
    scores,
    search,
    tasks,
    training,
)
from articles.lstm_backward.compute.learning import Member
from methods.rnn.variants import VARIANTS
from recomputed.errors import BadInput
from recomputed.results.store import load, save
from recomputed.workflow.sources import sources

SMALL = {"task": "adding", "steps": 6, "hidden": 5, "updates": 4, "batch": 3, "every": 2, "held_out": 40}


def same(one: dict, two: dict) -> bool:
    return set(one) == set(two) and all(np.array_equal(one[name], two[name], equal_nan=True) for name in one)


def alone(cell: str, member: Member, settings: dict = SMALL) -> dict:
    budget = learning.Settings(**settings)
    todo = tasks.task("adding", 5, budget.steps, budget.held_out)
    return learning.train_net(cell, todo, budget, 5, member)


@pytest.mark.parametrize("cell", [nets.SIMPLE, "vanilla"])
def test_a_net_among_others_is_the_net_alone(cell, tmp_path):
    members = [Member(3, 0.05, 1.0), Member(0, 1e30, 1.0), Member(0, 0.01, 0.5), Member(0, 0.01, 0.5, 2.0)]
    together = training.trained("adding-6", cell, 5, SMALL, members, str(tmp_path))
    for k, member in enumerate(members):
        net = alone(cell, member)
        assert all(np.array_equal(net[name], array[k], equal_nan=True) for name, array in together["weights"].items())
    assert not same(alone(cell, members[2]), alone(cell, members[3]))
    first = together["curves"].query("seed == 3")
    assert np.isfinite(first["loss"]).all()
    assert first["update"].tolist() == [0, 2, 4]


def test_a_short_training_is_the_beginning_of_a_long_one():
    """Also where the batches that are drawn together end within the longer training."""
    short, long = (
        alone("vanilla", Member(1, 0.01, 1.0), SMALL | {"updates": updates}) for updates in (4, 2 * learning.AT_ONCE)
    )
    np.testing.assert_array_equal(short["loss"], long["loss"][: len(short["loss"])])
    assert len(long["loss"]) == learning.AT_ONCE + 1


def test_unknown_cells_are_refused(tmp_path):
    with pytest.raises(BadInput):
        training.trained("adding-6", "no gates at all", 5, SMALL, [Member(0, 0.1, 1.0)], str(tmp_path))


# Search


def found(**pairs: list[float]) -> pd.DataFrame:
    """Scores of the search by rate and threshold, in the order given, two nets each."""
    rows = [
        {"task": "copy", "cell": "vanilla", "rate": rate, "threshold": threshold, "seed": n, "score": score}
        for (rate, threshold), values in pairs["scores"].items()
        for n, score in enumerate(values)
    ]
    return pd.DataFrame(rows)


def test_the_pair_with_the_lowest_mean_score_is_chosen():
    table = found(scores={(0.001, 1): [-1, -1], (0.01, 1): [-3, -0.1], (0.01, 9): [0, 0.1], (0.1, 1): [0, -2]})
    assert search.chosen(table, "copy", "vanilla") == (0.01, 1)
    row = search.choices(table).iloc[0]
    assert (row["nets"], row["rate_at_edge"]) == (2, "no")
    edge = found(scores={(0.1, 1): [-1, -1], (0.01, 1): [-1, -1]})  # of equal ones the first
    assert search.choices(edge).iloc[0][["rate", "rate_at_edge"]].tolist() == [0.1, "yes"]
    with pytest.raises(BadInput, match="not searched"):
        search.chosen(table, "reset", "vanilla")
    with pytest.raises(BadInput, match="missing column score"):
        search.chosen(table.drop(columns="score"), "copy", "vanilla")


def test_the_search_has_other_nets_and_other_sequences_than_the_comparison(tmp_path):
    asked = {"rates": [0.01, 0.1], "thresholds": [1.0], "nets": 2, "folder": str(tmp_path)}
    table = long_run.search_nets("adding-6", "vanilla", 5, SMALL | {"updates": 12, "every": 1}, **asked)
    assert table["seed"].min() >= search.FIRST_NET
    assert len(table) == 4
    held_out = [tasks.task("adding", 5, 6, 40, part).test[0] for part in ("test", "validation")]
    assert not np.array_equal(*held_out)


# Scores


def curve(relative: list[float], every: int = 10, **more: object) -> pd.DataFrame:
    place = {
        "task": "copy",
        "cell": "vanilla",
        "steps": 16,
        "hidden": 4,
        "parameters": 9,
        "rate": 0.1,
        "threshold": 1.0,
    }
    place |= {"start": np.nan, "seed": 0} | more
    return pd.DataFrame(place | {"update": every * np.arange(len(relative)), "relative_loss": relative})


def test_a_curve_is_flat_if_its_last_two_quarters_are_level():
    level = [1.0] + [0.5] * 19 + [0.01]  # one good evaluation at the end does not make a score
    row = scores.scores(curve(level)).iloc[0]
    assert row["score"] == pytest.approx(np.log10([0.5, 0.5, 0.5, 0.01]).mean())
    assert row["solved"] == 0
    assert row["solved_at_update"] == 200
    assert row["fall_decades"] == pytest.approx(np.log10(0.5 / 0.01) / 5)
    falling = scores.scores(curve([10 ** (-k / 20) for k in range(21)])).iloc[0]  # a decade in all
    assert falling["fall_decades"] == pytest.approx(0.25)
    assert falling["score"] == pytest.approx(-np.mean([17, 18, 19, 20]) / 20)


def test_solved_is_a_tenth_of_the_baseline():
    row = scores.scores(curve([1, 0.3, 0.09, 0.09, 0.09, 0.09])).iloc[0]
    assert (row["solved"], row["solved_at_update"], row["updates"]) == (1, 20, 50)
    never = scores.scores(curve([1, 1, 1, 1, 1, 1])).iloc[0]
    assert never["solved"] == 0
    assert np.isnan(never["solved_at_update"])


# Records


@pytest.fixture(scope="module")
def record(tmp_path_factory) -> dict:
    """Two small recorded nets, with the settings that they follow from."""
    folder = tmp_path_factory.mktemp("record")
    settings = {"training": {"tasks": {"adding-6": SMALL | {"updates": 2}}}, "long": {"updates": {"adding-6": 8}}}
    table = pd.DataFrame(
        [{"task": "adding-6", "cell": "vanilla", "rate": 0.01, "threshold": 1.0, "seed": 0, "score": 0}]
    )
    long = SMALL | {"updates": 8}
    kept = long_run.train_recorded("adding-6", "adding-6", "vanilla", 5, 2, long, table, str(folder), "1-of-1")
    for name, one in kept.items():
        save(one, folder / f"{name}.csv")
    return {f"{name}.csv": load(folder / f"{name}.csv") for name in kept} | {"settings": settings}


def repeated(record: dict, nets_table: pd.DataFrame | None = None) -> dict:
    tables = {name: record[name] for name in ("nets.csv", "curves.csv")}
    rows = tables["nets.csv"] if nets_table is None else nets_table
    return again.again(rows.iloc[1].to_dict(), tables, record["settings"], 5, {})


def test_a_recorded_net_comes_back_to_the_last_bit(record):
    assert repeated(record) == {
        "came_back": True, "task": "adding-6", "cell": "vanilla", "seed": 1, "largest_relative_difference": 0.0
    }  # fmt: skip


def test_a_record_that_does_not_come_back_is_noticed(record):
    other = record["nets.csv"].assign(weights="0")
    assert not repeated(record, other)["came_back"]
    changed = record["curves.csv"].copy()
    changed.loc[changed["seed"] == 1, "loss"] *= 1 + 1e-15
    found = repeated(record | {"curves.csv": changed})
    assert not found["came_back"]
    assert 0 < found["largest_relative_difference"] < 1e-14
    assert not repeated(record | {"curves.csv": record["curves.csv"].iloc[:-1]})["came_back"]


def test_the_hash_of_the_record_is_of_what_nets_follow_from_and_not_of_how_they_are_judged():
    of = sources("articles.lstm_backward.compute.again")
    names = {name.rpartition(".")[2] for name in of if name.startswith("articles.lstm_backward.compute.")}
    assert {"learning", "training", "tasks", "long_run", "search", "scores"} <= names
    assert not names & {"ablation", "conditions", "greff", "judged", "recorded", "statistics"}


def test_the_run_proper_is_compared_with_the_record(record, tmp_path):
    short = record["settings"]["training"]["tasks"]["adding-6"]
    ours = training.trained("adding-6", "vanilla", 5, short, [Member(0, 0.01, 1.0)], str(tmp_path))["curves"]
    save(ours, tmp_path / "ours.csv")
    check = agreement.record_check(record["curves.csv"], {"a": load(tmp_path / "ours.csv")}).iloc[0]
    assert check[["nets", "evaluations", "identical_percent"]].tolist() == [1, 2, 100]
    apart = agreement.record_check(record["curves.csv"], {"a": ours.assign(loss=ours["loss"] * [1, 2])}).iloc[0]
    assert apart["identical_percent"] == 50
    assert apart["largest_relative_difference"] == pytest.approx(1)


def test_recorded_curves_become_whole_again(record):
    whole = recorded.whole(record["nets.csv"], record["curves.csv"])
    assert set(scores.NET) <= set(whole)
    assert len(whole) == 10
    with pytest.raises(BadInput, match="curve without a net"):
        recorded.whole(record["nets.csv"].iloc[:1], record["curves.csv"])


# Gradients over starts and rates


def test_pairs_say_where_the_gradient_of_the_lstm_changes_less():
    def of(cell, value, size, name="value", **more):
        return pd.DataFrame({"cell": cell, name: value, **more, "decades": size + 0.01 * np.arange(6)})

    untrained = pd.concat(
        [of(nets.SIMPLE, 1.0, -9.0), of(nets.SIMPLE, 2.0, 1.0), of("vanilla", 0.0, -5.0), of("vanilla", 3.0, -0.5)]
    ).assign(lag=100, net=list(range(6)) * 4)
    trained = pd.concat([of(nets.SIMPLE, 1.0, -2.0, "start"), of("vanilla", 0.0, -1.0, "start")]).assign(
        lag=35, seed=list(range(6)) * 2, rate=0.01
    )
    trained = trained.rename(columns={"decades": "after_decades"})
    other = trained.assign(after_decades=[-1.0] * 6 + [-2.0] * 6)
    found = gradient_pairs.gradient_pairs(untrained, trained, other)
    answers = found["pairs"].set_index(["state", "gain", "forget_bias"])["closer"]
    assert answers["before"].to_dict() == {(1.0, 0.0): "yes", (1.0, 3.0): "yes", (2.0, 0.0): "no", (2.0, 3.0): "yes"}
    assert answers["after"].to_dict() == {(1.0, 0.0): "yes"}
    turns = found["turns"].set_index(["state", "forget_bias"])
    assert turns.loc[("before", 0.0), ["pairs", "closer", "farther"]].tolist() == [2, 1, 1]
    assert turns.loc[("after, another root seed", 0.0), ["pairs", "closer", "farther"]].tolist() == [1, 0, 1]


def test_the_grid_trains_every_start_at_every_rate(tmp_path):
    asked = {"gains": [0.5, 1], "biases": [0], "rates": [0.01, 0.1], "nets_each": 2, "threshold": 1.0}
    table = gradient_grid.gradient_grid("adding-6", 5, SMALL, **asked, sequences=3, lag=4, folder=str(tmp_path))
    assert table.groupby(["cell", "start", "rate"]).size().to_dict() == {
        **{(nets.SIMPLE, gain, rate): 2 for gain in (0.5, 1) for rate in (0.01, 0.1)},
        **{("vanilla", 0, rate): 2 for rate in (0.01, 0.1)},
    }
    assert np.isfinite(table[["before_decades", "after_decades"]]).all(axis=None)
    first = table[table["cell"] == nets.SIMPLE].groupby("seed")["before_decades"].nunique()
    assert (first == 2).all()  # one for each gain, whatever the rate


# Other conditions


@pytest.fixture(scope="module")
def other(tmp_path_factory) -> dict[str, pd.DataFrame]:
    """Two small nets of a variant under each condition."""
    folder, table = tmp_path_factory.mktemp("other"), found(scores={(0.01, 1.0): [0, 0]})
    table = table.assign(task="adding-6", cell="no forget gate")
    asked = ("adding-6", "no forget gate")
    return {
        condition: long_run.train_others(
            *asked, condition, 5, 2, SMALL | {"updates": 8}, table, str(folder / condition)
        )
        for condition in long_run.OTHERS
    }


def test_equal_parameters_are_as_near_as_a_number_of_units_allows():
    for variant in VARIANTS:
        for hidden in (16, 24):
            cell, units = nets.built(f"{variant}{nets.EQUAL}", 2, hidden, 1)
            wanted, got = nets.size(nets.VANILLA, 2, hidden, 1), [nets.size(cell, 2, units + k, 1) for k in (-1, 0, 1)]
            assert cell == variant
            assert min(range(3), key=lambda k: abs(got[k] - wanted)) == 1
    assert nets.built(f"vanilla{nets.EQUAL}", 2, 16, 1) == ("vanilla", 16)
    assert (
        nets.built(f"no forget gate{nets.EQUAL}", 2, 16, 1)[1]
        > 16
        > nets.built(f"full gate recurrence{nets.EQUAL}", 2, 16, 1)[1]
    )


def test_another_root_seed_is_the_comparison_of_another_seed(other, tmp_path):
    members = [Member(n, 0.01, 1.0) for n in range(2)]
    direct = training.trained("adding-6", "no forget gate", 6, SMALL | {"updates": 8}, members, str(tmp_path))
    table = other["another root seed"]
    assert table["score"].tolist() == scores.scores(direct["curves"])["score"].tolist()
    assert set(table["cell"]) == set(other["equal parameters"]["cell"]) == {"no forget gate"}
    assert table["hidden"].iloc[0] < other["equal parameters"]["hidden"].iloc[0]


@pytest.mark.parametrize("condition", long_run.OTHERS)
def test_other_nets_come_back_to_the_last_bit(other, condition, record, tmp_path):
    save(other[condition], tmp_path / "others.csv")
    row = load(tmp_path / "others.csv").iloc[1].to_dict()
    found = again.again(row, {}, record["settings"], 5, {})
    assert (found["came_back"], found["largest_relative_difference"]) == (True, 0.0)
    for changed in ({"weights": "0"}, {"score": row["score"] * (1 + 1e-15)}):
        assert not again.again(row | changed, {}, record["settings"], 5, {})["came_back"]


def test_verdicts_are_compared_condition_by_condition():
    rng = np.random.default_rng(0)
    rows = [
        {"task": task, "cell": cell, "seed": n, "score": rng.normal() * 0.01 + (cell == "no forget gate")}
        for task in ("copy", "reset") for cell in ("vanilla", "no forget gate", "no peepholes") for n in range(10)
    ]  # fmt: skip
    sizes = dict.fromkeys(("steps", "hidden", "parameters", "rate", "threshold", "updates"), 1)
    main = pd.DataFrame(rows).assign(**sizes, data="", solved=0, solved_at_update=np.nan, fall_decades=0.0)
    turned = main.assign(score=main["score"] * np.where(main["cell"] == "no forget gate", -1, 1), condition="turned")
    alike = main[main["cell"] != "vanilla"].assign(condition="alike")
    tables = conditions.under_conditions(main, pd.concat([turned, alike]), ["copy", "reset"])
    table = tables["other_variants"].set_index(["condition", "variant", "task"])
    assert set(table.loc["turned", "verdict"].loc["no forget gate"]) == {"better"}
    assert set(table.loc["turned", "same"].loc["no forget gate"]) == {"no"}
    assert set(table.loc[conditions.FEWER, "same"]) == {"yes"}
    assert set(table.loc["alike", "same"]) == set(table.loc[conditions.RECORDED, "same"]) == {"yes"}
    assert set(tables["other_verdicts"].query("condition == 'turned'")["forget_gate_most"]) == {"no"}
    cells = conditions.under_conditions(main, alike.assign(fall_decades=1.0), ["copy"])["other_cells"]
    assert cells.set_index("condition").loc["alike", ["cell", "says", "same"]].to_numpy().tolist() == [
        ["vanilla", "not solved", "yes"],
        ["no forget gate", "still falling", "no"],
        ["no peepholes", "still falling", "no"],
    ]
    assert set(cells["task"]) == {"copy"}
    with pytest.raises(BadInput, match="missing column condition"):
        conditions.under_conditions(main, main, ["copy"])
