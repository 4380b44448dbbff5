"""Exit with 1 if a published claim has one of the verdicts named (`make audit FAIL_ON=refuted,misprint`)."""

import sys

from recomputed.audit import VERDICTS
from recomputed.errors import BadInput, one_line
from recomputed.results.store import load
from recomputed.runs import output


def failing(audit: list[dict], verdicts: list[str]) -> list[dict]:
    """Give the rows of audit.json with one of `verdicts`; raise BadInput for a verdict that there is not."""
    if unknown := sorted(set(verdicts) - set(VERDICTS)):
        expected, do = f"some of {', '.join(VERDICTS)}", "name verdicts with commas between"
        raise BadInput("unknown verdict", where="FAIL_ON", expected=expected, found=", ".join(unknown), do=do)
    return [row for row in audit if row["verdict"] in verdicts]


def main(arguments: list[str]) -> int:
    """Print each claim with one of the verdicts; give 1 if there are some."""
    verdicts = [verdict.strip() for verdict in " ".join(arguments).split(",") if verdict.strip()]
    with one_line():
        found = failing(load("results/audit.json"), verdicts)
    for row in found:
        print(f"{row['id']}: {row['verdict']}: {row['title']}")
    return int(bool(found))


if __name__ == "__main__":
    output.run(main, sys.argv[1:])
