# The one door: `make` lists what can be done here.
SHELL := /bin/sh
# The system's own Python where it will do: Debian builds it with profiles, and it does the same work in four fifths of
# the time that one takes which is built without.
PYTHON ?= $(or $(shell /usr/bin/python3 -c 'import ensurepip, sys, venv; print(sys.executable * (sys.version_info >= (3, 11)))' 2>/dev/null),python3)
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000
LONG := 600
# A module's tests stay in one process, so that what they share is made once; the modules come in tests/conftest.py's order.
AT_ONCE := --dist loadfile --no-loadscope-reorder
ON_POSTGRESQL := -m "not one_database"
# Bytecode is kept, whatever the environment says: the tests of the second database find their modules compiled.
export PYTHONDONTWRITEBYTECODE :=
FRONTEND := $(wildcard src/naravard/web/frontend/* src/naravard/web/locale/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := help
.PHONY: help install run demo test test-all check style proofs compiled tests coverage bench pictures load docs messages lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/installed-run ## Install only, so that .venv/bin/naravard is there

run: install ## Install what is missing, load the agreements and serve the site on 127.0.0.1:8000
	@$(BIN)/naravard serve --host $(firstword $(subst :, ,$(ADDRESS))) --port $(lastword $(subst :, ,$(ADDRESS)))

demo: install ## The same with an imaginary year, invented people, and a button to become any of them
	@$(BIN)/naravard demo --host $(firstword $(subst :, ,$(ADDRESS))) --port $(lastword $(subst :, ,$(ADDRESS)))

test: $(VENV)/installed-dev ## Run every check and test, on PostgreSQL those it can change; installs what they need
	@$(MAKE) --no-print-directory -j2 --output-sync=target style advisories compiled $(VENV)/installed-programs
	@$(MAKE) --no-print-directory -j2 tests proofs ON_POSTGRESQL='$(ON_POSTGRESQL)' MEASURED='$(MEASURED)'

test-all: ON_POSTGRESQL :=
test-all: MEASURED := --cov --cov-report=
test-all: test ## The same and more, before a release: coverage, and all that uses a database on PostgreSQL too

check: style proofs ## Lint, types, directions, and that generated documents are current

# What takes a minute or two is done beside the tests.
proofs: $(VENV)/installed-dev
	$(BIN)/mypy
	$(BIN)/python scripts/generate_docs.py --check

style: $(VENV)/installed-dev
	$(BIN)/ruff format --check src tests scripts benchmarks
	$(BIN)/ruff check src tests scripts benchmarks
	$(BIN)/lint-imports
	@git ls-files -z '*.py' | xargs -0 wc -l | awk '$$1 > $(LONG) && $$2 != "total" {print "Warning: " $$2 " has " $$1 " lines; more than $(LONG) is much to read at once."}'

audit: $(VENV)/installed-dev ## Ask whether any locked package has a known flaw (needs the network)
	$(BIN)/python scripts/audit.py

advisories: $(VENV)/installed-dev
	$(BIN)/python scripts/audit.py --or-tell

# Each process of a run imports every test: compiled beforehand, they are so once. What cannot be imported is told by the run.
compiled: $(VENV)/installed-dev
	@$(BIN)/python -m pytest --collect-only -p no:cacheprovider >/dev/null || true

# Both databases at once, and three processes on SQLite, so that no processor is idle while a test waits for a service, a lock
# or the last module: by the last whole run they were idle a quarter of the time. What the second says is shown after the first.
tests: SAID := .kept-for-tests/on-postgresql.txt
tests: $(VENV)/installed-dev $(VENV)/installed-programs
	@mkdir -p $(dir $(SAID))
	@$(BIN)/python scripts/with_postgresql.py $(BIN)/python -m pytest -n 2 $(AT_ONCE) $(ON_POSTGRESQL) >$(SAID) 2>&1 & other=$$!; \
	trap 'kill $$other' INT TERM; \
	$(BIN)/python -m pytest -n 3 $(AT_ONCE) $(MEASURED); here=$$?; \
	wait $$other; there=$$?; cat $(SAID); exit $$((here | there))

coverage: $(VENV)/installed-dev $(VENV)/installed-programs ## Run every test on SQLite and show what none goes through, branches too
	$(BIN)/python -m pytest -n 3 $(AT_ONCE) --cov --cov-report=term-missing:skip-covered

bench: $(VENV)/installed-bench ## Measure the speed goals and write a dated result file
	$(BIN)/python -m benchmarks

pictures: $(VENV)/installed-dev $(VENV)/installed-programs ## Picture forty pages of the demonstration at both widths, to be looked at
	$(BIN)/python scripts/pictures.py var/pictures/$(shell date +%Y-%m-%d-%H%M)

load: $(VENV)/installed-load ## Measure many people at work at once (some 20 minutes) and write a dated result file
	$(BIN)/python -m benchmarks.load

docs: $(VENV)/installed-dev ## Generate the documents that come from code and tests
	$(BIN)/python scripts/generate_docs.py

messages: $(VENV)/installed-dev ## Collect texts to translate and compile the English ones
	$(BIN)/python scripts/messages.py

lock: $(VENV)/installed-run ## Choose newest versions again and lock them with hashes
	sh scripts/lock.sh

clean: ## Remove all that was installed or built here (not the database under var/)
	rm -rf $(VENV) node_modules src/naravard/web/static/built .kept-for-tests .coverage

$(BIN)/uv: requirements/bootstrap.txt scripts/make_venv.sh
	@sh scripts/make_venv.sh $(PYTHON) $(VENV)
	@touch $@

$(VENV)/installed-run: $(BIN)/uv requirements/run.txt pyproject.toml package-lock.json $(FRONTEND)
	@echo "Installing Naravard …"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements/run.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q -j 0 src/naravard
	@$(BIN)/python scripts/build_frontend.py
	@$(BIN)/python scripts/messages.py --compile-only
	@$(BIN)/naravard agreements >/dev/null
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed-run requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements/dev.txt
	@$(BIN)/python scripts/build_frontend.py --with-tests
	@touch $@

$(VENV)/installed-bench: $(VENV)/installed-dev requirements/bench.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/installed-load: $(VENV)/installed-dev requirements/load.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements/load.txt
	@touch $@

$(VENV)/installed-programs: scripts/install_test_programs.sh
	@sh scripts/install_test_programs.sh
	@touch $@
