# `make demo` and `make test` set up everything they need on a machine with Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test chromium check bench format lock docs wheel clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "onrecord needs Python 3.11 or newer; set PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "this Python has no venv: trying to install python3-venv" >&2; \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -q && apt-get install -qy python3-venv; else echo "ask for the system package python3-venv, then run make again" >&2; exit 1; fi; \
	  $(PYTHON) -m venv --clear $(VENV); }
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@# What pip does for a package that it copies: without it each command compiles all anew
	@# where PYTHONDONTWRITEBYTECODE is set, which costs a tenth of a second.
	@$(BIN)/python -m compileall -q src
	@touch $(READY)

DEMO := $(BIN)/onrecord read --record demo.db

demo: $(READY)  ## set up, read the stories in examples/ into demo.db, and ask it two questions
	$(DEMO) examples/wire.txt --publisher "Harbor Wire" --published 2026-03-03
	$(DEMO) examples/release.txt --type release --publisher "Lenning Bridge Authority" --published 2026-03-04
	$(DEMO) examples/briefing.txt --type transcript --publisher "Lenning Bridge Authority" --published 2026-03-05
	$(DEMO) examples/bulletin.txt --publisher "Lenning Valley Bulletin" --published 2026-03-05
	$(DEMO) examples/gazette.html examples/ledger.html examples/followup.html examples/posts.jsonl
	$(BIN)/onrecord check --record demo.db "I did tell the mayor that the bridge was safe for trucks"
	$(BIN)/onrecord brief --record demo.db --limit 5 "Ostrander Bridge"

test: $(READY) chromium  ## set up, and run every test
	$(BIN)/python -m pytest

# tests/browser looks at pages in it; without it they are skipped, but in CI they fail.
chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  command -v apt-get >/dev/null || exit 0; \
	  if [ "$$(id -u)" = 0 ]; then AS=env; elif sudo -n true 2>/dev/null; then AS="sudo -n env"; else exit 0; fi; \
	  echo "installing Debian's chromium, for tests/browser" >&2; \
	  $$AS apt-get update -qq; \
	  $$AS DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null; \
	} || echo "chromium could not be installed" >&2

check: $(READY)  ## linter, formatter, strict types, import direction, generated pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_architecture.py
	$(BIN)/python docs/generate.py --check

format: $(READY)  ## rewrite the code as `make check` wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY)  ## write the generated pages
	$(BIN)/python docs/generate.py

bench: $(READY)  ## measure accuracy and speed, write docs/benchmarks.md
	$(BIN)/python -m pip install --quiet --requirement requirements-bench.lock
	$(BIN)/python -m benchmarks

wheel: $(READY)  ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

lock: $(READY)  ## renew the locked versions
	$(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-find-links --strip-extras --extra dev --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-find-links --strip-extras --extra bench --constraint requirements.lock --output-file requirements-bench.lock pyproject.toml

clean:  ## remove what the other targets made
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache
