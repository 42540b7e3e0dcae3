#!/usr/bin/env bash
# Installs what the tests need, builds with warnings as errors, runs all tests; the last line is "N passed, N failed".
# Usage: test.sh [test project …]   (default: all)
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
scripts/prerequisites.sh test || exit 1
scripts/build.sh Maintenance.sln || { echo "0 passed, 1 failed"; exit 1; }
npm run --silent check || { echo "0 passed, 1 failed"; exit 1; }

results=artifacts/test-results
rm -rf "$results"; mkdir -p "$results"
passed=0 failed=0 skipped=0
for project in ${@:-tests/*.Tests tests/Benchmarks}; do
  name=$(basename "$project")
  echo "── $name"
  start=$SECONDS
  dotnet test "$project" -c Release --no-build --nologo -v q --blame-hang-timeout 10m \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$results" 2>&1 | tee "$results/$name.log" | grep -vE '^\s*$' | tail -60
  counters=$(grep -ohE '<Counters [^>]*' "$results/$name.trx" 2>/dev/null | tail -1)
  count() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$counters"; }
  if [ -z "$counters" ] || [ "$(count total)" = 0 ]; then
    echo "$name ran no test"; failed=$((failed + 1)); continue
  fi
  passed=$((passed + $(count passed)))
  failed=$((failed + $(count failed) + $(count error) + $(count timeout) + $(count aborted)))
  skipped=$((skipped + $(count total) - $(count executed)))
  grep -q 'outcome="Failed"' <<<"$(grep -m1 -E '<ResultSummary' "$results/$name.trx")" && [ "$(count failed)" = 0 ] && failed=$((failed + 1))
  echo "   $(count passed) passed, $(count failed) failed in $((SECONDS - start)) s"
done
echo "$skipped skipped (each with its reason above)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
