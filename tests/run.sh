#!/bin/sh
# Run every test program of a build folder, then the command lines; print what failed and the sum.
# usage: tests/run.sh build
set -u
out=$1
results=$(mktemp)
trap 'rm -f "$results"' EXIT

for test in "$out"/tests/test_*; do
    name=$(basename "$test")
    CMOCKA_MESSAGE_OUTPUT=TAP timeout 600 "$test" > "$results.one" 2>&1
    status=$?
    sed -n -e "s/^\(ok\|not ok\) [0-9]* - /\1 $name: /p" \
        -e "s/^not ok [0-9]* # SKIP \(.*\)/ok $name: \1 # SKIP/p" "$results.one" >> "$results"
    if [ $status -ne 0 ]; then
        sed "s/^/$name: /" "$results.one"
        grep -q '^not ok [0-9]* - ' "$results.one" || echo "not ok $name: ended with status $status" >> "$results"
    fi
done
"$(dirname "$0")/fuzz/seeds.sh" "$out" >> "$results"
"$(dirname "$0")/cli.sh" "$out" > "$results.one"
cat "$results.one" >> "$results"
rm -f "$results.one"

grep -v '^ok' "$results"
grep '# SKIP' "$results"
skipped=$(grep -c '# SKIP' "$results")
passed=$(($(grep -c '^ok' "$results") - skipped))
failed=$(grep -c '^not ok' "$results")
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
