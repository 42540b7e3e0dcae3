#!/usr/bin/env bash
# The main job, embedded, with a simulated fleet: builds, starts, prints address and password.
# Further words go to `maintenance run` (try: ./run.sh --help).
set -euo pipefail
cd "$(dirname "$0")"
scripts/prerequisites.sh run
echo "Building …"
scripts/build.sh Host/Maintenance.Host.csproj
exec ./maintenance run "$@"
