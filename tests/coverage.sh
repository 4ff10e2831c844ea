#!/bin/sh
# Run the tests of an instrumented build, then print how much of src/ and analysis/ they reach, file
# by file, the lowest first. Fails below 95% of lines or 88% of branches. The adapters are left out,
# because they are built separately.
# usage: tests/coverage.sh build/coverage
set -u
out=$1
# Several users write the counts. A process that lacks the permission, or whose limits forbid it,
# continues silently.
export GCOV_ERROR_FILE=/dev/null
find "$out" -name '*.gcda' -delete
"$out/runner" --version > /dev/null
"$out/analyze" --version > /dev/null
find "$out" -name '*.gcda' -exec chmod 666 {} +

tests/run.sh "$out"

gcovr --root . --object-directory "$out/obj" --filter 'src/' --filter 'analysis/' --gcov-ignore-parse-errors \
    --json-summary "$out/coverage.json" --json-summary-pretty --fail-under-line 95 --fail-under-branch 88 \
    --txt "$out/coverage.txt" --print-summary "$out/obj" > "$out/verdict" 2>&1 && status=0 || status=1
# A file without branches has "null" as its branch percentage. The total comes last in the JSON,
# without a file name.
awk -F'"' '
    { split($3, value, /[ :,]+/) }
    $2 == "branch_percent" { branches = value[2] == "null" ? 100 : value[2] }
    $2 == "filename" { name = $4 }
    $2 == "line_percent" && name { printf "%8s %8s  %s\n", branches, value[2], name; name = "" }
' "$out/coverage.json" | sort -n | sed -n '1i branches %  lines %  the 25 files of which the least is reached
1,25p'
cat "$out/verdict"
exit $status
