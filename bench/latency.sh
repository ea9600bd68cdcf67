#!/usr/bin/env bash
# How the size of its batches affects a fix whose database is far away: the size that a run finds by itself beside constant
# ones, at several round-trip times, in one table.
#
#   ./mvnw -q install -DskipTests && bench/latency.sh
#
# The task is that of src/it/library, which the script builds; it needs bash 5, a JDK 17 or later (JAVA_HOME's, or the one
# on the PATH) and psql. ROWS is the number of rows (20000), TRIPS the round trips in ms ("0 20 80"), SIZES the constant
# sizes ("100 500 2000"). The round trip is that of a proxy, DelayedTcp.java, between the jar and a PostgreSQL of the
# script's own.
set -euo pipefail

rows=${ROWS:-20000}
read -ra trips <<<"${TRIPS:-0 20 80}"
read -ra sizes <<<"${SIZES:-100 500 2000}"

. "$(dirname "$0")/library.sh"

proxy=
on_leave() { [[ -z $proxy ]] || kill "$proxy" 2>/dev/null || true; }

free_port() { # a port nobody listens on
  local port
  for ((port = 20000 + RANDOM % 20000; ; port++)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

listen() { # ROUND-TRIP
  [[ -z $proxy ]] || { kill "$proxy"; wait "$proxy" 2>/dev/null || true; }
  local port
  port=$(free_port)
  "$java" "$project/bench/DelayedTcp.java" "$port" "$PGPORT" "$1" &
  proxy=$!
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do sleep 0.1; done
  export DATABASE_URL=postgres://oneoff:$PGPASSWORD@127.0.0.1:$port/library ONEOFF_ENVIRONMENT=development
}

# Rows a second, as the run's own last line tells, and the usual time of a batch.
measure() { # SIZE; empty for the run's own
  sql 'truncate counter, admin_run cascade'
  sql "insert into counter (id, note) select i, 'counter ' || i from generate_series(1, $rows) i"
  sql 'vacuum analyze counter'
  env ONEOFF_TASKS_UNDO_LIMIT=0 ${1:+ONEOFF_TASKS_BATCH_SIZE=$1} "$java" -jar "$jar" fix count-up \
    >"$work/out" 2>"$work/err" || { cat "$work/err" >&2; fail "the fix failed."; }
  sed -n 's/^Run .*, \([0-9,]*\) a second\.$/\1/p' "$work/err" | tr -d ,
}

echo "$rows rows, an entity at a time, target batch time 500 ms, on $(uname -sm) with $(getconf _NPROCESSORS_ONLN) processors."
echo
echo "| round trip | size | rows a second | × best constant |"
echo "| ---: | ---: | ---: | ---: |"
for trip in "${trips[@]}"; do
  listen "$trip"
  declare -A rates=()
  best=1
  for size in "${sizes[@]}"; do
    say "Round trip $trip ms, $size rows …"
    rates[$size]=$(measure "$size")
    if ((rates[$size] > best)); then best=${rates[$size]}; fi
  done
  say "Round trip $trip ms, its own size …"
  rates[own]=$(measure '')
  grep -h 'before its first item' "$work/err" >&2 || true
  for size in "${sizes[@]}" own; do
    printf '| %s ms | %s | %d | %d.%02d |\n' "$trip" "$size" "${rates[$size]}" \
      $((rates[$size] / best)) $((100 * rates[$size] / best % 100))
  done
done
echo
echo "Meant: at 80 ms its own size reaches at least 0.50 of the best constant one."
