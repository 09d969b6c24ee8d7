#!/usr/bin/env bash
# Requests a second and latency of the readers' pages under gunicorn with 2 workers, beside a static file served by nginx.
# Needs nginx and wrk, and a built demo: DATA_DIR=/tmp/demo DEBUG=1 .venv/bin/python manage.py demo --no-serve
# Usage: DATA_DIR=/tmp/demo bash .ci/load.sh [SECONDS]
set -eu
cd "$(dirname "$0")/.."
: "${DATA_DIR:?Set DATA_DIR to the folder of a built demo}"
seconds=${1:-10}
folder=$(mktemp -d)
export SECRET_KEY=load ALLOWED_HOSTS=127.0.0.1 SECURE_SSL_REDIRECT=0 DATA_DIR
.venv/bin/python manage.py collectstatic --noinput --verbosity 0
.venv/bin/gunicorn editorial.wsgi --workers 2 --threads 4 --bind 127.0.0.1:8300 --log-level error &
gunicorn=$!
trap 'kill $gunicorn $(cat "$folder/nginx.pid" 2>/dev/null) 2>/dev/null; rm -rf "$folder"' EXIT
for _ in $(seq 50); do curl -sf -o "$folder/page.html" http://127.0.0.1:8300/ && break; sleep 0.2; done

article=$(grep -o 'href="/articles/[^"/?]*/"' "$folder/page.html" | head -n 1 | cut -d'"' -f2)
curl -sf -o "$folder/page.html" "http://127.0.0.1:8300$article"
cat >"$folder/nginx.conf" <<CONF
worker_processes 2; pid $folder/nginx.pid; error_log /dev/null;
events {}
http { access_log off; server { listen 127.0.0.1:8301; root $folder; } }
CONF
chmod 755 "$folder"
nginx -c "$folder/nginx.conf"

measure() {
  local took
  took=$(wrk -t 1 -c 8 -d "${seconds}s" -s "$folder/p95.lua" "$2" | tail -n 1)
  printf '%-28s %s\n' "$1" "$took"
}
cat >"$folder/p95.lua" <<'LUA'
done = function(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  print(string.format("%8.0f requests/s   p50 %6.1f ms   p95 %6.1f ms   failed %d",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(95) / 1000, failed))
end
LUA
measure "static file, nginx" http://127.0.0.1:8301/page.html
measure "article" "http://127.0.0.1:8300$article"
measure "front" http://127.0.0.1:8300/
measure "topic" "http://127.0.0.1:8300$(grep -o 'href="/topics/[^"/?]*/"' "$folder/page.html" | head -n 1 | cut -d'"' -f2)"
