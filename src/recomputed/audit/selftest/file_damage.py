"""Damage to the files of the evidence, a flipped byte or a dropped row: the audit must stop or change its verdict."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from recomputed.audit.claim import Claim
from recomputed.audit.verdict import decide, decide_or_stop
from recomputed.errors import BadInput
from recomputed.results import seals
from recomputed.results.store import read_csv

FLIPS = 3  # bytes, one at a time, in each file


def files(claims: list[Claim], tables: dict[str, pd.DataFrame], seed: int) -> Iterator[tuple]:
    """Damage each evidence file, FLIPS times by a byte and twice by a row, and judge every claim that it decides.

    Yields rows for recomputed.audit.selftest.run. The seal of the file is checked last: it notices damage that changes
    no verdict.
    """
    for path in sorted({claim.evidence.file for claim in claims}):
        decided = [claim for claim in claims if claim.evidence.file == path]
        before = [decide(claim, tables) for claim in decided]
        for kind, detail, content in _damaged(Path(path).read_bytes(), path, seed):
            after = _judged(decided, tables, path, content)
            for claim, was, now in zip(decided, before, after, strict=True):
                found = now if now != was else "sealed" if _sealed(path, content) else now
                yield claim.id, claim.kind, "file", kind, detail, "yes", "no" if found == was else "yes", was, found


def _damaged(content: bytes, path: str, seed: int) -> Iterator[tuple[str, str, bytes]]:
    rng = np.random.default_rng([seed, *hashlib.sha256(path.encode()).digest()[:8]])
    for place in rng.integers(0, len(content), FLIPS):
        flipped = content[place] ^ (1 << int(rng.integers(8)))
        yield "byte flipped", f"byte {place}", content[:place] + bytes([flipped]) + content[place + 1 :]
    lines = content.splitlines(keepends=True)
    for line in sorted({1, len(lines) - 1}):
        yield "row dropped", f"line {line + 1}", b"".join(lines[:line] + lines[line + 1 :])


def _judged(claims: list[Claim], tables: dict[str, pd.DataFrame], path: str, content: bytes) -> list[str]:
    try:
        damaged = tables | {path: read_csv(io.BytesIO(content))}
    except Exception:  # pandas raises many kinds for a damaged file; `store.load` turns each into one line
        return ["stops"] * len(claims)
    return [decide_or_stop(claim, damaged) for claim in claims]


def _sealed(path: str, content: bytes) -> bool:
    try:
        seals.check(Path(path), hashlib.sha256(content).hexdigest())
    except BadInput:
        return True
    return False
