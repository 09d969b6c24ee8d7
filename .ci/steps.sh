# The steps of the gate, cheap ones first: name, seconds it may take, stage and lane, what it says. Each is the function
# step_<name>. The lanes a and b of a stage run side by side; the next stage begins when both are through. The times end
# what hangs: a busy machine takes twice as long as a quiet one, and that is no fault of what it tries.
# shellcheck shell=bash disable=SC2034
STEPS='install     300  1a  the virtual environment, as make test makes it
install61   300  1b  a second one, with Django 6.1, where its Python is found
tools       300  1b  Chromium, Java, the HTML checker and the types of schema.org are there
ruff         60  2a  ruff check
format       60  2a  ruff format --check
djade        60  2a  templates in shape
mypy        180  2a  types: strict for text, pictures, manuscripts, desk
deploy       60  2a  manage.py check --deploy, with the environment of a real site
migrations   60  2a  no migration is missing
rooms        60  2a  who may import whom
schema       60  2a  structured data has the types of schema.org
html        180  2a  HTML validity
demo        240  2b  the demo magazine: the bytes of an article with all it needs, the HTML of every page
suite       900  3a  make test on SQLite
browser     600  4a  what only a real browser can show
django61    600  5a  every page of the desk in a browser, and the whole path, on Django 6.1
postgres    900  6a  the suite on PostgreSQL, and on Django 6.1 where its Python is found: all examples, coverage of articles/'

PY=.venv/bin/python
SCHEMA_TYPES=.ci/node_modules/schema-dts
FLOOR=98
EACH_BY_ITSELF="--dist worksteal" # half of what a browser has to see stands in one file
WITHOUT_OWN_STEPS='-m "not browser" --ignore=tests/test_rooms.py --ignore=tests/test_html_validity.py --ignore=tests/test_schema_types.py'
case ${DATABASE_URL-} in
  postgres*) given=$DATABASE_URL ;;
  *) given=postgres://postgres@127.0.0.1:5432/postgres ;;
