# Only python3 (3.11 or newer) and make are needed. `make` alone lists what there is.
PYTHON ?= $(shell sh tools/which-python)
BIN := .venv/bin
CODE := marketplace integrations storefront tests tools benchmarks
COMPILE := pip compile --quiet --universal --generate-hashes --no-header pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench cpu relevance nightly lock sdl permissions messages clean install install-dev

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

demo: install ## the whole shop on this machine until Ctrl-C (PORT=8000 API_PORT=8001 DATA=var/demo)
	@exec env DATA="$(DATA)" $(BIN)/python -m tools.demo

test: install-dev ## every test of the suite, on SQLite or on DATABASE_URL (ARGS="-k name")
	@$(BIN)/python -m pytest -n 2 $(ARGS)

check: install-dev ## format, lint, types, floors, SDL: seconds, before every commit
	@$(BIN)/ruff format --check --quiet $(CODE)
	@$(BIN)/ruff check --quiet $(CODE)
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python manage.py graphql_schema --out=-.graphql | diff -u marketplace/schema.graphql - \
		|| { echo "marketplace/schema.graphql is not in step: make sdl"; exit 1; }
	@$(BIN)/mypy

format: install-dev ## put the code into its form, and mend what can be mended
	@$(BIN)/ruff check --fix --quiet $(CODE); $(BIN)/ruff format $(CODE)

bench: install ## milliseconds and requests per second over HTTP, as a table (ARGS="--products 10000")
	@$(BIN)/python -m benchmarks.run $(ARGS)

cpu: install ## what one request costs the processor, in loops of pure Python (ARGS="--only list --profile tottime")
	@$(BIN)/python -m benchmarks.cpu $(ARGS)

relevance: install-dev ## judged searches over the demo's goods, on both engines (ELASTICSEARCH_URL; ARGS="--all")
	@$(BIN)/python -m benchmarks.relevance $(ARGS)

nightly: install-dev ## the long tests, permissions taken away one by one, many products, the next Elasticsearch
	@HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -n 2 -m "nightly or not nightly"
	@$(BIN)/python -m tests.isolation.mutate
	@$(BIN)/python -m benchmarks.run --products 10000
	@tests/servers/with_elasticsearch 9.2.0 $(BIN)/python -m pytest -q tests/integrations/contracts/test_search_engines.py

lock: install-dev ## write both lock files anew from pyproject.toml
	@$(BIN)/uv $(COMPILE) -o requirements.lock
	@$(BIN)/uv $(COMPILE) --all-extras --group dev -c requirements.lock -o requirements-dev.lock

sdl: install-dev ## print the API into marketplace/schema.graphql
	@$(BIN)/python manage.py graphql_schema --out=-.graphql > var/schema.graphql && mv var/schema.graphql marketplace/schema.graphql

permissions: install-dev ## write docs/permissions.md, who may what, from the code
	@$(BIN)/python -m tools.permissions

messages: install-dev ## compile the translations
	@$(BIN)/python -m tools.messages
	@$(BIN)/python -m storefront.catalogues

clean: ## throw away .venv, the data in var/ and the caches
	rm -rf .venv var/* .pytest_cache .hypothesis .ruff_cache .mypy_cache .import_linter_cache .grimp_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

install:
	@$(PYTHON) tools/install.py run

install-dev:
	@$(PYTHON) tools/install.py dev
