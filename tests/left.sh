#!/bin/sh
# Print the command lines of the running processes that this case started and that match a pattern.
# Fails if there are none. They are recognized by their environment, which names the case's own
# lock, so other processes on the machine never match.
# usage: tests/left.sh PATTERN
[ -z "${CROSSOVER_LOCK:-}" ] || exec env -u CROSSOVER_LOCK lock="$CROSSOVER_LOCK" sh "$0" "$1" # so that it does not match itself
for file in $(grep -lazFx -e "CROSSOVER_LOCK=$lock" /proc/[0-9]*/environ 2> /dev/null); do
    tr '\0' ' ' 2> /dev/null < "${file%environ}cmdline" | grep -e "$1"
done | grep .
