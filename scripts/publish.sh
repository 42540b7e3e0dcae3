#!/usr/bin/env bash
# Publishes the program for a platform, with its native libraries. Usage: publish.sh SYSTEM FOLDER [--self-contained]
#   SYSTEM            linux-x64, linux-arm64, win-x64, osx-arm64 (others: docs/decisions/0023)
#   --self-contained  includes the .NET runtime; otherwise the target needs the ASP.NET Core 10 runtime
set -euo pipefail
if [ $# -lt 2 ] || [ $# -gt 3 ] || [ "${3:---self-contained}" != --self-contained ]; then
  sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
system=$1
folder=$(realpath -m "$2")
self=false
[ $# = 2 ] || self=true
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# With node_modules present, the build updates the browser bundle itself.
[ -d node_modules/.bin ] || npm ci --ignore-scripts --loglevel=error
dotnet publish Host/Maintenance.Host.csproj -c Release -r "$system" --self-contained "$self" -o "$folder" --nologo -v q -clp:NoSummary
