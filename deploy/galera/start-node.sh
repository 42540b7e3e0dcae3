#!/usr/bin/env bash
# Entry point of a store node: joins the nodes that answer. If none does, it bootstraps a new cluster if it is the first of GALERA_NODES and
# has no state yet, or if it was the last node to go down. Then it runs the image's own entry point.
set -euo pipefail
read -ra nodes <<<"$GALERA_NODES"
me=$(hostname)
data=/var/lib/mysql
answers() { timeout 1 bash -c ">/dev/tcp/$1/4567" 2>/dev/null; }

new_cluster=()
others=0
for node in "${nodes[@]}"; do [ "$node" = "$me" ] || ! answers "$node" || others=$((others + 1)); done
if [ "$others" = 0 ]; then
  if grep -qs '^safe_to_bootstrap: 1' "$data/grastate.dat" || { [ "$me" = "${nodes[0]}" ] && [ ! -e "$data/grastate.dat" ]; }; then
    new_cluster=(--wsrep-new-cluster)
  fi
fi

# The first start of the first node creates the users; the other nodes receive them with its data.
if [ ${#new_cluster[@]} -gt 0 ]; then
  cp /galera/create-users.sh /docker-entrypoint-initdb.d/
elif [ ! -d "$data/mysql" ]; then
  mkdir -p "$data/mysql" && chown -R mysql:mysql "$data" # the state transfer brings the system tables
fi

exec docker-entrypoint.sh mariadbd \
  --bind-address=0.0.0.0 --skip-name-resolve --local-infile=1 --max-connections=300 --max-allowed-packet=64M \
  --innodb-flush-log-at-trx-commit=1 --innodb-autoinc-lock-mode=2 --binlog-format=ROW \
  --wsrep-on=ON --wsrep-provider=/usr/lib/galera/libgalera_smm.so --wsrep-cluster-name=maintenance \
  --wsrep-node-name="$me" --wsrep-node-address="$me" --wsrep-cluster-address="gcomm://$(IFS=,; echo "${nodes[*]}")" \
  --wsrep-sst-method=mariabackup --wsrep-sst-auth="root:$(cat /run/secrets/store-root-password)" --wsrep-slave-threads=4 \
  --wsrep-provider-options="gcache.size=512M;evs.suspect_timeout=PT5S;evs.inactive_timeout=PT15S" \
  "${new_cluster[@]}"
