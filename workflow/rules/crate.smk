# The last run as a Workflow Run RO-Crate, made on request (make crate) -> results/crate/
from recomputed.crate.contents import project_files


def crate_sources(wildcards):
    """The files of the project that the crate holds; found only where it is asked for."""
    files = project_files([article.folder for article in ARTICLES])
    return [os.path.relpath(path) for path in files.values()]


rule crate:
    input:
        crate_sources,
        manifest="results/MANIFEST.json",
        audit="results/audit.json",
        findings="results/findings.json",
        ledgers=list(LEDGER_FILES.values()),
    output:
        directory("results/crate"),
    log:
        "results/logs/crate.log",
    localrule: True
    params:
        **calls("recomputed.crate.build:crate"),
        articles=[os.path.relpath(article.folder) for article in ARTICLES],
        logs="results/logs",
    script:
        CALL
