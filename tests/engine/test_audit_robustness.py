"""Verdicts under other seeds and other preprocessings: the right calls, in order, on the right inputs."""

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from entries import entry

from recomputed.audit.robustness import rerun, wording
from recomputed.audit.robustness.plans import plans
from recomputed.audit.robustness.recipes import plan, recipes
from recomputed.audit.robustness.rerun import called, compared, under_preprocessing, under_seed
from recomputed.audit.verdict import audit
from recomputed.errors import BadInput
from recomputed.results.store import save
from recomputed.workflow import data_sets

DIGITS = data_sets.arrays_file("digits")


def rule(name, call, output, inputs=None, **params):
    outputs = [output] if isinstance(output, str) else list(output.values())
    named = {} if isinstance(output, str) else output

    class Outputs(list):
        items = staticmethod(named.items)

    return SimpleNamespace(
        name=name, params=params | {"call": f"{__name__}:{call}", "code": "a hash"}, input=inputs or {},
        output=Outputs(outputs),
    )  # fmt: skip


def draw(seed, count):
    return pd.DataFrame({"x": np.random.default_rng(seed).normal(size=count)})


def mean(points, data=None):
    rows = points if isinstance(points, pd.DataFrame) else pd.concat(points.values())
    return {"mean": pd.DataFrame({"mean": [rows.x.mean()]}), "unused": pd.DataFrame({"n": [len(rows)]})}


def brightness(digits):
    return pd.DataFrame({"mean": [float(digits["train"].mean())], "images": [len(digits["train"])]})


RULES = [
    rule("points", "draw", "results/points-{part}.csv", seed=7, count=5),
    rule("mean", "mean", {"mean": "results/mean.csv", "unused": "results/n.csv"},
         {"points": ["results/points-a.csv", "results/points-b.csv"]}),
    rule("bright", "brightness", "results/bright.csv", {"digits": DIGITS}),
    rule("slow", "draw", "results/slow.csv", seed=7, count=2),
    rule("of_slow", "mean", {"mean": "results/of_slow.csv"}, {"points": "results/slow.csv"}),
    rule("chosen", "mean", {"mean": "results/chosen.csv"}, {"points": lambda wildcards: "results/points-a.csv"}),
    rule("mixed", "mean", {"mean": "results/mixed.csv"},
         {"points": "results/points-a.csv", "data": "results/chosen.csv"}),
    rule("digits", "obtain", DIGITS, folder=""),
]  # fmt: skip
FILES = [f"results/{name}.csv" for name in ("mean", "bright", "slow", "of_slow", "chosen", "mixed")]


def seeded(recipe, path):
    return recipe is not None and "seed" in recipe["params"]


PLAN = plan(FILES, recipes(RULES), seeded, lambda name: name != "slow")
IMAGES = plan(
    FILES, [r for r in recipes(RULES) if r["rule"] != "digits"], lambda recipe, path: path == DIGITS, lambda name: True
)


def claim(name, file, **more):
    place = {"file": file, "column": "mean"}
    return entry(name, "bound", "> 0", relation=">", bound=0, evidence=place, **more)


LEDGERS = {
    "x.yaml": {"article": "x", "claims": [claim("x-01", "results/mean.csv"), claim("x-02", "results/bright.csv")]}
}


def test_the_plan_calls_what_depends_on_the_seed_in_order_and_nothing_else():
    assert [step["rule"] for step in PLAN["steps"]] == ["points", "points", "mean"]
    assert [step["outputs"][""] for step in PLAN["steps"][:2]] == ["results/points-a.csv", "results/points-b.csv"]
    assert (PLAN["files"], PLAN["leaves"]) == (
        ["results/mean.csv"],
        [],
    )  # slow is barred, so is what a function chooses


def test_the_plan_of_a_data_set_starts_from_its_arrays():
    assert [step["rule"] for step in IMAGES["steps"]] == ["bright"]
    assert (IMAGES["files"], IMAGES["leaves"]) == (["results/bright.csv"], [DIGITS])


def test_the_own_seed_gives_the_own_numbers_and_another_seed_others():
    own = called(PLAN["steps"], {})[0]["results/mean.csv"]
    assert own["mean"][0] == pytest.approx(draw(7, 5).x.mean(), rel=1e-12)
    again, other = (under_seed(LEDGERS, PLAN, seed) for seed in (7, 8))
    assert float(again.recomputed[0]) == pytest.approx(own["mean"][0], rel=1e-5)
    assert list(other.id) == ["x-01"]
    assert other.recomputed[0] != again.recomputed[0]
    assert other.condition[0] == "seed 8"


def refuse(seed):
    raise BadInput("no table", where="here", expected="one", found="none", do="nothing")


