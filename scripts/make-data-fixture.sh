#!/usr/bin/env bash
# Creates a fixture for the survival test: a build's data directory, compressed, and beside it the row counts of that build.
#   scripts/make-data-fixture.sh BUILD NAME [FOLDER]
# BUILD: a built work tree (or any folder with the program `maintenance`). NAME: the fixture's name, preferably the commit it was built
# from. FOLDER: default tests/EndToEnd.Tests/Survival/fixtures. The imported model is BUILD's own drill-health under another name.
#
# The build runs twice. The first run is stopped, so its rows are in the store's file; the second is killed, so its rows are in the
# write-ahead log and the telemetry log ends as after a crash. In between a model is promoted, so two models score the log.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
build=$(cd "$1" && pwd)
name=$2
folder=${3:-$(cd "$(dirname "$0")/.." && pwd)/tests/EndToEnd.Tests/Survival/fixtures}
work=$(mktemp -d)
data=$work/data
host=
token=survival-fixture-token-0123456789
trap '[ -z "$host" ] || kill -9 "$host" 2>/dev/null || true; rm -rf "$work"' EXIT

start() {
  rm -f "$data/host.json"
  MAINTENANCE_ADMIN_PASSWORD=admin-of-the-fixture "$build/maintenance" run --data "$data" --roles Ingest,Scoring,Dashboard \
    --set Host:Urls=http://127.0.0.1:0 --set Mqtt:Enabled=false --set Dashboard:LocalToken=$token >"$work/host.log" 2>&1 &
  host=$!
  for _ in $(seq 300); do
    if [ -s "$data/host.json" ]; then
      url=$(sed 's/.*"url" *: *"\([^"]*\)".*/\1/' "$data/host.json" | grep -m1 http)
      return
    fi
    kill -0 "$host" 2>/dev/null || break
    sleep 0.2
  done
  cat "$work/host.log" >&2
  exit 1
}

ask() { curl -fsS -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$@"; }

json() { "$build/maintenance" query --data "$data" --format json "$1"; }

# The same three drills each time; returns once everything is acknowledged.
simulate() {
  "$build/maintenance" simulate --http "$url" --token $token --seed 1 --assets 3 --seconds 15 --outbox "$work/outbox$1" --json >/dev/null
}

# Scoring has caught up once the counts are the same twice in a row.
scored() {
  local before='' now
  for _ in $(seq 150); do
    now=$(json "select (select sum(stored) from stream_account) as stored, (select count(*) from descriptor) as blocks, (select count(*) from dead_letter) as refused, (select sum(next_offset) from log_offset) as next")
    if [ "$now" = "$before" ]; then return; fi
    before=$now
    sleep 1
  done
  echo "Scoring has not caught up: $now" >&2
  exit 1
}

start
ask -X PUT "$url/api/v1/users/lena" -d '{"role":"operator","regions":"north-sea","password":"password-of-lena"}'
simulate 1
scored
document=$(find "$build" -path '*/models/drill-health.pmml' -not -path '*/artifacts/*' | head -1)
[ -n "$document" ] || document=$build/models/drill-health.pmml
sed 's/<MiningModel modelName="[^"]*"/<MiningModel modelName="survivor"/;t;s/<MiningModel /<MiningModel modelName="survivor" /' "$document" >"$work/survivor.pmml"
"$build/maintenance" models import "$work/survivor.pmml" --data "$data" >/dev/null
survivor=$(json "select model_hash from model where stage = 'candidate'" | grep -o '[0-9a-f]\{64\}')
"$build/maintenance" models promote "$survivor" --data "$data" >/dev/null
kill -TERM "$host"; wait "$host" || true

start
simulate 2
asset=$(json "select min(asset) as asset from reading" | sed -n 's/.*"asset": *"\([^"]*\)".*/\1/p;s/.*\["\([A-Z0-9-]*\)"\].*/\1/p' | head -1)
# A customer's own channel, a duplicate reading, a rejected one, a maintenance record.
time=$(date -u +%FT%TZ)
ask "$url/api/v1/telemetry" -d '[{"asset":"'"$asset"'","time":"'"$time"'","rpm":118.5,"pump_strokes":77},{"asset":"'"$asset"'","time":"2019-01-01T00:00:00Z","rpm":1}]' >/dev/null
ask "$url/api/v1/telemetry" -d '[{"asset":"'"$asset"'","time":"'"$time"'","rpm":118.5,"pump_strokes":77}]' >/dev/null
ask "$url/api/v1/assets/$asset/maintenance" -d '{"kind":"inspected","failureMode":"none","note":"as the fixture was made"}' >/dev/null
scored
tables='reading reading_extra waveform descriptor assessment assessment_current stream_account dead_letter model model_serving maintenance_record asset'
counts=$(for table in $tables; do
  printf '%s"%s": %s' "${separator:-}" "$table" "$(json "select count(*) as n from $table" | grep -o '[0-9]\+' | tail -1)"
  separator=', '
done)
kill -9 "$host"; wait "$host" 2>/dev/null || true
host=

mkdir -p "$folder"
rm -f "$data/host.json" "$data"/log/lock "$data"/*.lock
cat >"$folder/$name.json" <<JSON
{
  "token": "$token",
  "account": { "name": "lena", "password": "password-of-lena", "role": "operator", "regions": "north-sea" },
  "admin": { "name": "admin", "password": "admin-of-the-fixture" },
  "asset": "$asset",
  "survivor": "$survivor",
  "counts": { $counts }
}
JSON
tar -C "$work" -cf - data | gzip -9 >"$folder/$name.tar.gz"
cat "$folder/$name.json"
ls -l "$folder/$name.tar.gz" >&2
