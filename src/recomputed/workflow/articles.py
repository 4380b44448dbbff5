"""The articles of a run: folders in src/articles, or folders elsewhere that the setting `articles` names by path."""

import sys
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path

import articles
from recomputed.errors import BadInput

HOME = Path(articles.__file__).parent
ALL = "all"


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
        """The settings of its computations."""
        return self.folder / "config.yaml"

    @property
    def small(self) -> Path:
        """Smaller sizes, laid over the settings for tests; may be missing."""
        return self.folder / "small.yaml"

    @property
    def schema(self) -> Path:
        """The JSON schema of the settings."""
        return self.folder / "schema.yaml"

    @property
    def accepted(self) -> Path:
        """The verdicts and values last accepted; missing before the first `make audit-accept`."""
        return self.folder / "accepted.json"

    @property
    def rules(self) -> Path:
        """The Snakemake rules of its tables; they may include others."""
        return self.folder / "rules.smk"


def at_home() -> list[str]:
    """Name the articles in src/articles, sorted."""
    return sorted(path.parent.name for path in HOME.glob("*/ledger.yaml"))


def find(wanted: str | list[str]) -> list[Article]:
    """Find the articles that the setting `articles` names, and make those elsewhere importable as `articles.<name>`.

    wanted: "all" for every folder in src/articles, or a list of names there and of paths of other folders.
    Raises BadInput for a folder without a ledger, a name that is no identifier, and two articles with one name.
    """
    found = [_find(name) for name in (at_home() if wanted == ALL else wanted)]
    for place, article in enumerate(found):
        twin = next((other for other in found[:place] if other.name == article.name), None)
        if twin or (article.folder.parent != HOME and article.name in at_home()):
            other = twin.folder if twin else HOME / article.name
            raise _bad(article.folder, "two articles with one name", "another name for the folder", str(other))
    for article in found:
        if article.folder.parent != HOME:
            _make_importable(article)
    return found


def _find(wanted: str) -> Article:
    if wanted in at_home():
        return Article(wanted, HOME / wanted)
    folder = Path(wanted).expanduser().resolve()
    name = folder.name.replace("-", "_")
    if not (folder / "ledger.yaml").is_file():
        raise _bad(wanted, "no article", f"one of {', '.join(at_home())}, or a folder with a ledger.yaml", "neither")
    if not name.isidentifier() or not name.islower():
        raise _bad(wanted, "no name for an article", "a folder named in small letters, digits, - and _", folder.name)
    return Article(name, folder)


def _make_importable(article: Article) -> None:
    name = f"{articles.__name__}.{article.name}"
    if name not in sys.modules:
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(article.folder)]
        sys.modules[name] = module_from_spec(spec)
        setattr(articles, article.name, sys.modules[name])


def _bad(where: object, what: str, expected: str, found: str) -> BadInput:
    return BadInput(
        what, where=f"articles: {where}", expected=expected, found=found, do="correct the setting `articles`"
    )
