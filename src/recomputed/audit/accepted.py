"""Verdicts and recomputed values compared with those accepted before (accepted.json of each article).

No verdict is ever read from accepted.json. `python -m recomputed.audit.accepted` prints the changes that the rule
`drift` found and ends with 1 where there are some; with `--accept` it saves the present verdicts and values.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

from recomputed.audit.claim import Claim, claims_of
from recomputed.errors import one_line
from recomputed.results.store import load, save
from recomputed.runs import output

DRIFT = Path("results/drift.json")
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
DATA = {"any": "no data set", "full": "the full data set", "sample": "a sample of the data set"}
IGNORED_SETTINGS = ("shards", "articles")  # no result of an article depends on them
SAME_DIGITS, SAME_ZERO = 1e-3, 1e-9  # relative, absolute: the last bits of a sum depend on the machine's BLAS


def drift(
    ledgers: dict[str, dict], audit: list[dict], findings: list[dict], config: dict, accepted: dict[str, dict]
) -> dict:
    """Compare rows of audit.json and findings.json with what was accepted: path of accepted.json -> its content.

    Gives `changes` (one line each: id, was, is), `notes` (what was not compared, and why) and `accepted`, the content
    that accepting would save by path. Results from the full data set and from its sample have separate entries; a claim
    whose evidence begins or ceases to depend on a data set is a change. Where the settings differ, only verdicts are
    compared.
    """
    found: dict = {"changes": [], "notes": [], "accepted": {}}
    for path, ledger in ledgers.items():
        place = str(Path(path).with_name("accepted.json"))
        claims = {claim.id: claim for claim in claims_of(ledger)}
        found_rows = {row["id"]: row for row in audit + findings}
        rows = [found_rows[name] for name in claims if name in found_rows]
        _compare(found, place, rows, claims, _hash_of_settings(config, ledger["article"]), accepted.get(place))
    return found


def _compare(
    found: dict, place: str, rows: list[dict], claims: dict[str, Claim], settings: str, old: dict | None
) -> None:
    """Add to `found` the changes in the claims of one article; `settings` is the hash of what its results depend on."""
    entries = {row["id"]: {_kind(row): _entry(row, claims[row["id"]])} for row in rows}
    new = {"config": settings, "claims": entries}
    found["accepted"][place] = new if old is None else _with_other_data(old, new)
    if old is None:
        found["notes"].append(f"there is no {place}: {len(rows)} claims not compared")
        return
    reconfigured, absent = old["config"] != settings, 0
    for row in rows:
        name, kind = row["id"], _kind(row)
        was = old["claims"].get(name, {})
        if was and kind not in was and "any" not in {kind, *was}:
            absent += 1
        elif change := _change(was, entries[name][kind], kind, reconfigured):
            found["changes"].append(f"{name}: {change}")
    gone = [name for name in old["claims"] if name not in claims]
    found["changes"] += [f"{name}: was {_words(next(iter(old['claims'][name].values())))}, is gone" for name in gone]
    if absent:
        found["notes"].append(f"{place} has no entry for this kind of data: {absent} claims not compared")
    if reconfigured:
        found["notes"].append(f"{place} was accepted with other settings: only the verdicts are compared")


def _change(was: dict, now: dict, kind: str, reconfigured: bool) -> str:
    """Describe the change of a claim, "" for none; `was` has an entry for each kind of data."""
    if was and kind not in was:
        return f"depended on {DATA[min(was)]}, depends on {DATA[kind]}"
    if was and reconfigured:
        verdicts = was[kind]["verdict"], now["verdict"]
        return "" if verdicts[0] == verdicts[1] else f"was {verdicts[0]}, is {verdicts[1]}, with other settings"
    return "" if was and same(was[kind], now) else f"was {_words(was.get(kind))}, is {_words(now)}"


def same(was: dict, now: dict) -> bool:
    """Say whether verdicts are equal, and the values to the digits that any machine gives, or within their interval."""
    words = [NUMBER.sub("#", entry["recomputed"]) for entry in (was, now)]
    if was["verdict"] != now["verdict"] or words[0] != words[1]:
        return False
    interval = max((float(x) for x in re.findall(rf"± ({NUMBER.pattern})", was["recomputed"])), default=0.0)
    pairs = zip(*([float(x) for x in NUMBER.findall(entry["recomputed"])] for entry in (was, now)), strict=True)
    return all(abs(a - b) <= max(SAME_DIGITS * max(abs(a), abs(b)), SAME_ZERO, interval) for a, b in pairs)


def in_lines(found: dict) -> str:
    """List what changed, what was not compared, and what to do."""
    changes = [f"changed: {line}" for line in found["changes"]] or ["no change in what was compared"]
    return "\n".join([*changes, *found["notes"], *(["if that is right: make audit-accept"] * bool(found["changes"]))])


def main(arguments: list[str]) -> int:
    """Print what changed, or accept it; see the module."""
    with one_line():
        found = load(DRIFT)
        if arguments == ["--accept"]:
            for place, content in found["accepted"].items():
                save(content, place)
            claims = sum(len(content["claims"]) for content in found["accepted"].values())
            print(f"{claims} claims accepted, {len(found['changes'])} of them changed")
            return 0
    print(in_lines(found))
    return 1 if found["changes"] else 0


def _with_other_data(old: dict, new: dict) -> dict:
    """Keep the old entries for other data: a run has either the full data set or the sample."""
    kept: dict = {}
    if old["config"] == new["config"]:
        for name, entry in new["claims"].items():
            others = old["claims"].get(name, {}) if "any" not in entry else {}
            kept[name] = {kind: others[kind] for kind in ("full", "sample") if kind in others}
    return {
        "config": new["config"],
        "claims": {name: kept.get(name, {}) | entry for name, entry in new["claims"].items()},
    }


def _kind(row: dict) -> str:
    return "any" if not row["data"] else "sample" if row["provisional"] else "full"


def _entry(row: dict, claim: Claim) -> dict:
    """Leave out values that differ between machines or runs: the error of a formula that holds, measured seconds."""
    rounding = row["kind"] == "identity" and row["verdict"] == "reproduced"
    value = "" if claim.varies else row["tolerance"] if rounding else row["recomputed"]
    return {"verdict": row["verdict"], "recomputed": value}


def _words(entry: dict | None) -> str:
    return " ".join(filter(None, entry.values())) if entry else "not there"


def _hash_of_settings(config: dict, article: str) -> str:
    """Hash what the results of `article` depend on: its settings, and those of the whole run, the seed among them."""
    general = {k: v for k, v in config.items() if not isinstance(v, dict) and k not in IGNORED_SETTINGS}
    text = json.dumps([general, config.get(article)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    output.run(main, sys.argv[1:])
