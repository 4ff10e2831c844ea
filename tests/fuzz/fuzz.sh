#!/bin/sh
# Run each fuzz target of a build folder for the given number of seconds, two at a time, and print
# the results as Markdown. A target starts with the inputs in corpus/ and those that earlier runs
# found interesting (BUILD/corpus). An input that breaks a target is kept in BUILD/findings.
# Reproduce it with BUILD/tests/fuzz_TARGET FILE, minimise it (-minimize_crash=1), and add it to
# corpus/TARGET.
# usage: tests/fuzz/fuzz.sh build/fuzz SECONDS [TARGET …]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$1 seconds=$2
shift 2
[ $# -gt 0 ] || set -- $(cd "$build/tests" && ls -d fuzz_* | grep -v '\.' | sed 's/^fuzz_//')

mkdir -p "$build/findings"
rm -f "$build"/findings/*
for target; do
    mkdir -p "$build/corpus/$target"
done

# A finding ends the run of its target, because it may hide later ones.
printf '%s\n' "$@" | xargs -P 2 -I TARGET sh -c '
    build=$1 here=$2 seconds=$3
    "$build/tests/fuzz_TARGET" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=1024 \
        -print_final_stats=1 -artifact_prefix="$build/findings/TARGET-" \
        "$build/corpus/TARGET" "$here/corpus/TARGET" > "$build/findings/TARGET.log" 2>&1
    echo "$?" > "$build/findings/TARGET.status"' sh "$build" "$here" "$seconds"

failed=0 all=0
printf '| target | executions | findings |\n|---|---:|---|\n'
for target; do
    log=$build/findings/$target.log
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    [ -n "$executions" ] || executions=$(sed -n 's/^#\([0-9]*\).*/\1/p' "$log" | tail -1)
    finding=0
    if [ "$(cat "$build/findings/$target.status")" != 0 ]; then
        finding=$(grep -m 1 -E '^SUMMARY|assertion failed|runtime error' "$log" || tail -1 "$log")
        failed=1
    fi
    all=$((all + ${executions:-0}))
    printf '| %s | %s | %s |\n' "$target" "${executions:-0}" "$finding"
done
printf '| all | %s | |\n' "$all"
exit $failed
