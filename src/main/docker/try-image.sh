#!/usr/bin/env bash
# Builds the service's image and holds it to what the project says of it, against a PostgreSQL.
#
#   ./mvnw package && src/main/docker/try-image.sh [BASE_IMAGE [RUN_IMAGE]]
#
# BASE_IMAGE    a JDK image, RUN_IMAGE a system for it; without them the Dockerfile's own
# ENGINE        docker or podman; without it the one that is there
# DATABASE_URL  a database that containers on the host's network can reach, with ONEOFF_ENVIRONMENT as its environment's
#               name; it is migrated. Without it a local PostgreSQL is started for this run from the same jar, and removed.
#
# Where a promise is broken it says which and ends with 1.
set -euo pipefail
cd "$(dirname "$0")/../../.."

engine=${ENGINE:-$(command -v docker || command -v podman || true)}
jar=target/app.jar
image=localhost/oneoff-try:$$
[ -n "$engine" ] || { echo "Neither docker nor podman is here." >&2; exit 1; }
[ -f "$jar" ] || { echo "$jar is missing. Run ./mvnw package first." >&2; exit 1; }

work=$(mktemp -d)
server=
scratch=

clean_up() {
  [ -z "$server" ] || "$engine" rm --force "$server" >/dev/null || true
  [ -z "$scratch" ] || ONEOFF_LOCAL_DIRECTORY=$scratch java -jar "$jar" local stop 2>/dev/null || true
  "$engine" image rm --force "$image" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean_up EXIT

fail() {
  echo "BROKEN: $*" >&2
  cat "$work/out" "$work/err" >&2 2>/dev/null || true
  exit 1
}

# As the manifests in k8s run it.
hardened=(--network host --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges)

in_image() {
  "$engine" run --rm "${hardened[@]}" --env DATABASE_URL --env ONEOFF_ENVIRONMENT "$image" "$@"
}

# expect CODE TEXT ARGUMENT…: the command ends with the code and says the text, on either stream.
expect() {
  local wanted=$1 text=$2 code=0
  shift 2
  in_image "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
  [ "$code" = "$wanted" ] || fail "'$*' ended with $code, not $wanted"
  grep -qF -- "$text" "$work/out" "$work/err" || fail "'$*' does not say '$text'"
  echo "ok: '${*:-(no argument)}' ends with $code and says: $(grep -hF -- "$text" "$work/out" "$work/err" | head -n 1)"
}

# expect_status PATH CODE…: the server answers with one of the codes within a minute.
expect_status() {
  local path=$1 status=
  shift
  for _ in $(seq 60); do
    status=$(curl --silent --output "$work/out" --write-out '%{http_code}' "http://127.0.0.1:$port$path" || true)
    case " $* " in *" $status "*)
      echo "ok: GET $path answers $status"
      return ;;
    esac
    sleep 1
  done
  fail "GET $path answers $status, not $*"
}

# serve OPTION…: starts the server, in a container with these options.
serve() {
  server=$("$engine" run --detach "${hardened[@]}" "$@" --env DATABASE_URL --env ONEOFF_ENVIRONMENT \
    --env QUARKUS_HTTP_PORT=0 --env QUARKUS_HTTP_HOST=127.0.0.1 "$image")
  port=
  for _ in $(seq 60); do
    port=$("$engine" logs "$server" 2>&1 | sed -n 's/.*Listening on: http:[^ ]*:\([0-9]*\).*/\1/p')
    [ -z "$port" ] || return 0
    sleep 1
  done
  "$engine" logs "$server" >"$work/out" 2>&1
  fail "the server does not listen"
}

inspect() {
  "$engine" image inspect --format "$1" "$image"
}

# within MB ARGUMENT…: the command does its work in a container with no more memory.
within() {
  local memory=$1 code=0
  shift
  "$engine" run --rm "${hardened[@]}" --memory "${memory}m" --memory-swap "${memory}m" \
    --env DATABASE_URL --env ONEOFF_ENVIRONMENT "$image" "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
  [ "$code" = 0 ] || fail "'$*' ended with $code in a container of $memory MB"
  echo "ok: '$*' runs in $memory MB"
}

echo "== The image, by $("$engine" --version)"
build=(build --file src/main/docker/Dockerfile.jvm --tag "$image")
[ -z "${1:-}" ] || build+=(--build-arg "BASE_IMAGE=$1")
[ -z "${2:-}" ] || build+=(--build-arg "RUN_IMAGE=$2")
"$engine" "${build[@]}" . >"$work/out" 2>"$work/err" || fail "the image is not built"
[[ $(inspect '{{.Config.User}}') =~ ^[1-9][0-9]*(:[0-9]+)?$ ]] || fail "the user is not a number above 0"
echo "ok: the user is $(inspect '{{.Config.User}}')"
[[ $(inspect '{{json .Config.Entrypoint}}') == '["/app/app"]' ]] || fail "the entry point is not in exec form"
echo "ok: the entry point is $(inspect '{{json .Config.Entrypoint}}')"

echo "== Without a database"
given_url=${DATABASE_URL:-}
given_environment=${ONEOFF_ENVIRONMENT:-development}
unset DATABASE_URL ONEOFF_ENVIRONMENT
expect 0 'Usage: app' --help
expect 0 'orders' --version
expect 2 "Try 'app --help'" no-such-command
expect 0 'Set DATABASE_URL' about
expect 78 'Set DATABASE_URL' migrate
expect 78 'Set DATABASE_URL' # the server

