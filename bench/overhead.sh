#!/usr/bin/env bash
# What the server pays for having its admin inside: requests a second and memory of the whole jar, beside the same service built
# without the toolkit, in one run.
#
#   ./mvnw -q package -DskipTests && bench/overhead.sh
#
# Needs bash 5, a JDK 17 or later (JAVA_HOME's, or the one on the PATH) and Linux's /proc for the memory. JAR is the jar
# (target/app.jar), PLAIN an existing jar without the toolkit, ROUNDS how often both are started (3), SLICES how often
# each request is measured in a round (6), SLICE how many seconds each time (4), WARMUP how many seconds each request is sent before
# (20), CONNECTIONS how many stay open (8), HEAP the largest heap of each (256m).
#
# The service without the toolkit is dev.oneoff.orders, its settings and its changelog from this tree, and of our pom.xml's
# dependencies those on Quarkus's extensions but picocli: so it follows whatever the service is given. Both servers run at the same
# time on one database, started in turns. Their slices alternate, and so does which of them goes first, because both get faster for
# minutes (Java compiles what is hot) and the machine has busy spells: each slice of one has a neighbour of the other, and the ratio is
# the median of these pairs' ratios. All other numbers are medians. Memory has one value for each process: resident after its last
# request, and its peak. The PostgreSQL is one of its own, in a temporary directory, and is removed again.
set -euo pipefail
export LC_ALL=C

project=$(cd "$(dirname "$0")/.." && pwd)
jar=${JAR:-$project/target/app.jar}
rounds=${ROUNDS:-3}
slices=${SLICES:-6}
seconds=${SLICE:-4}
warmup=${WARMUP:-20}
connections=${CONNECTIONS:-8}
heap=${HEAP:-256m}

say() { echo "$*" >&2; }
fail() { say "overhead.sh: $*"; exit 1; }

[[ -n ${EPOCHREALTIME:-} ]] || fail "bash 5 is needed; this is $BASH_VERSION."
[[ -f $jar ]] || fail "there is no $jar. Build it: ./mvnw -q package -DskipTests"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "there is no $java."
[[ -r /proc/self/status ]] || say "Skipped: memory. There is no /proc."

work=$(mktemp -d)
export ONEOFF_LOCAL_DIRECTORY=$work/postgresql
unset DATABASE_URL DATABASE_DIRECT_URL DATABASE_READONLY_URL ONEOFF_ENVIRONMENT JAVA_TOOL_OPTIONS
declare -A pids=() ports=()
stop() {
  local name
  for name in "${!pids[@]}"; do
    kill "${pids[$name]}" 2>/dev/null || true
    wait "${pids[$name]}" || true
  done
  pids=()
}
leave() {
  stop
  "$java" -jar "$jar" local stop >"$work/stop" 2>&1 || cat "$work/stop" >&2
  rm -rf "$work"
}
trap leave EXIT

# --- the service without the toolkit -----------------------------------------------------------------------------

property() { sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$project/pom.xml" | sed 1q; }

# The extensions of Quarkus and the annotations of JSpecify; the first <dependencies> that are no dependencyManagement's.
extensions() {
  awk '
    /<dependencyManagement>/ { managed = 1 } /<\/dependencyManagement>/ { managed = 0 }
    managed { next }
    /<dependencies>/ { inside = 1 } /<\/dependencies>/ { exit }
    inside && /<dependency>/ { block = "" }
    inside { block = block $0 "\n" }
    inside && /<\/dependency>/ && block ~ /<groupId>(io\.quarkus|io\.quarkiverse|org\.jspecify)/ &&
      block !~ /quarkus-picocli|<scope>test/ { printf "%s", block }
  ' "$project/pom.xml"
}

build_plain() {
  local to=$work/plain version
  version=$(property quarkus.version)
  mkdir -p "$to/src/main/java/dev/oneoff/admin" "$to/src/main/resources"
  cp -r "$project/src/main/java/dev/oneoff/orders" "$to/src/main/java/dev/oneoff/"
  # All of ours that orders may name.
  cp "$project/src/main/java/dev/oneoff/admin/Sensitive.java" "$to/src/main/java/dev/oneoff/admin/"
  cp -r "$project/src/main/resources/application.properties" "$project/src/main/resources/db" "$to/src/main/resources/"
  cat >"$to/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>dev.oneoff</groupId>
  <artifactId>orders-alone</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>$(property maven.compiler.release)</maven.compiler.release>
    <maven.compiler.parameters>true</maven.compiler.parameters>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>io.quarkus.platform</groupId>
        <artifactId>quarkus-bom</artifactId>
        <version>$version</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
$(extensions)
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <artifactId>maven-compiler-plugin</artifactId>
        <version>3.14.1</version>
      </plugin>
      <plugin>
        <groupId>io.quarkus.platform</groupId>
        <artifactId>quarkus-maven-plugin</artifactId>
        <version>$version</version>
        <extensions>true</extensions>
        <executions>
          <execution>
            <goals>
              <goal>build</goal>
            </goals>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
POM
  "$project/mvnw" -q -f "$to/pom.xml" package -DskipTests >"$work/build" 2>&1 || { cat "$work/build" >&2; fail "the build failed."; }
}

if [[ -n ${PLAIN:-} ]]; then
  plain=$PLAIN
else
  say "Building the service without the toolkit …"
  build_plain
  plain=$work/plain/target/app.jar
fi
[[ -f $plain ]] || fail "there is no $plain."
declare -A jars=([plain]=$plain [whole]=$jar)
mkdir "$work/classes"
"${java}c" --release 17 -d "$work/classes" "$project/bench/LoadClient.java"

# --- the database ------------------------------------------------------------------------------------------------

say "Setting up a PostgreSQL …"
admin() { "$java" -jar "$jar" "$@" >"$work/admin" 2>&1 || { cat "$work/admin" >&2; fail "this failed: $*"; }; }
admin migrate
admin sql --write --reason bench -c "insert into customers (id, name, email, signed_up_on)
  select -i, 'Customer ' || i, 'customer.' || i || '@example.org', date '2024-01-01' from generate_series(1, 10000) i"
admin sql --write --reason bench -c "insert into products (id, sku, name, price)
  select -i, 'SKU-' || i, 'Product ' || i, 4.50 from generate_series(1, 1000) i"
password=$(cat "$ONEOFF_LOCAL_DIRECTORY"/*/password)
url=jdbc:postgresql://127.0.0.1:$(cat "$ONEOFF_LOCAL_DIRECTORY"/*/port)/orders

# --- servers -----------------------------------------------------------------------------------------------------

start() { # NAME
  local log=$work/$1.log
  # The round before has left one that says it, too.
  : >"$log"
  QUARKUS_HTTP_PORT=0 QUARKUS_DATASOURCE_JDBC_URL=$url QUARKUS_DATASOURCE_USERNAME=oneoff QUARKUS_DATASOURCE_PASSWORD=$password \
    "$java" "-Xmx$heap" -jar "${jars[$1]}" >"$log" 2>&1 &
  pids[$1]=$!
  until grep -q 'Listening on' "$log"; do
    kill -0 "${pids[$1]}" 2>/dev/null || { cat "$log" >&2; fail "the server ended."; }
    sleep 0.2
  done
  ports[$1]=$(sed -n 's|.*Listening on: http://[^:]*:\([0-9]*\).*|\1|p' "$log" | sed 1q)
}

kinds=('one customer' 'a list of products' 'a new customer')
requests=('GET /api/customers/-5000' 'GET /api/products?size=20' 'POST /api/customers')
new='{"name": "Ada Lovelace", "email": "ada.#@example.org", "phone": "+49 30 1234"}'

send() { # NAME KIND SECONDS: prints requests a second
  local method=${requests[$2]% *} path=${requests[$2]#* } body=()
  [[ $method == GET ]] || body=("$new")
  "$java" -Xmx64m -XX:+UseSerialGC -cp "$work/classes" LoadClient "${ports[$1]}" "$connections" "$3" "$method" "$path" \
    "${body[@]}" >"$work/sent" 2>"$work/send.err" || { cat "$work/send.err" >&2; fail "the load on $1 failed."; }
  cat "$work/sent"
}

memory() { # NAME FIELD: in kB
  sed -n "s/^$2:[^0-9]*\([0-9]*\) kB/\1/p" "/proc/${pids[$1]}/status"
}

for ((round = 1; round <= rounds; round++)); do
  say "Round $round of $rounds …"
  order=(plain whole)
  ((round % 2)) || order=(whole plain)
  for name in "${order[@]}"; do start "$name"; done
  for kind in "${!kinds[@]}"; do
    for name in "${order[@]}"; do send "$name" "$kind" "$warmup" >/dev/null; done
  done
  for ((slice = 1; slice <= slices; slice++)); do
    order=("${order[1]}" "${order[0]}")
    for kind in "${!kinds[@]}"; do
      for name in "${order[@]}"; do send "$name" "$kind" "$seconds" >>"$work/$name.$kind"; done
    done
  done
  if [[ -r /proc/self/status ]]; then
    for name in "${order[@]}"; do
      memory "$name" VmRSS >>"$work/$name.steady"
      memory "$name" VmHWM >>"$work/$name.peak"
    done
  fi
  stop
done

# --- the table ---------------------------------------------------------------------------------------------------

# Of an even number of values the lower of the two in the middle.
median() { sort -n | awk '{ of[NR] = $1 } END { print of[int((NR + 1) / 2)] }'; }

row() { # NAME FILE DIVISOR MEANT
  local ratio
  ratio=$(paste "$work/plain.$2" "$work/whole.$2" | awk '{ print $2 / $1 }' | median)
  awk -v name="$1" -v plain="$(median <"$work/plain.$2")" -v whole="$(median <"$work/whole.$2")" \
    -v by="$3" -v ratio="$ratio" -v meant="$4" 'BEGIN {
    printf "| %s | %.0f | %.0f | %.3f | %s |\n", name, plain / by, whole / by, ratio, meant }'
}

echo "Medians of $rounds processes each, $slices times $seconds s of each request over $connections connections, -Xmx$heap, on"
echo "$(uname -sm) with $(getconf _NPROCESSORS_ONLN) processors, $("$java" -version 2>&1 | sed 1q)."
echo
echo "| | without the toolkit | with it | ratio | meant |"
echo "| --- | ---: | ---: | ---: | --- |"
for kind in "${!kinds[@]}"; do
  row "${kinds[$kind]}, requests a second" "$kind" 1 'at least 0.97'
done
if [[ -f $work/plain.steady ]]; then
  row 'memory after the last request, MB' steady 1024 'at most 1.1'
  row 'most memory, MB' peak 1024 'at most 1.1'
fi
