"""What the executor plugin for SLURM cannot do is refused before anything is submitted."""

import shlex
import sys
from pathlib import Path

from recomputed.errors import BadInput, one_line

SLURM = "slurm"


def check(executor: str, project: str | Path) -> None:
    """End the program with one line if jobs go to SLURM and a folder has a name that a shell needs in quotes.

    The plugin (2.8.0) puts paths into the command of an array without quotes, or with quotes inside quotes. Checked are
    the working directory, the folder `project` with the Snakefile, and that of the interpreter.
    """
    if executor != SLURM:
        return
    with one_line():
        for folder in (Path.cwd(), Path(project), Path(sys.prefix)):
            if shlex.quote(str(folder)) != str(folder):
                expected = "a path of letters without accents, digits and the signs / . _ - @ % + = : ,"
                do = "rename the folder, or run make inside one allocation: docs/cluster.md"
                raise BadInput("no jobs for SLURM from here", where="folder", expected=expected, found=folder, do=do)
