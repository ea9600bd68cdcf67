#!/usr/bin/env bash
# What a task costs beside the plain statement that does the same, over 1,000,000 rows: an entity at a time, by one
# statement for a range of keys, and deleting. Beside them is the loop that everybody writes first, which commits each row.
#
#   ./mvnw -q install -DskipTests && bench/tasks.sh
#
# The tasks are those of src/it/library, which the script builds; it needs bash 5, a JDK 17 or later (JAVA_HOME's, or the
# one on the PATH), psql, and GNU time for the memory. ROWS is the number of rows (1000000), ROUNDS how often each is
# measured (3), HEAP the heap of every task's JVM (256m).
#
# A rate is rows by the time from the first row to the last, as the run's last line reports it; the plain statement's is
# psql's own timing. Each is measured on a fresh table, and they take turns. The PostgreSQL is one of its own,
# in a temporary directory, and is removed again.
set -euo pipefail

rows=${ROWS:-1000000}
rounds=${ROUNDS:-3}
heap=${HEAP:-256m}
naive_rows=$((rows / 20))

. "$(dirname "$0")/library.sh"

gnu_time=$(type -P time || true)
"${gnu_time:-false}" -f %M true 2>/dev/null || gnu_time=
[[ -n $gnu_time ]] || say "Skipped: memory. GNU time is not found."

fill() {
  sql 'truncate counter, admin_run cascade'
  sql "insert into counter (id, note) select i, 'counter ' || i from generate_series(1, $rows) i"
  sql 'vacuum analyze counter'
  sql 'checkpoint'
}

declare -A rates memory
# Rows a second, from psql's "Time: 1234.567 ms".
statement() { # NAME SQL
  fill
  local ms
  ms=$(printf '\\timing on\n%s;\n' "$2" | psql -Xq | sed -n 's/^Time: \([0-9]*\).*/\1/p')
  rates[$1]+=" $((rows * 1000 / (ms > 0 ? ms : 1)))"
}

task() { # NAME ARGUMENTS...
  local name=$1
  shift
  fill
  ${gnu_time:+"$gnu_time" -q -f %M -o "$work/memory"} "$java" "-Xmx$heap" -jar "$jar" "$@" >"$work/out" 2>"$work/err" \
    || { cat "$work/err" >&2; fail "this failed: $*"; }
  rates[$name]+=" $(sed -n 's/^Run .*, \([0-9,]*\) a second\.$/\1/p' "$work/err" | tr -d ,)"
  [[ -z $gnu_time ]] || memory[$name]=$(($(<"$work/memory") / 1024))
}

naive() { # NAME
  fill
  local ms
  ms=$( { echo '\timing on'; echo "do \$\$ declare r record; begin for r in select id from counter where id <= $naive_rows order by id
    loop update counter set n = n + 1 where id = r.id; commit; end loop; end \$\$;"; } | psql -Xq | sed -n 's/^Time: \([0-9]*\).*/\1/p')
  rates[$1]+=" $((naive_rows * 1000 / (ms > 0 ? ms : 1)))"
}

for ((round = 1; round <= rounds; round++)); do
  say "Round $round of $rounds …"
  statement 'plain UPDATE' 'update counter set n = n + 1'
  ONEOFF_TASKS_UNDO_LIMIT=0 task 'statement for a range' fix count-all-up
  ONEOFF_TASKS_UNDO_LIMIT=$rows task 'statement for a range, undo kept' fix count-all-up
  ONEOFF_TASKS_UNDO_LIMIT=0 task 'entity at a time' fix count-up
  ONEOFF_TASKS_UNDO_LIMIT=$rows task 'entity at a time, undo kept' fix count-up
  ONEOFF_TASKS_UNDO_LIMIT=0 task 'entity at a time, two workers' fix count-up --workers 2
  naive 'loop that commits each row, within PostgreSQL'
  statement 'plain DELETE' 'delete from counter'
  ONEOFF_TASKS_UNDO_LIMIT=0 task 'cleanup of rows' cleanup purge-counters --below $((rows + 1))
done

median() { tr ' ' '\n' <<<"$1" | sed '/^$/d' | sort -n | sed -n "$((rounds / 2 + 1))p"; }
row() { # NAME AGAINST
  local rate against
  rate=$(median "${rates[$1]}")
  against=$(median "${rates[$2]}")
  printf '| %s | %d | %d.%02d | %s |\n' "$1" "$rate" $((rate / against)) $((100 * rate / against % 100)) "${memory[$1]:-}"
}

echo "$rows rows, medians of $rounds rounds, heap $heap, on $(uname -sm) with $(getconf _NPROCESSORS_ONLN) processors."
echo
echo "| what | rows a second | × plain | peak MB |"
echo "| --- | ---: | ---: | ---: |"
for name in 'plain UPDATE' 'statement for a range' 'statement for a range, undo kept' 'entity at a time' \
  'entity at a time, undo kept' 'entity at a time, two workers' 'loop that commits each row, within PostgreSQL'; do
  row "$name" 'plain UPDATE'
done
for name in 'plain DELETE' 'cleanup of rows'; do
  row "$name" 'plain DELETE'
done
echo
echo "Meant: a statement for a range at least 0.50, an entity at a time at least 0.10 of the plain statement."
