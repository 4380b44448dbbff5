"""The whole workflow, small, in a copy of the project, on the sample: what it makes, and what a change rebuilds.

One build serves all tests, and each test leaves it as it found it. A few jobs run again where everything is varied that
should not matter, and on the real MNIST; `make verify` varies and compares the whole.
"""

import hashlib
import json
import os
import re
import stat
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest

from figure_checks import figures
from project_copies import ROOT, SNAKEMAKE, Project
from recomputed.audit import VERDICTS, evidence, ledger
from recomputed.audit.claim import Claim, claims_of, from_entry
from recomputed.audit.verdict import is_ours
from recomputed.runs import reproduce
from recomputed.workflow import articles, job_record, strict_yaml
from recomputed.workflow.data_sets import is_provisional

__all__ = ["ROOT", "SNAKEMAKE", "Project"]

AT_FULL_SIZE = re.compile("lies on data|is struck by a line")
LEDGERS = [ledger.read(article) for article in articles.find("all")]
# Made of shards, which are joined: no byte says how many there were.
ANGLES = "results/curse/angles.csv"
STABILITY = "results/knn/stability.csv"
TRAINED = ("results/lstm_backward/training/adding-20.csv", "results/lstm_backward/training/adding-20.npz")
DRAWN = [f"results/curse/figures/shell-circle-brown.{suffix}" for suffix in ledger.FIGURE_FORMATS]
PCA_OF_MNIST = [
    *(f"results/pca/mnist_{name}.csv" for name in ("ratios", "summary", "reconstruction", "shapes", "switch")),
    "results/pca/figures/mnist-cumulative-ratio.svg",
]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory) -> Project:
    """The small workflow, built once from one shard; `printed` and `log` are those of this run."""
    project = Project(tmp_path_factory.mktemp("embedded"), source="embedded")
    project.printed = project.run()
    assert project.returncode == 0, project.printed
    project.log = (project.results / "logs" / "snakemake.log").read_text()
    return project


@pytest.fixture(scope="module")
def summary(embedded) -> str:
    """What Snakemake answers when it is asked for all files."""
    return embedded.run("--summary")


@pytest.fixture(scope="module")
def varied(tmp_path_factory) -> Project:
    """Some fifteen jobs of it from three shards, in a folder with an odd name, with all that `make verify` varies."""
    folder = tmp_path_factory.mktemp("varied") / "it's {a} größe"
    elsewhere = reproduce.otherwise(folder / "home")
    del elsewhere["NUMBA_CACHE_DIR"]  # compiled once, not in every job
    elsewhere |= reproduce.later_jobs(folder.parent / "later.sh")
    project = Project(folder, elsewhere, shards=3, source="embedded")
    printed = project.run(ANGLES, STABILITY, *TRAINED, DRAWN[0], umask=reproduce.UMASK)
    assert project.returncode == 0, printed
    return project


@pytest.fixture(scope="module")
def real(tmp_path_factory, real_mnist_dir) -> Project:
    """PCA of the 3s of the real MNIST."""
    project = Project(tmp_path_factory.mktemp("real"), source="full", dir=str(real_mnist_dir.resolve()))
    printed = project.run(*PCA_OF_MNIST)
    assert project.returncode == 0, printed
    return project


def test_every_claim_has_a_verdict_and_every_figure_its_files(embedded):
    for table, ours in (("audit", False), ("findings", True)):
        rows = pd.read_csv(embedded.results / f"{table}.csv", keep_default_na=False)
        judged = [one for entries in LEDGERS for one in claims_of(entries) if is_ours(entries, one) == ours]
        assert judged
        assert list(rows["id"]) == [claim.id for claim in judged]
        assert set(rows["verdict"]) <= set(VERDICTS)
    for entries in LEDGERS:
        for file in ledger.figure_files(entries):
            assert (embedded.folder / file).stat().st_size > 1000, file


THRESHOLD = re.compile(r".*_(percent|deg|factor)|factor|threshold")


def listed(settings: dict) -> set[str]:
    """Name the thresholds that settings give several values."""
    lists = {name.replace("_range", "") for name, value in settings.items() if isinstance(value, list)}
    found = {name for name in lists if THRESHOLD.fullmatch(name)}
    return found.union(*(listed(value) for value in settings.values() if isinstance(value, dict)))


