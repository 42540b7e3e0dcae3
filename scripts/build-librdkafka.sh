#!/usr/bin/env bash
# Builds Kafka's C client, librdkafka, from the source that its vendor's npm package carries, into artifacts/native/librdkafka.so.
# For machines whose NuGet lacks the package librdkafka.redist; elsewhere build with -p:LibrdkafkaFromPackage=true instead
# (docs/decisions/0007). Does nothing when the library is there already. About 35 s on two idle cores.
set -euo pipefail
cd "$(dirname "$0")/.."
package=@confluentinc/kafka-javascript@1.10.1 # carries librdkafka 2.15.1, the version Confluent.Kafka 2.15.1 is made for
sha512=29578f5019f6d44a8254ff667f1cc4b8cdd26091c7105ed7fa2882d9ee374108034b211a92c2279821a8a13df0e6af9c340764482acaef58f42027eaa12a992f
target=artifacts/native/librdkafka.so
stamp=artifacts/native/librdkafka.from
recipe=$(sha256sum "$0" | cut -d' ' -f1)
[ -f "$target" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$recipe" ] && exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/build.log
fail() { tail -20 "$log" >&2; echo "build-librdkafka.sh: $1" >&2; exit 1; }

echo "Building librdkafka from $package"
(cd "$work" && npm pack --silent "$package") >"$log" 2>&1 || fail "npm could not fetch $package."
archive=$(ls "$work"/*.tgz)
sha512sum --status -c <<<"$sha512  $archive" || fail "$package is not the archive this script was written for (SHA-512 differs)."
tar -xzf "$archive" -C "$work"
source=$work/package/deps/librdkafka

# The mock cluster, which only tests and the local cluster use, keeps 5 MiB of a partition: less than one record of the log's contract.
kept='max_size = 1024 \* 1024 \* 5;'
grep -q "$kept" "$source/src/rdkafka_mock.c" || fail "the mock cluster's retention is not where it was; adapt this script."
sed -i "s/$kept/max_size = 1024 * 1024 * 64;/" "$source/src/rdkafka_mock.c"

(cd "$source" && ./configure --disable-gssapi --disable-sasl --disable-debug-symbols && make -j"$(nproc)" -C src librdkafka.so.1) >>"$log" 2>&1 </dev/null ||
  fail "librdkafka did not build; it needs gcc, make and libssl-dev."
mkdir -p "$(dirname "$target")"
strip --strip-unneeded -o "$target.new" "$source/src/librdkafka.so.1"
mv "$target.new" "$target"
echo "$recipe" >"$stamp"
