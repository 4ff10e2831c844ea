#!/bin/sh
# The walls of the house: which folder may include which. Timed code cannot reach SQLite, and the
# judge cannot reach what it judges.
set -eu
cd "$(dirname "$0")/.."

# folder: what its files may include, as prefixes
walls='
src/base       base/
src/task       task/ base/
src/server     server/ task/peer.h base/
src/coroutine  coroutine/ base/
src/model      model/ task/ coroutine/ base/
src/plan       plan/ model/model.h task/task.h base/
src/trial      trial/ plan/ model/ server/ task/ base/
src/store      store/ base/
src/sweep      sweep/ plan/ trial/ model/ task/ store/ base/ analysis/search/search.h
src            sweep/ plan/ trial/ model/ server/ task/ coroutine/ store/ base/ analysis/search/search.h
analysis       analysis/ store/ base/
'

allowed() { # folder included
    prefixes=$(echo "$walls" | sed -n "s|^$1  *||p")
    for prefix in $prefixes; do
        case $2 in "$prefix"*) return 0 ;; esac
    done
    return 1
}

found=0
complain() {
    echo "$1: $2" >&2
    found=1
}

for file in src/*.[ch] src/*/*.[ch] analysis/*.[ch]; do
    folder=$(dirname "$file")
    for included in $(sed -n 's|^#include "\(.*\)"|\1|p' "$file"); do
        allowed "$folder" "$included" || complain "$file" "may not include $included"
    done
    for library in $(sed -n 's|^#include <\(.*\)>|\1|p' "$file"); do
        case $library:$folder in
        sqlite3.h:src/store | ev.h:src/coroutine | gsl/*:analysis) ;;
        ev.h:src/model) [ "$file" = src/model/event.c ] || complain "$file" "may not include <$library>" ;;
        sqlite3.h:* | ev.h:* | gsl/*) complain "$file" "may not include <$library>" ;;
        esac
    done
done
exit $found
