# Sets up .venv once, then hands over to Snakemake, which decides what has to be built.
#
# Its settings come from the command line only (make CORES=4): a shell may have variables of these names for others.
$(foreach name,CORES SCALE SHARDS ARTICLES CONFIG BLAS FAIL_ON PYTHON,$(if $(filter environment,$(origin $(name))),\
	$(warning $(name) of the environment is ignored; to set it: make $(name)=...)))
CORES := all
SCALE :=
SHARDS :=
ARTICLES :=
CONFIG := tests/config.yaml
TEXTS ?=
BLAS :=
FAIL_ON :=
NAME :=
TEXT :=
N :=
TO :=
DECIMAL :=
# For a newer Python the lock has no wheel of one package (immutables), so one that is known to work is preferred.
can = $(foreach name,$(1),$(shell $(name) -c 'import sys; sys.exit(not $(2))' 2>/dev/null && echo $(name)))
PYTHON = $(firstword $(call can,python3 python3.13 python3.12 python3.11,(3, 11) <= sys.version_info < (3, 14)) \
	$(call can,python3 python3.14,sys.version_info >= (3, 11)))

# Variables that change Python or Snakemake are not passed on; workflow/scripts/install.py sees to those of pip and uv, and
# recomputed.runs.environment to those of the libraries.
KEPT := PYTHONHASHSEED PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX
unexport $(filter-out $(KEPT),$(filter PYTHON% SNAKEMAKE_PROFILE,$(.VARIABLES)))
export PYTHONUTF8 := 1

