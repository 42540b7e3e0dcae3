#!/usr/bin/env bash
# Feeds mutated inputs to every reader of bytes from outside, and keeps those that fail (CONTRIBUTING.md).
#   fuzz.sh [--minutes N] [--seed N] [--target NAME]…    default: 10 minutes for all targets together, seed 1
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Fuzz.Tests -c Release -v q --nologo >&2
exec dotnet artifacts/bin/Maintenance.Fuzz.Tests/release/Maintenance.Fuzz.Tests.dll "$@"
