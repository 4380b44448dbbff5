"""Keep the tables of `make long` in the folders of their articles, each with a manifest.

`python -m recomputed.records.keep --needs` prints the tables that have to be made first; other arguments are those of
Snakemake that change settings, as in `--config scale=2`.
"""

import json
import platform
import shutil
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from recomputed.errors import one_line
from recomputed.records.record import MANIFEST, Record, records
from recomputed.results.atomic import replacing
from recomputed.results.store import load, sha256
from recomputed.runs import output
from recomputed.workflow import articles, settings
from recomputed.workflow.shards import scaled
from recomputed.workflow.sources import code_hash

LIBRARIES = ("numpy", "scipy", "numba", "llvmlite", "pandas")


def keep(record: Record, config: dict) -> dict:
    """Copy the tables of a record into its folder; write the manifest, and give it.

    config: of the run, complete. Raises BadInput for a table that is missing or damaged.
    """
    loaded = {name: load(path) for name, path in record.tables.items()}
    record.folder.mkdir(exist_ok=True)
    for name, path in record.tables.items():
        with replacing(record.folder / name) as temporary:
            shutil.copyfile(path, temporary)
    tables = {name: {"rows": len(t), "sha256": sha256(record.folder / name)} for name, t in loaded.items()}
    manifest = about(record, config) | {"tables": tables}
    with replacing(record.folder / MANIFEST) as temporary:
        temporary.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return manifest


def about(record: Record, config: dict) -> dict:
    """Give what the tables follow from: seed, settings, code, libraries, machine; and the day."""
    own = config[record.article.name]
    return {
        "kept": datetime.now(UTC).date().isoformat(),
        "seed": config["seed"],
        "settings": {block: own[block] for block in record.settings},
        "code": code_hash(record.again.split(":")[0]),
        "libraries": {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES},
        "machine": {"processor": processor(), "system": f"{platform.system()} {platform.machine()}"},
    }


def processor() -> str:
    """Name the processor, by /proc/cpuinfo where there is one."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"


def main(arguments: list[str]) -> None:
    """Keep the record of every article, or print the tables that it needs."""
    needs = "--needs" in arguments
    config = scaled(settings.read([argument for argument in arguments if argument != "--needs"]))
    with one_line():
        found = records(articles.find(config.get("articles", articles.ALL)))
        if needs:
            print(" ".join(path for record in found for path in record.tables.values()))
            return
        for record in found:
            manifest = keep(record, config)
            rows = ", ".join(f"{name} {table['rows']:,} rows" for name, table in manifest["tables"].items())
            print(f"{record.article.name}: kept {rows}")


if __name__ == "__main__":
    output.run(main, sys.argv[1:])
