"""Errors of Snakemake itself without the lines of its own code; the full log keeps them."""

import json
from pathlib import Path

from snakemake.persistence import MetadataRecord

TRACEBACK = "Traceback (most recent call last)"
CODE_LINE = '  File "'  # begins the name of a place in the code, in a traceback and after Snakemake's own errors
RECORDS = Path(".snakemake/metadata")
OF_RECORDS = ("UnicodeDecodeError", "ValidationError")  # what Snakemake raises where a record is damaged


def shortened(message: str, exception: str) -> str:
    """Give the `message` of Snakemake about an `exception` (its name, or "") without the places in its code.

    A traceback becomes one line: its last, or the name of the damaged record that Snakemake read.
    """
    lines = message.rstrip().split("\n")
    if TRACEBACK not in message:
        return "\n".join(line for line in lines if not line.startswith(CODE_LINE))
    damaged = damaged_records() if exception in OF_RECORDS else []
    if damaged:
        others = f" and {len(damaged) - 1} more there" if len(damaged) > 1 else ""
        return f"{damaged[0]}{others}: damaged, no record of Snakemake; delete {RECORDS} and run again"
    last = max(place for place, line in enumerate(lines) if line.startswith((" ", TRACEBACK)) or not line)
    ended = " ".join(lines[last + 1 :] or lines[-1:]).strip()
    return f"Snakemake ended with {ended}; correct that and run again, or see all with --verbose"


def damaged_records() -> list[Path]:
    """List the records of finished files in the working directory that Snakemake cannot read."""
    return [path for path in sorted(RECORDS.rglob("*")) if path.is_file() and not _is_good(path)]


def _is_good(path: Path) -> bool:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return not record or bool(MetadataRecord.model_validate(record))
    except json.JSONDecodeError:  # Snakemake itself passes over a file that is only half written
        return True
    except (OSError, ValueError):
        return False