SEVERAL = set().union(
    *(listed(strict_yaml.parse(article.settings.read_text("utf-8"))) for article in articles.find(articles.at_home()))
)


def fixed_thresholds(claim: Claim, table: pd.DataFrame, several: set[str] = frozenset()) -> list[str]:
    """Name the thresholds on which the cells of a claim depend, and over which it is not checked.

    They are the columns that the ledger names as limits, and those of `several`.
    """
    rows = evidence.rows(claim, {claim.evidence.file: table})
    named = {column for column, name in claim.ranges.items() if name.startswith("limit of ")}
    named |= several - {claim.evidence.column}
    cells = {column: rows.groupby(column)[claim.evidence.column].agg(sorted) for column in named & set(rows)}
    return sorted({column for column, each in cells.items() if len(set(map(tuple, each))) > 1} - {*claim.evidence.over})


def test_no_threshold_is_left_at_its_worst_value(embedded):
    found = {}
    for claim in (claim for entries in LEDGERS for claim in claims_of(entries)):
        if claim.kind == "bound" and claim.evidence and len(claim.evidence.over) < 2:
            found[claim.id] = fixed_thresholds(claim, pd.read_csv(embedded.folder / claim.evidence.file), SEVERAL)
    assert not {name: columns for name, columns in found.items() if columns}


def test_a_threshold_that_is_left_at_its_worst_value_is_found():
    table = pd.DataFrame({"near": [1, 1, 2, 2], "far": [1, 2, 1, 2], "x": [1.0, 1.0, 2.0, 2.0]})
    place = {"file": "t", "column": "x", "over": "far"}
    entry = {"id": "x-01", "title": "", "where": "", "kind": "bound", "published": "near", "evidence": place}
    claim = replace(from_entry(entry), ranges={"near": "limit of near", "far": "limit of far"})
    assert fixed_thresholds(claim, table) == ["near"]
    assert fixed_thresholds(claim, table.assign(x=1.0)) == []
    unnamed = replace(claim, ranges={"far": "limit of far"})
    assert fixed_thresholds(unnamed, table) == []
    assert fixed_thresholds(unnamed, table, {"near", "x"}) == ["near"]
    assert "within_factor" in SEVERAL


def test_every_figure_can_be_read(embedded):
    found = {
        entry["id"]: figures.problems(figures.draw(embedded.folder, drawing), f"{entry['title']} {entry['caption']}")
        for entry, drawing in figures.entries(embedded.folder, "tests/config.yaml")
    }
    # Where data lie depends on the sizes: what they touch is checked at full size, by test_figure_layout.
    faults = {name: [fault for fault in each if not AT_FULL_SIZE.search(fault)] for name, each in found.items()}
    assert {name: each for name, each in faults.items() if each} == {}


def test_the_site_has_a_page_for_each_article_claim_and_figure(embedded):
    site = embedded.results / "site"
    for entries in LEDGERS:
        article = entries["article"]
        assert (site / "articles" / f"{article}.html").is_file()
        assert all((site / "claims" / f"{claim['id']}.html").is_file() for claim in entries["claims"])
        assert all((site / "figures" / article / f"{entry['id']}.html").is_file() for entry in entries["figures"])
    assert str(embedded.folder) not in "".join(path.read_text() for path in site.rglob("*.html"))
    assert "results/site/index.html" in embedded.printed


def test_snakemakes_own_report_has_every_figure_with_its_caption(embedded):
    embedded.run("--report", "report.html")
    text = (embedded.folder / "report.html").read_text()
    for entries in LEDGERS:
        for entry in entries["figures"]:
            assert f"figures/{entry['id']}.svg" in text
    assert "A hundred uniform samples, with ten cells along each axis" in text


def test_the_last_lines_give_counts_and_say_how_to_get_the_full_data(embedded):
    assert re.search(rf"^Published claims: {len(embedded.audit())}, of which ", embedded.printed, flags=re.MULTILINE)
    assert any("for all 60,000 images" in line for line in embedded.printed.splitlines()[-2:])


