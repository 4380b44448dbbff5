"""The audit as a JUnit report, which systems of continuous integration show as passed, failed and skipped tests."""

from itertools import groupby
from xml.etree import ElementTree

from recomputed.reports import DOES_NOT_HOLD, OPEN


def junit(audit: list[dict]) -> str:
    """Write rows of audit.json as XML: a suite for each article, a case for each claim.

    Refuted, conditional and misprinted claims are failures; undecided and not checkable ones are skipped.
    """
    root = ElementTree.Element("testsuites", name="claims", **_counts(audit))
    for article, group in groupby(audit, key=lambda row: row["article"]):
        rows = list(group)
        suite = ElementTree.SubElement(root, "testsuite", name=article, **_counts(rows))
        for row in rows:
            _case(suite, row)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _counts(rows: list[dict]) -> dict[str, str]:
    failed = sum(row["verdict"] in DOES_NOT_HOLD for row in rows)
    skipped = sum(row["verdict"] in OPEN for row in rows)
    return {"tests": str(len(rows)), "failures": str(failed), "errors": "0", "skipped": str(skipped)}


def _case(suite: ElementTree.Element, row: dict) -> None:
    name = _clean(f"{row['id']}: {row['title']}")
    case = ElementTree.SubElement(suite, "testcase", classname=row["article"], name=name, time="0")
    message = _clean(f"{row['verdict']}: published {row['published']}, recomputed {row['recomputed'] or 'nothing'}")
    if row["verdict"] in DOES_NOT_HOLD:
        failure = ElementTree.SubElement(case, "failure", type=row["verdict"], message=message)
        failure.text = _clean(f"{row['where']}. {row['reason']}")
    elif row["verdict"] in OPEN:
        ElementTree.SubElement(case, "skipped", message=_clean(f"{row['verdict']}: {row['reason']}"))


def _clean(text: str) -> str:
    """Leave out the control characters that XML does not allow."""
    return "".join(letter for letter in text if letter in "\t\n" or ord(letter) >= 32)
