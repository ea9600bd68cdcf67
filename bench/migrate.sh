#!/usr/bin/env bash
# What a migration costs from the start of its process to its exit, against Liquibase's and Flyway's own Java API run
# bare: with nothing to do, and with 200 changesets to run.
#
#   ./mvnw -q package -DskipTests && bench/migrate.sh
#
# Needs bash 5 and a JDK 17 or later: JAVA_HOME's, or the one on the PATH. Memory needs GNU time; without it,
# the script says so and skips that. JAR is the jar (target/app.jar), RUNS the number of runs (11), FLAGS the flags of every JVM
# (-XX:TieredStopAtLevel=1 -XX:+UseSerialGC; empty for none), FLYWAY the version of Flyway (11.17.2).
#
# Liquibase and PostgreSQL's driver are those in the jar, copied into a jar of their own, so that only what surrounds them
# differs. Flyway comes from the Maven repository, into a temporary directory; if it cannot be resolved, the script says so and
# skips it. All three run the same SQL from the same number of files.
#
# The runs are interleaved, so that a busy spell of the machine affects all of them alike. Output goes to /dev/null.
# A PostgreSQL of its own is started in a temporary directory and removed again.
set -euo pipefail

project=$(cd "$(dirname "$0")/.." && pwd)
jar=${JAR:-$project/target/app.jar}
runs=${RUNS:-11}
changesets=200
flyway_version=${FLYWAY:-11.17.2}
read -ra flags <<<"${FLAGS--XX:TieredStopAtLevel=1 -XX:+UseSerialGC}"

say() { echo "$*" >&2; }
fail() { say "migrate.sh: $*"; exit 1; }

[[ -n ${EPOCHREALTIME:-} ]] || fail "bash 5 is needed; this is $BASH_VERSION."
[[ -f $jar ]] || fail "there is no $jar. Build it: ./mvnw -q package -DskipTests"

work=$(mktemp -d)
export ONEOFF_LOCAL_DIRECTORY=$work/postgresql
unset DATABASE_URL DATABASE_DIRECT_URL ONEOFF_ENVIRONMENT JAVA_TOOL_OPTIONS
leave() {
  "$java" -jar "$jar" local stop >"$work/stop" 2>&1 || cat "$work/stop" >&2
  rm -rf "$work"
}

# --- what there is -----------------------------------------------------------------------------------------------

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "there is no $java."
command -v "${java}c" >/dev/null || fail "there is no ${java}c; a JRE is not enough."
trap leave EXIT

gnu_time=$(type -P time || true)
"${gnu_time:-false}" -f %M true 2>"$work/time" || gnu_time=
[[ -n $gnu_time ]] || say "Skipped: memory. GNU time is not found."

# Out of the jar, so that nobody pays for the service's classes that it does not use.
(
  mkdir "$work/libraries" && cd "$work/libraries"
  "${java%java}jar" xf "$jar" META-INF/services/ liquibase/ liquibase.build.properties www.liquibase.org/ org/postgresql/ \
    org/yaml/ org/apache/commons/lang3/ org/apache/commons/io/ org/apache/commons/text/ org/apache/commons/collections4/ \
    com/opencsv/
  "${java%java}jar" cf "$work/libraries.jar" .
)
mkdir "$work/liquibase"
"${java}c" --release 17 -cp "$work/libraries.jar" -d "$work/liquibase" "$project/bench/BareLiquibase.java"

fetch_flyway() { # and compile what runs it
  mkdir "$work/flyway"
  cat >"$work/flyway/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId>
  <artifactId>flyway</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.flywaydb</groupId>
      <artifactId>flyway-database-postgresql</artifactId>
      <version>$flyway_version</version>
    </dependency>
  </dependencies>
</project>
POM
  (cd "$project" && ./mvnw -q --batch-mode -f "$work/flyway/pom.xml" dependency:copy-dependencies \
    -DoutputDirectory="$work/flyway/lib") >"$work/flyway/log" 2>&1 \
    && "${java}c" --release 17 -proc:none -cp "$work/flyway/lib/*" -d "$work/flyway" "$project/bench/BareFlyway.java" \
      2>>"$work/flyway/log"
}
say "Looking for Flyway $flyway_version …"
has_flyway=yes
fetch_flyway || { has_flyway=; say "Skipped: Flyway $flyway_version, which does not resolve or compile."; }

say "Setting up a PostgreSQL …"
"$java" -jar "$jar" local start >"$work/start" 2>&1 || { cat "$work/start" >&2; fail "local start failed."; }
password=$(cat "$ONEOFF_LOCAL_DIRECTORY"/*/password)
port=$(cat "$ONEOFF_LOCAL_DIRECTORY"/*/port)

# --- the changelog: as many files as changesets, the same for all ---------------------------------------------------

mkdir -p "$work/changelog/changes" "$work/scripts"
cat >"$work/changelog/master.yaml" <<YAML
databaseChangeLog:
  - includeAll:
      path: changes/
      relativeToChangelogFile: true
