#!/usr/bin/env bash
# Installs, from Debian's packages, what this machine lacks. Usage: prerequisites.sh run|test
# Each line of the tables: what must exist, and the package that brings it.
set -euo pipefail

run_needs="/usr/sbin/mosquitto mosquitto
/usr/lib/*/libmosquitto.so.1 libmosquitto1"
test_needs="/usr/bin/mosquitto_pub mosquitto-clients
/usr/bin/chromium chromium
/usr/sbin/mariadbd mariadb-server
/usr/lib/galera/libgalera_smm.so galera-4
/usr/bin/rsync rsync
/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf fonts-dejavu-core
/usr/lib/*/libxgboost.so.0 libxgboost0
/usr/lib/*/libgomp.so.1 libgomp1
/usr/bin/openssl openssl"

case "${1:-run}" in
  run) needs=$run_needs ;;
  test) needs="$run_needs
$test_needs" ;;
  *) echo "prerequisites.sh: expected 'run' or 'test', found '$1'" >&2; exit 2 ;;
esac

for tool in dotnet node npm; do
  command -v "$tool" >/dev/null || { echo "Please install $tool first: the .NET 10 SDK and Node 20 or later are the two things this script does not bring." >&2; exit 1; }
done

missing=()
while read -r path package; do
  compgen -G "$path" >/dev/null || missing+=("$package")
done <<<"$needs"
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
echo "Installing Debian packages: ${missing[*]}"
log=$(mktemp)
if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
  tail -20 "$log" >&2
  echo "Could not install: ${missing[*]}. Install them by hand and start again." >&2
  exit 1
fi
rm -f "$log"
# The package starts a system-wide broker where there is an init system; ours is started by the host, on its own port.