def test_results_from_the_sample_are_provisional(embedded):
    rows = embedded.audit()
    provisional = {row["id"] for row in rows if row["provisional"]}
    assert "pca-40" in provisional
    assert not any(name.startswith("curse") for name in provisional)
    assert "provisional" in (embedded.results / "pca/figures/mnist-cumulative-ratio.svg").read_text()


def test_a_question_leaves_the_log_of_the_run(embedded, summary):
    assert "curse_shells" in embedded.log
    assert summary.splitlines()
    assert (embedded.results / "logs" / "snakemake.log").read_text() == embedded.log


def test_every_job_s_log_ends_with_what_it_took(embedded):
    logs = [path for path in (embedded.results / "logs").rglob("*.log") if path.name != "snakemake.log"]
    assert len(logs) > 150
    for path in logs:
        assert job_record.read(path)["wall_seconds"] > 0, path


def test_the_manifest_has_the_hash_of_each_file(embedded):
    files = embedded.manifest()["files"]
    assert len(files) > 300
    for name, digest in files.items():
        assert hashlib.sha256((embedded.folder / name).read_bytes()).hexdigest() == digest


def test_the_manifest_has_intermediate_files_and_shards_apart(embedded, summary):
    files = embedded.manifest()["files"].keys()
    shards = json.loads((embedded.results / "shards.json").read_text()).keys()
    assert {"results/data/mnist.npz", "results/curse/shells.csv", "results/audit.json"} <= files
    assert "results/knn/neighbours/test-1-of-1.npz" in shards
    made = {row.split("\t")[0] for row in summary.splitlines() if row.startswith("results/")}
    made = {name for name in made if (embedded.folder / name).is_file()}  # no folders of pages
    assert made - files - shards == {"results/MANIFEST.json", "results/shards.json", "results/data/mnist.json"}


def test_altered_results_are_found_and_made_again(embedded, counted):
    before = embedded.manifest()
    alterations = {
        "results/curse/shells.csv": lambda content: content[:50] + bytes([content[50] ^ 1]) + content[51:],
        "results/pca/figures/mnist-cumulative-ratio.png": lambda content: content[:-100],
        "results/curse/angle_density.csv": lambda content: b"",
        "results/series/dimension.csv": lambda content: content.replace(b"1", b"2"),
    }
    whole = {name: (embedded.folder / name).read_bytes() for name in alterations}
    for name, altered in alterations.items():
        (embedded.folder / name).write_bytes(altered(whole[name]))
    printed = embedded.verify_results()
    for name, content in whole.items() if embedded.returncode else ():  # the tests that follow find the build whole
        (embedded.folder / name).write_bytes(content)
    assert embedded.returncode == 0, printed
    for name in alterations:
        assert re.search(f"^{name}: (altered|empty)", printed, flags=re.MULTILINE), printed
    assert embedded.manifest() == before
    printed = embedded.verify_results()
    assert re.search(r"^(\d+) of \1 files are as they were made$", printed, flags=re.MULTILINE), printed
    assert "Nothing to be done" in embedded.run()  # a second run does nothing and says so
    counted(f"results altered on disk: {len(alterations)} tried, all named and made again, the same bytes")


def test_an_unknown_target_is_refused(embedded):
    assert "No rule to produce nonesuch" in embedded.run("nonesuch")
    assert embedded.returncode != 0


def test_each_article_is_a_target(embedded):
    printed = embedded.run("--list-target-rules").split()
    assert {entries["article"] for entries in LEDGERS} <= set(printed)


def own_code(folder) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(folder / "src")}


@pytest.mark.parametrize("name", [ANGLES, STABILITY, *TRAINED, *DRAWN])
def test_the_same_bytes_from_shards_in_another_environment(embedded, varied, name):
    assert (varied.folder / name).read_bytes() == (embedded.folder / name).read_bytes()


def test_the_other_environment_was_another(varied):
    """Three shards each were computed, and nobody else may read the results."""
    shards = {path.name for path in varied.results.rglob("*-of-3.*")}
    assert {f"angle_counts-{n}-of-3.npz" for n in (1, 2, 3)} <= shards
    assert {f"validation-{n}-of-3.npz" for n in (1, 2, 3)} <= shards
    assert stat.S_IMODE((varied.folder / ANGLES).stat().st_mode) == 0o666 & ~reproduce.UMASK


