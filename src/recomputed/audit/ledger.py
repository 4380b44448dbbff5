"""Read a ledger: the figures of one article and the claims it publishes, checked against the schema."""

from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from recomputed.audit.claim import claims_of
from recomputed.errors import BadInput, one_line
from recomputed.workflow import strict_yaml
from recomputed.workflow.articles import Article

SCHEMA = Path(__file__).parents[3] / "workflow" / "schemas" / "ledger.schema.yaml"
FIGURE_FORMATS = ("svg", "pdf", "png")


def read(article: Article) -> dict:
    """Load the ledger of `article`; raise BadInput, with file and line, where it breaks the schema or repeats an id."""
    ledger = read_file(article.ledger)
    if ledger["article"] != article.name:
        text = article.ledger.read_text(encoding="utf-8")
        raise _bad(article.ledger, _line_of(text, ["article"]), "another article", article.name, ledger["article"])
    return ledger


def read_all(articles: list[Article]) -> dict[str, dict]:
    """Load the ledgers of `articles` by their names; end the program with one line where one is refused."""
    with one_line():
        return {article.name: read(article) for article in articles}


@cache
def read_file(path: Path) -> dict:
    """Load the ledger at `path`; see `read`."""
    try:
        text = path.read_text(encoding="utf-8")
        ledger = strict_yaml.parse(text)
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
    return Draft202012Validator(strict_yaml.parse(SCHEMA.read_text(encoding="utf-8")))


def position(path: str | Path, keys: list) -> str:
    """Name the ledger at `path` and the line, from 1, where the node under `keys` begins."""
    path = Path(path)
    return f"{_shown(path)}:{_line_of(path.read_text(encoding='utf-8'), keys)}"


def position_of(path: str | Path, name: str) -> str:
    """Name the ledger at `path` and the line, from 1, where the claim `name` begins."""
    return f"{_shown(Path(path))}:{line_of_claim(Path(path), name)}"


def line_of_claim(path: Path, name: str) -> int:
    """Give the line, from 1, at which the claim `name` begins in the ledger at `path`."""
    claims = [entry["id"] for entry in read_file(path)["claims"]]
    return _line_of(path.read_text(encoding="utf-8"), ["claims", claims.index(name)])


def figure_files(ledger: dict) -> list[str]:
    """List the figure files that `ledger` promises."""
    return [
        f"results/{ledger['article']}/figures/{entry['id']}.{suffix}"
        for entry in ledger["figures"]
        for suffix in FIGURE_FORMATS
    ]


def evidence_files(ledger: dict) -> list[str]:
    """List the tables that the audit of `ledger` reads, sorted."""
    claims = claims_of(ledger)
    routes = {claim.second_route.evidence.file for claim in claims if claim.second_route}
    searches = {claim.search for claim in claims if claim.search}
    return sorted(routes.union(searches, *(claim.files for claim in claims)))


def _refuse_repeats(path: Path, text: str, kind: str, ids: list[str]) -> None:
    for place, name in enumerate(ids):
        if name in ids[:place]:
            raise _bad(path, _line_of(text, [kind, place]), f"id used twice in {kind}", "each id once", name)


def _line_of(text: str, keys: list) -> int:
    """Find the line, from 1, where the node under `keys` begins."""
    node = yaml.compose(text, Loader=strict_yaml.Loader)
    if node is None:  # an empty file
        return 1
    for key in keys:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[key]
        else:
            node = next(value for name, value in node.value if name.value == str(key))
    return node.start_mark.line + 1


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _bad(path: Path, line: int, what: str, expected: str, found: object) -> BadInput:
    return BadInput(what, where=f"{_shown(path)}:{line}", expected=expected, found=found, do="correct the ledger")
