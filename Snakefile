import shlex
import sys
from pathlib import Path

from recomputed.runs import environment

environment.settle(workflow.basedir)  # before the other imports, which may come from another folder

from recomputed.audit.run_summary import run_summary
from recomputed.coverage.check import coverage_summary
from recomputed.runs import clock, cluster, run_lock, writable
from recomputed.runs.timers import cancel_timers
from recomputed.workflow import config as config_check
from recomputed.workflow import schema_check, settings

# Snakemake 9.27 puts this path into shell commands without quotes, which a folder name with a space or a quote needs.
sys.executable = shlex.quote(sys.executable)

writable.check()
schema_check.read("config.yaml")


configfile: "config.yaml"


# Beneath what config.yaml says lie each article's own settings.
ARTICLES = settings.complete(config)
if not run_lock.is_others():  # not in a job of another run
    clock.settle([Path("results"), Path(workflow.basedir, "workflow", "scripts"), *(one.folder for one in ARTICLES)])


include: "workflow/rules/common.smk"
include: "workflow/rules/data.smk"


for article in (article for article in ARTICLES if article.rules.is_file()):

    include: article.rules


include: "workflow/rules/figures.smk"
include: "workflow/rules/formulas.smk"
include: "workflow/rules/robustness.smk"
include: "workflow/rules/site.smk"
include: "workflow/rules/report.smk"
include: "workflow/rules/reports.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/selftest.smk"
include: "workflow/rules/crate.smk"


config_check.check_rules(config, ARTICLES, [rule.name for rule in workflow.rules])
check_files()


rule all:
    default_target: True
    input:
        "results/audit.csv",
        "results/audit.json",
        "results/audit.junit.xml",
        "results/audit.md",
        "results/audit.sarif",
        "results/coverage.csv",
        "results/coverage.json",
        "results/drift.json",
        "results/findings.csv",
        "results/findings.json",
        "results/captions",
        "results/site",
        "results/MANIFEST.json",


onstart:
    cluster.check(workflow.executor_plugin.name, workflow.basedir)
    run_lock.take()


onsuccess:
    cancel_timers()
    print(run_summary(Path("results")), file=sys.stderr)
    print(coverage_summary(ARTICLES), file=sys.stderr)


onerror:
    cancel_timers()
