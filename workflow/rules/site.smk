# What made each figure and table -> results/provenance.json; the pages a person reads -> results/site/.
# Looks at the rules of all files included before this one.
import os

from articles.site import paths
from articles.sources import ROOT, file_of


localrules:
    provenance,
    site,


TOLD = [told(rule) for rule in workflow.rules if isinstance(rule.params.get("call"), str)]
FIGURES = [file for article in articles() for file in figure_files(article)]
DRAWN = {file for rule in TOLD if set(FIGURES) & set(rule["outputs"]) for file in rule["inputs"]}
TABLES = sorted(
    {file for article in articles() for file in evidence_files(article)}
    | {file for file in DRAWN if file.endswith(".csv")}
)
ARRAYS = sorted(file for file in DRAWN if file.endswith(".npz") and not file.startswith("results/data/"))


rule provenance:
    input:
        code=sources("articles.site.provenance")
        + sorted({os.path.relpath(file_of(rule["call"].split(":")[0], ROOT)) for rule in TOLD}),
    output:
        "results/provenance.json",
    log:
        "results/logs/provenance.log",
    benchmark:
        "results/benchmarks/provenance.tsv"
    params:
        call="articles.site.provenance:provenance",
        rules=TOLD,
        config=unsharded(SIZES),
    script:
        "../scripts/call.py"


rule site:
    input:
        FIGURES,
        audit="results/audit.json",
        findings="results/findings.json",
        ledgers=[path_of(article) for article in articles()],
        tables=TABLES,
        arrays=ARRAYS,
        provenance="results/provenance.json",
        robustness="results/robustness.csv",
        mnist="results/data/mnist.json",
        code=sources("articles.site.build") + paths.assets(),
    output:
        directory("results/site"),
    log:
        "results/logs/site.log",
    benchmark:
        "results/benchmarks/site.tsv"
    resources:
        mem_mb=2000,
        runtime=10,
    params:
        call="articles.site.build:site",
        copies=FIGURES + TABLES,
        benchmarks="results/benchmarks",
    script:
        "../scripts/call.py"
