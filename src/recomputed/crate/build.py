"""Make results/crate/ from a finished run; the same run gives the same bytes, but for the times of the run."""

import json
from pathlib import Path

from recomputed.audit import VERDICTS
from recomputed.crate.contents import data_files, project_files, result_files
from recomputed.crate.metadata import METADATA, PREVIEW, metadata
from recomputed.errors import BadInput
from recomputed.results.project import project
from recomputed.results.run_period import run_period
from recomputed.site.environment import templates

SHOWN = ("ClaimReview", "File", "SoftwareApplication")
TEMPLATES = Path(__file__).parent / "templates"


def crate(
    manifest: dict, audit: list[dict], findings: list[dict], ledgers: dict[str, dict], articles: list[str], logs: str
) -> dict[str, bytes]:
    """Give every file of the crate by its place.

    manifest: MANIFEST.json; articles: the folders of the articles; logs: the folder of the logs, which say when the
    run was. Raises BadInput for a result that is not as the manifest lists it, and without a finished log.
    """
    period = run_period(logs)
    if period is None:
        do = "run make, then make crate"
        raise BadInput("no log of a finished job", where=logs, expected="the logs of a run", found="none", do=do)
    files = project_files([Path(folder).absolute() for folder in articles]) | result_files(manifest)
    contents = {place: path.read_bytes() for place, path in files.items()} | data_files(manifest)
    contents = dict(sorted(contents.items()))
    document = metadata(manifest, audit + findings, ledgers, contents, period)
    return {
        METADATA: (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode(),
        PREVIEW: preview(document, VERDICTS).encode(),
        **contents,
    }


def preview(document: dict, verdicts: tuple[str, ...]) -> str:
    """Show the metadata as a page, which needs no script and loads nothing."""
    graph = {entity["@id"]: entity for entity in document["@graph"]}
    of_kind = {kind: [e for e in graph.values() if e["@type"] == kind] for kind in SHOWN}
    page = templates(TEMPLATES).get_template("preview.html")
    return page.render(
        graph=graph,
        root=graph["./"],
        run=graph["#run"],
        reviews=of_kind["ClaimReview"],
        results=[file for file in of_kind["File"] if file["@id"].startswith("results/")],
        software=of_kind["SoftwareApplication"],
        verdicts=verdicts,
        project=project(),
        listed=lambda value: value if isinstance(value, list) else [value],
    )
