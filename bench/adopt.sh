#!/usr/bin/env bash
# What a service pays for taking the toolkit: the size of its jars, the start of its server and the server's memory, with the one
# dependency and without it, side by side in one run.
#
#   ./mvnw -q package -DskipTests && bench/adopt.sh
#
# The service is src/it/bakery: REST, entities, PostgreSQL, and none of the extensions that the toolkit uses if they are there. It is
# built four times, as Quarkus's own packaging (fast-jar) and as one jar, with the toolkit and without.
#
# Needs bash 5, psql, curl, a JDK 17 or later (JAVA_HOME's, or the one on the PATH) and Linux's /proc for the memory. ROUNDS is how
# often each server is started (7), HEAP the largest heap (256m), REQUESTS how many requests each answers before its memory is read (200).
#
# A start ends with the first answer to a request that reads a row; it is polled every 10 ms. In a round both start one after the
# other, in turns, and a ratio is the median of the rounds' ratios. Memory is what is resident after the requests; live heap is what is
# left of the heap after a full collection. Nothing stays behind: the PostgreSQL, the builds and Maven's repository for the toolkit are
# in a temporary directory.
set -euo pipefail
export LC_ALL=C

# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"

jar=${JAR:-$project/target/app.jar}
rounds=${ROUNDS:-7}
heap=${HEAP:-256m}
requests=${REQUESTS:-200}

[[ -f $jar ]] || fail "there is no $jar. Build it: ./mvnw -q package -DskipTests"
[[ $rounds =~ ^[1-9][0-9]*$ ]] || fail "ROUNDS must be 1 or more, not $rounds."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "there is no $java."
command -v curl >/dev/null || fail "curl is not found."
jcmd=${JAVA_HOME:+$JAVA_HOME/bin/}jcmd
[[ -r /proc/self/status ]] || say "Skipped: memory. There is no /proc."

property() { sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$project/pom.xml" | sed 1q; }
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
pid=
on_leave() { [[ -z $pid ]] || kill "$pid" 2>/dev/null || true; }

maven() {
  "$project/mvnw" --batch-mode -q "-Dmaven.repo.local=$work/repository" "-Dmaven.repo.local.tail=$repository" "$@" \
    >"$work/maven" 2>&1 || { cat "$work/maven" >&2; fail "a build failed."; }
}

build() { # NAME TYPE ARGUMENT…
  local to=$work/$1-$2 type=$2
  say "Building the service $1, as $type …"
  mkdir "$to"
  cp -r "$project/src/it/bakery/." "$to"
  maven -f "$to/pom.xml" package "-Dplatform.version=$(property quarkus.version)" "-Doneoff.version=$(property version)" \
    "-Dquarkus.package.jar.type=$type" "${@:3}"
}

# --- a start ------------------------------------------------------------------------------------------------------

free_port() {
  local port
  for port in $(seq 20000 $((RANDOM % 7 + 1)) 29999); do
    (: </dev/tcp/127.0.0.1/"$port") 2>/dev/null || { echo "$port"; return; }
  done
}

microseconds() { echo "${EPOCHREALTIME/[^0-9]/}"; }

declare -A starts resident live
start() { # NAME: measures one start, and what the server takes
  local name=$1 port begun
  port=$(free_port)
  begun=$(microseconds)
  QUARKUS_HTTP_PORT=$port "$java" "-Xmx$heap" -jar "$work/$name-fast-jar/target/quarkus-app/quarkus-run.jar" >"$work/log" 2>&1 &
  pid=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$port/breads/1"; do
    kill -0 "$pid" 2>/dev/null || { cat "$work/log" >&2; fail "the server $name did not start."; }
    sleep 0.01
  done
  starts[$name]+=" $((($(microseconds) - begun) / 1000))"
  curl -sf -o /dev/null "http://127.0.0.1:$port/breads/[1-$requests]" || true
  if [[ -r /proc/$pid/status ]]; then
    resident[$name]+=" $(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status")"
  fi
  if command -v "$jcmd" >/dev/null; then
    "$jcmd" "$pid" GC.run >/dev/null
    live[$name]+=" $("$jcmd" "$pid" GC.heap_info | sed -n 's/.*used \([0-9]*\)K.*/\1/p' | sed 1q)"
  fi
  kill "$pid"
  wait "$pid" || true
  pid=
}

