"""What rules declare for a cluster: complete, enough for what was measured, and the bookkeeping behind both."""

import json
import warnings
from pathlib import Path

import pandas as pd
import pytest
import yaml

from recomputed.workflow import plan, resources

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def planned() -> list[dict]:
    """Plan the whole workflow for SLURM, without asking any."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return plan.jobs(list(resources.PROFILE))


def test_every_job_declares_memory_and_time(planned):
    jobs = resources.declared(planned)
    assert len(jobs) > 150
    assert jobs[["mem_mb", "runtime"]].notna().all(axis=None)


def test_threads_are_those_declared_on_a_machine_of_any_size(planned):
    assert resources.declared(planned)["threads"].max() > 1


def test_a_number_that_snakemake_cannot_evaluate_yet_is_not_declared():
    job = {"rule": "a", "log": ["a.log"], "threads": 1, "resources": {"mem_mb": "<TBD>", "runtime": 3}}
    table = resources.declared([job, {"rule": "all", "log": [], "threads": 1, "resources": {}}])
    assert len(table) == 1
    assert table["mem_mb"].isna().all()
    assert table["runtime"].item() == 3


def test_declarations_cover_what_the_last_run_here_took(planned):
    """Without the margins, which `make resources` asks for: they are there for machines slower than this one."""
    table = resources.compare(resources.declared(planned), ROOT)
    if table.empty or not as_configured(ROOT / "results"):
        warnings.warn("no results of config.yaml here: run make first to check what rules declare", stacklevel=1)
        pytest.skip("no results, or of another scale or other shards")
    overran = table[(table["mem_mb"] <= table["peak_mb"]) | (table["runtime"] * 60 <= table["seconds"])]
    assert overran.empty, overran.to_string()


def as_configured(results: Path) -> bool:
    """Say whether the run in `results` had the settings of config.yaml; a larger one declares more than is planned."""
    if not all((results / name).is_file() for name in ("MANIFEST.json", "shards.json")):
        return False
    config = json.loads((results / "MANIFEST.json").read_text())["config"]
    shards = json.loads((results / "shards.json").read_text())
    known = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    return config["scale"] == known["scale"] and all(f"-of-{known['shards']}" in path for path in shards)


@pytest.mark.parametrize(("scale", "shards", "right"), [(1, 1, True), (2, 1, False), (1, 3, False)])
def test_results_of_another_size_are_not_compared(tmp_path, scale, shards, right):
    (tmp_path / "MANIFEST.json").write_text(json.dumps({"config": {"scale": scale}}))
    (tmp_path / "shards.json").write_text(json.dumps({f"results/knn/neighbours/test-1-of-{shards}.npz": "ab"}))
    assert as_configured(tmp_path) == right


def measured(folder: Path, wall_seconds: float, cpu_seconds: float, peak_mb: float) -> pd.DataFrame:
    """Write what one job took and compare it with a declaration of 1000 MB and 10 minutes."""
    used = {"wall_seconds": wall_seconds, "cpu_seconds": cpu_seconds, "peak_mb": peak_mb, "written_mb": 0}
    (folder / "a.log").write_text(f"asked: {{}}\nused: {json.dumps(used)}\n", encoding="utf-8")
    job = {"rule": "a", "log": ["a.log"], "threads": 1, "resources": {"mem_mb": 1000, "runtime": 10}}
    never_run = job | {"rule": "b", "log": ["b.log"]}
    return resources.compare(resources.declared([job, never_run]), folder)


@pytest.mark.parametrize(
    ("seconds", "peak_mb", "enough"),
    [(60, 300, True), (60, 400, False), (150, 300, False)],  # 1,050 MB; 13 minutes
)
def test_a_job_that_outgrew_its_declaration_is_found(tmp_path, seconds, peak_mb, enough):
    table = measured(tmp_path, seconds, seconds, peak_mb)
    assert list(table["rule"]) == ["a"]
    assert resources.too_little(table).empty == enough


@pytest.mark.parametrize(("wall_seconds", "cpu_seconds"), [(900, 60), (60, 110)])
def test_neither_a_busy_machine_nor_a_second_thread_makes_a_job_long(tmp_path, wall_seconds, cpu_seconds):
    table = measured(tmp_path, wall_seconds, cpu_seconds, 300)
    assert table["seconds"].item() == 60
    assert resources.too_little(table).empty


def test_main_ends_with_the_rules_that_declare_too_little(tmp_path, monkeypatch, capsys):
    measured(tmp_path, 150, 150, 300)
    job = {"rule": "a", "log": ["a.log"], "threads": 1, "resources": {"mem_mb": 1000, "runtime": 10}}
    asked = []
    monkeypatch.setattr(plan, "jobs", lambda arguments: asked.append(arguments) or [job])
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=r"^too little declared: a$"):
        resources.main(["--config", "scale=2"])
    assert asked == [[*resources.PROFILE, "--config", "scale=2"]]
    assert "150" in capsys.readouterr().out
