"""What the documents name exists: files, headings, make targets, settings; and their example of an article works."""

import ast
import importlib
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from recomputed.audit import ledger
from recomputed.docs import messages
from recomputed.drawing.drawings import drawings
from recomputed.workflow import articles, settings

ROOT = Path(__file__).parents[1]
CHANGELOG = ROOT / "CHANGELOG.md"  # also names what is gone
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FOLDERS = ("benchmarks/", "docs/", "profiles/", "src/", "tests/", "workflow/")
MADE_BY_USERS = {"profiles/mine/config.yaml"}
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


def code(path: Path) -> list[str]:
    """Give the code of a document: each line of its blocks, and each piece in backticks."""
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()] + re.findall(r"(?<!`)`([^`\n]+)`", text)


def anchors(path: Path) -> set[str]:
    """Give the fragments under which the headings of a document are found, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", [*DOCUMENTS, CHANGELOG], ids=lambda path: path.name)
def test_relative_links_lead_to_files(path):
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    for link in (link for link in links if "://" not in link):
        file, _, fragment = link.partition("#")
        target = (path.parent / file) if file else path
        assert target.exists(), f"{path.name}: {link}"
        assert not fragment or fragment in anchors(target), f"{path.name}: {link}"


@pytest.mark.parametrize("path", [*DOCUMENTS, CHANGELOG], ids=lambda path: path.name)
def test_nothing_is_said_twice_in_the_same_words(path):
    """An entry that was put under every heading of one name; shorter lines, as those of commands, may come again."""
    long = [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 100]
    assert sorted(line for line in set(long) if long.count(line) > 1) == []


def test_every_document_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    others = [path.name for path in (ROOT / "docs").glob("*.md") if path.name != "README.md"]
    assert len(others) > 3
    assert [name for name in others if f"({name})" not in index] == []


@each_document
def test_make_targets_exist(path):
    rules = re.findall(r"^([\w.$()/-]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    known = {*rules, ".venv/ready", *articles.at_home()}
    named = [word for line in code(path) for word in re.findall(r"(?<!cannot )\bmake ([a-z.][\w./-]*)", line)]
    assert [target for target in named if target not in known] == []


def test_the_documents_name_make_targets():
    assert sum("make " in line for path in DOCUMENTS for line in code(path)) > 20


@each_document
def test_named_paths_exist(path):
    named = [word for word in code(path) if word.startswith(FOLDERS) and not re.search(r"[<*: ]", word)]
    assert [word for word in named if not (ROOT / word).exists() and word not in MADE_BY_USERS] == []


@each_document
def test_named_settings_exist(path):
    named = [word for word in code(path) if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", word) and is_no_file(word)]
    unknown = [word for word in named if not is_setting(word.split(".")) and not is_module(word)]
    assert unknown == []


SUFFIXES = {"py", "smk", "yaml", "yml", "json", "csv", "js", "md", "toml", "lock", "log", "npz", "xml", "sarif"}


def is_no_file(word: str) -> bool:
    """Say whether a dotted word has no suffix of a file."""
    return word.rpartition(".")[2] not in SUFFIXES


def is_setting(keys: list[str]) -> bool:
    """Say whether `keys` lead to a value in the complete settings."""
    block = settings.read([])
    for key in keys:
        if not isinstance(block, dict) or key not in block:
            return False
        block = block[key]
    return True


def is_module(word: str) -> bool:
    """Say whether a dotted word is a module, or a name in one."""
    module, _, name = word.rpartition(".")
    try:
        return hasattr(importlib.import_module(module), name) or importlib.util.find_spec(word) is not None
    except ModuleNotFoundError:
        return False


TROUBLE = ROOT / "docs" / "troubleshooting.md"
SCRIPTS = [ROOT / "Makefile", ROOT / "workflow" / "scripts" / "set_up.sh"]
IN_TABLES_OF_ARTICLES = {ROOT / "src" / "articles", ROOT / "src" / "methods"}  # the generated table


def explained() -> list[str]:
    """List what the first columns of the tables written by hand have in backticks."""
    by_hand = TROUBLE.read_text(encoding="utf-8").partition("<!-- begin")[0]
    rows = re.findall(r"^\| (`.*?) \| .* \| .* \|$", by_hand, re.MULTILINE)
    return [words for row in rows for words in re.findall(r"`([^`]+)`", row)]


def test_every_error_is_explained_once():
    errors = {words for script in SCRIPTS for words in messages.of_shell(script.read_text(encoding="utf-8"))}
    packages = {path for path in (ROOT / "src").iterdir() if path.is_dir()} - IN_TABLES_OF_ARTICLES
    for folder in (*packages, ROOT / "workflow" / "scripts"):
        errors |= messages.of_python(folder).keys()
    assert len(errors) > 60
    assert sorted(errors - {*explained()}) == []
    assert len(explained()) == len({*explained()})


def test_what_is_explained_can_be_printed():
    files = [*SCRIPTS, *(ROOT / "src").rglob("*.py"), *(ROOT / "workflow").rglob("*.py")]
    text = re.sub(r'"\s+f?"', "", " ".join(path.read_text(encoding="utf-8") for path in files))
    assert [words for words in explained() if words not in text] == []


def test_errors_are_found_in_every_form_in_which_code_has_them():
    code = """
