"""What the commands about the print share: the articles and their texts, as named on the command line."""

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
class Printed:
    """An article with its ledger and the path of its text, None where the ledger names none."""

    article: Article
    ledger: dict
    text: Path | None

    def read(self) -> str:
        """Read the text; raise BadInput where it is missing or not in UTF-8."""
        try:
            return self.text.read_text(encoding="utf-8-sig")
        except FileNotFoundError as error:
            do = "correct `text` in the ledger, or name the folder of the texts: TEXTS=..."
            raise BadInput("no text", where=self.text, expected="a file", found="none", do=do) from error
        except (UnicodeDecodeError, OSError) as error:
            do = "save the text as UTF-8"
            raise BadInput("unreadable text", where=self.text, expected="UTF-8", found=error, do=do) from error


def folder_of_texts(named: str = "") -> Path | None:
    """Find the folder of the texts: `named`, or that of the variable TEXTS, or the one next to the project, else None.

    Raises BadInput where a folder was named and is none.
    """
    named = named or os.environ.get(VARIABLE, "")
    if named and not Path(named).is_dir():
        do = "correct the path"
        raise BadInput("no folder of texts", where=VARIABLE, expected="a folder", found=named, do=do)
    return Path(named) if named else BESIDE if BESIDE.is_dir() else None


def with_texts(found: list[Article], folder: Path | None) -> list[Printed]:
    """Read the ledgers of the articles `found`, whose texts are beside their ledgers or else in `folder`.

    Without a folder, only the articles that have their text beside them, or name none, are given.
    """
    ledgers = [(article, ledger.read(article)) for article in found]
    texts = [_text(article, read, folder) for article, read in ledgers]
    return [Printed(*one, text) for one, text in zip(ledgers, texts, strict=True) if text or "text" not in one[1]]


def _text(article: Article, read: dict, folder: Path | None) -> Path | None:
    if "text" not in read:
        return None
    beside = article.folder / read["text"]
    return beside if beside.is_file() else folder / read["text"] if folder else None


def of_command_line(arguments: list[str], description: str) -> tuple[list[Printed], Path | None, list[str]]:
    """Read articles, folder of the texts and the names given from the command line: all articles where it names none.

    Raises BadInput where a text is not beside its ledger, and the folder is neither named nor found.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--texts", default="", help=f"folder of the texts; else the variable {VARIABLE}, else {BESIDE}")
    parser.add_argument("articles", nargs="*", help="names, or paths of folders elsewhere")
    options = parser.parse_args(arguments)
    folder = folder_of_texts(options.texts)
    found = articles.find(options.articles or articles.ALL)
    printed = with_texts(found, folder)
    if len(printed) < len(found):
        do = f"name it: {VARIABLE}=<folder with the texts of the articles>"
        raise BadInput("no folder of texts", where=VARIABLE, expected="a folder", found=f"none, nor {BESIDE}", do=do)
    return printed, folder, options.articles
