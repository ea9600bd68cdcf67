# shellcheck shell=bash disable=SC2034
# Sourced by benches that need a PostgreSQL of their own: the jar's, in a temporary directory, removed again.
# Leaves $project, $work (the directory), $gnu_time (empty if there is none), and say, fail, set_up_database and sql. $java and $jar
# are the caller's; on_leave is called at the end.

project=$(cd "$(dirname "$0")/.." && pwd)
say() { echo "$*" >&2; }
fail() { say "$(basename "$0"): $*"; exit 1; }

[[ -n ${EPOCHREALTIME:-} ]] || fail "bash 5 is needed; this is $BASH_VERSION."
command -v psql >/dev/null || fail "psql is not found."

java=
jar=
work=$(mktemp -d)
export ONEOFF_LOCAL_DIRECTORY=$work/postgresql
unset DATABASE_URL DATABASE_DIRECT_URL DATABASE_READONLY_URL ONEOFF_ENVIRONMENT JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS
on_leave() { :; }
leave() {
  on_leave
  [[ ! -d $ONEOFF_LOCAL_DIRECTORY ]] || env -u DATABASE_URL "$java" -jar "$jar" local stop >"$work/stop" 2>&1 || cat "$work/stop" >&2
  rm -rf "$work"
}
trap leave EXIT

gnu_time=$(type -P time || true)
"${gnu_time:-false}" -f %M true 2>"$work/time" || gnu_time=
[[ -n $gnu_time ]] || say "Skipped: memory. GNU time is not found."

set_up_database() { # NAME: starts the PostgreSQL, and leaves libpq's variables for this database, which is the service's
  say "Setting up a PostgreSQL …"
  "$java" -jar "$jar" migrate >"$work/migrate" 2>&1 || { cat "$work/migrate" >&2; fail "migrate failed."; }
  PGPASSWORD=$(cat "$ONEOFF_LOCAL_DIRECTORY"/*/password)
  PGPORT=$(cat "$ONEOFF_LOCAL_DIRECTORY"/*/port)
  export PGPASSWORD PGPORT PGHOST=127.0.0.1 PGUSER=oneoff PGDATABASE=$1 PGOPTIONS='-c client_min_messages=warning'
}
sql() { psql -XqAt -v ON_ERROR_STOP=1 -c "$1"; }