NOT = "not there at all; run make"
def _bad(where, what, found): return BadInput(what, where=where, expected=1, found=found, do="x")
def f(path, number):
    raise BadInput("plainly wrong", where=path)
    raise _bad(path, f"no such column in {path}", number)
    sys.exit(f"{path}: {NOT}")
    problem = f"'{number}' is no number"
    config.refuse(path, (), problem)
    raise arrays.bad("of another module", "x", 1, 2)
    return case.bad("of a method", 1, number, "do")
    arrays.whole(path, "labels", (), 0, what="by a name")
    _warn(f"{path}: said aloud; go on")
    sys.exit(0)
    sys.exit(main())
def _warn(line): print(line, file=sys.stderr)
class Case:
    def method(self): BadInput(self.given or "in a class", where=1, expected=1, found=2, do="x")
"""
    expected = {"plainly wrong", "no such column in", "not there at all", "is no number", "of another module"}
    expected |= {"of a method", "by a name", "said aloud", "in a class"}
    assert {*messages.of_module(ast.parse(code))} == expected
    assert messages.of_shell('\tx || { echo "make: no Python found; install $(NAME)" >&2; }') == ["no Python found"]
    assert messages.of_shell("\t$(warning $(name) is ignored; to set it: make)))") == ["is ignored"]
    assert messages.of_shell('false || end "$python cannot do it; try"') == ["cannot do it"]


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> articles.Article:
    """The article that docs/adding-an-article.md shows, in a folder outside the project."""
    folder = tmp_path_factory.mktemp("elsewhere") / "birthdays"
    text = (ROOT / "docs" / "adding-an-article.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"^`([\w/.]+)`\n\n```\w+\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    assert len(files) == 6
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return articles.find([str(folder)])[0]


def test_the_example_computes_what_its_ledger_claims_and_draws_it(example):
    block, claims = (yaml.safe_load(path.read_text()) for path in (example.settings, example.ledger))
    compute = importlib.import_module("articles.birthdays.compute.chances")
    table = compute.chances(block["chances"]["days"], block["chances"]["most_people"])
    percent = table.set_index("people").loc[23, "percent"]
    assert f"{percent:.1f}" == claims["claims"][0]["published"]
    assert f"{percent:.2f} %" in (ROOT / "docs" / "adding-an-article.md").read_text()
    ((module, figures),) = drawings(ledger.read(example), block).items()
    ((_, drawing),) = figures.items()
    figure = importlib.import_module(module).curve(table, **drawing["settings"])
    assert "for 23 it is 50.7 %" in figure.get_label()


def test_snakemake_plans_the_example(example):
    command = [Path(sys.executable).parent / "snakemake", "--dry-run", "--cores", "1"]
    command += ["--config", f"articles=['{example.folder}']", "--", "birthdays"]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "birthdays_draw_chances" in run.stdout + run.stderr


def test_the_workflow_file_for_an_authors_repository_names_targets_and_files_that_exist():
    steps = yaml.safe_load((ROOT / "docs" / "ci-for-an-article.yml").read_text())["jobs"]["audit"]["steps"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = [step["run"] for step in steps if step.get("run", "").startswith("make ")]
    assert len(commands) == 3
    for command in commands:
        for word in command.split()[1:]:
            name, is_variable, _ = word.partition("=")
            assert re.search(rf"^{name} :=" if is_variable else rf"^{name}:", makefile, re.MULTILINE), word
    assert "results/audit.sarif" in (ROOT / "Snakefile").read_text()
