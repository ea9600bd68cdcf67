#!/bin/sh
# Runs the jar beside this script: `app migrate` is `java -jar app.jar migrate`, but Java starts from a cache of its classes.
# The first run has the caches made, in the background. ONEOFF_CACHE=off does without, ONEOFF_CACHE=wait waits for them.

self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in /*) self=$link ;; *) self=$(dirname "$self")/$link ;; esac
done
case $self in */*) ;; *) self=./$self ;; esac
jar=$(cd -P "${self%/*}" && pwd)/${self##*/}.jar
java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java") || {
  echo "${self##*/}: there is no ${JAVA_HOME:+$JAVA_HOME/bin/}java." >&2
  exit 78
}
caches=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
if [ "${ONEOFF_CACHE:-on}" = off ] || [ -z "$caches" ]; then
  exec "$java" -jar "$jar" "$@"
fi

# Of this build, and of these very files: one that takes the other's place differs in this.
files() { stat -L -c %d.%i.%s.%Y.%Z "$@" 2>/dev/null || stat -L -f %d.%i.%z.%m.%c "$@"; }
name() { name=BUILD-$1-$2; }
name $(files "$jar" "$java")
# What boots nothing has a cache of its own: the large one would only hold it up.
kind=whole
case ${1:-serve} in
  -* | about | completion | config | help | local | migrate | release | runs | sql) kind=short ;;
  *) case " $* " in *" --help "* | *" -h "* | *" export "*" --select "* | *" export "*" --all "*) kind=short ;; esac ;;
esac
option=
for cache in "$caches/oneoff$jar/$name.$kind".*; do
  case $cache in
    *.aot) option=-XX:AOTCache=$cache ;;
    *.jsa) option=-XX:SharedArchiveFile=$cache ;;
    *.failed) option=-Xshare:auto ;;
  esac
done
if [ -z "$option" ]; then
  if mkdir -p "$caches/oneoff" 2>/dev/null && [ -w "$caches/oneoff" ]; then
    nice "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$jar" dev.oneoff.admin.cli.cache.CacheMaker \
      "$caches/oneoff" "$name" </dev/null >/dev/null 2>&1 &
    [ "${ONEOFF_CACHE:-on}" != wait ] || wait
  fi
  exec "$java" -jar "$jar" "$@"
fi
# What Java has to say of a cache that it cannot use would stand among the data.
case ${1:-serve} in
  serve) exec "$java" "$option" -Xlog:disable -jar "$jar" "$@" ;;
  *) exec "$java" "$option" -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" "$@" ;;
esac
