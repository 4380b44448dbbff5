"""The jobs of a run, read from what `snakemake --dry-run` prints in Snakemake's own format (9.27)."""

import re

# A job; one of a group is indented.
JOB = re.compile(r"^ *(?:local)?rule (?P<rule>\w+):\n(?P<fields>(?: {4,}\w+: .+\n)+)", re.MULTILINE)


def jobs_of(told: str) -> list[dict[str, str]]:
    """Give each job's rule and fields (input, output, log, benchmark, resources, ...) as they are printed."""
    return [
        {"rule": job["rule"], **dict(line.strip().split(": ", 1) for line in job["fields"].splitlines())}
        for job in JOB.finditer(told)
    ]