esac
POSTGRES_URL=${POSTGRES_URL:-$given}
REDIS_TEST_URL=${REDIS_TEST_URL:-${REDIS_URL:-redis://127.0.0.1:6379/0}}
export POSTGRES_URL REDIS_TEST_URL VNU_JAR="$PWD/.ci/node_modules/vnu-jar/build/dist/vnu.jar"

in_ci() { [ "${CI-}" = true ]; }
skip() { echo "$*"; exit "$SKIPPED"; }
fail() { echo "$*"; exit 1; }
absent() { if in_ci; then fail "$*"; else skip "$*"; fi; }

step_install() { make install-tests && $PY -m pip check; }
step_install61() {
  newer_venv || skip "No Python 3.12 or newer was found, which Django 6.1 needs."
  .venv61/bin/python -m pip check
}
step_ruff() { $PY -m ruff check .; }
step_format() { $PY -m ruff format --check .; }
step_djade() { bash .ci/djade .venv --check && echo "All templates are in shape."; }
step_mypy() { DEBUG=1 $PY -m mypy; }
step_migrations() { DEBUG=1 $PY manage.py makemigrations --check --dry-run; }
step_rooms() { DEBUG=1 $PY -m pytest -q tests/test_rooms.py; }

step_deploy() {
  SECRET_KEY=$($PY -c 'import secrets; print(secrets.token_urlsafe(64))')
  export SECRET_KEY ALLOWED_HOSTS=editorial.example.org
  $PY manage.py check --deploy --fail-level WARNING
}

has_chromium() { command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_java() { java -version; }
has_node() { node --version; }
has_npm() { npm --version; }

step_tools() {
  from_apt has_chromium chromium-headless-shell fonts-dejavu-core
  from_apt has_java default-jre-headless
  from_npm
  echo "Chromium: $(has_chromium || echo none). Java: $(java -version 2>&1 | head -n 1). HTML checker: ${VNU_JAR#"$PWD/"}"
}

from_apt() {
  local there=$1
  shift
  ! $there >/dev/null 2>&1 || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then absent "Please install: $*"; fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"
}

from_npm() {
  if [ -f "$VNU_JAR" ] && [ -d "$SCHEMA_TYPES" ]; then return 0; fi
  from_apt has_npm npm
  # Node does not look at the certificates that this machine trusts, unless told.
  NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt} \
    npm install --prefix .ci --ignore-scripts --no-package-lock --no-audit --no-fund
}

step_suite() { make test ARGS="$WITHOUT_OWN_STEPS"; }

step_html() {
  if ! has_java || [ ! -f "$VNU_JAR" ]; then absent "The HTML checker needs Java and vnu-jar: see the step 'tools'."; fi
  DEBUG=1 $PY -m pytest -q tests/test_html_validity.py
}

step_demo() {
  if has_java && [ -f "$VNU_JAR" ]; then $PY .ci/whole_site.py; return; fi
  ! in_ci || fail "The HTML checker needs Java and vnu-jar: see the step 'tools'."
  $PY .ci/size_budget.py
}

step_schema() {
  if ! has_node || [ ! -d "$SCHEMA_TYPES" ]; then absent "The types of schema.org need Node and schema-dts: see the step 'tools'."; fi
  DEBUG=1 $PY -m pytest -q tests/test_schema_types.py
}

step_browser() {
  has_chromium || absent "No Chromium was found, so nothing was tried in a browser."
  ! newer_python >/dev/null || export LOOKS="1280 light"
  make test ARGS="tests/browser $EACH_BY_ITSELF"
}

step_django61() {
  has_chromium || absent "No Chromium was found, so nothing was tried in a browser."
  newer_venv || skip "No Python 3.12 or newer was found, which Django 6.1 needs."
  .venv61/bin/python -c 'import django; print("Django", django.__version__); assert django.VERSION[:2] == (6, 1)'
  LOOKS="320 dark" make test VENV=.venv61 ARGS="tests/browser/test_every_page.py tests/browser/test_spine.py $EACH_BY_ITSELF"
}

# Two suites in full are what fits into the time: Django 5.2 with SQLite and the lowest Python, 6.1 with PostgreSQL.
# From Python 3.12 on, to record which lines are reached costs nothing (sys.monitoring); before, two fifths more.
step_postgres() {
  $PY .ci/answers.py postgres "$POSTGRES_URL" ||
    absent "No PostgreSQL answers at ${POSTGRES_URL##*@}: start one, or set POSTGRES_URL to one whose user may create databases."
  $PY .ci/answers.py redis "$REDIS_TEST_URL" || absent "No Redis answers at ${REDIS_TEST_URL##*@}: start one, or set REDIS_URL."
  local venv=.venv
  ! newer_venv || venv=.venv61
  "$venv/bin/python" -c 'import django; print("Django", django.__version__)'
  COVERAGE_CORE=sysmon EXAMPLES=all make test VENV="$venv" DATABASE_URL="$POSTGRES_URL" REDIS_URL="$REDIS_TEST_URL" \
    ARGS="$WITHOUT_OWN_STEPS --cov --cov-report=term --cov-fail-under=$FLOOR"
  echo "$("$venv/bin/python" -m coverage report --format=total) % of the lines of articles/ are reached; the floor is $FLOOR %."
}

newer_venv() {
  local python
  python=$(newer_python) || return 1
  make install-tests VENV=.venv61 PYTHON="$python" || fail "The packages could not be installed into .venv61."
}

# pyenv's names are on the path even where they lead nowhere; its Pythons stand beside the folder of these names.
newer_python() {
  local python pyenv
  pyenv=$(dirname "$(dirname "$(command -v python3)")")
  for python in python3.13 python3.12 {"$pyenv",~/.pyenv}/versions/3.1[23]*/bin/python python3.14 python3; do
    if "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}