def test_the_real_mnist_is_not_provisional(real):
    record = json.loads((real.results / "data/mnist.json").read_text())
    assert record["provisional"] is False
    assert record["images"] == {"train_images": 60_000, "test_images": 10_000}
    tables = [pd.read_csv(real.folder / name) for name in PCA_OF_MNIST if name.endswith(".csv")]
    carried = {text for table in tables if "data" in table for text in table["data"]}
    assert carried
    assert not any(is_provisional(text) for text in carried)
    assert "provisional" not in (real.folder / PCA_OF_MNIST[-1]).read_text()


@pytest.mark.parametrize("spelling", ["{}/../{.name}", "./link/"])
def test_the_folder_of_mnist_spelled_otherwise_plans_nothing(real, real_mnist_dir, spelling):
    (real.folder / "link").unlink(missing_ok=True)
    (real.folder / "link").symlink_to(real_mnist_dir)
    place = spelling.format(real_mnist_dir, real_mnist_dir)
    assert real.planned("--config", f"mnist={json.dumps({'dir': place})}", "--", PCA_OF_MNIST[0]) == set()


def test_snakemake_does_not_record_where_mnist_lies(real, real_mnist_dir):
    records = [path for path in (real.folder / ".snakemake/metadata").rglob("*") if path.is_file()]
    assert len(records) > 3
    assert [path for path in records if str(real_mnist_dir) in path.read_text(encoding="utf-8")] == []


def test_other_data_give_other_results(embedded, real):
    name = "results/pca/mnist_summary.csv"
    assert (real.folder / name).read_bytes() != (embedded.folder / name).read_bytes()


def test_only_results_from_mnist_are_made_again_for_other_data(embedded):
    planned = embedded.planned("--forcerun", "mnist")
    assert {"pca_mnist", "pca_draw_mnist", "knn_sweep", "audit", "site"} <= planned
    assert not any(name.startswith(("curse", "lstm_forward", "bias_variance", "series")) for name in planned)


def test_a_larger_run_is_predicted_from_this_one(embedded):
    command = [sys.executable, "-m", "recomputed.workflow.predict", "--config", "scale=5000", "shards=7"]
    done = subprocess.run(command, cwd=embedded.folder, env=own_code(embedded.folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    *_, whole, unknown = done.stdout.splitlines()
    jobs = int(re.search(r"^all: (\d+) jobs", whole)[1])
    logs = [path for path in (embedded.results / "logs").rglob("*.log") if path.name != "snakemake.log"]
    assert jobs > len(logs) + 2 * 6  # six shards more of the angles, and of the neighbours
    assert "curse_angle_counts" not in unknown


def test_the_long_run_is_a_job_for_each_task_cell_and_shard(embedded):
    """Which a cluster runs as arrays; what was trained is kept in checkpoints."""
    done = embedded.run("--dry-run", "results/lstm_backward/long/nets.csv", "--config", "shards=2")
    for cell in ("vanilla", "simple-RNN", "wide-simple-RNN"):
        for shard in ("1-of-2", "2-of-2"):
            assert f"task=adding-160 cell={cell} shard={shard}" in done, cell
    assert "task=mnist cell=no-forget-gate shard=2-of-2" in done
    assert "lstm_backward_long_search task=copy cell=no-forget-gate" in done
    assert "lstm_backward_long_search task=adding-160" not in done  # it takes the rates of another task


def test_touching_code_rebuilds_nothing(embedded):
    for path in (embedded.folder / "src").rglob("*.py"):
        path.touch()
    assert embedded.planned() == set()


def test_editing_a_drawing_redraws_only_its_module_s_figures(embedded):
    with embedded.edited("curse/draw/shells.py"):
        planned = embedded.planned()
    assert planned - {"provenance", "site", "manifest"} == {"curse_draw_shells"}


def test_editing_a_kernel_reruns_its_users(embedded):
    with embedded.edited("curse/compute/pair_kernels.py"):
        planned = embedded.planned()
    assert {"curse_angle_histograms", "audit"} <= planned
    assert not any(name.startswith("pca") for name in planned)
