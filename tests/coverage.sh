#!/bin/sh
# Run the tests of a build made to count, then say how much of src/ and analysis/ they reach, file by file, the least first;
# fail below 95 % of lines or 88 % of branches. Left out: the adapters, which are built apart.
# usage: tests/coverage.sh build/coverage
set -u
out=$1
# Several users write the counts; a process that may not, or whose limits forbid it, goes on without a word.
export GCOV_ERROR_FILE=/dev/null
find "$out" -name '*.gcda' -delete
"$out/runner" --version > /dev/null
"$out/analyze" --version > /dev/null
find "$out" -name '*.gcda' -exec chmod 666 {} +

tests/run.sh "$out"

gcovr --root . --object-directory "$out/obj" --filter 'src/' --filter 'analysis/' --gcov-ignore-parse-errors \
    --json-summary "$out/coverage.json" --json-summary-pretty --fail-under-line 95 --fail-under-branch 88 \
    --txt "$out/coverage.txt" "$out/obj" > "$out/verdict" 2>&1
status=$?
awk -F'"' '
    /"filename"/ { name = $4 } /"(line|branch)_percent"/ { split($3, v, /[ :,]+/); figure[$2] = v[2] }
' "$out/coverage.json"
grep . "$out/verdict"
exit $status
