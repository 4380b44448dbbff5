"""Many small programs, each in a separate process, without an interpreter's start and the imports for each of them.

One process imports what they need, and forks for every program: what one does to itself (limits, rights, folder, a
crash) ends with it.
"""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Reads a line of JSON (folder, code, arguments), and answers with one: the status, and what was printed to each stream.
SERVER = """
import json, os, sys, tempfile, traceback
{imports}

def program(folder, code, arguments, out, err):
    os.dup2(out, 1), os.dup2(err, 2)
    os.chdir(folder)
    sys.argv[1:] = arguments
    try:
        exec(code, {{"__name__": "__main__"}})
        return 0
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    return 1

for line in sys.stdin:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.fork()
        if not pid:
            status = program(*json.loads(line), out.fileno(), err.fileno())
            sys.stdout.flush(), sys.stderr.flush()
            os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        texts = [(file.seek(0), file.read().decode(errors="replace"))[1] for file in (out, err)]
    print(json.dumps([status, *texts]), flush=True)
"""


@dataclass(frozen=True)
class Done:
    """How a program ended, as subprocess has it."""

    returncode: int
    stdout: str
    stderr: str


class Forked:
    """A process that has run the lines `imports`, and from which programs fork."""

    def __init__(self, imports: str):
        command = [sys.executable, "-c", SERVER.format(imports=imports)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, folder: Path, code: str, *arguments: object) -> Done:
        """Run `code` in `folder`, its sys.argv[1:] being `arguments`."""
        print(json.dumps([str(folder), code, [str(one) for one in arguments]]), file=self.process.stdin, flush=True)
        return Done(*json.loads(self.process.stdout.readline()))

    def end(self) -> None:
        """End the process, and wait for it."""
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait()


@contextlib.contextmanager
def forked(imports: str) -> Iterator[Forked]:
    """Give a Forked for the length of a block."""
    server = Forked(imports)
    try:
        yield server
    finally:
        server.end()
