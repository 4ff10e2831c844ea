#!/bin/sh
# Feed each fuzz target of a build folder its corpus. Prints one line per target.
# usage: tests/fuzz/seeds.sh build
set -u
here=$(cd "$(dirname "$0")" && pwd)
for target in "$1"/tests/fuzz_*; do
    name=${target##*/fuzz_}
    said=$(timeout 60 "$target" "$here/corpus/$name"/* 2>&1)
    status=$?
    if [ $status -eq 0 ]; then
        echo "ok fuzz $name: $(ls "$here/corpus/$name" | wc -l) inputs"
    else
        echo "$said" | sed "s/^/# /"
        echo "not ok fuzz $name: ended with status $status"
    fi
done
