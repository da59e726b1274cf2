# `make run` and `make test` do all of their own set-up. A second call finds what the first one made.

PORT ?= 8000
PYTHON ?= python3
.DEFAULT_GOAL := help

PY := .venv/bin/python
PYTHON_TOOLS := .venv/installed
NODE_TOOLS := node_modules/.installed
WHEELS := .cache/wheels/.fetched
READY := $(PYTHON_TOOLS) $(NODE_TOOLS) $(WHEELS)
# The build writes this file last.
SITE := dist/service-worker.js
SOURCES := $(shell find app build static -type f -not -path '*/__pycache__/*' 2>/dev/null) \
  index.html engine.html service-worker.js manifest.webmanifest pyscript.toml netlify.toml

# Stages that know nothing of each other run side by side, one a core, each with its output in one piece.
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
SIDE_BY_SIDE := $(MAKE) --no-print-directory --jobs=$(CORES) $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
# A browser alone keeps two cores busy.
BROWSERS := $(shell expr $(CORES) / 2)
SPREAD := $(if $(filter-out 0 1,$(BROWSERS)),--numprocesses $(BROWSERS) --dist loadfile)

.PHONY: help run dev build test test-slow faults test-engines check bench gold update lint types unit python script pyodide-1 pyodide-2 clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /: /'

run: $(SITE) ## Build the site and serve it on http://127.0.0.1:8000 (PORT=9000 for another port)
	@$(PY) -m build.serve --port $(PORT)

dev: $(READY) ## Serve the working tree: an edit shows on reload
	@$(PY) -m build.dev --port $(PORT)

build: $(SITE) ## Build the site into dist/

# The browser tests come last, so the last line says how all of it ended. On two cores they run one by one, because they race against real
# deadlines. What failed on a busy machine is looked at once more, alone; what is broken fails again.
JOURNEYS := $(PY) -m pytest -m "browser and not slow"
test: $(READY) ## Run linters, types, unit tests twice, the first browser tests
	@$(SIDE_BY_SIDE) pyodide-1 pyodide-2 types lint script $(SITE) python
	@$(PY) -m build.chromium
	$(JOURNEYS) $(SPREAD) || $(JOURNEYS) --last-failed

# What needs a browser or two of its own, and the forms of a screen that the first tests leave out.
SLOW := $(PY) -m pytest -m "browser and slow and not fault"
test-slow: $(SITE) ## Run all other browser tests
	@$(PY) -m build.chromium
	$(SLOW) $(SPREAD) || $(SLOW) --last-failed

# Every way in which data is lost that can be tried here. The table is also kept in .cache/faults.md.
FAULTS := $(PY) -m pytest -m "browser and fault" --fault-table=.cache/faults.json
faults: $(SITE) ## Break the browser, the disk, the clock and the files, and tell what was lost
	@$(PY) -m build.chromium
	@rm -f .cache/faults.json
	$(FAULTS) || $(FAULTS) --last-failed

# Their rows join the table of the faults. With "=": before it knows its options, pytest takes a file that is there for where the tests are.
ENGINES := $(PY) -m pytest --fault-table=.cache/faults.json
test-engines: $(SITE) .venv/engines ## Run the first journeys and the faults again in Firefox ESR and WebKitGTK
	@$(PY) -m build.browsers
	$(ENGINES) --engine=firefox -m engines || $(ENGINES) --engine=firefox -m engines --last-failed
	$(ENGINES) --engine=webkit -m webkit || $(ENGINES) --engine=webkit -m webkit --last-failed

check: $(READY) ## The quick parts of `make test`
	@$(SIDE_BY_SIDE) types lint script python

lint: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	.venv/bin/lint-imports --no-cache

types: $(READY)
	$(PY) -m mypy
	npm run --silent check

unit: script python

script: $(READY)
	npm run --silent test

python: $(READY)
	$(PY) -m pytest --numprocesses auto

# The same tests again in the browser's Python; half of the files each.
pyodide-1 pyodide-2: $(READY)
	node tests/pyodide/run.mjs --part $(subst pyodide-,,$@)/2

bench: $(SITE) ## Compare Sophie with a plain PyScript page and a plain JavaScript page
	@$(PY) -m build.chromium
	$(PY) -m bench

gold: $(READY) ## Measure how well real documents are read (SOPHIE_SHARED names their folder)
	$(PY) -m bench.gold

update: $(PYTHON_TOOLS) ## Raise all pins and run all tests
	$(PYTHON) -m venv .cache/update
	.cache/update/bin/python -m pip install --quiet uv
	.cache/update/bin/python -m build.update
	$(MAKE) test

clean: ## Remove all that was made
	rm -rf .cache .venv dist node_modules

$(SITE): $(READY) $(SOURCES)
	$(PY) -m build

$(PYTHON_TOOLS): build/locks/python.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sophie needs Python 3.11 or later; name one with PYTHON=...")'
	@$(PYTHON) -m venv --clear .venv || { test "$$(id -u)" = 0 && apt-get install --quiet --yes python3-venv && $(PYTHON) -m venv --clear .venv; } || \
	  { echo "Python cannot make a virtual environment here: install python3-venv."; exit 1; }
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@touch $@

.venv/engines: build/locks/engines.txt $(PYTHON_TOOLS)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@touch $@

$(NODE_TOOLS): package-lock.json
	@node -e 'if (parseInt(process.versions.node) < 20) throw "Sophie needs Node 20 or later."'
	npm ci --silent
	@touch $@

$(WHEELS): build/locks/wheels.txt build/locks/pyodide-tests.txt $(PYTHON_TOOLS)
	$(PY) -m build.wheels
	@touch $@
