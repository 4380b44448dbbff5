"""What rules declare for a cluster: complete, enough for what was measured, and the bookkeeping behind both."""

import json
import math
import re
import subprocess
import sys
import uuid
import warnings
from pathlib import Path

import pandas as pd
import pytest
import yaml

from recomputed.audit import ledger
from recomputed.workflow import resources

ROOT = Path(__file__).parents[2]
SNAKEMAKE = Path(sys.executable).parent / "snakemake"


@pytest.fixture(scope="module")
def dry_run() -> str:
    """Plan the whole workflow for SLURM, without asking any."""
    command = [SNAKEMAKE, "--profile", "profiles/slurm", "--workflow-profile", "none", "--dry-run", "--forceall"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_every_job_declares_memory_and_time(dry_run):
    jobs = resources.declared(dry_run)
    assert len(jobs) > 200
    assert jobs[["mem_mb", "runtime"]].notna().all(axis=None)


def test_three_drawings_travel_together_and_their_names_fit_a_file_name(dry_run):
    groups = re.split(r"Group job (?=drawings_of_)", dry_run)[1:]
    names = {article: [] for article in ledger.articles() if article != "series"}  # which has no figure
    for told in groups:
        rules = sorted(set(re.findall(r"^ +rule (\w+):$", told, re.MULTILINE)))
        group = told.split(" ")[0]
        assert len(f"snakejob.{group}_{'_'.join(rules)}.{uuid.uuid4()}.sh.waitforfilesfile.txt") <= 255
        names[group.removeprefix("drawings_of_")].append(len(rules))
    assert sum(map(sum, names.values())) == sum(len(ledger.read(article)["figures"]) for article in names)
    assert all(max(sizes) == 3 and len(sizes) == math.ceil(sum(sizes) / 3) for sizes in names.values())


def test_declarations_cover_what_the_last_run_here_took(dry_run):
    """Without the margins, which `make resources` asks for: they are there for machines slower than this one."""
    table = resources.compare(resources.declared(dry_run), ROOT)
    if table.empty or not as_configured(ROOT / "results"):
        warnings.warn(
            "no results/benchmarks of config.yaml here: run make first to check what rules declare", stacklevel=1
        )
        pytest.skip("no results/benchmarks, or of another scale or other shards")
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


def measured(folder: Path, **columns) -> pd.DataFrame:
    """Write what one job took and compare it with a declaration of 1 thread, 1000 MB and 10 minutes."""
    pd.DataFrame([columns]).to_csv(folder / "a.tsv", sep="\t", index=False)
    used = {"cpu_seconds": columns["cpu_time"], "peak_mb": columns.pop("peak_mb"), "written_mb": 0}
    (folder / "a.log").write_text(f"asked: {{}}\nused: {json.dumps(used)}\n", encoding="utf-8")
    told = "rule a:\n    log: a.log\n    benchmark: a.tsv\n    resources: mem_mb=1000, mem=1 GB, runtime=10\n"
    return resources.compare(resources.declared(told), folder)


def test_a_job_that_outgrew_its_declaration_is_found(tmp_path):
    assert resources.short(measured(tmp_path, s=60, peak_mb=300, max_rss=1, cpu_time=60)).empty
    assert list(resources.short(measured(tmp_path, s=60, peak_mb=400, max_rss=1, cpu_time=60))["rule"]) == [
        "a"
    ]  # 1,050 MB
    assert list(resources.short(measured(tmp_path, s=150, peak_mb=300, max_rss=1, cpu_time=150))["rule"]) == [
        "a"
    ]  # 13 minutes


def test_a_job_that_shared_its_cores_is_counted_by_processor_time(tmp_path):
    table = measured(tmp_path, s=900, peak_mb=300, max_rss=1, cpu_time=60)
    assert table["seconds"].item() == 60 + resources.SAMPLING_SECONDS
    assert resources.short(table).empty
