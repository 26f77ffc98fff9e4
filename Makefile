# Waterline: `make run` starts it, `make test` tests it. Each target brings what it needs.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test setup lint format stop demo move bench lock vendor icons screenshots

# By path and never by name: with pyenv, .python-version hides tools of other versions.
BIN := .venv/bin
PY := $(BIN)/python
TEMPLATES = $$(find templates -name '*.html')
# Each worker has a database and a browser of its own; a file's tests stay together. Bytecode is
# kept whatever the environment says: without it each worker reads all tests anew for seven seconds.
WORKERS = -n auto --dist loadfile --no-loadscope-reorder
LOCK := .uv/venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate \
	--no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)

help: ## Say what there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

run: ## Start Waterline on http://localhost:8000 (PORT, HOST and WATERLINE_DATA change that)
	@bin/bootstrap.sh local
	@exec $(PY) -m tracker.config.start

test: ## Run all tests, with a database and a browser of their own (ARGS go to pytest)
	@bin/bootstrap.sh dev
	@unset PYTHONDONTWRITEBYTECODE && CHROMIUM="$$(bin/browser.sh)" && export CHROMIUM && \
		exec $(PY) -m pytest $(WORKERS) $(ARGS)

setup: ## Make the Python environment for running, testing and linting
	@bin/bootstrap.sh dev

lint: ## Check style, types, layers, templates, migrations and the deployment settings
	@bin/bootstrap.sh dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djade --target-version 6.1 --check $(TEMPLATES)
	@bin/check_django.sh

format: ## Bring code and templates into their shape
	@bin/bootstrap.sh dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 6.1 $(TEMPLATES)

stop: ## Stop the embedded database
	@if [ -x $(PY) ]; then exec $(PY) -m tracker.config.embedded_postgres stop; fi

demo: ## Add a sample household with five years of history, and print its login
	@bin/bootstrap.sh local
	@$(PY) -m tracker.config.start prepare
	@exec $(PY) manage.py demo

move: ## Move the embedded database to a server: TO=postgresql://user@host/name
	@bin/bootstrap.sh local
	@exec $(PY) -m tracker.config.move --to '$(TO)'

bench: ## Measure speed: pages, 5,000 households, and beside hledger, ledger and fava
	@bin/bootstrap.sh dev
	@exec $(PY) -m bench $(ARGS)

lock: ## Pin the packages again after requirements/*.in changed (UPGRADE=1 takes the newest)
	@bin/bootstrap.sh dev
	$(LOCK) --python-version 3.9 requirements/uv.in -o requirements/uv.txt
	$(LOCK) --python-version 3.12 requirements/base.in -o requirements/base.txt
	$(LOCK) --python-version 3.12 requirements/local.in -o requirements/local.txt
	$(LOCK) --python-version 3.12 requirements/dev.in -o requirements/dev.txt

vendor: ## Fetch the pinned front-end files into static/vendor (needs npm)
	@bin/bootstrap.sh dev
	@exec $(PY) bin/vendor.py

icons: ## Draw the icons of phones and home screens again
	@bin/bootstrap.sh dev
	@CHROMIUM="$$(bin/browser.sh)" && export CHROMIUM && exec $(PY) bin/icons.py

screenshots: ## Take the pictures of the README again
	@bin/bootstrap.sh dev
	@CHROMIUM="$$(bin/browser.sh)" && export CHROMIUM && exec $(PY) bin/screenshots.py
