#!/bin/sh
# Run all tests of a build folder: test programs, the fuzzers' corpus, command-line cases, and the
# short form of the campaigns. Two run at a time, the longest first. Prints what failed, what was
# skipped, and the totals.
# usage: tests/run.sh build [--times] [NAME …]
# NAME: a test program or a case; --times: also print the 15 slowest.
set -u
export LC_ALL=C.UTF-8 TZ=UTC
exec < /dev/null
# The program must notice a failed allocation itself, so the sanitizers return NULL instead of
# aborting.
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

# Run one test in its own process; its output goes to NAME.said.
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

# The slowest tests, which are started first.
long="test_contract test_statistics test_search test_launch"

# Tests in which a configuration cannot find anything new: analyze has one thread and no coroutines,
# and an adapter's program is foreign code. Some tests whose names match run trials all the same
# (runs_trials). The campaigns test the release build.
runs_trials="^(adapter_places|analyze_selection|analyze_round_trip_of_a_sweep)$"
nothing_new() {
    case $(basename "$out") in
    tsan | ucontext) echo '^(adapter|analyze|campaign|import|lint|queries)_|^readme$|^test_(crossover|estimator|outcomes|search|search_words|statistics|store_faults|stability|views|warnings|diagnostics)$' ;;
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
