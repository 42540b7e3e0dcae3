#!/usr/bin/env bash
# The distributed installation on this machine, on loopback: Kafka's mock brokers, three Galera nodes, Mosquitto, and each role as a
# process.
#   scripts/cluster-local.sh                          runs until Ctrl-C and prints the addresses
#   scripts/cluster-local.sh --rounds 10 --seed 1     rounds of faults under load; exit code 1 unless every reading is stored once and
#   scored as without faults
#   scripts/cluster-local.sh --help                   all options
set -euo pipefail
cd "$(dirname "$0")/.."
program=artifacts/bin/Maintenance.LocalCluster/release/Maintenance.LocalCluster
if [ ! -x "$program" ]; then
  scripts/prerequisites.sh test >&2
  scripts/build.sh tests/LocalCluster/Maintenance.LocalCluster.csproj >&2
fi
exec "$program" "$@"
