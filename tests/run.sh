#!/bin/sh
# Run the test programs of a build folder, what is kept for the fuzzers, the command lines, and the campaigns in short: two
# at a time, the long ones first. Print what failed, what was skipped, and the sum.
# usage: tests/run.sh build [--times] [NAME …]     NAME: a program or a command line; --times: and the 15 that took longest
set -u
export LC_ALL=C.UTF-8 TZ=UTC
exec < /dev/null
# Memory that is missing is the program's to notice, under a sanitizer as well.
export ASAN_OPTIONS=allocator_may_return_null=1 TSAN_OPTIONS=allocator_may_return_null=1
here=$(cd "$(dirname "$0")" && pwd)
export TREE="$here/.."
out=$1
shift
times=no
[ "${1:-}" = --times ] && times=yes && shift

program() { # name
    CMOCKA_MESSAGE_OUTPUT=TAP timeout 600 "$out/tests/$1" > "$results/$1.raw" 2>&1
    status=$?
    sed -n -e "s/^\(ok\|not ok\) [0-9]* - /\1 $1: /p" -e "s/^not ok [0-9]* # SKIP \(.*\)/ok $1: \1 # SKIP/p" "$results/$1.raw"
    [ $status -eq 0 ] && return
    sed "s/^/$1: /" "$results/$1.raw"
    grep -q '^not ok [0-9]* - ' "$results/$1.raw" || echo "not ok $1: ended with status $status"
}

# One test, as a process of its own: what it says goes into a file of its name.
if [ "${1:-}" = --one ]; then
    results=$2 name=$3
    begun=$(date +%s.%N)
    case $name in
    seeds) "$here/fuzz/seeds.sh" "$out" ;;
    campaign_*) "$here/campaigns/short.sh" "$out" "${name#campaign_}" ;;
    test_*) program "$name" ;;
    *) "$here/cli.sh" "$out" "$name" ;;
    esac > "$results/$name.said" 2>&1
    echo "$(date +%s.%N) $begun" | awk -v name="$name" '{ printf "%6.1f s  %s\n", $1 - $2, name }' > "$results/$name.time"
    exit 0
fi

# Those that take longest, so that none of them is begun last.
long="test_contract test_statistics test_search test_launch"

# What a configuration can find nothing new in: analyze has one thread and no coroutine, an adapter's program is not ours.
# Some that are named for them run trials all the same. The campaigns judge the programs as they are built for use.
runs_trials="^(adapter_places|analyze_selection|analyze_round_trip_of_a_sweep)$"
nothing_new() {
    case $(basename "$out") in
    tsan | ucontext) echo '^(adapter|analyze|campaign|import|lint|queries)_|^readme$|^test_(crossover|search|search_words|statistics|store_faults|stability|views|warnings|diagnostics)$' ;;
    asan) echo '^(adapter|campaign|lint)_|^readme$' ;;
    *) echo '^$' ;;
    esac
}
something_new() { awk -v without="$(nothing_new)" -v with="$runs_trials" '$0 !~ without || $0 ~ with'; }

every_name() {
    echo campaign_hostile
    for name in $long; do [ ! -e "$out/tests/$name" ] || echo "$name"; done
    printf 'campaign_%s\n' kills limits faults
    for path in "$out"/tests/test_* "$here"/cli/*.sh; do basename "$path" .sh; done
    echo seeds
}

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
{ [ $# -eq 0 ] && every_name | something_new || printf '%s\n' "$@"; } | awk '!seen[$0]++' > "$results/names"
xargs -P 2 -n 1 "$here/run.sh" "$out" --one "$results" < "$results/names"

cat "$results"/*.said > "$results/all"
grep -v '^ok' "$results/all"
grep '^ok.*# SKIP' "$results/all"
[ $times = no ] || sort -rn "$results"/*.time | head -15
skipped=$(grep -c '^ok.*# SKIP' "$results/all")
passed=$(($(grep -c '^ok' "$results/all") - skipped))
failed=$(grep -c '^not ok' "$results/all")
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
