#!/usr/bin/env bash
# Checks for the .NET SDK and Node, all that is needed to run; for the tests, installs the missing Debian packages.
# Usage: prerequisites.sh run|test
# Each line of the table: a required file and the package that provides it.
set -euo pipefail

test_needs="/usr/sbin/mosquitto mosquitto
/usr/bin/mosquitto_pub mosquitto-clients
/usr/bin/chromium chromium
/usr/sbin/mariadbd mariadb-server
/usr/lib/galera/libgalera_smm.so galera-4
/usr/bin/rsync rsync
/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf fonts-dejavu-core
/usr/lib/*/libxgboost.so.0 libxgboost0
/usr/lib/*/libgomp.so.1 libgomp1
/usr/bin/openssl openssl"

case "${1:-run}" in
  run | test) ;;
  *) echo "prerequisites.sh: expected 'run' or 'test', found '$1'" >&2; exit 2 ;;
esac

for tool in dotnet node npm; do
  command -v "$tool" >/dev/null || { echo "Please install $tool first: this script does not install the .NET 10 SDK and Node 20 or later." >&2; exit 1; }
done

[ "${1:-run}" = test ] || exit 0

missing=()
while read -r path package; do
  compgen -G "$path" >/dev/null || missing+=("$package")
done <<<"$test_needs"
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
echo "Installing Debian packages: ${missing[*]}"
log=$(mktemp)
if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
  tail -20 "$log" >&2
  echo "Could not install: ${missing[*]}. Install them by hand and try again." >&2
  exit 1
fi
rm -f "$log"
# The package mosquitto starts a system-wide broker if there is an init system; the tests' brokers use their own ports.
