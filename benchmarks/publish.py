"""Write the table and the machine of the last `make bench` into benchmarks/README.md, between its markers.

Run: make docs, which leaves the README as it is where nothing was measured.
"""

import json
from pathlib import Path

import pandas as pd

import words

README = Path(__file__).with_name("README.md")
MEASURED = Path("results/bench")
BEGIN, END = "<!-- begin ratios -->\n", "<!-- end ratios -->"


def published(text: str, table: pd.DataFrame, machine: dict) -> str:
    """Give the README's `text` with this table and machine in the place of the last ones."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}{described(machine)}\n\n{words.markdown(table)}{END}{after}"


def described(machine: dict) -> str:
    """Say in a sentence on what was measured, from the dict of machine.describe."""
    kernels = sorted({f"{one['name']} {one['version']} ({one['kernels']})" for one in machine["libraries"]})
    names = ("numpy", "scikit-learn", "numba", "torch", "faiss-cpu")
    versions = [f"{name} {machine['packages'][name]}" for name in names if name in machine["packages"]]
    return (
        f"Measured with {machine['threads']} threads on {machine['cores']} cores ({machine['processor']}), commit "
        f"{machine['commit'][:8]}: {', '.join(versions)}; {', '.join(kernels)}."
    )


def main() -> None:
    """Rewrite the README if there are results of a benchmark here."""
    if not (MEASURED / "bench.csv").exists():
        return
    text = README.read_text(encoding="utf-8")
    machine = json.loads((MEASURED / "machine.json").read_text(encoding="utf-8"))
    new = published(text, pd.read_csv(MEASURED / "bench.csv"), machine)
    if new != text:
        README.write_text(new, encoding="utf-8")
        print(f"written: {README.parent.name}/{README.name}")


if __name__ == "__main__":
    main()
