# Two commands are all there is to know: `make run` and `make test`.
PYTHON ?= python3
WORKERS ?= 2
ARGS ?=

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -qq --no-input --disable-pip-version-check --no-compile \
	--no-deps --require-hashes
# What is installed is known by the lock's content: a checkout that touches the file reinstalls nothing.
RUN := .venv/run-$(shell cksum < requirements.lock | tr ' ' '-')
DEV := .venv/dev-$(shell cksum < requirements-dev.lock | tr ' ' '-')

.DEFAULT_GOAL := help
.PHONY: help run demo test lint bench torture lock

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

run: $(RUN) ## start the bot; without a token, the demo in the browser
	@exec $(BIN)/python -m bot run --or-demo

demo: $(RUN) ## start the demo in the browser, also where there is a token
	@exec $(BIN)/python -m bot demo

test: $(DEV) ## run all tests (ARGS="tests/test_cli.py -x" for some)
	@$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

lint: $(DEV) ## ruff, mypy and bandit
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet || { $(BIN)/ruff format --diff; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/bandit --quiet --configfile pyproject.toml --severity-level medium --recursive bot handlers models

bench: $(DEV) ## measure against the figures wanted
	@$(BIN)/python -m tests.bench

torture: $(DEV) ## kill it, starve it, flood it: nothing may be lost; an hour (ARGS="kills" for some)
	@$(BIN)/python -m tests.torture $(ARGS)

lock: $(DEV) ## choose the dependencies anew
	@$(BIN)/python -m pip install -qq uv
	@for group in "" -dev; do \
		$(BIN)/python -m uv pip compile --quiet --upgrade --universal --no-header --no-annotate --generate-hashes \
			pyproject.toml $${group:+--group dev} -o requirements$$group.lock || exit; \
	done

$(RUN): | .venv/made
	@echo "Installing what the bot needs ..."
	@$(INSTALL) -r requirements.lock
	@rm -f .venv/run-* && touch $@

$(DEV): | .venv/made
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r requirements-dev.lock
	@rm -f .venv/dev-* .venv/run-* && touch $@ $(RUN)

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit("Spotter needs Python 3.11 or later: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	@touch $@
