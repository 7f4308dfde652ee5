#!/usr/bin/env bash
# What `make example` runs: the API and page of examples/ on invented tickets in a throw-away database, read with the
# reader's rights. Until Ctrl-C, another hour of tickets is imported every NEWS_EVERY_S seconds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ -n "${EXAMPLE_DATABASE_URL:-}" ] || exec tools/with-postgres EXAMPLE_DATABASE_URL demo/example.sh

parts=$(mktemp -d "${TMPDIR:-/tmp}/fleettickets-example.XXXXXX")
started=()
stop_parts() {
  kill "${started[@]}" 2>/dev/null || true
  wait "${started[@]}" 2>/dev/null || true
  rm -rf "$parts"
}
trap stop_parts EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The URL on 127.0.0.1 that a server started with this log prints when it is ready.
url_in() {
  local waited
  for ((waited = 0; waited < 300; waited++)); do
    grep -o -m 1 'http://127\.0\.0\.1:[0-9]*' "$1" 2>/dev/null && return
    sleep 0.1
  done
  cat "$1" >&2
  return 1
}

import_hour() {
  python demo/sample_snapshots.py "$parts" --hours-later "$1" >/dev/null
  python import_tickets.py --inc-json "$parts/inc.json" --crq-json "$parts/crq.json" \
    --geocode-clusters --geocode-locations --apply -q
}

export DATABASE_URL=$EXAMPLE_DATABASE_URL GEOCODER_PROVIDER=nominatim GEOCODER_COUNTRY=ke GEOCODER_RATE=50 \
  GEOCODER_DAILY_LIMIT=100000
python demo/stand_in_geocoder.py >"$parts/geocoder.log" 2>&1 &
started+=($!)
GEOCODER_URL=$(url_in "$parts/geocoder.log")
export GEOCODER_URL

echo "Loading 2 800 invented tickets into a throw-away database (half a minute)"
roles=()
for role in migrator importer reviewer reader; do
  psql "$DATABASE_URL" -Xqc "CREATE ROLE map_$role LOGIN"
  roles+=("--set=$role=map_$role")
done
psql "$DATABASE_URL" -Xqc 'CREATE EXTENSION postgis'
psql "$DATABASE_URL" -Xq "${roles[@]}" -f deploy/roles.sql
python run_migrations.py >/dev/null
import_hour 0

DATABASE_URL=${DATABASE_URL/\/\/*@/\/\/map_reader@} python examples/tickets_api.py >"$parts/api.log" 2>&1 &
started+=($!)
url=$(url_in "$parts/api.log")
every=${NEWS_EVERY_S:-20}
echo "The map: $url      What it reads: $url/webhook/tickets      All of the API: $url/docs"
echo "Every $every seconds another hour of tickets is imported, and the page shows it. Ctrl-C ends it all."
for ((hour = 1; ; hour++)); do
  sleep "$every"
  kill -0 "${started[1]}" || { cat "$parts/api.log" >&2; exit 1; }
  import_hour "$hour"
  printf '%s  hour %d is on the map\n' "$(date +%H:%M:%S)" "$hour"
done
