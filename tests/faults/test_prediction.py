"""A larger run is what smaller ones predicted: jobs, seconds of processors, memory, bytes written."""

import json
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
import yaml
from snakemake.utils import update_config

from recomputed.runs.project_copy import SMALL
from recomputed.workflow import plan, predict
from test_workflow import ROOT, Project

# Of each kind that grows with `scale` one, with enough work beside its start and the compiling of its kernels.
TARGETS = (
    "results/curse/angles.csv",
    "results/knn/neighbours/leave_one_out-1-of-1.npz",
    "results/lstm_backward/training/adding/vanilla.csv",
)
SIZES = {
    "curse": {"angles": {"sweep": {"pairs": 10_000_000}}},
    "lstm_backward": {"training": {"tasks": {"adding": {"updates": 2000}}}},
}
MEASURED, LARGER = (1, 2), 4
GROWN = 1.5  # so many times the smallest run has the larger one to take at least, or nothing was predicted
WITHIN = {"cpu_seconds": 1.5, "peak_mb": 1.5, "written_mb": 1.2}  # chosen before the first comparison


@pytest.fixture
def runs(tmp_path) -> dict[int, Project]:
    """The small workflow's `TARGETS` at each scale, each in a folder of its own, from nothing."""
    config = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    update_config(config, yaml.safe_load((ROOT / SMALL).read_text(encoding="utf-8")))
    update_config(config, SIZES)
    projects = {}
    for scale in (*MEASURED, LARGER):
        projects[scale] = project = Project(tmp_path / str(scale), source="embedded")
        (project.folder / "config.yaml").write_text(json.dumps(config | {"scale": scale}))
        (project.folder / SMALL).write_text("{}")
        told = project.run(*TARGETS)
        assert project.returncode == 0, told
    return projects


@pytest.mark.long
def test_a_run_of_scale_4_is_predicted_from_scales_1_and_2(runs, monkeypatch, counted):
    took = defaultdict(list)
    for scale in MEASURED:
        for name, jobs in predict.measured(runs[scale].results / "logs").items():
            took[name] += jobs
    larger = runs[LARGER]
    done = predict.measured(larger.results / "logs")
    monkeypatch.chdir(larger.folder)
    monkeypatch.setenv("PYTHONPATH", str(larger.folder / "src"))
    logs = {job["log"][0]: job for job in plan.jobs([]) if job["log"]}
    names = {log: predict.name_of(Path(log).relative_to(predict.LOGS)) for log in logs}
    planned = [job for log, job in logs.items() if names[log] in done]
    names = [name for name in names.values() if name in done]
    assert len(planned) == sum(map(len, done.values()))
    predicted = predict.predicted(planned, took)
    actual = pd.DataFrame([done[name][0] for name in names])
    smallest = sum(took[name][0]["cpu_seconds"] for name in names)
    assert actual["cpu_seconds"].sum() > GROWN * smallest
    lines = []
    for column, total in (("cpu_seconds", "sum"), ("peak_mb", "max"), ("written_mb", "sum")):
        foretold, found = predicted[column].agg(total), actual[column].agg(total)
        lines.append(f"{column} {foretold:.1f} for {found:.1f}")
        assert found / WITHIN[column] <= foretold <= found * WITHIN[column], f"{lines}\n{predicted}\n{actual}"
    counted(f"scale {LARGER} predicted from scales 1 and 2: {len(planned)} jobs, {', '.join(lines)}")
