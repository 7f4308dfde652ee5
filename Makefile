# `make` alone prints what there is. Everything that is missing is installed on the way (Debian and Ubuntu: apt; .venv).
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
export LANG ?= C.UTF-8

.DEFAULT_GOAL := help
.PHONY: help test lint types check demo bench clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: .venv/.installed ## Run all tests on a throw-away PostGIS, or on the server in TEST_DATABASE_URL; ARGS='-k word' picks some
	@PATH="$(CURDIR)/$(BIN):$$PATH" tools/with-postgres TEST_DATABASE_URL $(BIN)/pytest -n auto --dist worksteal $(ARGS)

lint: .venv/.installed ## Check style and format (ruff, shellcheck)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/shellcheck tools/* demo/*.sh .ci/run

types: .venv/.installed ## Check types (mypy --strict)
	@$(BIN)/mypy .

check: lint types test ## All of the above: what CI runs

demo: .venv/.installed ## A guided tour on throw-away parts (or in the database of DATABASE_URL): from the bucket to the map
	@PATH="$(CURDIR)/$(BIN):$$PATH" demo/tour.sh

bench: .venv/.installed ## Measure speed and memory against plain COPY; takes minutes
	@for script in bench/*.py; do \
	  PATH="$(CURDIR)/$(BIN):$$PATH" tools/with-postgres BENCH_DATABASE_URL $(BIN)/python "$$script" $(ARGS) || exit; done

clean: ## Remove what the other targets made, .venv too
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis demo/out bench/out
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/.installed: pyproject.toml
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || tools/apt-install 'Python with venv' python3 python3-venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: make PYTHON=python3.12'; exit 1; }
	@echo "Installing what the checks and the demo need into .venv (a minute)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check '.[dev]'
	@touch $@
