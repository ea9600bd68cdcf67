# Sourced by the benches of the tasks: builds src/it/library and migrates a PostgreSQL of its own for it.
# Leaves $project, $java, $work, $jar, libpq's variables, and say, fail and sql; on_leave is called at the end.

project=$(cd "$(dirname "$0")/.." && pwd)
say() { echo "$*" >&2; }
fail() { say "$(basename "$0"): $*"; exit 1; }

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "there is no $java."
command -v psql >/dev/null || fail "psql is not found."

work=$(mktemp -d)
export ONEOFF_LOCAL_DIRECTORY=$work/postgresql
unset DATABASE_URL DATABASE_DIRECT_URL ONEOFF_ENVIRONMENT JAVA_TOOL_OPTIONS
jar=$work/library/target/library.jar
on_leave() { :; }
leave() {
  on_leave
  [[ ! -f $jar ]] || env -u DATABASE_URL "$java" -jar "$jar" local stop >"$work/stop" 2>&1 || cat "$work/stop" >&2
  rm -rf "$work"
}
trap leave EXIT

say "Building src/it/library …"
property() { sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$project/pom.xml" | head -1; }
cp -r "$project/src/it/library" "$work/library"
"$project/mvnw" -q -f "$work/library/pom.xml" package "-Doneoff.version=$(property version)" \
  "-Dplatform.version=$(property quarkus.version)" >"$work/build" 2>&1 || { cat "$work/build" >&2; fail "the build failed."; }

say "Setting up a PostgreSQL …"
"$java" -jar "$jar" migrate >"$work/migrate" 2>&1 || { cat "$work/migrate" >&2; fail "migrate failed."; }
PGPASSWORD=$(cat "$ONEOFF_LOCAL_DIRECTORY"/*/password)
PGPORT=$(cat "$ONEOFF_LOCAL_DIRECTORY"/*/port)
export PGPASSWORD PGPORT PGHOST=127.0.0.1 PGUSER=oneoff PGDATABASE=library PGOPTIONS='-c client_min_messages=warning'
sql() { psql -XqAt -v ON_ERROR_STOP=1 -c "$1"; }