if [ -n "$given_url" ]; then
  export DATABASE_URL=$given_url
else
  scratch=$work/postgres
  export ONEOFF_LOCAL_DIRECTORY=$scratch
  java -jar "$jar" local start >"$work/out" 2>"$work/err" || fail "the local PostgreSQL does not start"
  psql=$(java -jar "$jar" local status --format json 2>"$work/err" | tr -d '\n' | sed 's/.*psql -h \([^"]*\)".*/\1/')
  unset ONEOFF_LOCAL_DIRECTORY
  # 127.0.0.1 -p PORT -U USER DATABASE
  read -r host _ number _ user database <<<"$psql"
  DATABASE_URL="postgres://$user:$(cat "$scratch"/*/password)@$host:$number/$database"
  export DATABASE_URL
  expect 78 'ONEOFF_ENVIRONMENT' migrate
fi
export ONEOFF_ENVIRONMENT=$given_environment

echo "== The server, before it is migrated"
serve
expect_status /q/health/started 200
expect_status /q/health/live 200
[ -n "$given_url" ] || expect_status /q/health/ready 503

echo "== Commands beside it"
if [ -n "$given_url" ]; then
  expect 0 'the schema is current' migrate
else
  expect 5 'pending' migrate --check
  within 96 migrate
  grep -qF 'applied; the schema is current' "$work/out" "$work/err" || fail "'migrate' does not say that it applied anything"
fi
expect 0 'Nothing to do' migrate
expect 0 'Nothing is pending' migrate --check
expect 0 "\"environment\":\"$ONEOFF_ENVIRONMENT\"" about --format json
expect 0 'orders' about
cat "$work/out"
expect 0 '"class_cache":"/app/app.aot"' about --format json
"$engine" run --rm "${hardened[@]}" --env DATABASE_URL --env ONEOFF_ENVIRONMENT --entrypoint java "$image" \
  -jar /app/app.jar about --format json >"$work/out" 2>"$work/err" || fail "plain 'java -jar' does not work"
grep -qF '"class_cache":"/app/app.aot"' "$work/out" || fail "plain 'java -jar' uses no cache"
[ ! -s "$work/err" ] || fail "plain 'java -jar' says something"
echo "ok: plain 'java -jar' uses the cache and says nothing"
size=$("$engine" run --rm --entrypoint sh "$image" -c 'wc -c < /app/app.aot')
[ "$size" -gt 80000000 ] || fail "the cache has $size bytes: nothing booted for it"
echo "ok: the cache has $size bytes"

echo "== Small containers"
within 96 about
within 160 health
if [ -z "$given_url" ]; then
  in_image sql --write --reason "Rows for the image's trial" -c "insert into customers (id, name, email, signed_up_on)
    select -i, 'Customer ' || i, 'customer.' || i || '@example.org', date '2024-01-01' from generate_series(1, 20000) i" \
    >"$work/out" 2>"$work/err" || fail "no rows are written"
  within 160 fix backfill-slugs
fi
within 160 report revenue-by-month
within 160 export Customer
within 224 shell -c 'Customer.count()'
code=0
"$engine" run --rm "${hardened[@]}" --memory 160m --memory-swap 160m --env DATABASE_URL --env ONEOFF_ENVIRONMENT "$image" \
  shell -c 'var all = new ArrayList<byte[]>(); while (true) all.add(new byte[1 << 18]);' >"$work/out" 2>"$work/err" </dev/null || code=$?
{ [ "$code" = 1 ] && grep -qF "Out of memory: " "$work/err"; } || fail "too small a container ends with $code instead of a sentence"
echo "ok: what needs more memory ends with $code and says: $(grep -F "Out of memory: " "$work/err")"

echo "== Beside a server in a small container"
"$engine" rm --force "$server" >/dev/null
serve --memory 384m --memory-swap 384m
expect_status /q/health/ready 200
expect_status /api/orders 200
code=0
"$engine" exec "$server" app report revenue-by-month >"$work/out" 2>"$work/err" </dev/null || code=$?
{ [ "$code" = 3 ] && grep -qF 'This container has no room for it' "$work/err"; } \
  || fail "a report beside a server in 384 MB ends with $code, not 3"
echo "ok: a report beside it ends with $code and says: $(cat "$work/err")"
expect_status /api/orders 200
"$engine" rm --force "$server" >/dev/null
serve

echo "== The server, migrated meanwhile"
expect_status /q/health/ready 200
expect_status /api/orders 200
"$engine" exec "$server" app migrate --check >"$work/out" 2>"$work/err" \
  || fail "no command runs inside the server's own container"
echo "ok: 'migrate --check' runs inside the server's own container"
# shellcheck disable=SC2016 # the container's shell expands it
"$engine" exec "$server" sh -c '[ "$(id -u)" != 0 ] && ! touch /app/written 2>/dev/null && touch /tmp/written' \
  || fail "it is root, or writes beside /tmp"
echo "ok: it is not root and writes only below /tmp"
began=$SECONDS
"$engine" stop --time 60 "$server" >/dev/null
code=$("$engine" inspect --format '{{.State.ExitCode}}' "$server")
"$engine" logs "$server" >"$work/out" 2>&1
grep -qF 'stopped in' "$work/out" || fail "the server did not stop in good order"
echo "ok: the server stops on SIGTERM in $((SECONDS - began)) s, with exit code $code"
echo "The image keeps its promises."
