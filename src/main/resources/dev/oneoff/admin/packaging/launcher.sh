#!/bin/sh
# Runs the jar beside this script: `app migrate` is `java -jar app.jar migrate`, but Java starts from a cache of its classes.
# The first run has the caches made, in the background. ONEOFF_CACHE=off does without, ONEOFF_CACHE=wait waits for them.

self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in /*) self=$link ;; *) self=$(dirname "$self")/$link ;; esac
done
case $self in */*) ;; *) self=./$self ;; esac
name=${self##*/}
fail() { echo "error: $1" >&2; exit 78; }
directory=$(CDPATH='' cd -P -- "${self%/*}/" && pwd) || exit 78
jar=${directory%/}/$name.jar
[ -f "$jar" ] || fail "There is no $jar."
wanted=${JAVA_HOME:+$JAVA_HOME/bin/}java
java=$(command -v "$wanted") || fail "There is no $wanted. Install Java 17 or later, or set JAVA_HOME."
case ${XDG_CACHE_HOME:-} in /*) caches=$XDG_CACHE_HOME/oneoff ;; *) caches=${HOME:+$HOME/.cache/oneoff} ;; esac
if [ "${ONEOFF_CACHE:-on}" = off ] || [ -z "$caches" ]; then
  exec "$java" -jar "$jar" "$@"
fi

# What boots nothing has a cache of its own, and so has help: a larger one would only hold them up. Nor are they worth the second
# compiler.
kind=whole
first=
case ${1:-serve} in
  serve | --verbose) ;;
  -* | help) kind=help ;;
  about | completion | config | local | migrate | release | runs | sql) kind=short ;;
  models | query | shell) first=-XX:TieredStopAtLevel=1 ;;
  *) case " $* " in *" export "*" --select "* | *" export "*" --all "*) kind=short ;; esac ;;
esac
for word; do case $word in --help | -h) kind=help ;; esac; done
[ $kind = whole ] || first=-XX:TieredStopAtLevel=1
serial=-XX:+UseSerialGC
case "${1:-serve} ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} " in serve\ * | --verbose\ * | *" -XX:+Use"*"GC "*) serial= ;; esac

# Of this build, and of these very files: one that takes the other's place differs in this.
files() { stat -L -c %d.%i.%s.%Y.%Z "$@" 2>/dev/null || stat -L -f %d.%i.%z.%m.%c "$@"; }
identify() { build=BUILD-$1-$2; }
# shellcheck disable=SC2046 # two words are wanted
identify $(files "$jar" "$java")
option=
for cache in "$caches$jar/$build.$kind".*; do
  case $cache in
    *.aot) option=-XX:AOTCache=$cache ;;
    *.jsa) option=-XX:SharedArchiveFile=$cache ;;
    *.failed) option=-Doneoff.cache=failed ;;
  esac
done
if [ -z "$option" ]; then
  if mkdir -p "$caches" 2>/dev/null && [ -w "$caches" ]; then
    JAVA_TOOL_OPTIONS='' JDK_JAVA_OPTIONS='' nice "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$jar" \
      dev.oneoff.admin.cli.cache.CacheMaker "$caches" "$build" "${ONEOFF_CACHE:-on}" \
      </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
    [ "${ONEOFF_CACHE:-on}" != wait ] || wait
  fi
  option=-Doneoff.cache=making
fi
# -jar takes time: it reads the jar's directory for the manifest, and only a boot needs what that says.
case $jar:${1:-serve} in
  *:*:*) set -- -jar "$jar" "$@" ;; # no class path can hold it
  *:-h | *:--help | *:-V | *:--version | *:help) set -- -cp "$jar" dev.oneoff.admin.cli.Main "$@" ;;
  *) set -- -jar "$jar" "$@" ;;
esac
# What Java has to say of a cache that it cannot use would stand among the data; a Java that knows no such option ignores it.
exec "$java" -XX:+IgnoreUnrecognizedVMOptions "$option" -Xlog:disable $serial $first "$@"
