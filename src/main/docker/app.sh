#!/bin/sh
# The image's entry point. `app migrate` is `java -jar /app/app.jar migrate`, but fit for a small container: Java's second compiler
# takes up to 60 MB, for which there is no room below 256 MB. And help has a cache of its own: the large one would hold it up.

limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null)
small=
case $limit in
  '' | *[!0-9]*) ;; # none
  *) [ "$limit" -ge 268435456 ] || small=-XX:TieredStopAtLevel=1 ;;
esac
help=
case ${1:-} in --verbose) ;; help | -*) help=-XX:AOTCache=/app/help.aot ;; esac
for word; do case $word in -h | --help) help=-XX:AOTCache=/app/help.aot ;; esac; done
# shellcheck disable=SC2086 # no words if empty
exec /opt/java/bin/java $small $help -jar /app/app.jar "$@"
