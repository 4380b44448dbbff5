"""What the commands about the print share: the articles and the folder of their texts, as named on the command line."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from recomputed.audit import ledger
from recomputed.errors import BadInput
from recomputed.workflow import articles
from recomputed.workflow.articles import Article

BESIDE = Path("../shared/articles")  # where the texts are looked for if nothing names them: next to the project
VARIABLE = "TEXTS"


@dataclass(frozen=True)
class Text:
    """The file with the text of an article."""

    path: Path

    def read(self) -> str:
        """Read the text; raise BadInput where it is missing or not in UTF-8."""
        try:
            return self.path.read_text(encoding="utf-8-sig")
        except FileNotFoundError as error:
            do = "correct `text` in the ledger, or name the folder of the texts: TEXTS=..."
            raise BadInput("no text", where=self.path, expected="a file", found="none", do=do) from error
        except (UnicodeDecodeError, OSError) as error:
            do = "save the text as UTF-8"
            raise BadInput("unreadable text", where=self.path, expected="UTF-8", found=error, do=do) from error


def parsed(arguments: list[str], description: str = "") -> tuple[list[Article], Path | None]:
    """Read articles and folder of the texts from the command line; None where the folder is neither named nor found."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--texts", default="", help=f"folder with the texts of the articles; else ${VARIABLE}, else {BESIDE}"
    )
    parser.add_argument("articles", nargs="*", help="names, or paths of folders elsewhere; all where none is named")
    options = parser.parse_args(arguments)
    found = articles.find(options.articles or articles.ALL)
    return found, folder_of_texts(options.texts)


def folder_of_texts(named: str = "") -> Path | None:
    """Find the folder of the texts: `named`, or that of the variable TEXTS, or the one next to the project, else None.

    Raises BadInput where a folder was named and is none.
    """
    named = named or os.environ.get(VARIABLE, "")
    if named and not Path(named).is_dir():
        do = "correct the path"
        raise BadInput("no folder of texts", where=VARIABLE, expected="a folder", found=named, do=do)
    return Path(named) if named else BESIDE if BESIDE.is_dir() else None


def articles_and_texts(arguments: list[str], description: str = "") -> list[tuple[Article, dict, Text]]:
    """List the articles that have a text, each with its ledger; raise BadInput where the folder of texts is missing."""
    found, folder = parsed(arguments, description)
    if folder is None:
        do = "name it: TEXTS=<folder with the texts of the articles>"
        raise BadInput("no folder of texts", where=VARIABLE, expected="a folder", found=f"none, nor {BESIDE}", do=do)
    ledgers = [(article, ledger.read(article)) for article in found]
    return [(article, read, Text(folder / read["text"])) for article, read in ledgers if "text" in read]
