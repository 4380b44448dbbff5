"""Check that a run now would use the settings, shards and data sets of a manifest."""

import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from recomputed.errors import one_line
from recomputed.results.manifest import SHARD
from recomputed.workflow import data_sets, settings

NONE = "nothing"


def check(path: Path, manifest: dict, arguments: list[str]) -> None:
    """End the program with one line if Snakemake, called with `arguments`, would use settings other than in `manifest`.

    manifest: has `config`, `data`, and `files`, which lists the shards, too; a part that is missing is not compared.
    """
    now = settings.read(arguments)
    for name, then, found in _differences(manifest, now):
        do = "use the same settings again (make verify-results SCALE=.. SHARDS=..), or run make"
        sys.exit(f"{path}: made with other settings: {name}: {then} in the manifest, {found} now; {do}")


def _differences(manifest: dict, now: dict) -> Iterator[tuple[str, Any, Any]]:
    """Yield the name, the value in the manifest and the value now; data sets come last, as finding them takes time."""
    if "config" not in manifest:
        return
    yield from _unequal(manifest["config"], settings.for_results(now))
    shards = {int(found[0].split("-of-")[1]) for file in manifest["files"] if (found := SHARD.search(file))}
    if shards and max(shards) != now["shards"]:
        yield "shards", max(shards), now["shards"]
    for name, then in manifest["data"].items():
        if name not in data_sets.schemas():
            yield f"data set {name}", "used", "no such data set"
            continue
        with one_line(), redirect_stdout(io.StringIO()):
            record = data_sets.obtain(name, now)["record"]
        yield from _unequal(then, data_sets.identity(record), f"{name}.")


def _unequal(then: Any, now: Any, name: str = "") -> Iterator[tuple[str, Any, Any]]:
    if isinstance(then, dict) and isinstance(now, dict):
        for key in [*then, *(key for key in now if key not in then)]:
            yield from _unequal(then.get(key, NONE), now.get(key, NONE), f"{name}{key}.")
    elif then != now:
        yield name.removesuffix("."), then, now
