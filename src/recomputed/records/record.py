"""The record of an article: what record.yaml in its folder `recorded` declares, and the manifest of what is kept."""

import json
from dataclasses import dataclass
from pathlib import Path

from recomputed.errors import BadInput
from recomputed.results.store import load, sha256
from recomputed.workflow.articles import Article

FOLDER, DECLARATION, MANIFEST = "recorded", "record.yaml", "manifest.json"
KEYS = {"tables", "rows", "again", "settings", "inputs"}


@dataclass(frozen=True)
class Record:
    """The record of one article.

    tables: name in the folder -> the result that is copied to it; rows: the tables whose rows can be computed again;
    again: "module:function" that does it; settings: the blocks of the article's settings that the tables follow from;
    inputs: argument of the function -> the result that it needs.
    """

    article: Article
    tables: dict[str, str]
    rows: list[str]
    again: str
    settings: list[str]
    inputs: dict[str, str]

    @property
    def folder(self) -> Path:
        """The folder with the declaration, the manifest and the tables."""
        return self.article.folder / FOLDER

    def manifest(self) -> dict:
        """Read the manifest; raise BadInput if it is missing, or a table is not as it lists it."""
        path = self.folder / MANIFEST
        if not path.is_file():
            expected = "the tables of make long"
            raise BadInput("no manifest", where=path, expected=expected, found="none", do="run make long")
        manifest = json.loads(path.read_text(encoding="utf-8"))
        for name, listed in manifest["tables"].items():
            table = self.folder / name
            found = sha256(table) if table.is_file() else "no file"
            if found != listed["sha256"]:
                do = "take the file from version control, or run make long"
                raise BadInput("record was changed", where=table, expected=listed["sha256"], found=found, do=do)
        return manifest


def records(articles: list[Article]) -> list[Record]:
    """Give the record of each article that has one; raise BadInput for a declaration with other keys."""
    found = []
    for article in articles:
        path = article.folder / FOLDER / DECLARATION
        if path.is_file():
            declared = load(path)
            if not isinstance(declared, dict) or set(declared) != KEYS:
                keys = sorted(declared) if isinstance(declared, dict) else declared
                raise BadInput("bad record", where=path, expected=sorted(KEYS), found=keys, do="correct the file")
            found.append(Record(article, **declared))
    return found
