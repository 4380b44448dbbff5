"""Verdicts and recomputed values against those accepted before (audit.lock.json); no verdict is ever read from it.

`python -m articles.audit.drift` tells what the rule `drift` found, and ends with 1 on a change; with `--accept` it
makes the present verdicts and values the accepted ones.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

from articles.audit.ledger import parts
from articles.errors import one_line
from articles.store import load, save

LOCK, DRIFT = Path("audit.lock.json"), Path("results/drift.json")
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
DATA = {"any": "no data", "full": "the full MNIST", "sample": "the sample of MNIST"}
INDIFFERENT = ("shards",)  # settings that results do not hang on
SAME_DIGITS, SAME_ZERO = 1e-3, 1e-9  # relative, absolute: the last bits of a sum hang on the machine's BLAS


def drift(ledgers: dict[str, dict], audit: list[dict], findings: list[dict], config: dict, lock: dict) -> dict:
    """Compare rows of audit.json and findings.json with `lock` (path -> content of audit.lock.json, or empty).

    Gives `changes` (a line each: id, was, is), `notes` (what was not compared, and why) and `lock`, the content that
    accepting would write. Statements on the full MNIST and on the sample have entries of their own; that one came to
    rest on data, or no longer does, is a change. Of what was computed with another config the verdicts are compared,
    the values not.
    """
    claims = {claim["id"]: claim for ledger in ledgers.values() for claim in ledger["claims"]}
    rows, old = audit + findings, next(iter(lock.values()), {"config": {}, "claims": {}})
    new = _locked(rows, claims, config)
    differing = {article for article, print_ in new["config"].items() if old["config"].get(article) != print_}
    changes, absent, elsewhere = [], [], []
    for row in rows:
        name, kind = row["id"], _kind(row)
        was, now = old["claims"].get(name, {}), new["claims"][name][kind]
        reconfigured = bool(differing & _articles(claims[name]))
        if was and kind not in was and "any" not in {kind, *was}:
            absent.append(name)
            continue
        elsewhere += [name] * (reconfigured and kind in was)
        if change := _change(was, now, kind, reconfigured):
            changes.append(f"{name}: {change}")
    gone = [name for name in old["claims"] if name not in new["claims"]]
    notes = [f"nothing accepted yet for this kind of data: {len(absent)} statements not compared"] * bool(absent)
    if elsewhere:
        which = ", ".join(sorted(differing))
        notes.append(f"config differs from the lock's ({which}): {len(elsewhere)} compared by their verdicts alone")
    if not lock:
        return {"changes": [], "notes": [f"there is no {LOCK}: nothing to compare with"], "lock": new}
    return {
        "changes": changes
        + [f"{name}: was {_told(next(iter(old['claims'][name].values())))}, is gone" for name in gone],
        "notes": notes,
        "lock": _laid_over(old, new, differing, claims),
    }


def _change(was: dict, now: dict, kind: str, reconfigured: bool) -> str:
    """Tell in words what became of a statement, "" for nothing; `was` has an entry for each kind of data."""
    if was and kind not in was:
        return f"rested on {DATA[min(was)]}, rests on {DATA[kind]}"
    if was and reconfigured:
        verdicts = was[kind]["verdict"], now["verdict"]
        return "" if verdicts[0] == verdicts[1] else f"was {verdicts[0]}, is {verdicts[1]}, under another config"
    return "" if was and same(was[kind], now) else f"was {_told(was.get(kind))}, is {_told(now)}"


def same(was: dict, now: dict) -> bool:
    """Say whether verdicts are equal, and the values to the digits that any machine gives, or within their interval."""
    words = [NUMBER.sub("#", entry["recomputed"]) for entry in (was, now)]
    if was["verdict"] != now["verdict"] or words[0] != words[1]:
        return False
    interval = max((float(x) for x in re.findall(rf"± ({NUMBER.pattern})", was["recomputed"])), default=0.0)
    pairs = zip(*([float(x) for x in NUMBER.findall(entry["recomputed"])] for entry in (was, now)), strict=True)
    return all(abs(a - b) <= max(SAME_DIGITS * max(abs(a), abs(b)), SAME_ZERO, interval) for a, b in pairs)


def tell(found: dict) -> str:
    """Give the outcome in lines: what changed, what was not compared, what to do."""
    head = [f"changed: {line}" for line in found["changes"]] or ["nothing that was compared has changed"]
    return "\n".join([*head, *found["notes"], *(["if that is right: make audit-accept"] * bool(found["changes"]))])


def main(arguments: list[str]) -> int:
    """Tell what changed, or accept it; see the module."""
    with one_line():
        found = load(DRIFT)
    if arguments == ["--accept"]:
        save(found["lock"], LOCK)
        print(f"{LOCK}: {len(found['lock']['claims'])} statements accepted, {len(found['changes'])} of them changed")
        return 0
    print(tell(found))
    return 1 if found["changes"] else 0


def _locked(rows: list[dict], claims: dict[str, dict], config: dict) -> dict:
    articles = sorted({article for row in rows for article in _articles(claims[row["id"]])})
    entries = {row["id"]: {_kind(row): _entry(row, claims[row["id"]])} for row in rows}
    return {"config": {article: _fingerprint(config, article) for article in articles}, "claims": entries}


def _laid_over(old: dict, new: dict, differing: set[str], claims: dict[str, dict]) -> dict:
    """Keep what other data gave under the same config: a run sees either the full MNIST or the sample."""
    kept = {
        name: {
            kind: old["claims"].get(name, {})[kind]
            for kind in ("full", "sample")
            if kind in old["claims"].get(name, {})
        }
        for name, entry in new["claims"].items()
        if "any" not in entry and not differing & _articles(claims[name])
    }
    return {
        "config": new["config"],
        "claims": {name: kept.get(name, {}) | entry for name, entry in new["claims"].items()},
    }


def _kind(row: dict) -> str:
    return "any" if not row["data"] else "sample" if row["provisional"] else "full"


def _entry(row: dict, claim: dict) -> dict:
    """Of a formula that holds, only that it does: its error is rounding. Of what varies by run, only the verdict."""
    rounding = row["kind"] == "identity" and row["verdict"] == "reproduced"
    value = "" if "varies" in claim else row["tolerance"] if rounding else row["recomputed"]
    return {"verdict": row["verdict"], "recomputed": value}


def _told(entry: dict | None) -> str:
    return " ".join(filter(None, entry.values())) if entry else "not there"


def _articles(claim: dict) -> set[str]:
    files = [part["evidence"]["file"] for part in parts(claim) if "file" in part.get("evidence", {})]
    return {file.split("/")[1] for file in files}


def _fingerprint(config: dict, article: str) -> str:
    """Hash what the results of `article` follow from: its block, and the run's own settings, the seed among them."""
    general = {key: value for key, value in config.items() if not isinstance(value, dict) and key not in INDIFFERENT}
    text = json.dumps([general, config.get(article)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
