# The few verbs of this project. Each works as the first command typed in a fresh clone.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    := build

.PHONY: help demo test check evaluate bench format clean

help:            ## Print this list.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

demo: $(VENV)/.run   ## Set up, run the bundled example, say where the report lies.
	@mkdir -p $(OUT)
	$(BIN)/twosource report examples/harbour/pile --meta examples/harbour/meta.csv --outlets examples/harbour/outlets.json -o $(OUT)/harbour.html --json $(OUT)/harbour.json

test: $(VENV)/.dev   ## Set up, then every check: style, types, imports, dependencies, tests.
	@$(MAKE) --no-print-directory check

check:           ## The checks alone, once set up.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/pytest -n 2

evaluate: $(VENV)/.run   ## Print the scores on the example, the seeds and the labelled data, beside their baselines.
	$(BIN)/python -m tools.evaluate_all

bench: $(VENV)/.dev      ## Print articles per second and peak memory, by stage, at 100, 1,000 and 5,000 articles.
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.whole_way

format: $(VENV)/.dev     ## Put the code in its house style.
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

clean:           ## Remove what was built.
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# uv where it is at hand (about 11 s), pip elsewhere (about 30 s)
define install
	@if command -v uv >/dev/null 2>&1; \
	then uv pip install -q --python $(BIN)/python -c constraints.txt -e '$(1)'; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '$(1)'; fi
endef

$(VENV)/.run: $(BIN)/python pyproject.toml constraints.txt
	$(call install,.)
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml constraints.txt
	$(call install,.[dev])
	@touch $@ $(VENV)/.run
