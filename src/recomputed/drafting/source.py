"""Read the text from which an article begins: plain text, Markdown, LaTeX, or HTML, whose text is taken out."""

from dataclasses import dataclass
from pathlib import Path

from recomputed.drafting.html_text import text_of
from recomputed.errors import BadInput

PLAIN, HTML = (".txt", ".md", ".markdown", ".tex"), (".html", ".htm")
LARGEST = 1_000_000  # bytes: a book of 300 pages, split in seconds


@dataclass(frozen=True)
class Source:
    """A text and the name of its file beside the ledger."""

    name: str
    text: str


def read(path: Path) -> Source:
    """Read the text at `path`; HTML becomes Markdown.

    Raises BadInput for no file, another kind of file, one of more than LARGEST bytes, and for what is not UTF-8 text.
    """
    kinds = ", ".join(PLAIN + HTML)
    if not path.is_file():
        found = "a folder" if path.is_dir() else "no such file"
        raise BadInput("no text", where=path, expected="a file", found=found, do="correct TEXT=...")
    if path.suffix.lower() not in PLAIN + HTML:
        do = "save the text as one of these"
        raise BadInput("another kind of file", where=path, expected=kinds, found=path.suffix or "no suffix", do=do)
    text = _decoded(path)
    if path.suffix.lower() in HTML:
        return Source(f"{path.stem}.md", text_of(text))
    return Source(path.name, text)


def _decoded(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            do = "make an article of each part"
            expected, found = f"at most {LARGEST / 1e6:g} MB", f"{size / 1e6:.1f} MB"
            raise BadInput("too large a text", where=path, expected=expected, found=found, do=do)
        content = path.read_bytes()
    except OSError as error:
        do = "correct that"
        raise BadInput("text not read", where=path, expected="a file to read", found=error.strerror, do=do) from error
    do = "save it as UTF-8, as by iconv -f latin1 -t utf8"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found = f"the byte {content[error.start]:#04x}"
        raise BadInput("not UTF-8", where=f"{path}:{line}", expected="UTF-8 text", found=found, do=do) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadInput("not a text", where=f"{path}:{line}", expected="UTF-8 text", found="a zero byte", do=do)
    return text.replace("\r\n", "\n").replace("\r", "\n")
