"""The run as an RO-Crate: what the profiles require, hashes that are right, the same bytes but for the times."""

import hashlib
import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_site import HOSTILE, TABLES, build, finished_log, ledgers

from recomputed.audit.verdict import audit
from recomputed.crate import contents
from recomputed.crate.build import crate
from recomputed.crate.metadata import METADATA, PREVIEW
from recomputed.errors import BadInput
from recomputed.results import manifest, store

RECORD = {"data": "digits", "provisional": True, "sha256": {"images": "cd" * 32}, "where": "/home/somebody"}
ENDED = 1_700_000_000
PROFILES = {"https://w3id.org/ro/wfrun/process/0.5", "https://w3id.org/ro/wfrun/workflow/0.5"}
PROFILES |= {"https://w3id.org/workflowhub/workflow-ro-crate/1.0"}


def run(folder: Path) -> dict:
    """Make the small results below `folder`, the working directory; give the arguments of `crate`."""
    build(folder)
    books = ledgers()
    rows = {ours: audit(books, TABLES, ours=ours)["json"] for ours in (False, True)}
    made = [*TABLES, "results/audit.json", "results/audit.csv"]
    store.save(rows[False], Path("results/audit.json"))
    store.save(audit(books, TABLES)["csv"], Path("results/audit.csv"))
    listed = manifest.manifest(
        [*made, "results/site"], {"results/data/digits.json": RECORD}, {}, {"seed": 7, "x": {"y": 1}}
    )
    store.save(listed["manifest"], Path("results/MANIFEST.json"))
    os.utime("results/logs/balls/shares.log", (ENDED, ENDED))
    return {
        "manifest": listed["manifest"],
        "audit": rows[False],
        "findings": rows[True],
        "ledgers": books,
        "articles": [],
        "logs": "results/logs",
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crate")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        arguments = run(folder)
        yield arguments, crate(**arguments)


def graph(files: dict[str, bytes]) -> dict[str, dict]:
    found = json.loads(files[METADATA])["@graph"]
    assert len({entity["@id"] for entity in found}) == len(found)
    return {entity["@id"]: entity for entity in found}


def ids(value: object) -> set[str]:
    return {one["@id"] for one in (value if isinstance(value, list) else [value])}


def test_the_descriptor_and_the_root_are_as_the_profiles_require(made):
    found = graph(made[1])
    assert ids(found[METADATA]["about"]) == {"./"}
    assert "https://w3id.org/ro/crate/1.1" in ids(found[METADATA]["conformsTo"])
    root = found["./"]
    assert ids(root["conformsTo"]) == PROFILES
    assert all(found[profile]["@type"] == "CreativeWork" for profile in PROFILES)
    assert {"name", "description", "datePublished", "license"} <= root.keys()
    assert found[root["license"]["@id"]]["name"] == "MIT License"
    assert "#run" in ids(root["mentions"])


def test_the_main_entity_is_the_workflow_that_the_run_executed(made):
    found = graph(made[1])
    workflow = found[found["./"]["mainEntity"]["@id"]]
    assert set(workflow["@type"]) == {"File", "SoftwareSourceCode", "ComputationalWorkflow"}
    assert found[workflow["programmingLanguage"]["@id"]]["@type"] == "ComputerLanguage"
    assert ids(found["#run"]["instrument"]) == {workflow["@id"]}
    for side in ("input", "output"):
        for name in ids(workflow[side]):
            assert found[name]["@type"] == "FormalParameter"
            assert found[name]["additionalType"]
            assert ids(found[found[name]["workExample"]["@id"]]["exampleOfWork"]) == {name}


def test_everything_referred_to_is_described_or_a_stated_page(made):
    found = graph(made[1])
    outside = {name for entity in found.values() for value in entity.values() for name in _named(value)} - found.keys()
    assert all(re.match(r"https://(w3id\.org|bioschemas\.org|snakemake\.readthedocs\.io)", name) for name in outside)


def _named(value: object) -> set[str]:
    if isinstance(value, list):
        return {name for one in value for name in _named(one)}
    return {value["@id"]} if isinstance(value, dict) else set()


def test_every_file_is_there_with_its_size_and_hash_and_in_the_root(made):
    files, found = made[1], graph(made[1])
    held = {name: entity for name, entity in found.items() if "File" in entity["@type"]}
    assert held.keys() <= ids(found["./"]["hasPart"])
    assert {*TABLES, "results/MANIFEST.json", "config.yaml", "inputs/digits.json"} <= held.keys()
    for name, entity in held.items():
        assert entity["sha256"] == hashlib.sha256(files[name]).hexdigest()
        assert entity["contentSize"] == str(len(files[name]))
    for name, entity in found.items():
        if entity["@type"] == "Dataset" and name != "./":
            assert any(file.startswith(name) for file in files), name
    assert not any(name.startswith(("results/site/", "results/data/")) for name in files)
    assert not any("__pycache__" in name for name in files)


def test_inputs_are_settings_and_data_with_hashes_but_not_places_of_this_machine(made):
    files, found = made[1], graph(made[1])
    given = ids(found["#run"]["object"])
    assert {"config.yaml", "inputs/digits.json", "#seed"} <= given
    assert (found["#seed"]["value"], found["#parameter-seed"]["additionalType"]) == (7, "Integer")
    assert json.loads(files["inputs/digits.json"]) == {key: RECORD[key] for key in ("data", "provisional", "sha256")}
    assert "/home/somebody" not in files[METADATA].decode()


def test_every_verdict_is_a_review_of_a_claim_with_its_evidence(made):
    arguments, files = made
    found = graph(files)
    rows = arguments["audit"] + arguments["findings"]
    reviews = [entity for entity in found.values() if entity["@type"] == "ClaimReview"]
    assert len(reviews) == len(rows) == 17
    assert {review["@id"] for review in reviews} <= ids(found["./"]["mentions"])
    for row in rows:
        review = found[f"#review-{row['id']}"]
        assert found[review["reviewRating"]["@id"]]["name"] == row["verdict"]
        assert found[review["itemReviewed"]["@id"]]["text"] == row["published"]
        assert ("isBasedOn" in review) == bool(row["evidence"])
    assert ids(found["#review-balls-02"]["isBasedOn"]) == {"results/balls/shares.csv"}


def test_only_the_times_of_the_run_differ_between_two_crates(made, monkeypatch):
    arguments, first = made
    assert crate(**arguments) == first
    os.utime("results/logs/balls/shares.log", (ENDED + 86_400, ENDED + 86_400))
    try:
        later = crate(**arguments)
    finally:
        os.utime("results/logs/balls/shares.log", (ENDED, ENDED))
    assert {name for name in first if first[name] != later[name]} == {METADATA, PREVIEW}
    one, other = graph(first), graph(later)
    assert {name for name in one if one[name] != other[name]} == {"#run", "./"}
    assert {key for key in one["#run"] if one["#run"][key] != other["#run"][key]} == {"startTime", "endTime"}
    assert {key for key in one["./"] if one["./"][key] != other["./"][key]} == {"datePublished"}
    assert one["#run"]["endTime"] == "2023-11-14T22:13:20+00:00"
    assert one["#run"]["startTime"] == "2023-11-14T22:12:18+00:00"  # the one finished job took 61.5 s


def test_the_preview_links_to_files_of_the_crate_and_shows_text_as_text(made):
    files = made[1]
    page = files[PREVIEW].decode()
    assert "<script" not in page
    assert HOSTILE not in page

    class Links(HTMLParser):
        found: list[str] = []  # noqa: RUF012

        def handle_starttag(self, tag, attributes):
            self.found += [value for name, value in attributes if name in ("href", "src")]

    links = Links()
    links.feed(page)
    assert len(links.found) > 20
    assert [link for link in links.found if link not in files and not link.startswith("data:")] == []


def test_a_result_that_was_changed_is_refused(made):
    arguments, _ = made
    table = Path("results/balls/shares.csv")
    before = table.read_bytes()
    table.write_bytes(before + b"9,9\n")
    try:
        with pytest.raises(BadInput, match=r"shares\.csv: result is not as the manifest lists it"):
            crate(**arguments)
        table.unlink()
        with pytest.raises(BadInput, match="found no file"):
            crate(**arguments)
    finally:
        table.write_bytes(before)


def test_without_a_finished_log_there_is_no_run_to_archive(made, tmp_path):
    (tmp_path / "stopped.log").write_text(finished_log(3).splitlines()[0])
    with pytest.raises(BadInput, match="no log of a finished job"):
        crate(**made[0] | {"logs": str(tmp_path)})


def test_an_article_from_elsewhere_comes_with_the_project(tmp_path):
    article = tmp_path / "birthdays"
    (article / "__pycache__").mkdir(parents=True)
    for name in ("ledger.yaml", "__pycache__/x.pyc", ".hidden"):
        (article / name).write_text("x")
    found = contents.project_files([article])
    assert {place for place in found if "birthdays" in place} == {"src/articles/birthdays/ledger.yaml"}
    assert {
        "Snakefile",
        "LICENSE",
        "requirements.lock",
        "workflow/scripts/call.py",
        "src/recomputed/crate/build.py",
    } <= found.keys()