def test_a_step_that_refuses_is_left_out_with_what_depends_on_it():
    bad = recipes([rule("refusing", "refuse", "results/points-b.csv", seed=1)])
    files, missing = called([PLAN["steps"][0], *bad, PLAN["steps"][2]], {})
    assert set(files) == {"results/points-a.csv"}
    why = "refusing refuses this: here: no table"
    assert {text[: len(why)] for text in missing.values()} == {why}
    assert set(missing) == {"results/points-b.csv", *PLAN["steps"][2]["outputs"].values()}
    broken = recipes([rule("broken", "draw", "results/points-b.csv", seed=1)])  # without its count
    with pytest.raises(TypeError):
        called(broken, {})


def test_a_claim_whose_step_refused_is_untried_and_says_why():
    bad = recipes([rule("refusing", "refuse", "results/points-b.csv", seed=1)])
    found = under_seed(LEDGERS, {**PLAN, "steps": [PLAN["steps"][0], *bad, PLAN["steps"][2]]}, 7)
    assert found.verdict.tolist() == [rerun.REFUSED]
    rows = compared(LEDGERS, TABLES, {"7": found}, {"seed": {}, "preprocessing": {}, "samples": {}})
    assert rows["tried"].empty
    why = rows["untried"].set_index(["id", "kind"])["why"]
    assert why["x-01", "seed"].startswith("seed 7: refusing refuses this: here: no table")


def test_evidence_that_does_not_fit_stops_the_comparison_once_with_file_and_line(tmp_path):
    """Each condition alone would print the same mistake; the one comparison names the ledger and the line."""
    wrong = claim("x-01", "results/mean.csv")
    wrong["evidence"] = wrong["evidence"] | {"row": {"mean": 12}}
    path = tmp_path / "x" / "ledger.yaml"
    path.parent.mkdir()
    path.write_text(json.dumps({"article": "x", "title": "X", "figures": [], "claims": [wrong]}, indent=1))
    books = {str(path): {"article": "x", "claims": [wrong]}}
    found = under_seed(books, PLAN, 7)
    assert found.verdict.tolist() == [rerun.REFUSED]
    with pytest.raises(BadInput, match=r"^x/ledger\.yaml:6: claim x-01: row .*0 rows") as caught:
        compared(books, TABLES, {"7": found}, {"seed": {}, "preprocessing": {}, "samples": {}})
    assert "\n" not in str(caught.value)


PREPROCESSINGS = {
    "pooled": ("samples", "all samples", lambda arrays: {"train": np.append(arrays["train"], arrays["test"])}),
    "scaled": ("preprocessing", "divided by 255", lambda arrays: {"train": arrays["train"] / 255}),
    "centred": ("preprocessing", "mean taken away", lambda arrays: {"train": arrays["train"] - arrays["train"].mean()}),
}


def test_the_arrays_of_a_data_set_are_changed_before_its_steps_are_called(monkeypatch):
    monkeypatch.setattr(data_sets, "preprocessings", lambda name: PREPROCESSINGS)
    arrays = {"train": np.array([0.0, 255.0, 255.0]), "test": np.array([10.0])}
    runs = {name: under_preprocessing(LEDGERS, {DIGITS: arrays}, IMAGES, "digits", name) for name in PREPROCESSINGS}
    assert {name: (run.id[0], run.kind[0], run.condition[0]) for name, run in runs.items()} == {
        name: ("x-02", kind, words) for name, (kind, words, _) in PREPROCESSINGS.items()
    }
    assert float(runs["scaled"].recomputed[0]) == pytest.approx(2 / 3, rel=1e-5)
    assert float(runs["pooled"].recomputed[0]) == pytest.approx(130)
    assert abs(float(runs["centred"].recomputed[0])) < 1e-10
    assert (runs["pooled"].verdict[0], runs["scaled"].verdict[0]) == ("reproduced", "reproduced")


def test_a_plain_run_leaves_out_the_rules_that_articles_name_and_the_long_one_calls_them(monkeypatch):
    monkeypatch.setattr(data_sets, "preprocessings", lambda name: PREPROCESSINGS)
    declared = [{"left_out": ["slow"]}, {"preprocessed": ["bright"], "pooled": []}]
    found = plans(FILES, recipes(RULES), declared, ["digits"])
    steps = {scope: [step["rule"] for step in found[scope]["seed"]["steps"]] for scope in ("quick", "long")}
    assert steps == {"quick": ["points", "points", "mean"], "long": ["points", "points", "mean", "slow", "of_slow"]}
    assert found["quick"]["seed"]["barred"]["results/slow.csv"] == "slow"
    scaled, pooled = (found["quick"]["preprocessing"]["digits", name] for name in ("scaled", "pooled"))
    assert (scaled["files"], pooled["files"]) == (["results/bright.csv"], [])
    assert pooled["barred"]["results/bright.csv"] == "bright"
    assert pooled["leaves"] == []  # no step reads the data set: its arrays are not given
    assert under_preprocessing(LEDGERS, {}, pooled, "digits", "pooled").empty


