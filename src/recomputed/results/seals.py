"""Seals: checksums that `store` writes for each file it saves, so that a later job notices if the file was changed.

The seal of results/cubes/shares.csv is results/.seals/cubes/shares.csv.sha256. Files outside results/ have none.
"""

import shutil
from pathlib import Path

from recomputed.errors import BadInput
from recomputed.results.atomic import replacing

RESULTS = Path("results")
FOLDER = RESULTS / ".seals"


def seal(path: Path, digest: str) -> None:
    """Write the seal of the file at `path`: the SHA-256 `digest` with which it was made."""
    place = _place(path)
    if place is not None:
        with replacing(place) as temporary:
            temporary.write_text(f"{digest}\n", encoding="utf-8")


def check(path: Path, digest: str) -> None:
    """Raise BadInput if `digest`, the SHA-256 that the file at `path` has now, differs from its seal.

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
    """Remove the seals of the files in `folder`, before the folder is replaced."""
    place = _place(folder)
    if place is not None:
        shutil.rmtree(place.parent / folder.name, ignore_errors=True)


def read_all() -> dict[str, str]:
    """Read all seals: path of the file -> SHA-256 with which it was made."""
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