YAML
for ((i = 1; i <= changesets; i++)); do
  number=$(printf '%04d' "$i")
  sql="create table table_$number (id bigint primary key, name text not null, created_at timestamptz not null default now());"
  printf -- '--liquibase formatted sql\n--changeset bench:%s\n%s\n' "$number" "$sql" >"$work/changelog/changes/$number.sql"
  echo "$sql" >"$work/scripts/V${number}__table.sql"
done

# --- what is compared --------------------------------------------------------------------------------------------

# Each runs one migration of a database.
oneoff() { # DATABASE PREFIX...
  local -x DATABASE_URL=postgres://oneoff:$password@127.0.0.1:$port/$1 ONEOFF_ENVIRONMENT=test
  local -x QUARKUS_LIQUIBASE_CHANGE_LOG=master.yaml QUARKUS_LIQUIBASE_SEARCH_PATH=$work/changelog
  "${@:2}" "$java" "${flags[@]}" -jar "$jar" migrate
}
liquibase() { # DATABASE PREFIX...
  "${@:2}" "$java" "${flags[@]}" -cp "$work/liquibase:$work/libraries.jar" BareLiquibase \
    "jdbc:postgresql://127.0.0.1:$port/$1" oneoff "$password" master.yaml "$work/changelog"
}
flyway() { # DATABASE PREFIX...
  "${@:2}" "$java" "${flags[@]}" -cp "$work/flyway:$work/flyway/lib/*:$work/libraries.jar" BareFlyway \
    "jdbc:postgresql://127.0.0.1:$port/$1" oneoff "$password" "$work/scripts"
}
tools=(liquibase oneoff)
[[ -z $has_flyway ]] || tools+=(flyway)

declare -A titles=([liquibase]='Liquibase, bare' [oneoff]='`migrate`' [flyway]="Flyway $flyway_version, bare")

# --- runs --------------------------------------------------------------------------------------------------------

run() { # TOOL DATABASE PREFIX...
  "$@" >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2; fail "this failed: ${titles[$1]}"; }
}

median() { # FILE
  sort -n "$1" | sed -n "$((runs / 2 + 1))p"
}

# An empty database for each run that has something to do.
cat >"$work/Create.java" <<'JAVA'
import java.sql.*;

class Create {
  public static void main(String[] names) throws SQLException {
    try (Connection connection = DriverManager.getConnection(names[0], "oneoff", names[1]);
        Statement statement = connection.createStatement()) {
      for (int i = 2; i < names.length; i++) {
        statement.execute("create database " + names[i]);
      }
    }
  }
}
JAVA
databases=()
for tool in "${tools[@]}"; do
  for ((n = 0; n <= runs; n++)); do databases+=("$tool$n"); done
done
"$java" -cp "$jar" "$work/Create.java" "jdbc:postgresql://127.0.0.1:$port/postgres" "$password" "${databases[@]}"

# Once for the memory, which warms up too; the runs that count have no GNU time between.
declare -A memory
for work_to_do in all none; do
  for tool in "${tools[@]}"; do
    run "$tool" "${tool}0" ${gnu_time:+"$gnu_time" -q -f %M -o "$work/memory"}
    [[ -z $gnu_time ]] || memory[$tool.$work_to_do]=$(($(<"$work/memory") / 1024))
  done
done
timed() { # TOOL DATABASE all|none
  local start=${EPOCHREALTIME/[.,]/}
  run "$1" "$2"
  echo "$((${EPOCHREALTIME/[.,]/} - start))" >>"$work/runs.$1.$3"
}
for ((n = 1; n <= runs; n++)); do
  say "Run $n of $runs …"
  for tool in "${tools[@]}"; do timed "$tool" "$tool$n" all; done
  for tool in "${tools[@]}"; do timed "$tool" "${tool}0" none; done
done

# --- the table ---------------------------------------------------------------------------------------------------

ratio() { # VALUE OF: with two digits
  local hundredths=$((100 * $1 / $2))
  printf '%d.%02d' $((hundredths / 100)) $((hundredths % 100))
}

version=$("$java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')
echo "Medians of $runs runs, on $(uname -sm) with $(getconf _NPROCESSORS_ONLN) processors, Java $version \`${flags[*]}\`."
echo
echo "| to do | process | ms | × Liquibase | peak MB | × Liquibase |"
echo "| --- | --- | ---: | ---: | ---: | ---: |"
for work_to_do in none all; do
  bare=$(median "$work/runs.liquibase.$work_to_do")
  for tool in "${tools[@]}"; do
    microseconds=$(median "$work/runs.$tool.$work_to_do")
    megabytes=${memory[$tool.$work_to_do]:-}
    echo "| ${work_to_do/all/$changesets changesets} | ${titles[$tool]} | $((microseconds / 1000)) |" \
      "$(ratio "$microseconds" "$bare") | $megabytes |" \
      "${megabytes:+$(ratio "$megabytes" "${memory[liquibase.$work_to_do]}")} |"
  done
done
echo
if (($(median "$work/runs.oneoff.none") < $(median "$work/runs.liquibase.none"))); then
  echo "A \`migrate\` with nothing to do costs less than Liquibase's, as it is meant to."
else
  echo "A \`migrate\` with nothing to do costs no less than Liquibase's; it is meant to cost less."
fi
