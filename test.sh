#!/usr/bin/env bash
# Builds with warnings as errors, checks formatting, runs tests; the last line is "N passed, N failed".
#   test.sh                  installs what the tests need and runs all of them
#   test.sh fast             the inner loop: no servers, no browser, no long tests, nothing installed; two projects at a time
#   test.sh tests/X.Tests …  only those projects (also after "fast")
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
results=artifacts/test-results

fail() { echo "$1"; echo "0 passed, 1 failed"; exit 1; }

run() {
  local name start=$SECONDS
  name=$(basename "$1")
  dotnet test "$1" -c Release --no-build --nologo -v q --blame-hang-timeout 10m ${filter[@]+"${filter[@]}"} \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$results" > "$results/$name.log" 2>&1
  # One write, so that projects running in parallel do not interleave their output.
  printf '%s\n' "── $name ($((SECONDS - start)) s)
$(grep -vE '^\s*$' "$results/$name.log" | tail -60)"
}

fast=false filter=() together=1
if [ "${1:-}" = fast ]; then
  shift
  export MAINTENANCE_TESTS=fast
  fast=true filter=(--filter 'Needs!=Server&Needs!=Time') together=2
fi
projects=("$@")
if [ $# = 0 ]; then
  # The slowest first.
  projects=(tests/Host.Tests tests/Contracts.Tests)
  for project in tests/*.Tests tests/Benchmarks; do
    [[ " ${projects[*]} " == *" $project "* ]] && continue
    $fast && [ "$project" = tests/EndToEnd.Tests ] && continue
    projects+=("$project")
  done
fi

$fast || scripts/prerequisites.sh test || exit 1
scripts/build.sh Maintenance.sln || fail "The build failed."
dotnet format whitespace . --folder --verify-no-changes --exclude artifacts node_modules || fail "Run 'dotnet format whitespace . --folder'."
npm run --silent check || fail "The browser code does not type-check."

rm -rf "$results"; mkdir -p "$results"
for project in "${projects[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge $together ]; do wait -n; done
  run "$project" &
done
wait

passed=0 failed=0 skipped=0
for project in "${projects[@]}"; do
  name=$(basename "$project")
  counters=$(grep -ohE '<Counters [^>]*' "$results/$name.trx" 2>/dev/null | tail -1)
  count() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$counters"; }
  if [ -z "$counters" ] || [ "$(count total)" = 0 ]; then
    echo "$name ran no test"; failed=$((failed + 1)); continue
  fi
  passed=$((passed + $(count passed)))
  failed=$((failed + $(count failed) + $(count error) + $(count timeout) + $(count aborted)))
  skipped=$((skipped + $(count total) - $(count executed)))
  grep -q 'outcome="Failed"' <<<"$(grep -m1 -E '<ResultSummary' "$results/$name.trx")" && [ "$(count failed)" = 0 ] && failed=$((failed + 1))
done
echo "$skipped skipped (reasons above)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
