#!/usr/bin/env bash
# Whether two builds of the commit that is checked out are equal: it builds each in a clone of its own and compares, byte for byte.
#
#   bench/equal.sh
#
# Ends with 1 if they differ, and then says in which entries. What is not committed is not compared.
# All that is written is in a temporary directory and removed again, but for what Maven downloads.
set -euo pipefail

project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for clone in one other; do
  git clone --quiet "$project" "$work/$clone"
  (cd "$work/$clone" && ./mvnw --quiet package -DskipTests)
  unzip -v "$work/$clone/target/app.jar" >"$work/$clone.entries"
done

status=0
for file in app app.jar image/app.jar image/libraries.jar; do
  if cmp "$work/one/target/$file" "$work/other/target/$file"; then
    echo "equal: $file, $(wc -c <"$work/one/target/$file") bytes"
  else
    status=1
  fi
done
[[ $status == 0 ]] || diff "$work/one.entries" "$work/other.entries" || true
exit $status
