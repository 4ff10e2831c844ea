#!/bin/sh
# Check the include rules: which folder may include which, that there are no circular includes, and
# that the maps in the head comments of the two main files name exactly the existing files. The
# rules keep SQLite out of timed code, and keep the analysis independent of the code that it
# evaluates.
set -eu
cd "$(dirname "$0")/.."

# folder, then the folders or single headers that it may include besides its own
walls='
base                 -
record               base
task                 base
coroutine            base
store                record base
model                task coroutine record base
server               task/peer.h record base
plan                 model/model.h task/task.h record base
trial                plan model server task record base
sweep                plan trial model task store record base analysis/search/search.h analysis/report/ending.h
src                  sweep plan trial model server task coroutine store record base
analysis/estimate    base
analysis/render      store/db.h base
analysis/search      analysis/estimate base
analysis/dataset     analysis/estimate/sample.h store record base
analysis/compare     analysis/dataset analysis/estimate base
analysis/capacity    analysis/dataset analysis/estimate base
analysis/words       analysis/compare analysis/dataset analysis/estimate record base
analysis/diagnose    analysis/words/figures.h analysis/compare analysis/dataset analysis/estimate store record base
analysis/report      analysis/request.h analysis/words analysis/diagnose analysis/capacity analysis/compare analysis/dataset analysis/estimate analysis/render store record base
analysis             analysis/report analysis/words analysis/render analysis/compare/comparison.h analysis/dataset store record base
'

found=0
complain() { # file sentence
    echo "$1: $2" >&2
    found=1
}

sources=$(ls src/*.[ch] src/*/*.[ch] analysis/*.[ch] analysis/*/*.[ch])

folder_of() { # file; prints its folder as written in an include
    folder=$(dirname "$1")
    echo "${folder#src/}"
}

# --- which folder may include which ------------------------------------------------------------

allowed() { # folder, included header
    [ "$(folder_of "$2")" = "$1" ] && return 0
    for wall in $(echo "$walls" | sed -n "s|^$1  *||p"); do
        case $2 in "$wall") return 0 ;; esac
        [ "$(folder_of "$2")" = "$wall" ] && return 0
    done
    return 1
}

for file in $sources; do
    folder=$(folder_of "$file")
    for included in $(sed -n 's|^#include "\(.*\)"|\1|p' "$file"); do
        allowed "$folder" "$included" || complain "$file" "may not include $included"
    done
    for library in $(sed -n 's|^#include <\(.*\)>|\1|p' "$file"); do
        case $library:$folder:$file in
        sqlite3.h:store:* | ev.h:coroutine:* | ev.h:*:src/model/event.c | gsl/*:analysis*) ;;
        sqlite3.h:* | ev.h:* | gsl/*) complain "$file" "may not include <$library>" ;;
        esac
    done
done

# --- no circular includes ----------------------------------------------------------------------

# A header and the source file of the same name count as one.
for file in $sources; do
    own=$(echo "${file#src/}" | sed 's|\.[ch]$||')
    sed -n 's|^#include "\(.*\)\.h"|\1|p' "$file" | grep -vx "$own" | sed "s|^|$own |" || true
done | tsort > /dev/null 2> /tmp/circles.$$ || true
if [ -s /tmp/circles.$$ ]; then
    complain "files include each other in a circle" "$(grep -v 'input contains a loop' /tmp/circles.$$ | sed 's/tsort: *//' | tr '\n' ' ')"
fi
rm -f /tmp/circles.$$

# --- the maps in the head comments -------------------------------------------------------------

# The files that a map names: any column that begins with a folder is a list of names, separated by
# two blanks.
named_in() { # main file, prefix of its folders
    sed -n '/^ \*\/$/q; /^ \* *-- /d; s/^ \* \{1,\}//p' "$1" | awk -v prefix="$2" '{
        columns = split($0, column, /   +/)
        for (i = 1; i <= columns; i++) {
            if (column[i] !~ /^[a-z_]+\/[a-z_]*(  |$)/) continue
            folder = column[i]; sub(/\/.*/, "", folder)
            names = column[i]; sub(/^[^\/]*\//, "", names)
            count = split(names, name, /  /)
            if (count == 0) print prefix folder "/"
            for (j = 1; j <= count; j++) print prefix folder "/" name[j]
        }
    }' | sort -u
}

# The existing files. The files of a folder that the map names as a whole are replaced by the
# folder.
there() { # prefix, folder that is named as a whole
    for file in $sources $(ls src/*/*.S); do
        unit=$(echo "${file%.*}" | sed 's/_\(x86_64\|aarch64\)$//')
        case $unit in
        "$1"*/*) echo "$unit" ;;
        esac
    done | sed "s#^\($2\)..*#\1#" | sort -u
}

check_map() { # main file, prefix
    named=$(named_in "$1" "$2")
    whole=$(echo "$named" | grep '/$' || true)
    there=$(there "$2" "${whole:-none}")
    for unit in $there; do
        echo "$named" | grep -qx "$unit" || complain "$1" "its map leaves out $unit"
    done
    for unit in $named; do
        echo "$there" | grep -qx "$unit" || complain "$1" "its map names $unit, which is not there"
    done
}

check_map src/runner.c src/
check_map analysis/analyze.c analysis/
exit $found
