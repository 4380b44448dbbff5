"""Hashes that `store` leaves of what it saves, so that the next job sees a table changed by hand or by a fault.

The seal of results/pca/marks.csv is results/.seals/pca/marks.csv.sha256. Files outside of results/ have none.
"""

from pathlib import Path

from articles.atomic import replacing
from articles.errors import BadInput


def seal(path: Path, digest: str) -> None:
    """Note that the file at `path` was made with the SHA-256 `digest`."""
    place = _place(path)
    if place is not None:
        with replacing(place) as temporary:
            temporary.write_text(f"{digest}\n", encoding="utf-8")


def check(path: Path, digest: str) -> None:
    """Raise BadInput where `digest`, the SHA-256 of the file at `path` now, is not the one noted when it was made.

    A file without a seal passes.
    """
    place = _place(path)
    if place is None or not place.is_file():
        return
    expected = place.read_text(encoding="utf-8").strip()
    if digest != expected:
        found, do = f"{digest[:12]}…", "delete it and run make again"
        raise BadInput(
            "changed since it was made", where=path, expected=f"SHA-256 {expected[:12]}…", found=found, do=do
        )


def _place(path: Path) -> Path | None:
    folder, *rest = path.parts
    return Path(folder, ".seals", *rest[:-1], f"{path.name}.sha256") if folder == "results" and rest else None
