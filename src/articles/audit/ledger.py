"""Read a ledger: the figures of one article and the claims it publishes, checked against the schema."""

import os
import sys
from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from articles import documents
from articles.errors import BadInput

WORKFLOW = Path(__file__).parents[3] / "workflow"
FIGURE_FORMATS = ("svg", "pdf", "png")


def articles() -> list[str]:
    """Name every article that has a ledger, sorted."""
    return sorted(path.stem for path in (WORKFLOW / "ledger").glob("*.yaml"))


def published() -> list[str]:
    """Name the articles whose claims others published."""
    return [article for article in articles() if not read(article).get("ours")]


def ours() -> list[str]:
    """Name the articles whose claims are findings of this project."""
    return [article for article in articles() if read(article).get("ours")]


def path_of(article: str) -> str:
    """Give the path of the ledger of `article`, relative to the working directory."""
    return os.path.relpath(WORKFLOW / "ledger" / f"{article}.yaml")


def read(article: str) -> dict:
    """Load the ledger of `article`; raise BadInput, with file and line, where it breaks the schema or repeats an id."""
    return read_file(WORKFLOW / "ledger" / f"{article}.yaml")


def check_all() -> None:
    """End the program with one line, file and line number first, if any ledger is bad."""
    try:
        for article in articles():
            read(article)
    except BadInput as error:
        sys.exit(str(error))


@cache
def read_file(path: Path) -> dict:
    """Load the ledger at `path`; see `read`."""
    try:
        text = path.read_text(encoding="utf-8")
        ledger = documents.parse(text)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", None) or error
        raise _bad(path, mark.line + 1 if mark else 1, "not YAML", "valid YAML", found) from error
    problem = best_match(_validator().iter_errors(ledger))
    if problem is not None:
        line = _line_of(text, list(problem.absolute_path))
        key = ".".join(map(str, problem.absolute_path)) or "top level"
        raise _bad(path, line, f"{key} breaks the schema", "a ledger entry", problem.message)
    for kind in ("figures", "claims"):
        _refuse_repeats(path, text, kind, [entry["id"] for entry in ledger[kind]])
    return ledger


@cache
def _validator() -> Draft202012Validator:
    schema = (WORKFLOW / "schemas" / "ledger.schema.yaml").read_text(encoding="utf-8")
    return Draft202012Validator(documents.parse(schema))


def position(path: str | Path, keys: list) -> str:
    """Name the ledger at `path` and the line, from 1, where the node under `keys` begins."""
    path = Path(path)
    return f"{path.name}:{_line_of(path.read_text(encoding='utf-8'), keys)}"


def figure_files(article: str) -> list[str]:
    """List the figure files that the ledger of `article` promises."""
    return [
        f"results/{article}/figures/{entry['id']}.{suffix}"
        for entry in read(article)["figures"]
        for suffix in FIGURE_FORMATS
    ]


def evidence_files(article: str) -> list[str]:
    """List the tables that the claims of `article` rest on, sorted."""
    claims = read(article)["claims"]
    places = [part["evidence"] for claim in claims for part in parts(claim) if "evidence" in part]
    searches = {claim["search"] for claim in claims if "search" in claim}
    return sorted(searches | {place["file"] for place in places if "file" in place})


def parts(claim: dict) -> list[dict]:
    """List the parts of a claim that may name evidence: itself, loosened, edited, reached by a second route."""
    return [claim, *(claim.get(part, {}) for part in ("loosened", "edit", "second_route"))]


def _refuse_repeats(path: Path, text: str, kind: str, ids: list[str]) -> None:
    for place, name in enumerate(ids):
        if name in ids[:place]:
            raise _bad(path, _line_of(text, [kind, place]), f"duplicate id in {kind}", "each id once", name)


def _line_of(text: str, keys: list) -> int:
    """Find the line, from 1, where the node under `keys` begins."""
    node = yaml.compose(text, Loader=documents.Loader)
    if node is None:  # an empty file
        return 1
    for key in keys:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[key]
        else:
            node = next(value for name, value in node.value if name.value == str(key))
    return node.start_mark.line + 1


def _bad(path: Path, line: int, what: str, expected: str, found: object) -> BadInput:
    return BadInput(what, where=f"{path.name}:{line}", expected=expected, found=found, do="mend the ledger")