# --- numbers ------------------------------------------------------------------------------------------------------

median() { printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
ratios() { # WITHOUT WITH: the median of the rounds' ratios
  # shellcheck disable=SC2086 # words
  paste <(printf '%s\n' $1) <(printf '%s\n' $2) | awk '{ print $2 / $1 }' | sort -n |
    awk '{ v[NR] = $1 } END { printf "%.2f", v[int((NR + 1) / 2)] }'
}
met() { awk -v reached="$1" -v wanted="$2" 'BEGIN { print (reached <= wanted ? "yes" : "no") }'; }
kilobytes() { du -sk --apparent-size "$1" | cut -f 1; }
megabytes() { awk -v kb="$1" 'BEGIN { printf "%.1f", kb / 1024 }'; }

set_up_database orders
sql "create table bread (id bigint primary key, name varchar(255) not null, price numeric(38, 2));
     insert into bread select n, 'Rye', 4.50 from generate_series(1, 1000) n"
export QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:$PGPORT/orders
export QUARKUS_DATASOURCE_USERNAME=$PGUSER QUARKUS_DATASOURCE_PASSWORD=$PGPASSWORD

maven -f "$project/pom.xml" install:install-file@toolkit
for type in fast-jar uber-jar; do
  build without $type -Dwithout-toolkit
  build with $type
done

for name in with without; do start $name; done
starts=() resident=() live=()
for round in $(seq "$rounds"); do
  say "Round $round of $rounds …"
  if ((round % 2)); then start without; start with; else start with; start without; fi
done

fast=$(($(kilobytes "$work/with-fast-jar/target/quarkus-app") - $(kilobytes "$work/without-fast-jar/target/quarkus-app")))
start_ratio=$(ratios "${starts[without]}" "${starts[with]}")

row() { # WHAT WITHOUT WITH RATIO WANTED MET
  echo "| $1 | $2 | $3 | $4 | $5 | $6 |"
}
echo "$("$java" -version 2>&1 | sed 1q), $rounds rounds, a heap of at most $heap:"
echo
row "" "without" "with" "" "wanted" "met"
row --- ---: ---: ---: ---: ---
row "fast-jar, MB" "$(megabytes "$(kilobytes "$work/without-fast-jar/target/quarkus-app")")" \
  "$(megabytes "$(kilobytes "$work/with-fast-jar/target/quarkus-app")")" "+$(megabytes $fast)" "+8" "$(met $fast 8192)"
row "one jar, MB" "$(megabytes "$(kilobytes "$work/without-uber-jar/target/bakery.jar")")" \
  "$(megabytes "$(kilobytes "$work/with-uber-jar/target/bakery.jar")")" "" "" ""
# shellcheck disable=SC2086 # words
row "start, ms" "$(median ${starts[without]})" "$(median ${starts[with]})" "$start_ratio" 1.05 "$(met "$start_ratio" 1.05)"
if [[ -n ${resident[with]:-} ]]; then
  ratio=$(ratios "${resident[without]}" "${resident[with]}")
  # shellcheck disable=SC2086
  row "resident, MB" "$(median ${resident[without]})" "$(median ${resident[with]})" "$ratio" 1.05 "$(met "$ratio" 1.05)"
fi
if [[ -n ${live[with]:-} ]]; then
  # shellcheck disable=SC2086
  row "live heap, MB" "$(megabytes "$(median ${live[without]})")" "$(megabytes "$(median ${live[with]})")" \
    "$(ratios "${live[without]}" "${live[with]}")" "" ""
fi
