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
    --txt "$out/coverage.txt" --print-summary "$out/obj" > "$out/verdict" 2>&1 && status=0 || status=1
# A file without branches has "null" for their share. The sum of all comes last in the file, without a name.
awk -F'"' '
    { split($3, value, /[ :,]+/) }
    $2 == "branch_percent" { branches = value[2] == "null" ? 100 : value[2] }
    $2 == "filename" { name = $4 }
    $2 == "line_percent" && name { printf "%8s %8s  %s\n", branches, value[2], name; name = "" }
' "$out/coverage.json" | sort -n | sed -n '1i branches %  lines %  the 25 files of which the least is reached
1,25p'
cat "$out/verdict"
exit $status
