"""The articles of a run: folders in src/articles, or folders elsewhere that the setting `articles` names by path."""

import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any

import articles
from recomputed.errors import BadInput
from recomputed.workflow import sources

HOME = Path(articles.__file__).parent
ALL = "all"
# The target of a whole run, and folders in results/.
RESERVED = (ALL, "annotated", "captions", "crate", "data", "logs", "site")
RULES = Path(__file__).parents[3] / "workflow" / "rules"  # whose rules no article may have the name of
NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Article:
    """An article by name, with its folder; the properties name the files that it consists of."""

    name: str
    folder: Path

    @property
    def ledger(self) -> Path:
        """The figures and claims of the article."""
        return self.folder / "ledger.yaml"

    @property
    def settings(self) -> Path:
        """The settings of its computations; may be missing, as there may be none."""
        return self.folder / "config.yaml"

    @property
    def small(self) -> Path:
        """Smaller sizes, laid over the settings for tests; may be missing, too."""
        return self.folder / "small.yaml"

    @property
    def schema(self) -> Path:
        """The JSON schema of the settings; may be missing where there are none."""
        return self.folder / "schema.yaml"

    @property
    def accepted(self) -> Path:
        """The verdicts and values last accepted; missing before the first `make audit-accept`."""
        return self.folder / "accepted.json"

    @property
    def print(self) -> Path:
        """What each sentence, formula and number of its text is, without the words; may be missing."""
        return self.folder / "print.csv"

    @property
    def rules(self) -> Path:
        """The Snakemake rules of its tables, which may include others; may be missing where there are no tables."""
        return self.folder / "rules.smk"


def at_home() -> list[str]:
    """Name the articles in src/articles, sorted."""
    return sorted(path.parent.name for path in HOME.glob("*/ledger.yaml"))


@cache
def reserved() -> tuple[str, ...]:
    """Name what no article can be called: RESERVED, and the rules of every run."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(RULES.glob("*.smk"))]
    return (*RESERVED, *(name for text in texts for name in re.findall(r"^rule (\w+):", text, re.MULTILINE)))


def find(wanted: Any) -> list[Article]:
    """Find the articles that the setting `articles` names, and make those elsewhere importable as `articles.<name>`.

    wanted: "all" for every folder in src/articles, or a list of names there and of paths of other folders, relative to
    the working directory. Raises BadInput for anything else, for a folder without a ledger, for a name that cannot be
    one of a Python package or is reserved, and for two articles with one name.
    """
    found: list[Article] = []
    for name in at_home() if wanted == ALL else _names(wanted):
        article = _find(name)
        _check_alone(article, found)
        found.append(article)
    for article in found:
        if article.folder.parent != HOME:
            _make_importable(article)
    return found


def from_anywhere(wanted: str | list[str]) -> str | list[str]:
    """Give the value of the setting `articles` with which a run in another folder finds the same articles."""
    if wanted == ALL:
        return ALL
    return [article.name if article.folder.parent == HOME else str(article.folder) for article in map(_find, wanted)]


def _names(wanted: Any) -> list[str]:
    if isinstance(wanted, list) and wanted and all(isinstance(name, str) and name.strip() for name in wanted):
        return wanted
    example = wanted if isinstance(wanted, str) and wanted.strip() else at_home()[0]
    expected = f"{ALL}, or a list of names and paths, such as [{example}]"
    raise _bad("", "no articles", expected, repr(wanted), "correct the setting")


def _find(wanted: str) -> Article:
    folder = HOME / wanted if wanted in at_home() else Path(wanted).expanduser().resolve()
    if not (folder / "ledger.yaml").is_file():
        found = "a folder without one" if folder.is_dir() else "no folder of this name"
        expected = f"one of {', '.join(at_home())}, or the path of a folder with a ledger.yaml"
        raise _bad(wanted, "no article", expected, found, "correct the name or the path")
    name = folder.name if folder.parent == HOME else folder.name.replace("-", "_")
    if not NAME.fullmatch(name) or name in reserved():
        expected = f"small letters, digits and _, a letter first, and none of {', '.join(reserved())}"
        raise _bad(wanted, "no name for an article", expected, folder.name, "rename the folder")
    return Article(name, folder)


def _check_alone(article: Article, others: list[Article]) -> None:
    """Raise BadInput where another article, named before or in src/articles, has the name of `article`."""
    twins = [other.folder for other in others if other.name == article.name]
    if article.name in at_home() and article.folder.parent != HOME:
        twins.append(HOME / article.name)
    if article.folder in twins:
        raise _bad(article.name, "an article that is named twice", "each once", str(article.folder), "name it once")
    if twins:
        folders = f"{twins[0]} and {article.folder}"
        raise _bad(article.name, "two articles with one name", "a folder name for each", folders, "rename a folder")


def _make_importable(article: Article) -> None:
    """Let `articles.<name>` be the package in the folder of `article`, and no longer one of another folder."""
    name = f"{articles.__name__}.{article.name}"
    if name in sys.modules and [*sys.modules[name].__path__] == [str(article.folder)]:
        return
    for module in [module for module in sys.modules if f"{module}.".startswith(f"{name}.")]:
        del sys.modules[module]
    sources.file_of.cache_clear()
    spec = ModuleSpec(name, None, is_package=True)
    spec.submodule_search_locations = [str(article.folder)]
    sys.modules[name] = module_from_spec(spec)
    setattr(articles, article.name, sys.modules[name])


def _bad(where: str, what: str, expected: str, found: str, do: str) -> BadInput:
    place = f"config.yaml: articles: {where}" if where else "config.yaml: articles"
    return BadInput(what, where=place, expected=expected, found=found, do=do)