def test_a_run_without_a_data_set_tries_no_preprocessing():
    run = runs(("x-01", "seed", "seed 8", "reproduced", "2"))
    assert "x-02" in set(compared(LEDGERS, TABLES, run, {"seed": {}})["untried"]["id"])


TABLES = {"results/mean.csv": pd.DataFrame({"mean": [1.0]}), "results/bright.csv": pd.DataFrame({"mean": [0.5]})}


def runs(*rows):
    return {str(n): pd.DataFrame([row], columns=rerun.COLUMNS) for n, row in enumerate(rows)}


def test_a_reason_that_several_kinds_share_is_given_once():
    why = {"seed": "left out", "preprocessing": "no data set involved", "samples": "left out"}
    untried = pd.DataFrame([("x-01", kind, reason) for kind, reason in why.items()], columns=["id", "kind", "why"])
    words = (
        "other seeds and choices of samples not tried (left out); other preprocessings not tried (no data set involved)"
    )
    assert wording.summary(None, untried, "x-01") == words


def test_same_compares_with_the_ordinary_run_and_is_summed_up_in_the_audit():
    rows = [("x-02", "preprocessing", "p", "refuted", "-1"), ("x-01", "seed", "seed 8", "reproduced", "2")]
    rows += [("x-01", "seed", "seed 9", "refuted", "-2"), ("x-02", "seed", "seed 8", "reproduced", "1")]
    found = compared(LEDGERS, TABLES, runs(*rows), {"seed": {}, "preprocessing": {}, "samples": {}})
    table = found["tried"]
    assert list(table["id"]) == ["x-01", "x-01", "x-02", "x-02"]
    assert list(table["same"]) == [True, False, False, True]
    words = audit(LEDGERS, TABLES, **found)["csv"].set_index("id")["robustness"]
    assert words["x-01"] == "verdict holds in 1 of 2 other seeds; other preprocessings not tried (no data set involved)"
    assert words["x-02"] == "verdict holds in 1 of 1 other seeds; verdict holds in 0 of 1 other preprocessings"
    assert set(audit(LEDGERS, TABLES)["csv"]["robustness"]) == {""}


def test_every_claim_was_tried_or_says_why_not():
    files = {"results/of_slow.csv": "images", "results/bright.csv": "images", "results/mixed.csv": ""}
    claims = [claim(f"x-{n:02}", file) for n, file in enumerate(files, start=1)]
    tables = {file: pd.DataFrame({"mean": [1.0], "data": [data]}) for file, data in files.items()}
    of_images = {"results/of_slow.csv": "slow"}
    barred = {
        "seed": PLAN["barred"],
        "preprocessing": of_images,
        "samples": of_images | {"results/bright.csv": "bright"},
    }
    found = compared(
        {"x.yaml": {"claims": claims}}, tables, runs(("x-02", "preprocessing", "p", "reproduced", "1")), barred
    )
    untried = found["untried"].set_index(["id", "kind"])["why"].to_dict()
    assert untried == {
        ("x-01", "seed"): "not computed again in these runs: slow",
        ("x-01", "preprocessing"): "not computed again in these runs: slow",
        ("x-01", "samples"): "not computed again in these runs: slow",
        ("x-02", "samples"): "not computed again in these runs: bright",
        ("x-02", "seed"): "no random numbers involved",
        ("x-03", "seed"): "not computed again in these runs: chosen",
        ("x-03", "preprocessing"): "no data set involved",
    }
    barred = {"slow": "slow", "of_slow": "slow", "chosen": "chosen", "mixed": "chosen"}
    assert PLAN["barred"] == {f"results/{name}.csv": rule for name, rule in barred.items()}


def test_make_robustness_prints_a_line_for_each_claim(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    found = compared(
        LEDGERS,
        TABLES,
        runs(("x-01", "seed", "seed 8", "reproduced", "2")),
        {"seed": {}, "preprocessing": {}, "samples": {}},
    )
    for part, path in zip(("tried", "untried"), wording.LONG, strict=True):
        save(found[part], path)
    wording.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("x-01: verdict holds in 1 of 1 other seeds; other preprocessings not tried (")
    assert lines[1].startswith("x-02: other seeds not tried (no random numbers involved); ")
    assert lines[2] == "1 of 1 verdicts that were tried hold under every other condition"


def test_other_seeds_are_tried_on_the_data_set_of_the_run_whatever_finds_it(monkeypatch):
    monkeypatch.setattr(data_sets, "preprocessings", lambda name: {})
    found_by_function = rule("digits", "obtain", DIGITS, folder=lambda wildcards: "/a/folder")
    sampled = rule("sampled", "draw", "results/sampled.csv", {"digits": DIGITS}, seed=7)
    seed = plans(["results/sampled.csv"], recipes([found_by_function, sampled]), [], ["digits"])["quick"]["seed"]
    assert (seed["files"], seed["leaves"], seed["barred"]) == (["results/sampled.csv"], [DIGITS], {})
