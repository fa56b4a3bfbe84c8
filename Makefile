# Two commands do all set-up on a bare machine with Python 3.11, pip and make.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint format docs lock browser pictures clean

help:
	@echo "make demo    set up, read the reports in examples/, print their claims"
	@echo "make test    set up, check, test, build"
	@echo "make lint    ruff and mypy only;  make format  rewrite;  make lock  renew the lock"
	@echo "make docs    renew what the documents show: reference, outputs, figures, pictures"
	@echo "make browser fetch what the browser tests of the desk need from npm"

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(VENV)/.installed
	@rm -f demo.duckdb demo.duckdb.wal
	@$(BIN)/onrecord read --index examples/index.csv --store demo.duckdb
	@echo
	@echo "Kept in demo.duckdb. Type next:"
	@echo "  $(BIN)/onrecord claims --store demo.duckdb --actor Russia --evidence"
	@echo "  $(BIN)/onrecord disputes --store demo.duckdb"
	@echo "  $(BIN)/onrecord show 'The loss of flight MH17' --store demo.duckdb"
	@echo "  $(BIN)/onrecord read YOUR.txt --published YYYY-MM-DD"

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src benchmarks training

test: lint
	$(BIN)/python -m pytest
	$(BIN)/python -m build --wheel --no-isolation --outdir build/wheel .

format: $(VENV)/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.installed
	$(BIN)/python -W ignore -m tools.docs

lock:
	$(PYTHON) -m pip install --quiet uv
	$(PYTHON) -m uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-header --quiet -o requirements.lock

# Pictures of the desk, as its tests make them.
pictures: browser
	ONRECORD_PICTURES=docs/desk $(BIN)/python -m pytest tests/web/test_pictures.py

# The browser itself is the system's: Debian's package chromium. Without the two, the tests that need
# them skip and say so.
browser: tests/web/node_modules/axe-core/package.json

tests/web/node_modules/axe-core/package.json: tests/web/package-lock.json
	npm ci --prefix tests/web --ignore-scripts --no-audit --no-fund --silent
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
