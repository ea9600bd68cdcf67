#!/bin/sh
# The image's entry point. `app migrate` is `java -jar /app/app.jar migrate`, but fit for a small container: Java's second compiler
# takes up to 60 MB, for which there is no room below 256 MB. Beside a server, what that leaves is all that Java sees. And help has a
# cache of its own: the large one would hold it up.

groups=/sys/fs/cgroup
if [ -r $groups/memory.max ]; then
  limit=$(cat $groups/memory.max) used=$groups/memory.current statistics=$groups/memory.stat anon=anon prefix=
else
  groups=$groups/memory
  limit=$(cat $groups/memory.limit_in_bytes 2>/dev/null)
  used=$groups/memory.usage_in_bytes statistics=$groups/memory.stat anon=total_rss prefix=total_
fi
small=
room=
case $limit in
  '' | *[!0-9]* | ???????????????*) ;; # none
  *)
    used=$(cat $used)
    others=0
    while read -r name value; do
      case $name in
        "$anon") others=$value ;;
        # Files that were read stay in memory for as long as nobody needs the room.
        "${prefix}inactive_file" | "${prefix}active_file") used=$((used - value)) ;;
      esac
    done <"$statistics"
    if [ "$others" -gt 41943040 ] && [ "${1:-serve}" != serve ]; then
      limit=$((limit - used))
      room=-XX:MaxRAM=$limit
    fi
    [ "$limit" -ge 268435456 ] || small=-XX:TieredStopAtLevel=1
    ;;
esac
help=
case ${1:-} in --verbose) ;; help | -*) help=-XX:AOTCache=/app/help.aot ;; esac
for word; do case $word in -h | --help) help=-XX:AOTCache=/app/help.aot ;; esac; done
# shellcheck disable=SC2086 # no words if empty
exec /opt/java/bin/java $small $room $help -jar /app/app.jar "$@"
