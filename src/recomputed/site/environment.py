"""The environment of the templates: the names and filters that they use."""

import re
from functools import partial
from pathlib import Path

import jinja2
import yaml
from markupsafe import Markup

from recomputed.audit import DEFINITIONS, ORIGINS, VERDICTS, progress
from recomputed.formulas.display import prose
from recomputed.site import paths, wording
from recomputed.site.numerals import numerals

ADDRESSES = (paths.article_page, paths.certificate_page, paths.claim_page, paths.copy_of, paths.errata_page)
ADDRESSES += (paths.errata_text, paths.figure_page)


def templates(*folders: Path) -> jinja2.Environment:
    """Give the templates in `folders` with the names and filters that they use."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"DEFINITIONS": DEFINITIONS, "ORIGINS": ORIGINS, "progress": progress}
    environment.globals |= {"VERDICTS": VERDICTS, **{f.__name__: f for f in ADDRESSES}}
    environment.globals["RUN_TIMES"] = paths.RUN_TIMES
    environment.filters["prose"] = lambda text: Markup(prose.html(text))
    environment.filters["plain"] = prose.plain
    environment.filters["numerals"] = partial(numerals, shorten=True)
    environment.filters["stopped"] = lambda text: text if text.endswith((".", "?", "!")) else f"{text}."
    environment.filters["yaml"] = _yaml
    environment.filters["size"] = _size
    environment.filters["sentence"] = _sentence
    environment.filters["sort_key"] = wording.sort_key
    environment.filters["typeset"] = wording.typeset
    return environment


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, default_flow_style=None, width=90).rstrip()


def _size(number: int) -> str:
    return f"{number / 1000:,.0f} kB" if number >= 1000 else f"{number} bytes"


def _sentence(text: str) -> str:
    """Begin a word with a capital; leave a formula as it is."""
    return text[0].upper() + text[1:] if re.match(r"[a-z]+([\s,:;'’-]|$)", text) else text
