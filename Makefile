# Everything that this repository is asked to do, on Linux and macOS: `make help` lists it.
#
# It needs Python 3.11 or newer, git and make, and sets up the rest in .venv: what the build needs for `make site`, what
# the tests need too for `make test`. It is done again only when requirements/ changes, or when the Python that .venv
# points to is gone. Written for GNU Make 3.81, which macOS has: no .ONESHELL, no grouped targets.

# ARGS goes to the command: `make site ARGS="--address https://example.org/"`, `make test ARGS="-k freshness"`.
ARGS ?=
# PYTHON chooses the interpreter of .venv: `make site PYTHON=/path/to/python3.12`.
PYTHON ?=
# How many processes run the tests; 0 runs them in this one, for a debugger.
WORKERS ?= auto

# The tested versions first, newest first. Each is tried by running it: a version manager leaves commands that do nothing.
PYTHONS := $(if $(PYTHON),$(PYTHON),python3.13 python3.12 python3.11 python3)
PY := .venv/bin/python
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup site check summary status serve test lint bench links clean pins browser vnu

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

site: .venv/build.stamp ## build the site into site/
	$(PY) build.py build $(ARGS)

check: .venv/build.stamp ## report every problem in the content, write nothing
	$(PY) build.py check $(ARGS)

# For CI: what is said goes to a file, so the set-up must be done before.
setup: .venv/build.stamp ## set up .venv for building, and nothing else

summary: .venv/build.stamp ## a change in one page of Markdown: make summary REV=origin/main
	@$(PY) build.py summary $(REV) $(ARGS)

status: .venv/build.stamp ## what is behind its original or due for a check
	@$(PY) build.py status $(ARGS)

links: .venv/build.stamp ## ask every external address whether it still answers (uses the network)
	@$(PY) scripts/check_links.py $(if $(BEFORE),--before $(BEFORE)) $(ARGS)

serve: .venv/build.stamp ## build, show on this machine, rebuild on every change
	$(PY) build.py serve $(ARGS)

# loadscope keeps a module in one process, so that what its tests share (a built site, a browser) is made once.
test: lint browser vnu ## run the linter and all tests
	$(PY) -m pytest -n $(WORKERS) --dist loadscope --durations=5 $(ARGS)

lint: .venv/test.stamp ## run the linter
	$(PY) -m ruff check .

bench: .venv/build.stamp ## measure the weight of the pages
	$(PY) build.py build
	$(PY) -m benchmarks.weight $(ARGS)

clean: ## remove what builds and tests leave behind (for a new set-up: rm -rf .venv)
	rm -rf site .cache .gavan-* .hypothesis .pytest_cache .ruff_cache build dist *.egg-info
	find . -name .venv -prune -o -name .git -prune -o -type d -name __pycache__ -exec rm -rf {} +

# Both look first whether their work is done; see scripts/.
browser: .venv/test.stamp
	@$(PY) scripts/set_up_browser.py

vnu: $(PY)
	@$(PY) scripts/set_up_vnu.py

.venv/build.stamp: requirements/build.txt $(PY)
	$(PIP_INSTALL) -r requirements/build.txt
	@touch $@

# requirements/test.txt holds all of build.txt too. It waits for build.stamp only because two pips must not meet.
.venv/test.stamp: requirements/test.txt .venv/build.stamp
	$(PIP_INSTALL) -r requirements/test.txt
	@touch $@

# A .venv whose Python is gone (an upgrade of the system's) counts as none: as a phony target it takes all stamps along.
ifneq ($(shell test -x $(PY) || echo gone),)
.PHONY: $(PY)
endif

$(PY):
	@set -eu; \
	chosen=; \
	for candidate in $(PYTHONS); do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    chosen=$$candidate; break; \
	  fi; \
	done; \
	if [ -z "$$chosen" ]; then \
	  echo "Gavan needs Python 3.11 or newer, and none of these is one: $(PYTHONS)." >&2; \
	  echo "Install it (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python)," >&2; \
	  echo "or name it: make PYTHON=/path/to/python3." >&2; \
	  exit 2; \
	fi; \
	version=$$("$$chosen" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	if ! "$$chosen" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then \
	    echo "Python $$version is there, but not its modules venv and ensurepip." >&2; \
	    echo "Install them (Debian, Ubuntu: sudo apt-get install python$$version-venv), then say it again." >&2; \
	    exit 2; \
	  fi; \
	  echo "Installing the venv module of Python $$version"; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  install="apt-get install -y -qq --no-install-recommends"; \
	  apt-get update -qq || true; \
	  $$install "python$$version-venv" >/dev/null || $$install python3-venv >/dev/null; \
	fi; \
	echo "Setting up .venv with Python $$version"; \
	rm -rf .venv; \
	"$$chosen" -m venv .venv

# uv alone writes pins for all systems and Pythons at once; it lives in a folder of its own and leaves nothing behind.
pins: $(PY) ## renew the pins in requirements/, for which it asks the package index
	@set -eu; \
	folder=$$(mktemp -d); \
	trap 'rm -rf "$$folder"' EXIT; \
	$(PY) -m venv "$$folder/venv"; \
	"$$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv; \
	renew() { \
	  file=$$1; shift; \
	  "$$folder/venv/bin/python" -m uv pip compile --quiet --no-config --cache-dir "$$folder/cache" --universal \
	    --python-version 3.11 --generate-hashes --no-header pyproject.toml "$$@" > "$$folder/pins"; \
	  { echo '# Written by `make pins`; see README.md.'; echo; cat "$$folder/pins"; } > "$$file"; \
	}; \
	renew requirements/build.txt; \
	renew requirements/test.txt --extra test -c requirements/build.txt
