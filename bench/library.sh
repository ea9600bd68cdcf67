# shellcheck shell=bash
# Sourced by the benches of the tasks: builds src/it/library and migrates a PostgreSQL of its own for it.
# Leaves what common.sh leaves, $java and $jar.

# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "there is no $java."
jar=$work/library/target/library.jar

say "Building src/it/library …"
property() { sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$project/pom.xml" | head -1; }
cp -r "$project/src/it/library" "$work/library"
"$project/mvnw" -q -f "$work/library/pom.xml" package "-Doneoff.version=$(property version)" \
  "-Dplatform.version=$(property quarkus.version)" >"$work/build" 2>&1 || { cat "$work/build" >&2; fail "the build failed."; }

set_up_database library
