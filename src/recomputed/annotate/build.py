"""Write the whole text of each article with the verdicts of its claims: results/annotated/<article>.html.

`python -m recomputed.annotate.build --texts FOLDER ARTICLE ...` needs the verdicts of a run. The texts are not the
project's to publish: these files are for the reader's own machine, in no site, no manifest and no archive.
"""

import sys
from collections import Counter
from pathlib import Path

import jinja2

from recomputed.annotate.marked import Marked, marked, without_typesetting
from recomputed.audit import VERDICTS
from recomputed.coverage.claims import OURS, prints
from recomputed.coverage.command import Printed, of_command_line
from recomputed.coverage.table import NO_CLAIM, OPEN, counts, read
from recomputed.errors import BadInput, one_line
from recomputed.formulas.display.prose import plain
from recomputed.results.atomic import replacing
from recomputed.results.store import load
from recomputed.runs import output
from recomputed.site import paths
from recomputed.site.environment import templates

RESULTS = Path("results")
FOLDER = RESULTS / "annotated"
HERE = Path(__file__).parent
NO_VERDICT = "not judged"


def page(one: Printed, verdicts: dict[str, dict]) -> str:
    """Give the page of one article as HTML; `verdicts`: rows of audit.json and findings.json by id."""
    rows = read(one.article.print)
    found = marked(one.read(), rows, decimal_comma=bool(one.ledger.get("decimal_comma")))
    claims = prints(one.ledger)
    published = [name for name, claim in claims.items() if claim.origin != OURS]
    judged = Counter(verdicts.get(name, {}).get("verdict", NO_VERDICT) for name in published)
    placed = {name for row in rows for name in row.claims}
    return _template().render(
        ledger=one.ledger,
        blocks=_grouped(found),
        coverage=counts(rows),
        judged={verdict: judged[verdict] for verdict in (*VERDICTS, NO_VERDICT) if judged[verdict]},
        verdicts=verdicts,
        titles={entry["id"]: plain(entry["title"]) for entry in one.ledger["claims"]},
        unplaced=[name for name in published if name not in placed],
        broken=without_typesetting(found),
        kinds=[*NO_CLAIM, OPEN],
        used=Counter(row.what for row in rows),
    )


def _grouped(found: list[Marked]) -> list[tuple[bool, list[Marked]]]:
    """Put items of one list together: (is a list, its blocks), one block each where it is none."""
    groups: list[tuple[bool, list[Marked]]] = []
    for block in found:
        is_item = block.role == "" and block.mark not in ("", "*")
        if is_item and groups and groups[-1][0]:
            groups[-1][1].append(block)
        else:
            groups.append((is_item, [block]))
    return groups


def _template() -> jinja2.Template:
    environment = templates(HERE / "templates", paths.HERE / "templates")
    styles = (paths.HERE / "static" / "site.css", HERE / "templates" / "text.css")
    environment.globals["style"] = "\n".join(path.read_text(encoding="utf-8") for path in styles)
    environment.globals["NO_VERDICT"] = NO_VERDICT
    return environment.get_template("text.html")


def _verdicts() -> dict[str, dict]:
    """Read the verdicts of the last run by id; raise BadInput where there are none."""
    files = [RESULTS / "audit.json", RESULTS / "findings.json"]
    if missing := [file for file in files if not file.is_file()]:
        raise BadInput("no verdicts", where=missing[0], expected="those of a run", found="no file", do="run make first")
    return {row["id"]: row for file in files for row in load(file)}


def main(arguments: list[str]) -> None:
    """Write the pages of the articles that the command line names, and print their paths."""
    with one_line():
        printed = [one for one in of_command_line(arguments, __doc__)[0] if one.text is not None]
        verdicts = _verdicts()
        for one in printed:
            path = FOLDER / f"{one.article.name}.html"
            with replacing(path) as temporary:
                temporary.write_text(page(one, verdicts), encoding="utf-8")
            print(f"{path}   ({path.resolve().as_uri()})")


if __name__ == "__main__":
    output.run(main, sys.argv[1:])
