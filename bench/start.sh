#!/usr/bin/env bash
# What a command costs from the start of its process to its exit, beside the same of a minimal Django and a minimal Rails
# application: the same tables and rows in the same PostgreSQL.
#
#   ./mvnw -q package -DskipTests && bench/start.sh
#
# Needs bash 5, psql and a JDK 17, a JDK 25 or both. It looks for them in JAVA17_HOME and JAVA25_HOME, then in JAVA_HOME, beside the
# java on the PATH and where systems keep theirs. Django needs Debian's python3-django and python3-psycopg2, Rails ruby-rails
# and ruby-pg, and ruby-bootsnap to be at its fastest; memory needs GNU time, and the columns with the launcher need it beside the
# jar. The script says so and skips what is not there.
#
# JAR is the jar (target/app.jar), RUNS the number of runs (5), ONLY a pattern of rows ("help|sql"), OLD another jar with the same
# migrations, whose plain start on the first JDK must not have been faster. DROP=1 measures a second time with the page cache dropped
# before each run, which slows down everything else on the machine and needs root.
#
# The runs are interleaved: in a round each row is run by all, one after the other, and a ratio is the median of the rounds' ratios.
# So a busy spell of the machine affects both of a pair. What a run prints is checked; a failure is no result.
# All that is written, homes and caches too, is in a temporary directory and removed again.
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"

jar=${JAR:-$project/target/app.jar}
old=${OLD:-}
runs=${RUNS:-5}
only=${ONLY:-.}
customers=20000

