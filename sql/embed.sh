#!/bin/sh
# Print C source that holds the text of every file under sql/ as a static table, so that one binary
# and one database are all a user needs.
# usage: embed.sh migrations|views|statements …
set -eu
cd "$(dirname "$0")"

echo '#include "store/sql.h"'
for folder in "$@"; do
    printf '\nconst struct sql_text sql_%s[] = {\n' "$folder"
    for file in "$folder"/*.sql; do
        name=$(basename "$file" .sql)
        printf '    {"%s",\n' "$name"
        sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/     "/' -e 's/$/\\n"/' "$file"
        echo '    },'
    done
    echo '    {0, 0},'
    echo '};'
done
