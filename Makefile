# Everything runs in .venv, made once from requirements.lock with the newest supported Python that works here.
PYTHON ?= $(shell for v in 3.14 3.13 3.12 3.11; do \
	python$$v -c 'import venv, ensurepip' >/dev/null 2>&1 && { echo python$$v; exit; }; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: desk test lint types walls unit faults fuzz audit packages wheels ssh bench docs lock clean

desk: $(READY)  ## open the desk on the sample corpus
	$(BIN)/onrecord seeds

test: lint types walls unit  ## everything that must hold

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

walls: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/python -m pytest

# PIP_NO_INDEX and the like stay the user's; the lock's hashes say what may be installed.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "onrecord needs Python 3.11 or newer; PYTHON=/path/to/python make ..." >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	$(BIN)/python -m compileall -q tui  # as an installed package is: where no bytecode may be written each start would compile
	touch $(READY)

faults: $(READY)  ## the whole matrix of faults, the long ones too
	$(BIN)/python -m pytest -m 'fault or slow'

fuzz: $(READY)  ## a minute for each fuzz target and each format, from the seeds kept beside it
	mkdir -p build/fuzz/documents
	for form in $$($(BIN)/python tests/fuzz/fuzz_documents.py --formats); do \
		$(BIN)/python tests/fuzz/fuzz_documents.py --format=$$form -max_total_time=60 -artifact_prefix=build/ || exit 1; done
	for target in config neutral times; do mkdir -p build/fuzz/$$target; \
		$(BIN)/python tests/fuzz/fuzz_$$target.py build/fuzz/$$target tests/fuzz/seeds/$$target \
			-max_total_time=60 -artifact_prefix=build/ || exit 1; done

audit: $(READY)  ## known vulnerabilities, and a CycloneDX bill of materials in build/
	$(BIN)/pip-audit --requirement requirements.lock --disable-pip --require-hashes
	mkdir -p build
	$(BIN)/cyclonedx-py environment $(BIN)/python --output-file build/onrecord.cdx.json

packages: $(READY)  ## build the distributions, check and test them, install the wheel into every Python here
	$(BIN)/python bench/packages.py --test

wheels:  ## whether each Python and system has wheels of all dependencies (needs uv)
	$(BIN)/python bench/wheels.py

ssh: $(READY)  ## the desk through a real sshd on loopback, also over a slow line
	$(BIN)/python -m pytest tests/ssh -m 'slow or not slow' -rs

bench: $(READY)  ## every figure of docs/performance.md and docs/quality.md, on a quiet machine
	$(BIN)/python bench/performance.py --write
	$(BIN)/python bench/bytes.py
	$(BIN)/python bench/neutral.py
	$(BIN)/python bench/quality.py --write

docs: $(READY)  ## the pages that are made from the code
	$(BIN)/python -m tui.config > docs/config.md
	$(BIN)/python -m tui.desk.actions > docs/keys.md
	$(BIN)/python -m tui.commands.manual > docs/onrecord.1
	mkdir -p docs/completions
	$(BIN)/shtab --shell=bash tui.commands.arguments.parser > docs/completions/onrecord.bash
	$(BIN)/shtab --shell=zsh tui.commands.arguments.parser > docs/completions/_onrecord
	$(BIN)/shtab --shell=fish tui.commands.arguments.parser > docs/completions/onrecord.fish
	$(BIN)/python tests/faults.py
	$(BIN)/python bench/screenshots.py

lock:  ## resolve the dependencies again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
		--upgrade --extra formats --extra parquet --extra web --extra postgresql --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build *.egg-info