[[ -f $jar ]] || fail "there is no $jar. Build it: ./mvnw -q package -DskipTests"
jar=$(realpath "$jar")
launcher=${jar%/*}/app
[[ -z $old || -f $old ]] || fail "there is no $old."
[[ -z $old ]] || old=$(realpath "$old")
[[ $runs =~ ^[1-9][0-9]*$ ]] || fail "RUNS must be 1 or more, not $runs."

# shellcheck disable=SC2016 # the backticks are Markdown's
rows=(
  'line|one line of the bare language'
  'help|help'
  'migrate|`migrate`, nothing to do'
  'about|`about`'
  'sql|`sql -c '\''select 1'\''`'
  'query|`query`, a count over a join'
  'shell|`shell -c`, a count'
  "export|\`export\` of $customers rows"
  'fix|`fix` of 1 item'
)

chosen=()
for row in "${rows[@]}"; do
  [[ ! ${row%%|*} =~ $only ]] || chosen+=("${row%%|*}")
done
[[ ${#chosen[@]} != 0 ]] || fail "ONLY=$only is none of: $(printf '%s ' "${rows[@]%%|*}")"

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

declare -A homes
for major in 17 25; do
  homes[$major]=$(home_of_java $major)
  [[ -n ${homes[$major]} ]] || say "Skipped: JDK $major, which is not found. Set JAVA${major}_HOME."
done
first=${homes[17]:-${homes[25]}}
[[ -n $first ]] || fail "no JDK 17 and no JDK 25 is found."
java=$first/bin/java

[[ -x $launcher ]] || { launcher=; say "Skipped: the launcher, which is not beside the jar."; }

# The first interpreter that has all of it, by its own path: what is on the PATH may be a script that needs the user's home.
first_that_has() { # FLAG CODE INTERPRETER...
  local interpreter
  for interpreter in "${@:3}"; do
    "$interpreter" "$1" "$2" 2>/dev/null && return
  done
}
python=$(first_that_has -c 'import django, psycopg2, sys; print(sys.executable)' python3 /usr/bin/python3 || true)
[[ -n $python ]] || say "Skipped: Django. Debian's python3-django and python3-psycopg2 are needed."
ruby=$(first_that_has -e 'gem "rails"; gem "pg"; puts RbConfig.ruby' ruby /usr/bin/ruby || true)
[[ -n $ruby ]] || say "Skipped: Rails. Debian's ruby-rails and ruby-pg are needed."
if [[ -n $ruby ]] && ! "$ruby" -e 'gem "bootsnap"' 2>"$work/gem"; then
  export WITHOUT_BOOTSNAP=1
  say "Rails is without bootsnap, which makes it faster: Debian's ruby-bootsnap is not found."
fi

drop=${DROP:-}
if [[ -n $drop && ! -w /proc/sys/vm/drop_caches ]]; then
  drop=
  say "Skipped: the page cache dropped. /proc/sys/vm/drop_caches may not be written."
fi

export HOME=$work/home XDG_CACHE_HOME=$work/cache XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state
mkdir "$HOME"
# A launcher's run may have left a cache in the making, which would go on writing here.
on_leave() {
  local left
  for ((n = 0; n < 100; n++)); do
    left=$(pgrep -f "$XDG_CACHE_HOME/" || true)
    [[ -n $left ]] || return 0
    # shellcheck disable=SC2086 # several
    kill $left 2>/dev/null || true
    sleep 0.1
  done
}
unset RUBYOPT BUNDLE_GEMFILE DJANGO_SETTINGS_MODULE PYTHONPATH ONEOFF_CACHE

# --- the databases -----------------------------------------------------------------------------------------------

quietly() { # COMMAND...
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "this failed: $*"; }
}

fill() { # DATABASE
  PGDATABASE=$1 sql "
    insert into customers (id, name, email, phone, signed_up_on, slug)
      select i, 'Customer ' || i, 'customer.' || i || '@example.org', case when i % 3 = 0 then '+49 30 ' || i end,
        date '2020-01-01' + i % 2000, 'customer-' || i from generate_series(1, $customers) i;
    insert into orders (id, customer_id, status, placed_at, updated_at, version)
      select i, 1 + i % 2000, 'PAID', timestamptz '2024-01-01' + i * interval '1 minute', timestamptz '2024-02-01', 0
      from generate_series(1, $customers) i"
  PGDATABASE=$1 sql 'vacuum analyze'
}

set_up_database orders
fill orders

rails=$work/rails
cp -r "$project/bench/start/." "$work"
if [[ -n $python ]]; then
  say "Setting up Django …"
  sql 'create database django'
  quietly "$python" "$work/django/manage.py" makemigrations shop
  quietly "$python" "$work/django/manage.py" migrate
  fill django
fi
if [[ -n $ruby ]]; then
  say "Setting up Rails …"
  sql 'create database rails'
  export RAILS_ENV=production SECRET_KEY_BASE=bench
  cd "$rails"
  quietly "$ruby" -S bundle install --local
  quietly "$ruby" bin/rails db:migrate
  fill rails
fi

# --- what is compared --------------------------------------------------------------------------------------------

# The ones that are there, in the order of the table's columns.
columns=()
declare -A titles commands expected java_homes databases=([django]=django [rails]=rails)
column() { # NAME TITLE
  columns+=("$1")
  titles[$1]=$2
}
offer() { # ROW COLUMN PATTERN COMMAND...: a line of what it prints matches the pattern
  expected[$1.$2]=$3
  commands[$1.$2]=$(printf '%q ' "${@:4}")
}

if [[ -n $python ]]; then
  column django "Django $("$python" -c 'import django; print(django.__version__)')"
  manage=("$python" "$work/django/manage.py")
  offer line django '^one line$' "$python" -c 'print("one line")'
  offer help django "^Type 'manage.py help" "${manage[@]}" help
  offer migrate django 'No migrations to apply' "${manage[@]}" migrate
  # Nothing of its own tells about an application; this one at least looks at it and its database.
  offer about django 'no issues' "${manage[@]}" check --database default
  offer sql django '^1$' "${manage[@]}" shell -c \
    'from django.db import connection; c = connection.cursor(); c.execute("select 1"); print(c.fetchone()[0])'
  offer query django '^10$' "${manage[@]}" shell -c \
    'from shop.models import Order; print(Order.objects.filter(customer__name="Customer 7").count())'
  offer shell django "^$customers\$" "${manage[@]}" shell -c 'from shop.models import Customer; print(Customer.objects.count())'
  offer export django '"model": "shop.customer"' "${manage[@]}" dumpdata shop.customer
  offer fix django '^1 done$' "${manage[@]}" backfill_slugs
fi

if [[ -n $ruby ]]; then
  column rails "Rails $("$ruby" -e 'print Gem::Specification.find_by_name("rails").version')"
  app=("$ruby" bin/rails)
  offer line rails '^one line$' "$ruby" -e 'puts "one line"'
  offer help rails 'most common rails commands' "${app[@]}" --help
  # It says nothing.
  offer migrate rails '' "${app[@]}" db:migrate
  offer about rails '^Database schema version *2024' "${app[@]}" about
  offer sql rails '^1$' "${app[@]}" runner 'puts ActiveRecord::Base.connection.select_value("select 1")'
  offer query rails '^10$' "${app[@]}" runner 'puts Order.joins(:customer).where(customers: { name: "Customer 7" }).count'
  offer shell rails "^$customers\$" "${app[@]}" runner 'puts Customer.count'
  offer export rails '^{"id":' "${app[@]}" runner 'Customer.find_each { |customer| puts customer.to_json }'
  offer fix rails '^1 done$' "${app[@]}" fix:backfill_slugs
fi

column psql psql
offer sql psql '^1$' psql -XAt -c 'select 1'
offer query psql '^10$' psql -XAt -c \
  "select count(*) from orders o join customers c on c.id = o.customer_id where c.name = 'Customer 7'"
offer export psql '^{"id":' psql -X -c 'copy (select row_to_json(c) from customers c) to stdout'

offer_app() { # COLUMN COMMAND...
  offer help "$1" '^Usage: app' "${@:2}" --help
  offer migrate "$1" 'Nothing to do: the schema is current' "${@:2}" migrate
  offer about "$1" '^database_version' "${@:2}" about
  offer sql "$1" '^ *1$' "${@:2}" sql -c 'select 1'
  offer query "$1" '^ *10$' "${@:2}" query "select count(o) from Order o where o.customer.name = 'Customer 7'"
  offer shell "$1" "^$customers\$" "${@:2}" shell -c 'Customer.count()'
  # Unmasked, as the others write them.
  offer export "$1" '^{"id":' "${@:2}" export Customer --format jsonl --unmask --reason bench
  offer fix "$1" ' 1 of 1 item' "${@:2}" fix backfill-slugs --again
}

cat >"$work/Bare.java" <<'JAVA'
class Bare {
  public static void main(String[] arguments) {
    System.out.println("one line");
  }
}
JAVA
javac=
for major in 17 25; do
  home=${homes[$major]}
  [[ -n $javac || -z $home || ! -x $home/bin/javac ]] || javac=$home/bin/javac
done
[[ -n $javac ]] || fail "no javac is found; a JRE is not enough."
quietly "$javac" --release 17 -d "$work" "$work/Bare.java"

mkdir "$work/empty"
caches() { [[ ! -d $XDG_CACHE_HOME ]] || find "$XDG_CACHE_HOME" -name '*.aot' -o -name '*.jsa' | sort; }
for major in 17 25; do
  home=${homes[$major]}
  [[ -n $home ]] || continue
  column "java$major" "Java $major"
  offer line "java$major" '^one line$' "$home/bin/java" -cp "$work" Bare
  offer_app "java$major" "$home/bin/java" -jar "$jar"
  if [[ -n $launcher ]]; then
    say "Making the cache of Java $major …"
    before=$(caches)
    JAVA_HOME=$home ONEOFF_CACHE=wait quietly "$launcher" about
    [[ $(caches) != "$before" ]] || fail "the launcher made no cache on Java $major."
    column "app$major" "$major with the launcher"
    java_homes[app$major]=$home
    offer_app "app$major" "$launcher"
  fi
done
if [[ -n $old ]]; then
  column old "OLD on $([[ -n ${homes[17]} ]] && echo 17 || echo 25)"
  offer_app old "$java" -jar "$old"
fi

# --- runs --------------------------------------------------------------------------------------------------------

customer_7() { PGDATABASE=${databases[$1]:-orders} sql "$2"; }

prepare() { # ROW COLUMN
  [[ $1 != fix ]] || customer_7 "$2" 'update customers set slug = null where id = 7'
  # bin/rails wants to be in its application; the others must not find files of settings where they run.
  if [[ $2 == rails ]]; then cd "$rails"; else cd "$work/empty"; fi
  export JAVA_HOME=${java_homes[$2]:-}
}

check() { # ROW COLUMN
  case $1 in
    export) [[ $(grep -o -e "${expected[$1.$2]}" "$work/out" | wc -l) == "$customers" ]] ;;
    fix) grep -q -e "${expected[$1.$2]}" "$work/out" "$work/err" &&
      [[ $(customer_7 "$2" 'select slug from customers where id = 7') == customer-7 ]] ;;
    *) [[ -z ${expected[$1.$2]} ]] || grep -q -e "${expected[$1.$2]}" "$work/out" "$work/err" ;;
  esac
}

TIMEFORMAT='%3R %3U %3S'
run() { # ROW COLUMN: sets wall and processor (ms), and memory (kB, or nothing)
  local -a command
  local times user system
  eval "command=(${commands[$1.$2]})"
  {
    time ${gnu_time:+"$gnu_time" -q -f %M -o "$work/memory"} "${command[@]}" >"$work/out" 2>"$work/err" </dev/null
  } 2>"$work/times" || { cat "$work/out" "$work/err" >&2; fail "this failed: ${commands[$1.$2]}"; }
  check "$1" "$2" || { tail -n 50 "$work/out" "$work/err" >&2; fail "this did not do what it should: ${commands[$1.$2]}"; }
  times=$(<"$work/times")
  read -r wall user system <<<"${times//[.,]/}"
  wall=$((10#$wall))
  processor=$((10#$user + 10#$system))
  memory=
  [[ -z $gnu_time ]] || memory=$(<"$work/memory")
}

round() { # PHASE NUMBER: the columns from the left or from the right, so that none always follows the same one
  local row column order=("${columns[@]}")
  (($2 % 2)) || mapfile -t order < <(printf '%s\n' "${columns[@]}" | tac)
  for row in "${chosen[@]}"; do
    for column in "${order[@]}"; do
      [[ -n ${commands[$row.$column]:-} ]] || continue
      prepare "$row" "$column"
      if [[ $1 == dropped ]]; then
        sync
        echo 3 >/proc/sys/vm/drop_caches
      fi
      run "$row" "$column"
      echo "$1 $row $column $2 $wall $processor $memory" >>"$work/measured"
    done
  done
}

say "Warming up …"
# With all of the caches that a launcher makes, should that be more than one.
ONEOFF_CACHE='wait' round first 0
cached=$(caches)
for ((n = 1; n <= runs; n++)); do
  say "Run $n of $runs …"
  round warm "$n"
done
if [[ -n $drop ]]; then
  for ((n = 1; n <= runs; n++)); do
    say "Run $n of $runs, the page cache dropped …"
    round dropped "$n"
  done
fi
[[ $(caches) == "$cached" ]] || say "The launcher made or removed a cache meanwhile; its columns are not what they seem."

# --- the tables --------------------------------------------------------------------------------------------------

for row in "${rows[@]}"; do
  [[ ! ${row%%|*} =~ $only ]] || echo "$row"
done >"$work/rows"
for column in "${columns[@]}"; do
  echo "$column|${titles[$column]}"
done >"$work/columns"

echo "Medians of $runs runs, on $(uname -sm) with $(getconf _NPROCESSORS_ONLN) processors."
LC_ALL=C awk -v "phases=warm ${drop:+dropped}" -v "gnu_time=$gnu_time" -f "$project/bench/start/tables.awk" \
  "$work/rows" "$work/columns" "$work/measured"
