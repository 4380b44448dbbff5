"""Verdicts and recomputed values against those accepted before (accepted.json of each article).

No verdict is ever read from there. `python -m recomputed.audit.accepted` prints what the rule `drift` found, and ends with
1 on a change; with `--accept` it makes the present verdicts and values the accepted ones.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

from recomputed.errors import one_line
from recomputed.results.store import load, save

DRIFT = Path("results/drift.json")
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
DATA = {"any": "no data", "full": "the full data set", "sample": "a sample of the data set"}
IGNORED_SETTINGS = ("shards", "articles")  # no result of an article follows from them
SAME_DIGITS, SAME_ZERO = 1e-3, 1e-9  # relative, absolute: the last bits of a sum depend on the machine's BLAS


def drift(
    ledgers: dict[str, dict], audit: list[dict], findings: list[dict], config: dict, accepted: dict[str, dict]
) -> dict:
    """Compare rows of audit.json and findings.json with what was accepted: path of accepted.json -> its content.

    Gives `changes` (a line each: id, was, is), `notes` (what was not compared, and why) and `accepted`, what accepting
    would write by path. Claims on the full data and on the sample have entries of their own; that a claim came to rest
    on data, or no longer does, is a change. Of what was computed with other settings the verdicts are compared, the
    values not.
    """
    found: dict = {"changes": [], "notes": [], "accepted": {}}
    for path, ledger in ledgers.items():
        place = str(Path(path).with_name("accepted.json"))
        names = {claim["id"] for claim in ledger["claims"]}
        rows = [row for row in audit + findings if row["id"] in names]
        print_ = _fingerprint(config, ledger["article"])
        _compare(found, place, rows, {c["id"]: c for c in ledger["claims"]}, print_, accepted.get(place))
    return found


def _compare(found: dict, place: str, rows: list[dict], claims: dict, print_: str, old: dict | None) -> None:
    """Add to `found` what became of the claims of one article, whose results follow from settings with the hash `print_`."""
    entries = {row["id"]: {_kind(row): _entry(row, claims[row["id"]])} for row in rows}
    new = {"config": print_, "claims": entries}
    found["accepted"][place] = new if old is None else _laid_over(old, new)
    if old is None:
        found["notes"].append(f"there is no {place}: {len(rows)} claims not compared")
        return
    reconfigured, absent = old["config"] != print_, 0
    for row in rows:
        name, kind = row["id"], _kind(row)
        was = old["claims"].get(name, {})
        if was and kind not in was and "any" not in {kind, *was}:
            absent += 1
        elif change := _change(was, entries[name][kind], kind, reconfigured):
            found["changes"].append(f"{name}: {change}")
    gone = [name for name in old["claims"] if name not in claims]
    found["changes"] += [f"{name}: was {_told(next(iter(old['claims'][name].values())))}, is gone" for name in gone]
    if absent:
        found["notes"].append(f"{place} has nothing for this kind of data: {absent} claims not compared")
    if reconfigured:
        found["notes"].append(f"{place} was accepted with other settings: its claims compared by their verdicts alone")


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
    """Print what changed, or accept it; see the module."""
    with one_line():
        found = load(DRIFT)
        if arguments == ["--accept"]:
            for place, content in found["accepted"].items():
                save(content, place)
            claims = sum(len(content["claims"]) for content in found["accepted"].values())
            print(f"{claims} claims accepted, {len(found['changes'])} of them changed")
            return 0
    print(tell(found))
    return 1 if found["changes"] else 0


def _laid_over(old: dict, new: dict) -> dict:
    """Keep what other data gave under the same settings: a run sees either the full data set or the sample."""
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


def _entry(row: dict, claim: dict) -> dict:
    """Of a formula that holds, only that it does: its error is rounding. Of what varies by run, only the verdict."""
    rounding = row["kind"] == "identity" and row["verdict"] == "reproduced"
    value = "" if "varies" in claim else row["tolerance"] if rounding else row["recomputed"]
    return {"verdict": row["verdict"], "recomputed": value}


def _told(entry: dict | None) -> str:
    return " ".join(filter(None, entry.values())) if entry else "not there"


def _fingerprint(config: dict, article: str) -> str:
    """Hash what the results of `article` follow from: its block, and the run's own settings, the seed among them."""
    general = {k: v for k, v in config.items() if not isinstance(v, dict) and k not in IGNORED_SETTINGS}
    text = json.dumps([general, config.get(article)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
