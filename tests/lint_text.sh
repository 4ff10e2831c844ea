#!/bin/sh
# Check how text is built and written. Return values of snprintf() must not be summed up: once a
# text is cut, the sum points beyond the array (use text_add() of base/text.h). Text must enter a
# gnuplot script, which can run commands, only through gnuplot_text().
# usage: tests/lint_text.sh [FILE …]
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- src/*.c src/*/*.c analysis/*.c analysis/*/*.c tests/*.c

# Print each statement on its own line.
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
