#!/usr/bin/env bash
# Builds the .NET code (Release), and the browser bundle if its sources changed. Usage: build.sh [project or solution]
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
stamp=node_modules/.package-lock.json
if [ ! -f "$stamp" ] || [ package-lock.json -nt "$stamp" ]; then
  npm ci --ignore-scripts --loglevel=error
  touch "$stamp"
fi
dotnet build "${1:-Maintenance.sln}" -c Release --nologo -v q -clp:NoSummary
