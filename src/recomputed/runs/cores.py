"""Print how many processors this process may use (make with CORES=all); Snakemake's own `all` overlooks quotas."""

import os
from pathlib import Path

from recomputed.runs import output

CGROUPS = Path("/sys/fs/cgroup")
OWN = Path("/proc/self/cgroup")  # lines of number, controllers and path of the control groups of this process


def usable(cgroups: Path = CGROUPS, own: Path = OWN) -> int:
    """Give how many processors the scheduler and the quotas of the control groups allow; at least one."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([allowed, *map(int, quotas(cgroups, own))]))


def quotas(cgroups: Path, own: Path) -> list[float]:
    """List the quotas, in processors, that control groups of version 1 or 2 set for this process.

    A quota of any group around its own counts as well. In a container the root of what is mounted is the own group.
    """
    texts = []
    for _, controllers, path in (line.split(":", 2) for line in _read(own).splitlines() if line.count(":") >= 2):
        if not controllers:  # version 2
            texts += [_read(folder / "cpu.max") for folder in _around(cgroups, path)]
        elif "cpu" in controllers.split(","):
            folders = [folder for root in ("cpu", controllers) for folder in _around(cgroups / root, path)]
            texts += [
                " ".join(_read(folder / f"cpu.cfs_{name}_us") for name in ("quota", "period")) for folder in folders
            ]
    pairs = [text.split() for text in texts]
    found = [int(pair[0]) / int(pair[1]) for pair in pairs if len(pair) == 2 and all(map(str.isdigit, pair))]
    return list(dict.fromkeys(found))


def _around(root: Path, path: str) -> list[Path]:
    """List the folder of a group below `root`, and those around it up to `root`."""
    group = root / path.strip("/")
    return [folder for folder in (group, *group.parents) if folder.is_relative_to(root)]


def _read(path: Path) -> str:
    """Read a file; "" where there is none. Without a quota it has "max" or -1."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


if __name__ == "__main__":
    output.run(lambda: print(usable()))
