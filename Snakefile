import sys
from pathlib import Path

from articles import run_lock
from articles.audit import ledger
from articles.audit.headline import headline
from articles.config import check, check_file, check_rules

run_lock.check_writable()
check_file("config.yaml")


configfile: "config.yaml"


check(config)
ledger.check_all()


include: "workflow/rules/common.smk"
include: "workflow/rules/data.smk"
include: "workflow/rules/curse.smk"
include: "workflow/rules/pca.smk"
include: "workflow/rules/bias_variance.smk"
include: "workflow/rules/knn.smk"
include: "workflow/rules/lstm_forward.smk"
include: "workflow/rules/lstm_backward.smk"
include: "workflow/rules/series.smk"
include: "workflow/rules/history.smk"
include: "workflow/rules/announced.smk"
include: "workflow/rules/formula_edits.smk"
include: "workflow/rules/robustness.smk"
include: "workflow/rules/site.smk"
include: "workflow/rules/report.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/selftest.smk"


check_rules(config, [rule.name for rule in workflow.rules])


rule all:
    default_target: True
    input:
        "results/audit.csv",
        "results/audit.json",
        "results/audit.md",
        "results/drift.json",
        "results/findings.csv",
        "results/findings.json",
        "results/captions",
        "results/site",
        "results/MANIFEST.json",


onstart:
    run_lock.take()


onsuccess:
    print(headline(Path("results")), file=sys.stderr)
