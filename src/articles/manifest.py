"""What a run made and from what (results/MANIFEST.json): no time and no path of the machine, equal for equal runs."""

import platform
from importlib.metadata import version

from articles.store import sha256

LIBRARIES = ("matplotlib", "mlxtend", "numba", "numpy", "pandas", "scikit-learn", "scipy", "snakemake")


def manifest(paths: list[str], mnist: dict, config: dict) -> dict:
    """Give the SHA-256 of every file of `paths`, the data, the config, and the versions that computed them.

    Of `mnist` (results/data/mnist.json) what it is, not where it was found: the same data from a folder or a mirror
    make the same results.
    """
    return {
        "files": {path: sha256(path) for path in sorted(paths)},
        "mnist": {key: mnist[key] for key in ("data", "provisional", "images", "sha256")},
        "config": {**config, "mnist": {"source": config["mnist"]["source"]}},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
    }
