# make report and make test need only Python 3.11 to 3.13, make and git.

PYTHON ?= $(firstword $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p; done) python3)
VENV := .venv
BIN := $(VENV)/bin

# Real articles for tests, benchmarks and two of the studies, where they are at hand.
ifeq ($(origin FRAMING_DATA),undefined)
ifneq ($(wildcard ../shared/data/README.md),)
export FRAMING_DATA := $(abspath ../shared/data)
endif
endif

.PHONY: report test check lab bench simulate nightly lock wheel clean

report: $(VENV)/ready
	$(BIN)/framing report reports/sample/study.toml

test: $(VENV)/ready
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MAKE) test

lab: $(VENV)/ready
	$(BIN)/jupyter lab --notebook-dir notebooks

bench: $(VENV)/ready
	$(BIN)/pip install --quiet -e '.[bench]'
	$(BIN)/python -m benchmarks

simulate: $(VENV)/ready
	$(BIN)/python -m pytest -q -m slow tests/simulation

$(VENV)/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; (3, 11) <= v < (3, 14) or sys.exit("framing needs Python 3.11, 3.12 or 3.13; %s is %d.%d. Install one, or name it: make PYTHON=python3.12" % (sys.executable, v[0], v[1]))'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "framing needs the venv and ensurepip modules of $(PYTHON). On Debian and Ubuntu: apt install python3-venv"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The engine against its oracle at length: some twenty minutes.
nightly: $(VENV)/ready
	FRAMING_EXAMPLES=10000 FRAMING_ARTICLES=2000 $(BIN)/python -m pytest -q tests/reading/test_oracle.py

# The pinned versions come from pyproject.toml and from nowhere else.
lock:
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --extra notebooks --extra dev \
		--output-file requirements.txt pyproject.toml

wheel: $(VENV)/ready
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf $(VENV) dist build reports/*/output
