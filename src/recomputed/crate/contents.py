"""The files of a crate: the project as it ran, what it was given, what it made."""

import json
from collections.abc import Iterator
from pathlib import Path

from recomputed.errors import BadInput
from recomputed.results.store import sha256
from recomputed.workflow.sources import ROOT

TOP = ("CITATION.cff", "LICENSE", "Makefile", "README.md", "Snakefile", "config.yaml", "pyproject.toml")
FOLDERS = ("profiles", "src", "workflow")
LEFT_OUT = {"__pycache__"}
# The pages repeat the tables and figures; arrays on the way to these are large, and their hashes are in the manifest.
NOT_ARCHIVED = ("results/captions/", "results/data/", "results/site/")
NOT_ARCHIVED_KINDS = {".npz"}
MANIFEST = "results/MANIFEST.json"


def project_files(articles: list[Path]) -> dict[str, Path]:
    """List the files of the project and of `articles`, folders that may be elsewhere: place in the crate -> file."""
    found = {path.name: path for path in [ROOT.parent / name for name in TOP] if path.is_file()}
    found |= {path.name: path for path in sorted(ROOT.parent.glob("requirements*.lock"))}
    for folder in FOLDERS:
        found |= {path.relative_to(ROOT.parent).as_posix(): path for path in _inside(ROOT.parent / folder)}
    for article in articles:
        if not article.is_relative_to(ROOT):
            place = Path("src", "articles", article.name)
            found |= {(place / path.relative_to(article)).as_posix(): path for path in _inside(article)}
    return found


def result_files(manifest: dict) -> dict[str, Path]:
    """List the results that are archived, and the manifest itself; raise BadInput where one is not as it lists it."""
    found = {MANIFEST: Path(MANIFEST)}
    for place, digest in manifest["files"].items():
        path = Path(place)
        if place.startswith(NOT_ARCHIVED) or path.suffix in NOT_ARCHIVED_KINDS:
            continue
        now = sha256(path) if path.is_file() else "no file"
        if now != digest:
            do = "run make verify-results, then make crate again"
            raise BadInput("result is not as the manifest lists it", where=place, expected=digest, found=now, do=do)
        found[place] = path
    return found


def data_files(manifest: dict) -> dict[str, bytes]:
    """Describe each data set of the run in a file: what it is, its counts and hashes, not where it was found."""
    return {
        f"inputs/{name}.json": (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()
        for name, data in manifest["data"].items()
    }


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part in LEFT_OUT or part.endswith(".egg-info") for part in parts)
        if path.is_file() and not hidden:
            yield path
