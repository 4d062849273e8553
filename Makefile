# Newcomers need two of these: make run, make test.

.DEFAULT_GOAL := help
.PHONY: help run test check bench train clean

VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.ready-run
DEV_READY := $(VENV)/.ready-dev
BENCH_READY := $(VENV)/.ready-bench
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --editable

help:  ## show this list
	@echo "Afterword answers a community's questions in the author's own words."
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: $(RUN_READY)  ## install on the first time, then join Discord if a token is set, else chat in the terminal (or answer standard input)
	@if [ -z "$$AFTERWORD_DATABASE_URL" ] && ! grep -qsi '^[[:space:]]*AFTERWORD_DATABASE_URL=.' .env; then \
		AFTERWORD_DATABASE_URL=sqlite:///.afterword/afterword.sqlite3; export AFTERWORD_DATABASE_URL; \
	fi; \
	if [ -n "$$AFTERWORD_DISCORD_TOKEN" ] || grep -qsi '^[[:space:]]*AFTERWORD_DISCORD_TOKEN=.' .env; then \
		exec $(BIN)/afterword run; \
	fi; \
	exec $(BIN)/afterword chat --sample

test: $(DEV_READY)  ## run all tests
	$(BIN)/python -m pytest

check: $(DEV_READY)  ## lint, formatting, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py

bench: $(BENCH_READY)  ## measure quality, speed and memory beside the usual alternatives; SCALE=100000 adds a size
	$(BIN)/python -m benchmarks $(if $(SCALE),--scale $(SCALE))

train: $(DEV_READY)  ## fit the verifier again from the data in training/
	$(BIN)/python -m training.words
	$(BIN)/python -m training.train

clean:  ## remove the environment and all caches; your data in .afterword stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Whatever installs speaks on standard error: standard output belongs to the answers.
$(BIN)/python:
	@for python in $(PYTHON) python3.12 python3.11 python3.13 python3.14 python3 python; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			echo "Making an environment in $(VENV) with $$python ..." >&2; \
			$$python -m venv $(VENV) >&2 && exit 0; \
			echo "Python could not make an environment; on Debian or Ubuntu: apt install python3-venv" >&2; \
			exit 1; \
		fi; \
	done; \
	echo "Afterword needs Python 3.11 or newer. Please install it from https://www.python.org and try again." >&2; \
	exit 1

$(RUN_READY): pyproject.toml | $(BIN)/python
	@echo "Installing Afterword; this happens once and takes a minute or two ..." >&2
	@$(INSTALL) . >&2
	@touch $@

$(DEV_READY): pyproject.toml | $(BIN)/python
	@echo "Installing Afterword and what its tests need ..." >&2
	@$(INSTALL) '.[test,check]' >&2
	@touch $@ $(RUN_READY)

$(BENCH_READY): pyproject.toml | $(BIN)/python
	@echo "Installing Afterword and what it is measured against ..." >&2
	@$(INSTALL) '.[bench]' >&2
	@touch $@
