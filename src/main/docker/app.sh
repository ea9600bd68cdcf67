#!/bin/sh
# The image's entry point. `app migrate` is `java -jar /app/app.jar migrate`, fit for a small container: Java's second compiler
# takes up to 60 MB, for which there is no room below 256 MB.

limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null)
small=
case $limit in
  '' | *[!0-9]*) ;; # none
  *) [ "$limit" -ge 268435456 ] || small=-XX:TieredStopAtLevel=1 ;;
esac
# shellcheck disable=SC2086 # no word if empty
exec java $small -jar /app/app.jar "$@"
