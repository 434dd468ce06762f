PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help compare test check versions golden bench peers fit gate lexicon endure fuzz mutate wheel clean
.DEFAULT_GOAL := help
LATER := tests/store tests/text/test_cells.py tests/cli/test_process.py tests/read/test_guard.py \
  tests/corpus/test_catalogue.py tests/record/test_kept.py

help:  ## show the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

compare: $(VENV)/installed  ## compare the two bundled corpora
	@$(BIN)/overlap compare

test: $(VENV)/installed-dev  ## run the tests
	$(BIN)/python -m pytest -n 3 --dist worksteal

check: $(VENV)/installed-dev  ## lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

versions:  ## run the tests of processes, files and what is kept under each later Python that is there
	@for version in 3.12 3.13 3.14; do \
	  if "python$$version" -c '' 2>/dev/null; then \
	    echo "Python $$version"; \
	    "python$$version" -m venv "$(VENV)-$$version" && \
	    "$(VENV)-$$version/bin/pip" --disable-pip-version-check --quiet install . hypothesis openpyxl pytest scikit-learn && \
	    "$(VENV)-$$version/bin/python" -m pytest -p no:cacheprovider $(LATER) || exit 1; \
	  else echo "skipped: there is no python$$version"; fi; \
	done

golden: $(VENV)/installed-dev  ## rewrite the expected outputs in tests/golden; read the difference
	GOLDEN=rewrite $(BIN)/python -m pytest tests/report/test_report.py tests/report/test_liaison.py

bench: $(VENV)/installed-dev  ## measure cold start, memory, growth and match quality; DOCUMENTS=FOLDER: how files are read (tests/reading.py)
	@$(BIN)/python $(if $(DOCUMENTS),-m tests.reading $(DOCUMENTS),tests/bench.py)

peers: $(VENV)/installed-peers  ## measure other tools and overlap on whole catalogues; DATA=FOLDER says where they are
	@$(BIN)/python -m tests.peers $(DATA)

fit: $(VENV)/installed-dev  ## learn the weights of the score anew from judged pairs
	@$(BIN)/python -m tests.fit

lexicon: $(VENV)/installed-dev  ## learn the related words anew; DATA=FOLDER says where the catalogues are (*.jsonl.gz)
	@$(BIN)/python -m tests.lexicon $(DATA)

gate: $(VENV)/installed-dev  ## measure at which score check should fail, on judged pairs and written proposals
	@$(BIN)/python -m tests.gate

endure: $(VENV)/installed-dev  ## kills, signals, races, full disks, damage: what is left of every kept file; OFTEN=3 is longer
	@$(BIN)/python -m tests.endure $(or $(OFTEN),1) $(ONLY)

fuzz: $(VENV)/installed-dev  ## try 100,000 changed inputs on every reader and every file that is read back
	@$(BIN)/python -m tests.fuzz

mutate: $(VENV)/installed-mutate  ## change the code in 400 places, one at a time, and name what no test notices; ONLY="items text"
	@$(BIN)/python -m tests.mutate $(or $(NUMBER),400) $(or $(SEED),20261130) "$(KEEP)" $(ONLY)

wheel: $(VENV)/installed-dev  ## build the wheel into dist/
	$(BIN)/python -m build --wheel

clean:  ## remove what the other targets made
	rm -rf $(VENV) $(VENV)-3.* dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/python-found:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "overlap needs Python 3.11 or later; say which with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/python-found pyproject.toml
	@echo "Installing overlap into $(VENV) (once, under a minute) ..." >&2
	@$(PIP) install --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@echo "Installing the development tools into $(VENV) (once) ..." >&2
	@$(PIP) install --editable '.[dev]'
	@touch $@

$(VENV)/installed-mutate: $(VENV)/installed-dev
	@echo "Installing what changes code and sees which line is run into $(VENV) (once) ..." >&2
	@$(PIP) install --editable '.[mutate]'
	@touch $@

$(VENV)/installed-peers: $(VENV)/installed
	@echo "Installing the tools that overlap is measured beside into $(VENV) (once) ..." >&2
	@$(PIP) install --editable '.[peers]'
	@touch $@
