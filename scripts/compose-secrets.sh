#!/usr/bin/env bash
# Creates the missing secrets of docker-compose.yml: passwords, and a certificate authority with a certificate for the broker.
# Usage: compose-secrets.sh [--drill ASSET]... [--host NAME]... [--folder DIR]     (defaults: no drill, localhost, deploy/secrets)
#   --drill ASSET   also creates (or renews) a drill's password and prints it; its user name is the asset id
#   --host NAME     a name or address by which drills reach the broker; used when the certificate is created
set -euo pipefail
cd "$(dirname "$0")/.."
drills=() hosts=() folder=deploy/secrets
while [ $# -gt 0 ]; do
  case "$1" in
    --drill) drills+=("${2:?--drill needs an asset id}"); shift 2 ;;
    --host) hosts+=("${2:?--host needs a name}"); shift 2 ;;
    --folder) folder=${2:?--folder needs a folder}; shift 2 ;;
    *) echo "compose-secrets.sh: '$1' is not an option; allowed: --drill ASSET, --host NAME, --folder DIR." >&2; exit 2 ;;
  esac
done
for tool in openssl mosquitto_passwd; do
  command -v $tool >/dev/null || { echo "compose-secrets.sh: $tool is missing (Debian packages openssl, mosquitto)." >&2; exit 1; }
done

umask 077
mkdir -p "$folder"
random() { openssl rand -base64 24 | tr '+/' '-_'; }
for name in store-root-password store-writer-password store-reader-password ingest-password simulator-password admin-password api-token; do
  [ -s "$folder/$name" ] || random >"$folder/$name"
done

if [ ! -s "$folder/broker.pem" ]; then
  names=DNS:mosquitto,DNS:localhost,IP:127.0.0.1
  for host in "${hosts[@]}"; do [[ $host =~ ^[0-9.]+$|: ]] && names+=,IP:$host || names+=,DNS:$host; done
  openssl req -x509 -newkey rsa:3072 -noenc -days 3650 -subj "/CN=Maintenance broker authority" -keyout "$folder/ca.key" -out "$folder/ca.pem" 2>/dev/null
  openssl req -newkey rsa:3072 -noenc -subj /CN=mosquitto -keyout "$folder/broker.key" -out "$folder/broker.csr" 2>/dev/null
  openssl x509 -req -in "$folder/broker.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial -days 825 \
    -extfile <(echo "subjectAltName=$names") -out "$folder/broker.pem" 2>/dev/null
  rm "$folder/broker.csr"
fi

passwords=$folder/mosquitto-passwords
touch "$passwords"
mosquitto_passwd -b "$passwords" maintenance-ingest "$(cat "$folder/ingest-password")" 2>/dev/null
mosquitto_passwd -b "$passwords" simulator "$(cat "$folder/simulator-password")" 2>/dev/null
for drill in "${drills[@]}"; do
  password=$(random)
  mosquitto_passwd -b "$passwords" "$drill" "$password" 2>/dev/null
  echo "$drill $password"
done
# Containers read these under their own users; the folder's permissions keep everybody else out.
chmod 644 "$folder"/*
chmod 600 "$folder/ca.key"
