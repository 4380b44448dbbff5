"""The whole workflow, small, in a copy of the project: on real and on embedded MNIST, and what a change rebuilds."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from recomputed.audit import VERDICTS, ledger
from recomputed.runs import reproduce
from recomputed.runs.project_copy import copy_parts

ROOT = Path(__file__).parents[1]
SNAKEMAKE = Path(sys.executable).parent / "snakemake"


class Project:
    """A copy of the project that runs its own code, with `env` over the environment, cut into `shards`."""

    def __init__(self, folder: Path, env: dict[str, str] | None = None, shards: int = 1, **mnist):
        copy_parts(ROOT, folder)
        (folder / "mnist.yaml").write_text(json.dumps({"shards": shards, "mnist": mnist}))
        self.folder, self.results, self.env = folder, folder / "results", env or {}

    def run(self, *arguments: str, cores: int = 2, umask: int = -1) -> str:
        return self._call(SNAKEMAKE, "--cores", str(cores), *arguments, umask=umask)

    def verify_results(self) -> str:
        return self._call(sys.executable, "-m", "recomputed.results.verify_results", "--cores", "2")

    def start(self, *arguments: str, cores: int = 2) -> subprocess.Popen:
        """Begin a run and do not wait for it."""
        return self._start(SNAKEMAKE, "--cores", str(cores), *arguments)

    def _call(self, *command: str | Path, umask: int = -1) -> str:
        process = self._start(*command, umask=umask)
        told, warned = process.communicate()
        self.returncode = process.returncode
        return told + warned

    def _start(self, *command: str | Path, umask: int = -1) -> subprocess.Popen:
        command = [*command, "--configfile", "tests/config.yaml", "mnist.yaml"]
        env = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "XDG_CACHE_HOME": str(self.folder / "cache")}
        env |= self.env
        env.pop("MNIST_DIR", None)
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=self.folder, env=env, umask=umask, **streams)

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
    folder = tmp_path_factory.mktemp("real") / "a folder"
    folder.mkdir()
    elsewhere = reproduce.OTHERWISE | {"HOME": str(folder), "MPLCONFIGDIR": str(folder / "matplotlib")}
    elsewhere |= reproduce.later_jobs(folder.parent / "later.sh")
    project = Project(folder, elsewhere, shards=3, source="full", dir=str(real_mnist_dir.resolve()))
    project.told = project.run(umask=reproduce.UMASK)
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


def test_the_site_has_a_page_for_each_article_statement_and_figure(embedded):
    site = embedded.results / "site"
    for article in ledger.articles():
        entries = ledger.read(article)
        assert (site / "articles" / f"{article}.html").is_file()
        assert all((site / "statements" / f"{claim['id']}.html").is_file() for claim in entries["claims"])
        assert all((site / "figures" / article / f"{entry['id']}.html").is_file() for entry in entries["figures"])
    assert str(embedded.folder) not in "".join(path.read_text() for path in site.rglob("*.html"))
    assert "results/site/index.html" in embedded.told


def test_snakemakes_own_report_has_every_figure_with_its_caption(embedded):
    embedded.run("--report", "report.html")
    text = (embedded.folder / "report.html").read_text()
    for article in ledger.articles():
        for entry in ledger.read(article)["figures"]:
            assert f"figures/{entry['id']}.svg" in text
    assert "A hundred uniform samples, with ten cells along each axis" in text


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


def test_the_manifest_has_what_was_made_on_the_way_and_shards_apart(embedded):
    files = embedded.manifest()["files"].keys()
    shards = json.loads((embedded.results / "shards.json").read_text()).keys()
    assert {"results/data/mnist.npz", "results/curse/shells.csv", "results/audit.json"} <= files
    assert "results/knn/neighbours/test-1-of-1.npz" in shards
    made = {row.split("\t")[0] for row in embedded.run("--summary").splitlines() if row.startswith("results/")}
    made = {name for name in made if (embedded.folder / name).is_file()}  # no folders of pages
    assert made - files - shards == {"results/MANIFEST.json", "results/shards.json", "results/data/mnist.json"}


def test_what_was_altered_is_found_and_made_again(embedded, counted):
    before = embedded.manifest()
    alterations = {
        "results/curse/shells.csv": lambda content: content[:50] + bytes([content[50] ^ 1]) + content[51:],
        "results/pca/figures/mnist-cumulative-ratio.png": lambda content: content[:-100],
        "results/curse/angle_density.csv": lambda content: b"",
        "results/series/dimension.csv": lambda content: content.replace(b"1", b"2"),
    }
    for name, altered in alterations.items():
        path = embedded.folder / name
        path.write_bytes(altered(path.read_bytes()))
    told = embedded.verify_results()
    assert embedded.returncode == 0, told
    for name in alterations:
        assert re.search(f"^{name}: (altered|empty)", told, flags=re.MULTILINE), told
    assert embedded.manifest() == before
    told = embedded.verify_results()
    assert re.search(r"^(\d+) of \1 files are as they were made$", told, flags=re.MULTILINE), told
    assert "Nothing to be done" in embedded.run()
    counted(f"results altered on disk: {len(alterations)} tried, all named and made again, the same bytes")


def test_an_unknown_target_is_told(embedded):
    assert "No rule to produce nonesuch" in embedded.run("nonesuch")
    assert embedded.returncode != 0


def test_a_second_run_does_nothing_and_says_so(embedded):
    assert "Nothing to be done" in embedded.run()
    assert embedded.planned() == set()


def test_the_same_bytes_from_another_folder_other_cores_shards_and_other_data(embedded, real):
    """Whatever does not rest on MNIST is equal, from one core in one folder and from two, in shards, in another."""
    ours, theirs = embedded.manifest()["files"], real.manifest()["files"]
    assert "results/curse/shards/angle_counts-2-of-3.npz" in json.loads((real.results / "shards.json").read_text())
    assert ours.keys() == theirs.keys()
    differing = {name for name in ours if ours[name] != theirs[name]}
    rebuilt = embedded.files_of(embedded.planned("--forcerun", "mnist"))
    pages = ("results/site/", "results/provenance.json")  # which tell the source of MNIST, a setting
    assert {name for name in differing if not name.startswith(pages)} <= rebuilt
    assert "results/pca/mnist_summary.csv" in differing
    assert "results/site/index.html" in differing
    assert not any(name.startswith("results/site/statements/curse") for name in differing)


def test_a_larger_run_is_predicted_from_this_one(embedded):
    command = [sys.executable, "-m", "recomputed.workflow.predict", "--config", "scale=5000", "shards=7"]
    env = {**os.environ, "PYTHONPATH": str(embedded.folder / "src")}
    done = subprocess.run(command, cwd=embedded.folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    *_, whole, unknown = done.stdout.splitlines()
    jobs = int(re.search(r"^all: (\d+) jobs", whole)[1])
    assert jobs > len(list((embedded.results / "benchmarks").rglob("*.tsv"))) + 6 * 20  # six shards more of twenty nets
    assert "lstm_backward_trained" in unknown  # one shard needs none
    assert "curse_angle_counts" not in unknown


def test_touching_code_rebuilds_nothing(embedded):
    for path in (embedded.folder / "src").rglob("*.py"):
        path.touch()
    assert embedded.planned() == set()


def test_editing_a_drawing_redraws_only_its_figures(embedded):
    embedded.edit("curse/draw/shells.py")
    figures = {"curse_ring", "curse_ball_volume", "curse_shells_figure"}
    assert embedded.planned() - {"provenance", "site", "manifest"} == figures


def test_editing_a_kernel_reruns_its_users(embedded):
    embedded.edit("curse/compute/pair_kernels.py")
    planned = embedded.planned()
    assert {"curse_angle_histograms", "audit"} <= planned
    assert not any(name.startswith("pca") for name in planned)


def test_real_mnist_is_not_provisional(real):
    assert not any(row["provisional"] for row in real.audit())
    assert json.loads((real.results / "data/mnist.json").read_text())["provisional"] is False
