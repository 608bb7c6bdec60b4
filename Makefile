# Everything that is installed goes into .venv; `rm -r .venv` undoes it.
#   make run        browse: a city's projects on http://127.0.0.1:8501
#   make test       all tests; ARGS="tests/data -k import" runs some
#   make check      style and types
#   make bench      speed, as ratios; ARGS=--small takes a few minutes
#   make catalogue  collect new words for translation

WANTED := python3.13 python3.12 python3.11 python3 python
PYTHON ?= $(shell for name in $(WANTED); do \
	$$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
IN_VENV := .venv/bin/python
PIP := $(IN_VENV) -m pip install --quiet --disable-pip-version-check
WORDS := analytics/locale
ARGS ?=
# Tests run on all cores, each file on one of them and in the order of the folders: what is costly to make is made once
# and used by the files that follow. A file that is named runs by itself, where print and --pdb work; so does CORES=.
CORES ?= $(if $(findstring .py,$(ARGS)),,--numprocesses auto --max-worker-restart 0 --dist loadfile --no-loadscope-reorder)

.PHONY: run test check bench catalogue

run: .venv/for-running
	@$(IN_VENV) -m pages.components.server $(ARGS)

test: .venv/for-testing
	@$(IN_VENV) -m tests.browser.chromium
	$(IN_VENV) -m pytest $(CORES) $(ARGS)

check: .venv/for-testing
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) -m mypy

bench: .venv/for-testing
	@$(IN_VENV) -m tests.benchmarks $(ARGS)

# The words that are marked in the code: language("..."), language.plural("...", "...", n), N_("...").
catalogue: .venv/for-testing
	$(IN_VENV) -m babel.messages.frontend --quiet extract --omit-header --no-location --sort-output --width 110 \
		-k language -k self -k plural:1,2 -o .venv/zonglan.pot app.py pages analytics data
	$(IN_VENV) -m babel.messages.frontend --quiet update --no-fuzzy-matching --ignore-obsolete --width 110 \
		--domain zonglan --input-file .venv/zonglan.pot --output-dir $(WORDS) --locale zh_CN

.venv/pyvenv.cfg:
	@test -n "$(PYTHON)" || { \
		echo "Zonglan needs Python 3.11 or newer with the module venv, and found none of: $(WANTED)." >&2; \
		echo "Debian, Ubuntu: apt-get install python3-venv. Elsewhere: https://www.python.org/downloads/" >&2; \
		echo "Another place: make $(firstword $(MAKECMDGOALS) run) PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/for-running: requirements.txt .venv/pyvenv.cfg
	@echo "Installing what running needs into .venv (once, a minute or two)"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/for-testing: tests/requirements.txt .venv/for-running
	@echo "Installing what testing needs into .venv"
	@$(PIP) -r tests/requirements.txt
	@touch $@
