"""ro-crate-metadata.json: the workflow, its run with what it was given and what it made, the verdicts."""

from datetime import datetime

from recomputed.crate import entities, verdicts
from recomputed.crate.contents import FOLDERS, MANIFEST
from recomputed.crate.entities import ref, refs
from recomputed.results.project import project

CONTEXT = ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"]
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
CONFORMS = ("https://w3id.org/ro/crate/1.1", "https://w3id.org/workflowhub/workflow-ro-crate/1.0")
METADATA, PREVIEW = "ro-crate-metadata.json", "ro-crate-preview.html"
AUTHORS, RUN, ENGINE = "#authors", "#run", "#snakemake"
WORKFLOW, SETTINGS, README = "Snakefile", "config.yaml", "README.md"
LICENSE = "https://spdx.org/licenses/{name}"
SHOWN = ("results/audit.csv", "results/audit.json", MANIFEST)  # outputs of the workflow as a whole


def metadata(
    manifest: dict,
    rows: list[dict],
    ledgers: dict[str, dict],
    contents: dict[str, bytes],
    period: tuple[datetime, datetime],
) -> dict:
    """Describe the run; contents: place in the crate -> bytes; period: when its first job began and its last ended."""
    described = {place: entities.file(place, content) for place, content in contents.items() if _alone(place)}
    if README in described:
        described[README]["about"] = ref("./")
    results = [entity for place, entity in described.items() if place.startswith("results/")]
    inputs, parameters = _inputs(manifest, described)
    outputs = [entities.parameter(place, "File", described[place]) for place in SHOWN]
    libraries = entities.software(manifest["versions"])
    made, referred = verdicts.reviews(rows, ledgers, set(contents), AUTHORS)
    workflow = described[WORKFLOW] | _workflow(manifest["versions"], parameters, outputs, libraries)
    folders = [_folder(name, contents) for name in FOLDERS]
    parts = [workflow, *(entity for place, entity in described.items() if place != WORKFLOW), *folders]
    graph = [
        {"@id": METADATA, "@type": "CreativeWork", "about": ref("./"), "conformsTo": [ref(one) for one in CONFORMS]},
        _root(parts, made, period[1]),
        {"@id": RUN, "@type": "CreateAction", "name": f"Run of {project()['name']} {project()['version']}"}
        | {"description": "All jobs whose results are in this crate; a run makes only what is missing."}
        | {"instrument": ref(WORKFLOW), "agent": ref(AUTHORS), "object": refs(inputs), "result": refs(results)}
        | {"startTime": period[0].isoformat(), "endTime": period[1].isoformat()}
        | {"actionStatus": "http://schema.org/CompletedActionStatus"},
        *parts,
        *(entity for entity in inputs if entity["@id"] not in described),
        *parameters,
        *outputs,
        *libraries,
        *_contexts(manifest["versions"]),
        *made,
        *referred,
    ]
    return {"@context": CONTEXT, "@graph": [_compact(entity) for entity in graph]}


def _compact(entity: dict) -> dict:
    """Write a list of one as that one, as RO-Crate recommends, and leave out an empty list."""
    single = {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in entity.items()}
    return {key: value for key, value in single.items() if value != []}


def _alone(place: str) -> bool:
    """Say whether a file has an entity of its own; code is described by its folder, but a ledger is an input."""
    return place.split("/")[0] not in FOLDERS or place.endswith("/ledger.yaml")


def _inputs(manifest: dict, described: dict[str, dict]) -> tuple[list[dict], list[dict]]:
    """Give what the run was given, files and settings, and the parameters of the workflow that these are values of."""
    names = [SETTINGS, *(place for place in described if place.startswith(("inputs/", "src/")))]
    files = [described[place] for place in names]
    parameters = [entities.parameter(place, "File", described[place]) for place in names]
    plain = {name: value for name, value in manifest["config"].items() if type(value) in entities.TYPES}
    pairs = [entities.setting(name, value) for name, value in plain.items()]
    return [*files, *(held for _, held in pairs)], [*parameters, *(parameter for parameter, _ in pairs)]


def _workflow(versions: dict, inputs: list[dict], outputs: list[dict], libraries: list[dict]) -> dict:
    return {
        "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
        "name": project()["name"],
        "description": project()["description"],
        "version": project()["version"],
        "conformsTo": ref("https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"),
        "programmingLanguage": ref(ENGINE),
        "license": ref(LICENSE.format(name=project()["license"])),
        "creator": ref(AUTHORS),
        "softwareRequirements": refs(libraries),
        "input": refs(inputs),
        "output": refs(outputs),
    }


def _folder(name: str, contents: dict[str, bytes]) -> dict:
    count = sum(place.startswith(f"{name}/") for place in contents)
    return {"@id": f"{name}/", "@type": "Dataset", "name": name, "description": f"{count} files of the project"}


def _root(parts: list[dict], made: list[dict], ended: datetime) -> dict:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"A run of {project()['name']} {project()['version']}",
        "description": project()["description"],
        "datePublished": ended.date().isoformat(),
        "license": ref(LICENSE.format(name=project()["license"])),
        "author": ref(AUTHORS),
        "conformsTo": [ref(profile) for profile in PROFILES],
        "mainEntity": ref(WORKFLOW),
        "hasPart": refs(parts),
        "mentions": [ref(RUN), *refs(made)],
    }


def _contexts(versions: dict[str, str]) -> list[dict]:
    license_name = project()["license"]
    return [
        {"@id": AUTHORS, "@type": "Organization", "name": f"The {project()['name']} authors"},
        {"@id": ENGINE, "@type": "ComputerLanguage", "name": "Snakemake", "alternateName": "snakemake"}
        | {"identifier": ref("https://snakemake.readthedocs.io"), "url": ref("https://snakemake.readthedocs.io")}
        | {"version": versions["snakemake"]},
        {"@id": LICENSE.format(name=license_name), "@type": "CreativeWork", "name": f"{license_name} License"},
        *(
            {"@id": place, "@type": "CreativeWork", "name": name, "version": version}
            for place, (name, version) in PROFILES.items()
        ),
    ]
