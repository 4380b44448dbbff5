"""The whole workflow, small, in a copy of the project: on real and on embedded MNIST, and what a change rebuilds."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from articles.audit import VERDICTS, ledger

ROOT = Path(__file__).parents[1]
SNAKEMAKE = Path(sys.executable).parent / "snakemake"
PARTS = ("Snakefile", "config.yaml", "workflow", "profiles", "src", "tests/config.yaml")


class Project:
    """A copy of the project that runs its own code."""

    def __init__(self, folder: Path, **mnist):
        for part in PARTS:
            source, target = ROOT / part, folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)
        (folder / "mnist.yaml").write_text(json.dumps({"mnist": mnist}))
        self.folder, self.results = folder, folder / "results"

    def run(self, *arguments: str, cores: int = 2) -> str:
        command = [SNAKEMAKE, "--cores", str(cores), *arguments, "--configfile", "tests/config.yaml", "mnist.yaml"]
        env = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "XDG_CACHE_HOME": str(self.folder / "cache")}
        env.pop("MNIST_DIR", None)
        done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True)
        self.returncode = done.returncode
        return done.stdout + done.stderr

    def planned(self, *arguments: str) -> set[str]:
        """Name the rules that a run would run now."""
        return set(re.findall(r"^\[.*?\] (\w+)", self.run("--dry-run", *arguments), flags=re.MULTILINE))

    def files_of(self, rules: set[str]) -> set[str]:
        """List the files that `rules` make."""
        rows = [line.split("\t") for line in self.run("--summary").splitlines() if line.count("\t") > 3]
        return {row[0] for row in rows if row[2] in rules}

    def edit(self, module: str) -> None:
        path = self.folder / "src" / "articles" / module
        path.write_text(path.read_text() + "\n# edited\n")

    def audit(self) -> list[dict]:
        return json.loads((self.results / "audit.json").read_text())

    def manifest(self) -> dict:
        return json.loads((self.results / "MANIFEST.json").read_text())


@pytest.fixture(scope="module")
def embedded(tmp_path_factory) -> Project:
    project = Project(tmp_path_factory.mktemp("embedded"), source="embedded")
    project.told = project.run(cores=1)
    assert project.returncode == 0, project.told
    return project


@pytest.fixture(scope="module")
def real(tmp_path_factory, real_mnist_dir) -> Project:
    project = Project(tmp_path_factory.mktemp("real"), source="full", dir=str(real_mnist_dir.resolve()))
    project.told = project.run()
    assert project.returncode == 0, project.told
    return project


def test_every_claim_has_a_verdict_and_every_figure_its_files(embedded):
    for table, articles in (("audit", ledger.published()), ("findings", ledger.ours())):
        rows = pd.read_csv(embedded.results / f"{table}.csv", keep_default_na=False)
        assert list(rows["id"]) == [claim["id"] for article in articles for claim in ledger.read(article)["claims"]]
        assert set(rows["verdict"]) <= set(VERDICTS)
    for article in ledger.articles():
        for file in ledger.figure_files(article):
            assert (embedded.folder / file).stat().st_size > 1000, file


def test_the_last_lines_tell_counts_and_how_to_get_the_full_data(embedded):
    assert f"{len(embedded.audit())} published statements: " in embedded.told
    assert "for all 60,000 images" in embedded.told.splitlines()[-1]


def test_what_rests_on_the_sample_is_provisional(embedded):
    rows = embedded.audit()
    provisional = {row["id"] for row in rows if row["provisional"]}
    assert "pca-40" in provisional
    assert not any(name.startswith("curse") for name in provisional)
    assert "provisional" in (embedded.results / "pca/figures/mnist-cumulative-ratio.svg").read_text()


def test_asking_leaves_the_log_of_the_run(embedded):
    log = embedded.results / "logs" / "snakemake.log"
    before = log.read_text()
    embedded.run("--summary")
    assert "curse_shells" in before
    assert log.read_text() == before


def test_the_manifest_has_the_hash_of_each_file(embedded):
    for name, digest in embedded.manifest()["files"].items():
        assert hashlib.sha256((embedded.folder / name).read_bytes()).hexdigest() == digest


def test_an_unknown_target_is_told(embedded):
    assert "No rule to produce nonesuch" in embedded.run("nonesuch")
    assert embedded.returncode != 0


def test_a_second_run_does_nothing_and_says_so(embedded):
    assert "Nothing to be done" in embedded.run()
    assert embedded.planned() == set()


def test_the_same_bytes_from_another_folder_other_cores_and_other_data(embedded, real):
    """Whatever does not rest on MNIST is equal, from one core in one folder and from two in another."""
    ours, theirs = embedded.manifest()["files"], real.manifest()["files"]
    assert ours.keys() == theirs.keys()
    differing = {name for name in ours if ours[name] != theirs[name]}
    assert differing <= embedded.files_of(embedded.planned("--forcerun", "mnist"))
    assert "results/pca/mnist_summary.csv" in differing


def test_touching_code_rebuilds_nothing(embedded):
    for path in (embedded.folder / "src").rglob("*.py"):
        path.touch()
    assert embedded.planned() == set()


def test_editing_a_drawing_redraws_only_its_figures(embedded):
    embedded.edit("curse/draw/shells.py")
    figures = {"curse_ring", "curse_ball_volume", "curse_shells_figure", "curse_distances_figure"}
    assert embedded.planned() - {"manifest"} == figures


def test_editing_a_kernel_reruns_its_users(embedded):
    embedded.edit("curse/kernels.py")
    planned = embedded.planned()
    assert {"curse_angle_histograms", "audit"} <= planned
    assert not any(name.startswith("pca") for name in planned)


def test_real_mnist_is_not_provisional(real):
    assert not any(row["provisional"] for row in real.audit())
    assert json.loads((real.results / "data/mnist.json").read_text())["provisional"] is False