comma := ,
space := $(subst ,, )
quoted = '$(subst ','\'',$(1))'
BIN := .venv/bin
PY := $(BIN)/python -m recomputed.runs.environment
TEXTS_OF := $(if $(TEXTS),--texts "$(TEXTS)") $(foreach one,$(ARTICLES),$(call quoted,$(one)))
INSTALL := workflow/scripts/install.py
LOCK = "$(PYTHON)" $(INSTALL) uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate
READY := .venv/ready
PEERS := .venv/peers
TORCH := $(shell sed -n 's/.*"\(torch==.*\)".*/\1/p' pyproject.toml)
NAMES := $(notdir $(patsubst %/ledger.yaml,%,$(sort $(wildcard src/articles/*/ledger.yaml))))
$(if $(filter 0 -%,$(CORES)),$(error CORES=$(CORES): expected a number of cores or all))
CHOSEN := $(if $(ARTICLES),articles='[$(subst ','\'',$(subst $(space),$(comma),$(strip $(ARTICLES))))]')
SETTINGS := $(if $(SCALE)$(SHARDS)$(ARTICLES),--config $(SCALE:%=scale=%) $(SHARDS:%=shards=%) $(CHOSEN))
NUMBER := $(if $(filter all,$(CORES)),"$$($(BIN)/python -m recomputed.runs.cores)",$(CORES))
SNAKEMAKE := $(PY) snakemake --cores $(NUMBER) $(if $(SETTINGS),$(SETTINGS) --)

# An environment knows its folder by its absolute path: one that was moved or copied is built anew.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif
.PHONY: all always $(NAMES) audit audit-accept audit-selftest coverage coverage-draft annotate crate robustness verify-results predict verify test test-cluster test-faults lint bench bench-everything resources docs lock clean help mutants test-machines article status long spot-check
.DEFAULT_GOAL := all
.NOTPARALLEL: # two runs in one folder would refuse each other

all: $(READY)  ## every figure, every table, the audit, the pages (the default)
	@$(SNAKEMAKE)

$(NAMES): $(READY)
	@$(SNAKEMAKE) $@

audit: $(READY)  ## the verdicts, and what they need; fails if one changed since it was accepted, or with FAIL_ON=refuted,misprint if a claim has such a verdict
	@$(SNAKEMAKE) $@ results/drift.json
	@$(PY) $(if $(FAIL_ON),recomputed.reports.fail_on $(FAIL_ON),recomputed.audit.accepted)

robustness: $(READY)  ## the verdicts under ten more seeds, with what takes long: results/robustness_long.csv
	@$(SNAKEMAKE) results/robustness_long.csv
	@$(PY) recomputed.audit.robustness.wording

audit-accept: $(READY)  ## write the present verdicts and values to accepted.json of each article
	@$(SNAKEMAKE) audit results/drift.json
	@$(PY) recomputed.audit.accepted --accept

long: $(READY)  ## the trainings that take too long for make (hours), kept with their article as recorded evidence; also with SCALE= and SHARDS=
	@$(SNAKEMAKE) $$($(PY) recomputed.records.keep --needs $(SETTINGS))
	@$(PY) recomputed.records.keep $(SETTINGS)

spot-check: $(READY)  ## compute some rows of the recorded evidence again, chosen at random, and compare to the last bit: make spot-check N=3
	@$(SNAKEMAKE) $$($(PY) recomputed.records.spot_check --needs)
	@$(PY) recomputed.records.spot_check $(N)

verify-results: $(READY)  ## find what was altered in results/ since results/MANIFEST.json was made, and make it again
	@$(PY) recomputed.results.verify_results --cores $(NUMBER) $(SETTINGS)

audit-selftest: $(READY)  ## change what is published, formulas and results, and see that the audit notices
	@$(SNAKEMAKE) results/selftest.csv
	@$(PY) recomputed.audit.selftest.run

article: $(READY)  ## begin an article from its text: make article NAME=birthdays TEXT=post.md TO=../birthdays
	@$(PY) recomputed.drafting.command --name=$(call quoted,$(NAME)) --text=$(call quoted,$(TEXT)) --to=$(call quoted,$(TO)) \
		$(if $(filter comma,$(DECIMAL)),--decimal-comma)

status: $(READY)  ## what is still open of an article, by section: make status ARTICLES=../birthdays
	@$(PY) recomputed.coverage.status $(TEXTS_OF)

coverage: $(READY)  ## compare the articles' texts with print.csv and ledgers: make coverage TEXTS=../shared/articles
	@$(PY) recomputed.coverage.check $(TEXTS_OF)

coverage-draft: $(READY)  ## write print.csv of each article from its text; what is written there stays
	@$(PY) recomputed.coverage.draft $(TEXTS_OF)

annotate: $(READY)  ## the whole texts with the verdicts, for this machine only: results/annotated/<article>.html
	@$(PY) recomputed.annotate.build $(TEXTS_OF)

crate: $(READY)  ## the last run as a Workflow Run RO-Crate, for an archive: results/crate/
	@$(SNAKEMAKE) results/crate

# One file of results/ with what it needs. There is no .PHONY for patterns, and Snakemake decides what is up to date.
results/%: $(READY) always
	@$(SNAKEMAKE) $@

always:

predict: $(READY)  ## what a run would take: make predict SCALE=5000 SHARDS=100
	@$(PY) recomputed.workflow.predict $(SETTINGS)

verify: $(READY)  ## run twice, all varied that should not matter, and compare; small, or CONFIG= for the full one
	@$(PY) recomputed.runs.reproduce --config "$(CONFIG)" $(BLAS:%=--blas %)

test: $(READY)  ## every test, on real MNIST where it is found
	@$(PY) pytest

test-cluster: $(READY)  ## the whole small workflow through a real SLURM of one node (apt install slurm-wlm munge)
	@$(PY) pytest tests/cluster -n 0 -m "long or not long"

test-faults: $(READY)  ## the long tests of kills, damage, full disks, bad configs and hostile files
	@$(PY) pytest tests/faults -m "long or not long" -n 1

test-machines: $(READY)  ## what users of other machines reported, tried kind by kind and counted (half an hour)
	@$(BIN)/python tests/faults/machines.py

mutants: $(READY)  ## plant the faults of tests/mutants/planted.yaml one at a time, and see that the tests notice each
	@$(BIN)/python tests/mutants/plant.py

lint: $(READY)  ## ruff, snakefmt, snakemake --lint (part of make test)
	@$(PY) pytest tests/test_lint.py

bench: $(READY) $(PEERS)  ## every kernel beside its peers, and its growth, in results/bench/ (some ten minutes)
	@$(BIN)/python benchmarks/bench.py

bench-everything: $(READY) $(PEERS)  ## a whole make from nothing, in a copy, beside one plain script (some ten minutes)
	@$(BIN)/python benchmarks/everything.py

resources: $(READY)  ## for maintainers: compare what the rules declare for a cluster with what the last run took
	@$(PY) recomputed.workflow.resources $(SETTINGS)

docs: $(READY)  ## for maintainers: write the generated tables of README.md and docs/
	@$(PY) recomputed.docs.write
	@$(BIN)/python benchmarks/publish.py

lock:  ## for maintainers: renew the lock files from pyproject.toml (needs uv)
	echo uv | $(LOCK) --output-file requirements-uv.lock -
	$(LOCK) --extra test --output-file requirements.lock pyproject.toml
	$(LOCK) --no-deps --group pyproject.toml:bench --no-emit-package torch --constraint requirements.lock \
		--output-file requirements-bench.lock

clean:  ## remove results/, Snakemake's notes, compiled kernels; .venv and the user's MNIST cache stay
	@test ! -e $(READY) || $(BIN)/python -c 'from recomputed.runs.run_lock import take; take()'
	rm -rf results .snakemake src/__pycache__

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-24s %s\n' "$$name" "$$text"; done
	@echo "  make ARTICLE           the figures and tables of one article: $(NAMES)"

# Of two that set up at once one waits, for the lock on this file that descriptor 9 holds until the recipe ends.
$(READY): requirements.lock requirements-uv.lock
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@exec 9< Makefile; "$(PYTHON)" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' 2> /dev/null; \
	test "$$(cat $(READY) 2> /dev/null)" = "$$(pwd -P)" && ! test requirements.lock -nt $(READY) && exit; \
	sh workflow/scripts/set_up.sh "$(PYTHON)"

# Peers of the benchmarks. PyTorch's own index has builds for processors alone, which its hashes on PyPI do not cover.
$(PEERS): requirements-bench.lock | $(READY)
	@echo "Installing the benchmarks' peers: faiss-cpu, PyTorch ..."
	@$(BIN)/python $(INSTALL) $(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-bench.lock
	@$(BIN)/python $(INSTALL) $(BIN)/python -m pip install --quiet --no-deps --extra-index-url https://download.pytorch.org/whl/cpu $(TORCH) \
		&& touch $(PEERS) \
		|| echo "make: no $(TORCH) to be had: its rows will be left out; the next make bench tries again" >&2
