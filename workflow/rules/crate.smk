# The last run as a Workflow Run RO-Crate, made on request (make crate) -> results/crate/
from recomputed.crate.contents import project_files


rule crate:
    input:
        # The files of the project, looked for only where the crate is asked for.
        lambda wildcards: [os.path.relpath(path) for path in project_files([a.folder for a in ARTICLES]).values()],
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
