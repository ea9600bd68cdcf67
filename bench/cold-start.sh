#!/usr/bin/env bash
# What a short command costs from its start to its exit, against a JVM that prints one line and against psql.
#
#   ./mvnw -q package -DskipTests && bench/cold-start.sh
#
# Needs bash 5 and a JDK 17, a JDK 25 or both. It looks for them in JAVA17_HOME and JAVA25_HOME, then in JAVA_HOME,
# beside the java on the PATH and where systems keep theirs. Memory needs GNU time, the last row psql; without
# them, the script says so and skips these. JAR is the jar (target/app.jar), RUNS the number of runs (11).
#
# The runs are interleaved, so that a busy spell of the machine affects all of them alike. Output goes to /dev/null.
# A PostgreSQL of its own is started in a temporary directory and removed again.
set -euo pipefail

project=$(cd "$(dirname "$0")/.." && pwd)
jar=${JAR:-$project/target/app.jar}
runs=${RUNS:-11}
# For a short process the first compiler and the simplest collector are the best; -Xlog:disable keeps the JVM from
# telling on stdout that it cannot use a cache.
short=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable)

say() { echo "$*" >&2; }
fail() { say "cold-start.sh: $*"; exit 1; }

[[ -n ${EPOCHREALTIME:-} ]] || fail "bash 5 is needed; this is $BASH_VERSION."
[[ -f $jar ]] || fail "there is no $jar. Build it: ./mvnw -q package -DskipTests"

work=$(mktemp -d)
export ONEOFF_LOCAL_DIRECTORY=$work/postgresql
unset DATABASE_URL DATABASE_DIRECT_URL ONEOFF_ENVIRONMENT JAVA_TOOL_OPTIONS
java=
leave() {
  [[ -z $java ]] || "$java" -jar "$jar" local stop >"$work/stop" 2>&1 || cat "$work/stop" >&2
  rm -rf "$work"
}
trap leave EXIT

# --- what there is -----------------------------------------------------------------------------------------------

is_java() { # HOME MAJOR
  [[ -x $1/bin/java ]] && grep -qs "^JAVA_VERSION=\"$2[.\"]" "$1/release"
}

home_of_java() { # MAJOR: prints a home, or nothing
  local named=JAVA$1_HOME home on_path
  if [[ -n ${!named:-} ]]; then
    is_java "${!named}" "$1" || fail "$named is not the home of a JDK $1: ${!named}"
    echo "${!named}"
    return
  fi
  on_path=$(command -v java || true)
  [[ -z $on_path ]] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if is_java "$home" "$1"; then
      echo "$home"
      return
    fi
  done
}

home17=$(home_of_java 17)
home25=$(home_of_java 25)
[[ -n $home17 ]] || say "Skipped: JDK 17, which is not found. Set JAVA17_HOME."
[[ -n $home25 ]] || say "Skipped: JDK 25 and its AOT cache, which is not found. Set JAVA25_HOME."
[[ -n $home17$home25 ]] || fail "no JDK 17 and no JDK 25 is found."
java=${home17:-$home25}/bin/java

gnu_time=$(type -P time || true)
"${gnu_time:-false}" -f %M true 2>"$work/time" || gnu_time=
[[ -n $gnu_time ]] || say "Skipped: memory. GNU time is not found."

javac=
for home in $home17 $home25; do
  [[ -n $javac || ! -x $home/bin/javac ]] || javac=$home/bin/javac
done
[[ -n $javac ]] || fail "no javac is found; a JRE is not enough."
echo 'class Bare { public static void main(String[] a) { System.out.println("one line"); } }' >"$work/Bare.java"
"$javac" --release 17 -d "$work" "$work/Bare.java"

# --- what is compared --------------------------------------------------------------------------------------------

names=()     # "JVM | process"
commands=()  # shell-quoted
compare() {  # JVM PROCESS COMMAND...
  names+=("$1 | $2")
  shift 2
  commands+=("$(printf '%q ' "$@")")
}
# shellcheck disable=SC2016 # the backticks are Markdown's
compare_commands() { # JVM JAVA FLAGS...
  local jvm=$1
  shift
  compare "$jvm" '`--help`' "$@" -jar "$jar" --help
  compare "$jvm" '`--version`' "$@" -jar "$jar" --version
  compare "$jvm" '`about`' "$@" -jar "$jar" about
  compare "$jvm" '`migrate`, nothing to do' "$@" -jar "$jar" migrate
}

