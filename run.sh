#!/usr/bin/env bash
# Builds and runs everything in one process with a simulated fleet; prints address and password.
# Arguments are passed to `maintenance run` (try: ./run.sh --help).
set -euo pipefail
cd "$(dirname "$0")"
scripts/prerequisites.sh run
echo "Building …"
scripts/build.sh Host/Maintenance.Host.csproj
exec ./maintenance run "$@"
