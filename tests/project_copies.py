"""Copies of the project in folders of their own, which run its workflow, small, without touching the real results/."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recomputed.runs.project_copy import SMALL, copy_parts

ROOT = Path(__file__).parents[1]
SNAKEMAKE = Path(sys.executable).parent / "snakemake"
NOT_COPIED = "kernels-*"  # what Python has compiled is copied, so that no job compiles it again
KERNELS = str(ROOT / "src" / "__pycache__")  # compiled once for all copies; other kernels go to another folder in it


class Project:
    """A copy of the project that runs its own code, with `env` over the environment, cut into `shards`."""

    def __init__(self, folder: Path, env: dict[str, str] | None = None, shards: int = 1, **mnist):
        copy_parts(ROOT, folder, NOT_COPIED)
        (folder / "mnist.yaml").write_text(json.dumps({"shards": shards, "mnist": mnist}))
        self.folder, self.results, self.env = folder, folder / "results", env or {}

    def run(self, *arguments: str, cores: int = 2, umask: int = -1) -> str:
        """Run Snakemake to its end; give what it printed, and set `returncode`."""
        return self._call(SNAKEMAKE, "--cores", str(cores), *arguments, umask=umask)

    def verify_results(self) -> str:
        """Run `make verify-results`; give what it printed."""
        return self._call(sys.executable, "-m", "recomputed.results.verify_results", "--cores", "2")

    def start(self, *arguments: str, cores: int = 2) -> subprocess.Popen:
        """Begin a run and do not wait for it."""
        return self._start(SNAKEMAKE, "--cores", str(cores), *arguments)

    def _call(self, *command: str | Path, umask: int = -1) -> str:
        process = self._start(*command, umask=umask)
        printed, warned = process.communicate()
        self.returncode = process.returncode
        return printed + warned

    def _start(self, *command: str | Path, umask: int = -1) -> subprocess.Popen:
        command = [*command, "--configfile", SMALL, "mnist.yaml"]
        env = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "XDG_CACHE_HOME": str(self.folder / "cache")}
        env |= {"NUMBA_CACHE_DIR": KERNELS} | self.env
        env.pop("MNIST_DIR", None)
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=self.folder, env=env, umask=umask, **streams)

    def planned(self, *arguments: str) -> set[str]:
        """Name the rules that a run would run now."""
        return set(re.findall(r"^\[.*?\] (\w+)", self.run("--dry-run", *arguments), flags=re.MULTILINE))

    @contextmanager
    def edited(self, module: str) -> Iterator[None]:
        """Add a comment to `module`, a path in src/articles, for the length of a block."""
        path = self.folder / "src" / "articles" / module
        text = path.read_text()
        path.write_text(text + "\n# edited\n")
        try:
            yield
        finally:
            path.write_text(text)

    def audit(self) -> list[dict]:
        """Read the verdicts."""
        return json.loads((self.results / "audit.json").read_text())

    def manifest(self) -> dict:
        """Read the manifest of the last run."""
        return json.loads((self.results / "MANIFEST.json").read_text())
