#!/usr/bin/env bash
# The tour of `make demo`: two snapshots on their way from the bucket to the map, on throw-away parts.
# With DATABASE_URL set, that database is used instead of a throw-away one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ -z "${DATABASE_URL:-}" ]; then
  exec tools/with-postgres DATABASE_URL demo/tour.sh --throw-away-database
fi

out=${DEMO_OUT:-demo/out}
bucket=fleettickets-demo
parts=$(mktemp -d "${TMPDIR:-/tmp}/fleettickets-demo.XXXXXX")
mkdir -p "$out" "$parts/s3/$bucket"
started=()
stop_parts() {
  if [ ${#started[@]} != 0 ]; then
    kill "${started[@]}" 2>/dev/null || true
    wait "${started[@]}" 2>/dev/null || true
  fi
  rm -rf "$parts"
}
trap stop_parts EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

bold='' dim='' plain=''
if [ -t 1 ]; then bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m'; fi
steps=0
step() {
  steps=$((steps + 1))
  printf '\n%s%d. %s%s\n' "$bold" "$steps" "$1" "$plain"
}
say() { printf '%s\n' "$*" | fold -s -w 100; }
type_in() { printf '\n%s$ %s%s\n' "$dim" "$1" "$plain"; }

# Runs a line as a person would type it; it must end with the exit code that is due (0).
run() {
  local due=0 code=0
  if [ "$1" = --exit ]; then due=$2; shift 2; fi
  type_in "$1"
  eval "$1" || code=$?
  if [ "$code" != "$due" ]; then
    echo "The tour ends here: exit code $code where $due was due." >&2
    exit 1
  fi
}

# Starts a server in the background; its URL on 127.0.0.1 comes out of its log into $url.
start() {
  local log=$parts/$1.log waited
  shift
  "$@" >"$log" 2>&1 &
  started+=($!)
  for ((waited = 0; waited < 150; waited++)); do
    url=$(grep -o -m 1 'http://127\.0\.0\.1:[0-9]*' "$log" 2>/dev/null) && return
    sleep 0.1
  done
  echo "$1 did not start:" >&2
  cat "$log" >&2
  exit 1
}

# Every setting is set here: nothing of the caller's environment or .env counts, nothing but these parts is touched.
unset "${!AWS_@}"
export PSQLRC=/dev/null PAGER=cat PSQL_PAGER=cat
export RUSTFS_ACCESS_KEY=demo-key-id RUSTFS_SECRET_KEY=demo-secret-key RUSTFS_REGION=us-east-1 RUSTFS_BUCKET=$bucket \
  RUSTFS_INC_KEY=inc/latest.json RUSTFS_CRQ_KEY=crq/latest.json \
  GEOCODER_PROVIDER=nominatim GEOCODER_API_KEY=none GEOCODER_COUNTRY=ke GEOCODER_RATE=50 GEOCODER_DAILY_LIMIT=10000

# Somebody else's tickets are not to be mixed with invented ones.
is_somebody_elses() {
  local has_tickets='SELECT EXISTS (TABLE tickets.inc) OR EXISTS (TABLE tickets.crq)'
  local is_ours="SELECT count(*) > 0 FROM tickets.import_runs WHERE source LIKE 's3://$bucket/%'"
  [ "$(psql "$DATABASE_URL" -XAtc "$has_tickets" 2>/dev/null)" = t ] \
    && [ "$(psql "$DATABASE_URL" -XAtc "$is_ours" 2>/dev/null)" != t ]
}

export_snapshots() {
  local kind
  python demo/sample_snapshots.py "$out" --hours-later "$1"
  for kind in inc crq; do upload "$out/$kind.json" "$kind"; done
}

upload() {
  type_in "aws --endpoint-url \$RUSTFS_ENDPOINT s3 cp $1 s3://$bucket/$2/latest.json"
  AWS_ACCESS_KEY_ID=$RUSTFS_ACCESS_KEY AWS_SECRET_ACCESS_KEY=$RUSTFS_SECRET_KEY AWS_DEFAULT_REGION=us-east-1 \
    AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_REQUEST_CHECKSUM_CALCULATION=when_required \
    aws --endpoint-url "$RUSTFS_ENDPOINT" s3 cp --no-progress "$1" "s3://$bucket/$2/latest.json"
}

say "${bold}fleettickets, from the bucket to the map${plain}"
say "Everything here is real but small: a PostGIS database, an S3 bucket, the aws command. The tickets are invented," \
  "at real Kenyan places. Lines with a \$ are what you would type, with .venv activated."
tools/install-missing psql
if [ "${1:-}" != --throw-away-database ]; then
  say "DATABASE_URL is set: the tour works in that database, in the schemas tickets and reporting, and leaves its" \
    "2 800 invented tickets there."
  if is_somebody_elses; then
    echo "That database has tickets already, and not from this tour: give it an empty one, or unset DATABASE_URL." >&2
    exit 1
  fi
fi
start bucket rclone serve s3 --config /dev/null --addr 127.0.0.1:0 --dir-cache-time 0 --poll-interval 0 \
  --auth-key "$RUSTFS_ACCESS_KEY,$RUSTFS_SECRET_KEY" "$parts/s3"
export RUSTFS_ENDPOINT=$url

step "The ticket system exports its two queues into the bucket"
say "INC are customers' faults, CRQ new installations. Each file is a full snapshot of its queue; few tickets have coordinates."
export_snapshots 0
run "head -n 2 $out/inc.json | cut -c 1-180"

step "The database gets its schema"
run "python run_migrations.py"
run "python run_migrations.py --status"

step "What would an import do? Without --apply nothing is written"
run "python import_tickets.py --from-bucket"

step "Do it"
say "Odd records are mended where that is safe and kept in tickets.import_rejects where it isn't."
run "python import_tickets.py --from-bucket --apply"
run "psql \"\$DATABASE_URL\" -c 'SELECT kind, \"position\", reason, left(text, 60) AS text FROM tickets.import_rejects'"

step "Do it again: the snapshots are the ones applied last, nothing is downloaded"
run "python import_tickets.py --from-bucket --apply"

start geocoder python demo/stand_in_geocoder.py
export GEOCODER_URL=$url
step "Most tickets have no coordinates yet. What would a geocoder be asked?"
say "The geocoder of this tour is a stand-in on this machine: it speaks Nominatim's format and knows some 370 places" \
  "from a file. Without --apply not even that is asked."
run "python import_tickets.py --geocode-clusters --geocode-locations"

step "Ask it: first for the clusters' centroids, then for the places near them"
run "python import_tickets.py --geocode-clusters --geocode-locations --apply"

step "Where are the tickets now?"
run "psql \"\$DATABASE_URL\" -c 'SELECT geo_source, count(*) FROM tickets.inc WHERE gone_at IS NULL GROUP BY 1 ORDER BY 2 DESC'"

step "An hour later: some tickets have changed, some are gone, some are new. These two lines are what cron runs"
say "With -q only problems are printed, so that cron mails only those. --status tells what came of it."
export_snapshots 1
run "python run_migrations.py >/dev/null && python import_tickets.py --from-bucket --apply -q"
run "python import_tickets.py --geocode-clusters --geocode-locations --apply -q"
run "python import_tickets.py --status"

step "The export breaks and leaves an empty file: it is refused, and the map keeps what it has"
printf '[]\n' >"$out/inc.json"
upload "$out/inc.json" inc
run --exit 3 "python import_tickets.py --from-bucket --apply"
rm "$out/inc.json"

step "What the map reads: one SQL function, GeoJSON"
run "psql \"\$DATABASE_URL\" -XAtc \"SELECT reporting.fn_tickets_for_map(p_kind => 'inc', p_status => ARRAY['assigned'],
    p_cluster => ARRAY['nairobi'], p_fields => ARRAY['status', 'location_name', 'priority'], p_limit => 1)\" | python -m json.tool"
run "psql \"\$DATABASE_URL\" -XAtc 'SELECT reporting.fn_tickets_for_map(p_actionable => true)' > $out/tickets.geojson"
run "python demo/map_page.py $out/tickets.geojson $out/map.html"
run "ls -l $out/tickets.geojson $out/map.html"

step "A person looks at the places and moves one"
run "python review_places.py --export $out/places.csv"
say ""
say "A spreadsheet will do, or a page: --export places.html. Its Save button writes these columns with decisions in" \
  "them. As if somebody had dragged one pin there, and saved:"
run "python demo/drag_pin.py $out/places.csv Nairobi Kawangwre -1.2862 36.7441 > $out/saved.csv"
where="SELECT ticket_id, geo_source, geo_verified, ST_Y(geom) AS lat, ST_X(geom) AS lng
    FROM tickets.inc WHERE raw ->> 'location_name' = 'NW_Kawangwre_FDT2' ORDER BY 1 LIMIT 2"
run "psql \"\$DATABASE_URL\" -c \"$where\""
run "python review_places.py --import $out/saved.csv"
run "python review_places.py --import $out/saved.csv --apply"
run "psql \"\$DATABASE_URL\" -c \"$where\""

step "The other places wait on a page that works from disk"
run "python review_places.py --export $out/places.html"

say ""
say "${bold}That was it.${plain} What the tour started is stopped; README.md tells how to set it up for good."
cat <<END

Open in a browser:
  $out/map.html     every ticket that somebody must still act on ($out/tickets.geojson: the same for QGIS)
  $out/places.html  the places to review; press ? for the keys
END
