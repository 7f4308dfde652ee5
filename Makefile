# `make` alone prints what there is. Everything that is missing is installed on the way (Debian and Ubuntu: apt; .venv).
SHELL := /bin/bash
PYTHON ?= python3
# Each Python has an environment of its own; that of the usual one is .venv.
VENV := .venv$(if $(filter-out python3,$(PYTHON)),-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'))
BIN := $(VENV)/bin
ARGS ?=
export LANG ?= C.UTF-8
# What Python does here is what it does for a user: buffered output above all.
unexport $(filter PYTHON%,$(.VARIABLES))

.DEFAULT_GOAL := help
.PHONY: help test test-all test-lowest fuzz crash lock lint types audit check demo example bench clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: $(VENV)/.installed ## Run all tests on a throw-away PostGIS, or on the server in TEST_DATABASE_URL; ARGS='-k word' picks some
	@tools/install-missing $(if $(TEST_DATABASE_URL),,postgis) psql -- \
	  chromium libatomic pgbouncer ip systemd-analyze openssl ogr2ogr
	@tools/install-missing -- firefox # by itself, as Ubuntu has none by apt
	@PATH="$(CURDIR)/$(BIN):$$PATH" tools/with-postgres TEST_DATABASE_URL $(BIN)/pytest -n auto --dist worksteal $(ARGS)

test-all: ## Run all tests on every Python from 3.11 on that is installed here; PYTHONS='...' picks some
	@for python in $(or $(PYTHONS),$$(tools/find-pythons)); do echo "== $$python"; $(MAKE) --no-print-directory test PYTHON=$$python || exit; done

test-lowest: $(VENV)/.installed ## Run all tests with the oldest libraries that pyproject.toml allows: once a release
	@$(BIN)/uv venv --quiet --clear --python $(PYTHON) .venv-lowest
	@$(BIN)/uv pip install --quiet --python .venv-lowest --resolution lowest-direct '.[dev]'
	@PATH="$(CURDIR)/.venv-lowest/bin:$$PATH" tools/with-postgres TEST_DATABASE_URL .venv-lowest/bin/pytest -n auto --dist worksteal $(ARGS)

fuzz: $(VENV)/.installed ## Try made-up input on all that reads what others wrote, for MINUTES=5; keep what is found as an @example
	@end=$$(( $$(date +%s) + 60 * $(or $(MINUTES),5) )); while [ $$(date +%s) -lt $$end ]; do \
	  PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pytest -q -n auto -m hypothesis --hypothesis-profile=fuzz --hypothesis-seed=$$RANDOM \
	    tests/ingest tests/geocoding tests/review tests/test_shared.py $(ARGS) || exit; done

crash: $(VENV)/.installed ## Disturb runs at every statement, request and file, in every way; takes half an hour. POINT=12 takes one
	@tools/install-missing $(if $(TEST_DATABASE_URL),,postgis) psql
	@PATH="$(CURDIR)/$(BIN):$$PATH" CRASH_ALL=1 CRASH_POINT="$(POINT)" tools/with-postgres TEST_DATABASE_URL \
	  $(BIN)/pytest -n auto --dist worksteal tests/crash $(ARGS)

lock: $(VENV)/.installed ## Write requirements.txt, the libraries with their hashes, from pyproject.toml; ARGS=--upgrade takes newer ones
	@tools/lock $(BIN)/uv $(ARGS)

lint: $(VENV)/.installed ## Check style and format (ruff, shellcheck, hadolint), and that requirements.txt is what pyproject.toml asks for
	@tools/lock $(BIN)/uv --check
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/shellcheck tools/* demo/*.sh .ci/run && $(BIN)/hadolint Containerfile

types: $(VENV)/.installed ## Check types (mypy --strict)
	@$(BIN)/mypy .

audit: $(VENV)/.installed ## Tell of known vulnerabilities in the libraries, where somebody can be asked
	@tools/audit $(BIN)/pip-audit

check: lint types audit test ## Style, types, known vulnerabilities and tests

demo: $(VENV)/.installed ## A guided tour on throw-away parts (or in the database of DATABASE_URL): from the bucket to the map
	@PATH="$(CURDIR)/$(BIN):$$PATH" demo/tour.sh

example: $(VENV)/.installed ## The example API and its live map on invented tickets, at http://127.0.0.1:8000 or PORT=
	@PATH="$(CURDIR)/$(BIN):$$PATH" demo/example.sh

bench: $(VENV)/.installed ## Measure speed and memory against plain COPY; takes minutes
	@for script in bench/*.py; do \
	  PATH="$(CURDIR)/$(BIN):$$PATH" tools/with-postgres BENCH_DATABASE_URL $(BIN)/python "$$script" $(ARGS) || exit; done

clean: ## Remove what the other targets made, .venv too
	rm -rf .venv .venv-* build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis demo/out bench/out
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml
	@PYTHON=$(PYTHON) tools/install-missing python
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: make PYTHON=python3.13'; exit 1; }
	@echo 'Installing what tests and demo need into $(VENV) (pip; 250 MB to download, 800 MB on disk, 1 to 3 minutes)'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check '.[dev]'
	@touch $@
