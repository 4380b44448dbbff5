"""The workflow itself through profiles/slurm: the same bytes as on one machine, in fewer submissions than jobs."""

import json
from collections import Counter

import pytest

from recomputed.results.differences import compared
from test_workflow import Project

PROFILE = ("--profile", "profiles/slurm")
SHORT_WAITS = ("--slurm-init-seconds-before-status-checks", "1", "--seconds-between-status-checks", "1")
SMALL = (  # a table from shards, a figure of it, and one without data
    "results/curse/angles.csv",
    "results/curse/figures/angle-mean-and-spread-vs-D.svg",
    "results/curse/figures/angle-3d-cone-hemisphere.svg",
)


@pytest.fixture
def projects(slurm, tmp_path, shards) -> tuple[Project, Project]:
    """Copy the project twice, for a run here in one shard and for one on the cluster in `shards`."""
    env = {name: slurm.env[name] for name in ("SLURM_CONF", "PATH")}
    here = Project(tmp_path / "here", source="embedded")
    return here, Project(tmp_path / "cluster", env, shards=shards, source="embedded")


def submitted(slurm, before: int) -> list[str]:
    """List the rules submitted since job number `before`, an array once."""
    jobs = {int(job["id"].split("_")[0]): job["comment"] for job in slurm.jobs()}
    return [comment.split("_wildcards_")[0] for number, comment in sorted(jobs.items()) if number > before]


def last_job(slurm, states: str = "all") -> int:
    """Give the highest number of a job in `states`, 0 without any."""
    return max((int(job["id"].split("_")[0]) for job in slurm.jobs(states)), default=0)


def in_the_middle(slurm, before: int) -> bool:
    """Say whether the shards are submitted, and a job after number `before` has ended."""
    return "rule_curse_angle_counts" in submitted(slurm, before) and last_job(slurm, "COMPLETED") > before


@pytest.mark.parametrize("shards", [2])
def test_a_driver_killed_in_the_middle_and_started_again_ends_with_the_bytes_of_a_local_run(slurm, projects):
    here, cluster = projects
    told = here.run(*SMALL)
    assert here.returncode == 0, told
    before = last_job(slurm)
    driver = cluster.start(*PROFILE, *SHORT_WAITS, *SMALL)
    try:
        slurm.wait_until(lambda: driver.poll() is not None or in_the_middle(slurm, before))
    finally:
        driver.kill()
    driver.communicate()
    assert submitted(slurm, before).count("rule_curse_angle_counts") == 1, "one array for all shards"
    told = cluster.run(*PROFILE, *SHORT_WAITS, *SMALL)
    assert cluster.returncode == 0, told
    assert "Nothing to be done" not in told
    assert f"resuming after a run that was killed (process {driver.pid}, " in told
    files = [
        path.relative_to(here.folder) for path in here.results.rglob("*") if path.suffix in (".csv", ".svg", ".pdf")
    ]
    assert len(files) > len(SMALL)
    assert [file for file in files if (here.folder / file).read_bytes() != (cluster.folder / file).read_bytes()] == []
    rules = Counter(submitted(slurm, before))
    assert {"rule_curse_angle_counts", "rule_curse_draw_angles", "rule_curse_draw_bands"} <= set(rules)
    assert max(rules.values()) <= 2, "one submission for all jobs of a rule, by each driver"


@pytest.mark.long  # two hundred jobs, each of them started by two Snakemakes
@pytest.mark.parametrize("shards", [3])
def test_the_whole_workflow_gives_the_bytes_of_a_local_run(slurm, projects):
    here, cluster = projects
    told = here.run()
    assert here.returncode == 0, told
    before = last_job(slurm)
    told = cluster.run(*PROFILE, *SHORT_WAITS)
    assert cluster.returncode == 0, told
    manifests = [{key: project.manifest()[key] for key in ("files", "varies")} for project in (here, cluster)]
    assert manifests[0]["files"].keys() == manifests[1]["files"].keys()
    differing, wrong = compared(here.folder, cluster.folder, manifests)
    assert wrong == []
    assert len(differing) < 20, "measured seconds, and what reports them"
    rules = submitted(slurm, before)
    assert len(rules) < 180  # of some 300 jobs: shards and cells of a rule are one array
    assert not {"rule_mnist", "rule_audit", "rule_findings", "rule_manifest"} & set(rules)


LONG_TABLES = [
    f"results/lstm_backward/long/{name}.csv"
    for name in ("search", "nets", "curves", "gradients", "others", "gradients_other")
]


@pytest.mark.long  # some eighty jobs, each of them started by two Snakemakes
@pytest.mark.parametrize("shards", [2])
def test_the_long_run_of_nets_gives_the_bytes_of_a_local_run(slurm, projects):
    here, cluster = projects
    for project in projects:  # fewer cells
        path = project.folder / "mnist.yaml"
        fewer = {"variants": ["no forget gate", "no input gate"], "compared": ["reset"]}
        path.write_text(json.dumps(json.loads(path.read_text()) | {"lstm_backward": {"training": fewer}}))
    told = here.run(*LONG_TABLES)
    assert here.returncode == 0, told
    before = last_job(slurm)
    told = cluster.run(*PROFILE, *SHORT_WAITS, *LONG_TABLES)
    assert cluster.returncode == 0, told
    for table in LONG_TABLES:
        assert (here.folder / table).read_bytes() == (cluster.folder / table).read_bytes(), table
    rules = Counter(submitted(slurm, before))
    # The trainings on MNIST are ready later than the others, so that they may be an array of their own.
    assert 1 <= rules["rule_lstm_backward_long_search"] <= 2
    assert 1 <= rules["rule_lstm_backward_long_training"] <= 2