say "Setting up a PostgreSQL and the schema …"
"$java" -jar "$jar" migrate >"$work/migrate" 2>&1 || { cat "$work/migrate" >&2; fail "migrate failed."; }

if [[ -n $home17 ]]; then
  compare 'JDK 17' 'one line (bare)' "$home17/bin/java" -cp "$work" Bare
  compare_commands 'JDK 17' "$home17/bin/java"
fi
if [[ -n $home25 ]]; then
  say "Training the AOT cache on migrate …"
  "$home25/bin/java" "${short[@]}" "-XX:AOTCacheOutput=$work/app.aot" -jar "$jar" migrate >"$work/train" 2>&1 \
    || { cat "$work/train" >&2; fail "the training failed."; }
  [[ -s $work/app.aot ]] || fail "the training made no cache."
  compare 'JDK 25' 'one line (bare)' "$home25/bin/java" -cp "$work" Bare
  compare_commands 'JDK 25' "$home25/bin/java"
  compare_commands 'JDK 25, AOT' "$home25/bin/java" "${short[@]}" "-XX:AOTCache=$work/app.aot"
fi
if command -v psql >/dev/null; then
  PGPASSWORD=$(cat "$ONEOFF_LOCAL_DIRECTORY"/*/password)
  export PGPASSWORD
  compare '' '`psql -c '\''select 1'\''`' psql -X -h 127.0.0.1 -p "$(cat "$ONEOFF_LOCAL_DIRECTORY"/*/port)" \
    -U oneoff -c 'select 1' orders
else
  say "Skipped: psql, which is not found."
fi

# --- runs --------------------------------------------------------------------------------------------------------

run() { # INDEX PREFIX...: runs this process after the prefix
  local -a command
  eval "command=(${commands[$1]})"
  "${@:2}" "${command[@]}" >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2; fail "this failed: ${names[$1]}"; }
}

median() { # FILE
  sort -n "$1" | sed -n "$((runs / 2 + 1))p"
}

# Once for the memory, which warms up too; the runs that count have no GNU time between.
declare -a memory
for i in "${!names[@]}"; do
  run "$i" ${gnu_time:+"$gnu_time" -q -f %M -o "$work/memory"}
  [[ -z $gnu_time ]] || memory[i]=$(($(<"$work/memory") / 1024))
done
for ((n = 1; n <= runs; n++)); do
  say "Run $n of $runs …"
  for i in "${!names[@]}"; do
    start=${EPOCHREALTIME/[.,]/}
    run "$i"
    echo "$((${EPOCHREALTIME/[.,]/} - start))" >>"$work/runs.$i"
  done
done

# --- the table ---------------------------------------------------------------------------------------------------

declare -A bare help
echo "Medians of $runs runs, on $(uname -sm) with $(getconf _NPROCESSORS_ONLN) processors. \"Bare\" is the same JDK's JVM"
echo "that prints one line. AOT: \`${short[*]} -XX:AOTCache=…\`, trained on \`migrate\`."
echo
echo "| JVM | process | ms | × bare | peak MB |"
echo "| --- | --- | ---: | ---: | ---: |"
for i in "${!names[@]}"; do
  microseconds=$(median "$work/runs.$i")
  jvm=${names[$i]%% | *}
  jdk=${jvm%%,*}
  [[ ${names[$i]} != *bare* ]] || bare[$jdk]=$microseconds
  ratio=
  if [[ -n $jdk ]]; then
    ratio=$((10 * microseconds / ${bare[$jdk]}))
    [[ ${names[$i]} != *--help* ]] || help[$jvm]=$ratio
    ratio=${ratio%?}.${ratio: -1}
  fi
  echo "| ${names[$i]} | $((microseconds / 1000)) | $ratio | ${memory[i]:-} |"
done

target() { # JVM LIMIT
  local ratio=${help[$1]:-}
  [[ -z $ratio ]] || echo "\`--help\` on $1: ${ratio%?}.${ratio: -1} times the bare JVM; meant to be at most $2."
}
echo
target 'JDK 17' 8
target 'JDK 25, AOT' 6
