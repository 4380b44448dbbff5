"""A further article is one folder, anywhere: the project builds, judges and shows it, and no other file is touched."""

import hashlib
import json
from pathlib import Path
from textwrap import dedent

import pandas as pd
import pytest

from project_copies import Project
from recomputed.audit import ledger
from recomputed.drawing.drawings import drawings
from recomputed.workflow import articles, config, strict_yaml
from recomputed.workflow.sources import sources

FILES = {
    "ledger.yaml": """
        article: two_coins
        title: Two fair coins
        figures:
          - id: two-coins-heads
            title: How often two coins show no, one and two heads
            where: section 1
            draw: bars:heads
            data: {table: heads.csv}
            settings: {coins: heads.coins}
            caption: Three bars, the share of each number of heads.
        claims:
          - id: two_coins-01
            title: two heads
            where: section 1
            kind: value
            published: "0.25"
            evidence: {file: results/two_coins/heads.csv, row: {heads: 2}, column: share}
          - id: two_coins-02
            title: one head
            where: section 1
            kind: value
            published: "0.33"
            why: Heads and tails come in two orders.
            evidence: {file: results/two_coins/heads.csv, row: {heads: 1}, column: share}
        """,
    "config.yaml": "heads: {coins: 2}\n",
    "schema.yaml": """
        $schema: https://json-schema.org/draft/2020-12/schema
        title: settings of the article two_coins
        type: object
        additionalProperties: false
        required: [heads]
        properties:
          heads:
            type: object
            additionalProperties: false
            required: [coins]
            properties: {coins: {type: integer, minimum: 1, maximum: 20}}
        """,
    "rules.smk": """
        rule two_coins_heads:
            output:
                "results/two_coins/heads.csv",
            log:
                "results/logs/two_coins/heads.log",
            params:
                **config["two_coins"]["heads"],
                **calls("articles.two_coins.compute.tosses:heads"),
            script:
                CALL
        """,
    "compute/tosses.py": '''
        """All outcomes of tossed coins, counted."""

        from itertools import product

        import pandas as pd


        def heads(coins: int) -> pd.DataFrame:
            """Tabulate the share of outcomes with each number of heads; columns heads, share."""
            counts = pd.Series([sum(outcome) for outcome in product((0, 1), repeat=coins)]).value_counts().sort_index()
            return pd.DataFrame({"heads": counts.index, "share": counts.to_numpy() / 2**coins})
        ''',
    "draw/bars.py": '''
        """The shares as bars."""

        from recomputed.drawing import style


        def heads(table, coins: int):
            """Draw one bar for each number of heads."""
            fig = style.figure(height_inches=2.5)
            ax = fig.add_subplot()
            ax.bar(table["heads"], table["share"])
            ax.set(xlabel="heads", ylabel="share")
            return style.describe(fig, alt=f"Bars: the share of each number of heads of {coins} coins.")
        ''',
}


@pytest.fixture(scope="module")
def article(tmp_path_factory) -> Path:
    """The folder of an article outside the project, with a hyphen in its name."""
    folder = tmp_path_factory.mktemp("elsewhere") / "two-coins"
    for place, text in FILES.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory, article) -> Project:
    """A copy of the project that built this article alone, as `make ARTICLES=folder` does; it has no MNIST to take."""
    project = Project(tmp_path_factory.mktemp("project"), {"PYTHONDONTWRITEBYTECODE": "1"}, source="full", mirrors=[])
    project.before = contents(project.folder), contents(article)
    project.printed = project.run("--config", f"articles=[{article}]")
    assert project.returncode == 0, project.printed
    return project


def contents(folder: Path) -> dict[str, str]:
    """Hash every file below `folder` that is not a result or a note of Snakemake or Python."""
    made = {"results", ".snakemake", "__pycache__", "cache"}
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not made & {*path.relative_to(folder).parts}
    }


def test_its_settings_ledger_and_code_pass_the_checks_of_every_article(article):
    (found,) = articles.find([str(article)])
    assert (found.name, found.folder) == ("two_coins", article)
    block = strict_yaml.parse(found.settings.read_text())
    config.check_article(found, block, [("config.yaml", (), block)])
    drawn = drawings(ledger.read(found), block)
    assert drawn["articles.two_coins.draw.bars"]["two_coins_heads"]["settings"] == {"coins": 2}
    for module in (*drawn, "articles.two_coins.compute.tosses"):
        assert sources(module)[module].is_relative_to(article)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("ledger.yaml", "kind: value", "kind: valeu", "two-coins/ledger.yaml:15: "),
        ("ledger.yaml", "article: two_coins", "article: three_coins", "two-coins/ledger.yaml:1: "),
        ("config.yaml", "coins: 2", "coins: 0", "two-coins/config.yaml: heads.coins: "),
        ("config.yaml", "coins: 2", "coinz: 2", "did you mean coins?"),
    ],
)
def test_a_mistake_in_it_is_one_line(project, article, file, old, new, line):
    path = article / file
    text = path.read_text()
    path.write_text(text.replace(old, new, 1))
    try:
        printed = project.run("--dry-run", "--config", f"articles=[{article}]")
    finally:
        path.write_text(text)
    assert project.returncode != 0
    assert line in printed
    assert "Traceback" not in printed


def test_its_claims_have_verdicts(project):
    rows = pd.read_csv(project.results / "audit.csv", keep_default_na=False).set_index("id")
    assert rows["verdict"].to_dict() == {"two_coins-01": "reproduced", "two_coins-02": "refuted"}
    assert not rows["provisional"].any()


def test_its_figure_is_there_in_every_format(project):
    for suffix in ledger.FIGURE_FORMATS:
        assert (project.results / f"two_coins/figures/two-coins-heads.{suffix}").stat().st_size > 1000


def test_the_site_shows_it_and_nothing_else(project):
    site = project.results / "site"
    assert [path.name for path in (site / "articles").iterdir()] == ["two_coins.html"]
    assert "How often two coins show" in (site / "figures/two_coins/two-coins-heads.html").read_text()
    assert "refuted" in (site / "claims/two_coins-02.html").read_text()
    assert "Two fair coins" in (site / "index.html").read_text()


def test_no_data_set_is_looked_for(project):
    assert not (project.results / "data").exists()
    assert "MNIST" not in project.printed


def test_its_folder_and_the_project_stay_as_they_were(project, article):
    assert (contents(project.folder), contents(article)) == project.before


def test_the_manifest_lists_what_was_made(project):
    files = json.loads((project.results / "MANIFEST.json").read_text())["files"]
    assert {"results/two_coins/heads.csv", "results/two_coins/figures/two-coins-heads.svg", "results/audit.csv"} <= {
        *files
    }
