# Figures and captions for `snakemake --report`, from the ledgers -> results/captions/
from recomputed.site import paths


localrules:
    captions,


rule captions:
    input:
        ledgers=list(LEDGER_FILES.values()),
    output:
        directory("results/captions"),
    log:
        "results/logs/captions.log",
    params:
        **calls("recomputed.site.captions:captions"),
    script:
        CALL


# Marked here, once for all, what `report(...)` would mark in the rule of each figure: the ledger has title and caption.
for name, ledger in LEDGERS.items():
    for entry in ledger["figures"]:
        file = f"results/{name}/figures/{entry['id']}.svg"
        caption = os.path.abspath(f"results/captions/{paths.caption_file(name, entry['id'])}")
        marked = report(
            file,
            caption=workflow.current_basedir.join(caption),
            category=ledger["title"],
            labels={"figure": entry["title"], "where": entry["where"]},
        )
        for output in (output for rule in workflow.rules for output in rule.output if output == file):
            output.flags["report"] = marked.flags["report"]
