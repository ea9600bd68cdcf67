#!/usr/bin/env bash
# What the consoles cost: `sql -c`, `shell -c '1+1'`, counting an entity and the shell's first prompt, beside plain jshell and a JVM
# that prints one line.
#
#   ./mvnw -q package -DskipTests && bench/console.sh
#
# Needs bash 5, a JDK 17 or later (JAVA_HOME, or the java on the PATH) and `script` of util-linux for the prompts. Memory and
# processor time, which other work on the machine disturbs least, need GNU time; without it, the script says so and skips them.
# JAR is the jar (target/app.jar), RUNS the number of runs (5). BEFORE is another jar, of an older commit with the same migrations,
# that is run beside it.
#
# The runs are interleaved. A PostgreSQL of its own is started in a temporary directory and removed again.
set -euo pipefail

project=$(cd "$(dirname "$0")/.." && pwd)
jar=${JAR:-$project/target/app.jar}
before=${BEFORE:-}
runs=${RUNS:-5}

say() { echo "$*" >&2; }
fail() { say "console.sh: $*"; exit 1; }

[[ -n ${EPOCHREALTIME:-} ]] || fail "bash 5 is needed; this is $BASH_VERSION."
[[ -f $jar ]] || fail "there is no $jar. Build it: ./mvnw -q package -DskipTests"
[[ -z $before || -f $before ]] || fail "there is no $before."
home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
java=$home/bin/java
[[ -x $home/bin/jshell ]] || fail "there is no jshell in $home; a JRE is not enough."

work=$(mktemp -d)
export ONEOFF_LOCAL_DIRECTORY=$work/postgresql XDG_STATE_HOME=$work/state TERM=xterm-256color
unset DATABASE_URL DATABASE_DIRECT_URL ONEOFF_ENVIRONMENT JAVA_TOOL_OPTIONS
leave() {
  "$java" -jar "$jar" local stop >"$work/stop" 2>&1 || cat "$work/stop" >&2
  rm -rf "$work"
}
trap leave EXIT

gnu_time=$(type -P time || true)
"${gnu_time:-false}" -f %M true 2>"$work/time" || gnu_time=
[[ -n $gnu_time ]] || say "Skipped: memory and processor time. GNU time is not found."
prompts=$(type -P script || true)
[[ -n $prompts ]] || say "Skipped: the first prompts. script (util-linux) is not found."

echo 'class Bare { public static void main(String[] a) { System.out.println("one line"); } }' >"$work/Bare.java"
"$home/bin/javac" --release 17 -d "$work" "$work/Bare.java"
echo '1+1' >"$work/sum.jsh"
echo '/exit' >>"$work/sum.jsh"
say "Setting up a PostgreSQL and the schema …"
"$java" -jar "$jar" migrate >"$work/migrate" 2>&1 || { cat "$work/migrate" >&2; fail "migrate failed."; }

names=()
commands=()
compare() { names+=("$1"); shift; commands+=("$(printf '%q ' "$@")"); }
compare 'one line (bare)' "$java" -cp "$work" Bare
compare '`jshell sum.jsh`' "$home/bin/jshell" "$work/sum.jsh"
compare_jars() { # NAME ARGUMENT...
  compare "$1" "$java" -jar "$jar" "${@:2}"
  [[ -z $before ]] || compare "$1, before" "$java" -jar "$before" "${@:2}"
}
compare_jars '`health`: the boot' health
compare_jars "\`sql -c 'select 1'\`" sql -c 'select 1'
compare_jars "\`shell -c '1+1'\`" shell -c '1+1'
compare_jars "\`shell -c 'Customer.count()'\`" shell -c 'Customer.count()'

run() { # INDEX PREFIX...
  local -a command
  eval "command=(${commands[$1]})"
  "${@:2}" "${command[@]}" >/dev/null 2>"$work/errors" </dev/null || { cat "$work/errors" >&2; fail "this failed: ${names[$1]}"; }
}

# Until the prompt is on a terminal of its own; then it is left by its own word.
first_prompt() { # PROMPT LEAVE COMMAND...
  local start=${EPOCHREALTIME/[.,]/} seen='' piece
  coproc TERMINAL { exec script -qfec "stty cols 100 rows 40; $(printf '%q ' "${@:3}")" /dev/null 2>/dev/null; }
  local id=$TERMINAL_PID
  while [[ $seen != *"$1"* ]]; do
    IFS= read -r -d '' -n 1 -t 60 piece <&"${TERMINAL[0]}" || fail "no prompt: $seen"
    seen+=$piece
  done
  took=$((${EPOCHREALTIME/[.,]/} - start))
  printf '%s\r' "$2" >&"${TERMINAL[1]}"
  cat <&"${TERMINAL[0]}" >/dev/null || true
  wait "$id" || true
}

median() { sort -n "$1" | sed -n "$((runs / 2 + 1))p"; }

for i in "${!names[@]}"; do run "$i"; done
for ((n = 1; n <= runs; n++)); do
  say "Run $n of $runs …"
  for i in "${!names[@]}"; do
    start=${EPOCHREALTIME/[.,]/}
    run "$i" ${gnu_time:+"$gnu_time" -q -f '%M %U %S' -o "$work/used"}
    echo "$((${EPOCHREALTIME/[.,]/} - start))" >>"$work/runs.$i"
    if [[ -n $gnu_time ]]; then
      read -r kilobytes user system <"$work/used"
      echo "$((kilobytes / 1024))" >>"$work/memory.$i"
      echo "$((10#${user/./} * 10 + 10#${system/./} * 10))" >>"$work/processor.$i"
    fi
  done
  if [[ -n $prompts ]]; then
    first_prompt 'jshell> ' '/exit' "$home/bin/jshell"
    echo "$took" >>"$work/prompt.jshell"
    first_prompt 'shell> ' ':quit' "$java" -jar "$jar" shell
    echo "$took" >>"$work/prompt.shell"
    if [[ -n $before ]]; then
      first_prompt 'shell> ' ':quit' "$java" -jar "$before" shell
      echo "$took" >>"$work/prompt.before"
    fi
  fi
done

bare=$(median "$work/runs.0")
row() { # NAME MICROSECONDS PROCESSOR MEMORY
  local ratio=$((10 * $2 / bare))
  echo "| $1 | $(($2 / 1000)) | ${ratio%?}.${ratio: -1} | ${3:-} | ${4:-} |"
}
echo "Medians of $runs runs, on $(uname -sm) with $(getconf _NPROCESSORS_ONLN) processors, $("$java" -version 2>&1 | head -n 1)."
echo
echo "| process | ms | × bare | processor ms | peak MB |"
echo "| --- | ---: | ---: | ---: | ---: |"
for i in "${!names[@]}"; do
  row "${names[$i]}" "$(median "$work/runs.$i")" ${gnu_time:+"$(median "$work/processor.$i")" "$(median "$work/memory.$i")"}
done
if [[ -n $prompts ]]; then
  row 'first prompt of `jshell`' "$(median "$work/prompt.jshell")"
  row 'first prompt of `shell`' "$(median "$work/prompt.shell")"
  [[ -z $before ]] || row 'first prompt of `shell`, before' "$(median "$work/prompt.before")"
  limit=$(($(median "$work/prompt.jshell") + $(median "$work/runs.2")))
  echo
  echo "Meant: the first prompt of shell within that of jshell plus the boot, $((limit / 1000)) ms."
fi
