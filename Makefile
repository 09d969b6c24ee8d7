# Editorial: `make` alone lists what can be made. Needs Python 3.11+ and a POSIX shell; works with GNU make 3.81 and newer.

PYTHON ?= python3
PORT   ?= 8000
VENV    = .venv
ARGS    =

RUN         = $(VENV)/bin/python
AT_PORT     = SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)}
PIP_INSTALL = $(RUN) -m pip install --quiet --disable-pip-version-check

# A shell that was set up for another project must not lead this one astray.
# DATABASE_URL and REDIS_URL count when they stand on make's own command line: make test DATABASE_URL=postgres://…
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE VIRTUAL_ENV DJANGO_SETTINGS_MODULE PIP_USER PIP_TARGET PIP_PREFIX
ifneq ($(origin DATABASE_URL),command line)
unexport DATABASE_URL
endif
ifneq ($(origin REDIS_URL),command line)
unexport REDIS_URL
endif

MESSAGES = editorial/locale/ur/LC_MESSAGES/django.po

.PHONY: help demo run test lint format messages check install install-tests venv clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

demo: install ## Build a small magazine in the embedded database and serve it (PORT=8000)
	@DEBUG=1 $(AT_PORT) $(RUN) manage.py demo --port $(PORT)

run: install ## Migrate and serve what is in the database, for development (PORT=8000)
	@DEBUG=1 $(RUN) manage.py migrate --verbosity 0
	@DEBUG=1 $(AT_PORT) $(RUN) manage.py runserver 127.0.0.1:$(PORT)

test: install-tests ## Run the whole suite on SQLite (ARGS="-k topic -n 0" goes to pytest)
	@DEBUG=1 $(RUN) -m pytest -n auto --maxprocesses 4 --dist loadscope --no-loadscope-reorder $(ARGS)

lint: ## Check style, templates and types
	@bash .ci/run install ruff format djade mypy

format: install-tests ## Bring code and templates into shape
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .
	@bash .ci/djade $(VENV) || bash .ci/djade $(VENV) --check

messages: install ## Collect the words of the interface, say which want translating, compile (needs gettext)
	@DEBUG=1 $(RUN) manage.py makemessages --locale ur --no-obsolete --no-wrap --add-location file \
	  --ignore 'articles/management/demo/*' --ignore 'tests/*' --ignore 'data/*' --verbosity 0
	@msgattrib --no-wrap --only-fuzzy $(MESSAGES)
	@msgattrib --no-wrap --untranslated $(MESSAGES)
	@for words in editorial/locale*/ur/LC_MESSAGES/*.po; do msgfmt --check-format -o "$${words%.po}.mo" "$$words" || exit 1; done

check: ## The gate: everything that CI runs
	@bash .ci/run

install: venv ## Install requirements.txt into .venv, if it changed
	@cmp -s requirements.txt $(VENV)/installed.txt || { \
	  echo "Installing requirements.txt into $(VENV), once: about half a minute …"; \
	  $(PIP_INSTALL) -r requirements.txt && cp requirements.txt $(VENV)/installed.txt; }

install-tests: install ## Install tests/requirements.txt too, if it changed
	@cat requirements.txt tests/requirements.txt | cmp -s - $(VENV)/installed-tests.txt || { \
	  echo "Installing tests/requirements.txt into $(VENV), once: about a minute …"; \
	  $(PIP_INSTALL) -r requirements.txt -r tests/requirements.txt && \
	  cat requirements.txt tests/requirements.txt > $(VENV)/installed-tests.txt; }

# Made again when it is missing, half made, without its Python, or too old.
venv:
	@$(RUN) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  command -v $(PYTHON) >/dev/null || { \
	    echo "Editorial needs Python 3.11 or newer, and there is no $(PYTHON). Name one: make demo PYTHON=/path/to/python3" >&2; exit 1; }; \
	  $(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if v >= (3, 11) else "Editorial needs Python 3.11 or newer, and $(PYTHON) is Python %d.%d. Name another: make demo PYTHON=python3.12" % v)' && \
	  echo "Creating the virtual environment $(VENV) …" && \
	  { $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }; }; }

clean: ## Remove the virtual environments and all caches; the database and uploads stay
	rm -rf .venv .venv61 .ci/node_modules .ci/logs .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
