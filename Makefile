# Sets up .venv once, then hands over to Snakemake, which decides what has to be built.
CORES ?= all
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
READY := .venv/ready
ARTICLES := $(basename $(notdir $(sort $(wildcard workflow/ledger/*.yaml))))
SNAKEMAKE := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/snakemake --cores $(CORES)

# An environment knows its folder by its absolute path: one that was moved or copied is built anew.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif
.PHONY: all $(ARTICLES) audit test lint lock clean help
.DEFAULT_GOAL := all

all: $(READY)  ## every figure, every table, the audit (the default)
	@$(SNAKEMAKE)

$(ARTICLES): $(READY)
	@$(SNAKEMAKE) $@

audit: $(READY)  ## the verdicts on every published statement, and what they need
	@$(SNAKEMAKE) $@

test: $(READY)  ## every test, on real MNIST where it is found
	@$(BIN)/python -m pytest

lint: $(READY)  ## ruff, snakefmt, snakemake --lint (part of make test)
	@$(BIN)/python -m pytest tests/test_lint.py

lock:  ## for maintainers: renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate --extra test pyproject.toml --output-file requirements.lock

clean:  ## remove results/ and Snakemake's notes; .venv and the user's MNIST cache stay
	rm -rf results .snakemake

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-13s %s\n' "$$name" "$$text"; done
	@echo "  make ARTICLE  the figures and tables of one article: $(ARTICLES)"

$(READY): requirements.lock
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up .venv from requirements.lock, once (about a minute) ..."
	@$(PYTHON) -m venv --clear .venv || { echo "make: $(PYTHON) cannot make a virtual environment; Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@{ $(BIN)/python -m pip install --require-hashes -r requirements.lock \
		&& $(BIN)/python -m pip install --no-deps --no-build-isolation --editable . ; } > .venv/install.log 2>&1 \
		|| { grep -i error .venv/install.log | tail -n 3 >&2; echo "make: the packages could not be installed (a package index in reach?); all in .venv/install.log" >&2; exit 1; }
	@echo "$(CURDIR)" > $(READY)
