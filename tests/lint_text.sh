#!/bin/sh
# Text is built and written by the functions made for it: what snprintf would have written is never added up (the sum
# runs beyond the array once something was cut: text_add() of base/text.h), and no text gets into a script of gnuplot,
# which can run commands, but by gnuplot_text().
# usage: tests/lint_text.sh [FILE …]
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- src/*.c src/*/*.c analysis/*.c analysis/*/*.c tests/*.c

# Each statement in a line of its own.
statements() { # file
    tr '\n' ' ' < "$1" | sed 's/;/;\n/g'
}

found=0
refuse() { # file pattern what to say
    if statements "$1" | grep -E "$2" | sed "s|^ *|$1: $3: |" | cut -c 1-160 | grep . >&2; then
        found=1
    fi
}

for file; do
    [ "$file" = src/base/text.c ] ||
        refuse "$file" '\+=[ (a-z_)]*snprintf\(|snprintf\([^,]*[^+]\+[^+]' 'use text_add()'
    refuse "$file" "printf\(script,.*('%s|%s'|%s\\\\\"|\\\\\"%s)" 'use gnuplot_text()'
done
exit $found
