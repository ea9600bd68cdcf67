#!/usr/bin/env bash
# How fast data goes out and in: export and import of customers beside psql's \copy of the same columns to and from the same
# file, in one run. Customers have no Bean Validation constraints; products have some on every attribute but their number, so theirs
# is the row that shows an import with Bean Validation.
#
#   ./mvnw -q package -DskipTests && bench/transfer.sh
#
# Needs bash 5, a JDK 17 or later (JAVA_HOME, or the java on the PATH) and psql. Memory needs GNU time; without it, the script
# says so and skips that. JAR is the jar (target/app.jar), ROWS the numbers of rows ("1000000 10000000"), HEAP the heap of each process
# (128m), TABLES what is measured ("customers products"; "products" is the row with Bean Validation and psql's beside it). A
# PostgreSQL of its own is started in a temporary directory and removed again; 10,000,000 rows take about 4 GB there.
set -euo pipefail

project=$(cd "$(dirname "$0")/.." && pwd)
jar=${JAR:-$project/target/app.jar}
heap=${HEAP:-128m}
tables=${TABLES:-customers products}

say() { echo "$*" >&2; }
fail() { say "transfer.sh: $*"; exit 1; }

[[ -n ${EPOCHREALTIME:-} ]] || fail "bash 5 is needed; this is $BASH_VERSION."
[[ -f $jar ]] || fail "there is no $jar. Build it: ./mvnw -q package -DskipTests"
command -v psql >/dev/null || fail "psql is needed, and not found."
home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
java=$home/bin/java

work=$(mktemp -d)
export ONEOFF_LOCAL_DIRECTORY=$work/postgresql PGOPTIONS="-c client_min_messages=warning"
unset DATABASE_URL DATABASE_DIRECT_URL DATABASE_READONLY_URL ONEOFF_ENVIRONMENT JAVA_TOOL_OPTIONS
leave() {
  "$java" -jar "$jar" local stop >"$work/stop" 2>&1 || cat "$work/stop" >&2
  rm -rf "$work"
}
trap leave EXIT

gnu_time=$(type -P time || true)
"${gnu_time:-false}" -f %M true 2>"$work/time" || gnu_time=
[[ -n $gnu_time ]] || say "Skipped: memory. GNU time is not found."

say "Setting up a PostgreSQL and the schema …"
"$java" -jar "$jar" migrate >"$work/migrate" 2>&1 || { cat "$work/migrate" >&2; fail "migrate failed."; }
psql_line=$("$java" -jar "$jar" local status --format jsonl 2>/dev/null | sed -n 's/.*"psql":"\(\([^"\\]\|\\.\)*\)".*/\1/p')
[[ -n $psql_line ]] || fail "local status does not say how psql connects."
psql() { eval "${psql_line/psql -h/command psql -X -q -v ON_ERROR_STOP=1 -h}"' "$@"'; }
app() { "$java" "-Xmx$heap" -jar "$jar" "$@"; }

# Sets whole (microseconds), inside (the same from the first row to the last) and peak (kB).
timed() { # COMMAND…
  local start=${EPOCHREALTIME/[.,]/}
  if [[ -n $gnu_time && $1 == app ]]; then
    "$gnu_time" -q -f %M -o "$work/memory" "$java" "-Xmx$heap" -jar "$jar" "${@:2}" >"$work/out" 2>"$work/err" ||
      { cat "$work/err" >&2; fail "this failed: $*"; }
    peak=$(<"$work/memory")
  else
    "$@" >"$work/out" 2>"$work/err" || { cat "$work/err" >&2; fail "this failed: $*"; }
    peak=
  fi
  whole=$((${EPOCHREALTIME/[.,]/} - start))
  inside=$(sed -n -e 's/^Time: \([0-9.]*\) ms.*/\1 1000/p' -e 's/.* in \([0-9.]*\) s[,. ].*/\1 1000000/p' "$work/out" "$work/err" |
    tail -n 1 | awk '{ printf "%.0f", $1 * $2 }')
  [[ -n $inside ]] || { cat "$work/out" "$work/err" >&2; fail "it did not say how long it took: $*"; }
}

row() { # NAME ROWS BASE
  awk -v name="$1" -v rows="$2" -v inside="$inside" -v base="$3" -v whole="$whole" -v peak="$peak" 'BEGIN {
    printf "| %s | %d | %.2f | %d | %s |\n", name, rows * 1e6 / inside, base / inside, rows * 1e6 / whole,
      peak == "" ? "" : sprintf("%d", peak / 1024) }'
}

empty() { psql -c 'truncate customers, products cascade' -c "vacuum $1" -c checkpoint; }
all_in() { [[ $(psql -At -c "select count(*) from $1") == "$rows" ]] || fail "not all rows are in $1."; }
top() {
  echo
  echo "| $rows $1 | rows a second | × psql | as a whole process | peak MB |"
  echo "| --- | ---: | ---: | ---: | ---: |"
}

customers() {
  local columns='id, name, email, phone, signed_up_on, slug'
  empty customers
  psql -c "insert into customers ($columns)
    select i, 'Customer ' || i, 'customer.' || i || '@example.org', case when i % 3 = 0 then '+49 30 ' || i end,
      date '2020-01-01' + (i % 2000), case when i % 2 = 0 then 'customer-' || i end from generate_series(1, $rows) i" \
    -c 'vacuum analyze customers' -c checkpoint
  top rows
  timed psql -c '\timing on' -c "\\copy (select $columns from customers) to '$work/psql.csv' with (format csv, header)"
  base=$inside
  row '`\copy … to`' "$rows" "$base"
  timed app export Customer --output "$work/app.csv" --unmask --reason bench
  row '`export`' "$rows" "$base"
  timed app export Customer --output "$work/app.jsonl" --unmask --reason bench
  row '`export`, JSON lines' "$rows" "$base"
  rm -f "$work"/app.jsonl*
  cmp <(sort "$work/psql.csv") <(sort "$work/app.csv") >&2 || fail "the two files differ."
  rm "$work/psql.csv"
  empty customers
  timed psql -c '\timing on' -c "\\copy customers ($columns) from '$work/app.csv' with (format csv, header)"
  base=$inside
  row '`\copy … from`' "$rows" "$base"
  empty customers
  timed app import Customer "$work/app.csv" --no-checks
  row '`import --no-checks`' "$rows" "$base"
  empty customers
  timed app import Customer "$work/app.csv"
  row '`import`' "$rows" "$base"
  all_in customers
  rm "$work"/app.csv*
}

products() {
  local columns='id, sku, name, price'
  empty products
  psql -c "\\copy (select i as id, 'SKU-' || i as sku, 'Product ' || i as name, round(i % 100000 / 100.0, 2) as price from generate_series(1, $rows) i) to '$work/products.csv' with (format csv, header)"
  top 'rows with constraints'
  timed psql -c '\timing on' -c "\\copy products ($columns) from '$work/products.csv' with (format csv, header)"
  base=$inside
  row '`\copy … from`' "$rows" "$base"
  empty products
  timed app import Product "$work/products.csv"
  row '`import` with Bean Validation' "$rows" "$base"
  all_in products
  rm "$work/products.csv"
}

echo "Heap $heap, on $(uname -sm) with $(getconf _NPROCESSORS_ONLN) processors, $("$java" -version 2>&1 | head -n 1)."
for rows in ${ROWS:-1000000 10000000}; do
  for table in $tables; do
    [[ $table == customers || $table == products ]] || fail "TABLES may name customers and products, not $table."
    say "$rows $table …"
    "$table"
  done
done
