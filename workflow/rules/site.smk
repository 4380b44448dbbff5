# What made each figure and table -> results/provenance.json; the pages a person reads -> results/site/.
# Looks at the rules of all files included before this one.
from recomputed.drawing.drawings import touches
from recomputed.site import paths


localrules:
    provenance,
    site,


# A figure is described by its own drawing, not by the job that it shares with others.
RECORDS = [
    rule_record(rule)
    for rule in workflow.rules
    if isinstance(rule.params.get("call"), str) and "figures" not in rule.params.keys()
] + [
    {
        "name": f"{article}_{name}",
        "call": drawing["draw"],
        "params": drawing["settings"],
        "inputs": files_of(drawing),
        "outputs": paths_of(article, name),
        "log": f"results/logs/{article}/{job_of(module)}.log",
    }
    for article, modules in DRAWINGS.items()
    for module, figures in modules.items()
    for name, drawing in figures.items()
]
DRAWN = {file for record in RECORDS if set(FIGURES) & set(record["outputs"]) for file in record["inputs"]}
with one_line():
    TOUCHES = {key: made for name, ledger in LEDGERS.items() for key, made in touches(ledger, config[name]).items()}
TOUCHED = sorted({file for made in TOUCHES.values() for file in files_of(made)})
TABLES = sorted({*EVIDENCE} | {file for file in DRAWN.union(TOUCHED) if file.endswith(".csv")})
ARRAYS = sorted(file for file in DRAWN if file.endswith(".npz") and not file.startswith("results/data/"))


rule provenance:
    output:
        "results/provenance.json",
    log:
        "results/logs/provenance.log",
    params:
        call="recomputed.site.provenance:provenance",
        code=code_hash("recomputed.site.provenance", *{record["call"].split(":")[0] for record in RECORDS}),
        rules=RECORDS,
        config=for_results(SIZES),
    script:
        CALL


rule site:
    input:
        FIGURES,
        paths.assets(),
        os.path.join(workflow.basedir, "pyproject.toml"),  # whose version the certificates name
        [path for path in PRINT_TABLES.values() if os.path.exists(path)],
        audit="results/audit.json",
        findings="results/findings.json",
        coverage="results/coverage.json",
        ledgers=list(LEDGER_FILES.values()),
        tables=TABLES,
        arrays=ARRAYS,
        touched=TOUCHED,
        provenance="results/provenance.json",
        robustness="results/robustness.csv",
        records=data_records,
    output:
        directory("results/site"),
    log:
        "results/logs/site.log",
    resources:
        mem_mb=2000,
        runtime=10,
    params:
        call="recomputed.site.build:site",
        code=code_hash("recomputed.site.build", *{made["draw"].split(":")[0] for made in TOUCHES.values()}),
        touches=TOUCHES,
        copies=FIGURES + TABLES,
        logs="results/logs",
        prints=PRINT_TABLES,
        hashed=["results/audit.json", *LEDGER_FILES.values()],
    script:
        CALL
