"""Make the folder of a new article, whole or not at all; nothing that exists is overwritten."""

import keyword
import os
import re
from pathlib import Path

import yaml

from recomputed.coverage import table
from recomputed.coverage.units import SENTENCE, Unit
from recomputed.drafting.claims import Drafted, comment, rows
from recomputed.drafting.source import Source
from recomputed.errors import BadInput
from recomputed.results.atomic import replacing_folder
from recomputed.workflow import articles, config, data_sets

TEMPLATE = Path(__file__).parent / "template"
NAME = "NAME"  # in the files of the template, and in their names
SUFFIX = ".txt"  # of these files, so that no tool takes them for code of the project


def check_name(name: str) -> None:
    """Raise BadInput for a name that no new article can have."""
    taken = [*articles.at_home(), *articles.reserved(), *data_sets.schemas(), *config.of_a_run()]
    if not articles.NAME.fullmatch(name) or keyword.iskeyword(name):
        expected = "small letters, digits and _, a letter first, no word of Python"
        raise _bad("no name for an article", "NAME", expected, name or "nothing", "name it: NAME=birthdays")
    if name in taken:
        raise _bad("a name that is taken", "NAME", "a new one", name, "choose another name")


def target(name: str, wanted: str) -> Path:
    """Give the folder to be made: `wanted`, or beside the project. Raises BadInput where it cannot be made."""
    folder = Path(wanted or Path("..", name)).expanduser()
    own = folder.resolve().name
    if own.replace("-", "_") != name:
        raise _bad("another name", "TO", f"a folder {name}, as NAME says", own, f"correct it: TO={folder / name}")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise _bad(
            "a folder that exists", folder, "a new or empty one", "files", "nothing is overwritten: choose another"
        )
    if not folder.resolve().parent.is_dir():
        raise _bad("no folder to be in", folder, "a folder that exists above it", "none", "make it first")
    return folder


def make(
    folder: Path, name: str, source: Source, found: list[Unit], drafted: list[Drafted], decimal_comma: bool = False
) -> list[str]:
    """Write the files of the article; give their paths in the folder. Raises BadInput where it cannot be written."""
    titles = [unit.text for unit in found if unit.kind == SENTENCE and unit.role == "heading"]
    files = {path: text.replace(NAME, name) for path, text in _template()}
    files = {path.replace(NAME, name): text for path, text in files.items()}
    title = " ".join((titles or [name.replace("_", " ").capitalize()])[0].split())
    files["ledger.yaml"] = ledger(files["ledger.yaml"], title, source.name, drafted, decimal_comma)
    files[source.name] = source.text
    try:
        with replacing_folder(folder) as temporary:
            for path, text in files.items():
                (temporary / path).parent.mkdir(parents=True, exist_ok=True)
                (temporary / path).write_text(text, encoding="utf-8")
            table.write(temporary / "print.csv", rows(found, drafted))
            made = sorted(path.relative_to(temporary).as_posix() for path in temporary.rglob("*") if path.is_file())
    except OSError as error:
        do = "correct that, or choose another folder: TO=..."
        raise _bad("not written", folder, "a folder that you may write in", error.strerror, do) from error
    return made


def ledger(head: str, title: str, file: str, drafted: list[Drafted], decimal_comma: bool = False) -> str:
    """Give the text of a ledger: figures as in `head`, then the claims, with file and line of each sentence above."""
    filled = {"TITLE": quoted(title), "TEXT": quoted(file) + "\ndecimal_comma: true" * decimal_comma}
    lines = [re.sub("|".join(filled), lambda found: filled[found[0]], head.rstrip("\n"))]
    lines.append("claims:" if drafted else "claims: []")
    before = None
    for claim in drafted:
        if claim.sentence is not before:
            lines.append(f"  # {comment(file, claim.sentence)}")
        before = claim.sentence
        entry = {"title": claim.title, "where": claim.where, "kind": claim.kind}
        entry["formula" if claim.part.kind == "formula" else "published"] = claim.print
        entry |= {"unit": claim.unit} if claim.unit else {}
        lines.append(f"  - id: {claim.id}")
        lines += [f"    {key}: {value if key == 'kind' else quoted(value)}" for key, value in entry.items()]
        lines.append("    open: true")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Write `text` as YAML on one line, in quotes, so that its digits and backslashes stay as they are."""
    style = "'" if text.isprintable() else '"'
    return yaml.safe_dump(text, default_style=style, allow_unicode=True, width=float("inf")).rstrip("\n")


def _template() -> list[tuple[str, str]]:
    paths = sorted(path for path in TEMPLATE.rglob(f"*{SUFFIX}"))
    return [
        (os.fspath(path.relative_to(TEMPLATE)).removesuffix(SUFFIX), path.read_text(encoding="utf-8")) for path in paths
    ]


def _bad(what: str, where: object, expected: str, found: str, do: str) -> BadInput:
    return BadInput(what, where=where, expected=expected, found=found, do=do)
