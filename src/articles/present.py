"""What a run would be made from now, beside what a manifest was made from: settings, shards, MNIST."""

import argparse
import io
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import yaml
from snakemake.utils import update_config

from articles import config as config_file
from articles import documents
from articles.errors import one_line
from articles.manifest import SHARD
from articles.mnist import find
from articles.shards import unsharded
from articles.store import load

NONE = "nothing"


def check(path: Path, manifest: dict, arguments: list[str]) -> None:
    """End the program with one line if Snakemake, called with `arguments`, would start from else than `manifest` did.

    `manifest` has `config`, `mnist`, and in `files` the shards, too; what it lacks is not compared.
    """
    config = settings(arguments)
    for name, then, now in _differences(manifest, config):
        do = "ask with the settings of then (make verify-results SCALE=.. SHARDS=.., MNIST_DIR), or run make"
        sys.exit(f"{path}: made with other settings: {name}: {then} then, {now} now; {do}")


def settings(arguments: list[str]) -> dict:
    """Give the config that Snakemake makes of config.yaml and the `arguments` --configfile and --config.

    Ends the program with one line where that breaks the schema.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--configfile", nargs="+", default=[])
    parser.add_argument("--config", nargs="*", default=[])
    asked, _ = parser.parse_known_args(arguments)
    config = {}
    for path in ("config.yaml", *asked.configfile):
        config_file.check_file(path)
        update_config(config, load(path))
    for pair in asked.config:
        key, _, value = pair.partition("=")
        try:
            update_config(config, {key: documents.parse(value)})
        except yaml.YAMLError:
            sys.exit(f"--config {pair}: no YAML; mend it and run again")
    config_file.check(config)
    return config


def _differences(manifest: dict, config: dict) -> Iterator[tuple[str, Any, Any]]:
    """Yield name, value then and value now; MNIST, which has to be looked for, last."""
    if "config" not in manifest:
        return
    yield from _unequal(manifest["config"], unsharded(config) | {"mnist": {"source": config["mnist"]["source"]}})
    shards = {int(found[0].split("-of-")[1]) for file in manifest["files"] if (found := SHARD.search(file))}
    if shards and max(shards) != config["shards"]:
        yield "shards", max(shards), config["shards"]
    now = _mnist(config["mnist"])
    yield from _unequal(manifest["mnist"], {key: now[key] for key in manifest["mnist"]}, "mnist.")


def _unequal(then: Any, now: Any, name: str = "") -> Iterator[tuple[str, Any, Any]]:
    if isinstance(then, dict) and isinstance(now, dict):
        for key in [*then, *(key for key in now if key not in then)]:
            yield from _unequal(then.get(key, NONE), now.get(key, NONE), f"{name}{key}.")
    elif then != now:
        yield name.removesuffix("."), then, now


def _mnist(config: dict) -> dict:
    """Find the MNIST that a run would take now; end the program with one line if it would find none."""
    folder = config["dir"] or os.environ.get("MNIST_DIR", "")
    with one_line(), redirect_stdout(io.StringIO()):
        return find.obtain(config["source"], folder, config["mirrors"], config["timeout_seconds"])["record"]
