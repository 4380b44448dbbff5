"""Hashes that `store` leaves of what it saves, so that the next job sees a file changed by hand or by a fault.

The seal of results/NAME/table.csv is results/.seals/NAME/table.csv.sha256. Files outside of results/ have none.
"""

import shutil
from pathlib import Path

from recomputed.results.atomic import replacing
from recomputed.errors import BadInput

RESULTS = Path("results")
FOLDER = RESULTS / ".seals"


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
    expected = _digest_in(place)
    if digest != expected:
        found, do = f"{digest[:12]}…", "run make verify-results, which makes it again"
        raise BadInput(
            "changed since it was made", where=path, expected=f"SHA-256 {expected[:12]}…", found=found, do=do
        )


def forget(folder: Path) -> None:
    """Drop the seals of the files in `folder`, which is made anew."""
    place = _place(folder)
    if place is not None:
        shutil.rmtree(place.parent / folder.name, ignore_errors=True)


def noted() -> dict[str, str]:
    """Give the SHA-256 of every sealed file as it was made, by path."""
    return {
        (RESULTS / seal.relative_to(FOLDER)).with_suffix("").as_posix(): _digest_in(seal)
        for seal in sorted(FOLDER.rglob("*.sha256"))
    }


def _digest_in(seal: Path) -> str:
    return seal.read_text(encoding="utf-8", errors="replace").strip()


def _place(path: Path) -> Path | None:
    if path == RESULTS or not path.is_relative_to(RESULTS):
        return None
    return FOLDER / path.relative_to(RESULTS).with_name(f"{path.name}.sha256")
