#!/bin/sh
# Run the examples in the READMEs, so that the documentation cannot become outdated unnoticed. The
# word after the opening ``` says what a block is:
#   console   commands after "$ ", each followed by its expected output; a line "..." matches any
#             number of lines; blanks at the end of a line are ignored
#   sh        one command per line, which must succeed, whatever it prints
#   sh dry    one runner command per line, which is run with --dry-run to check its options
# Other blocks are not run. Each README is one session in its own folder, with the tree's data/ and
# sql/ linked into it.
# usage: tests/readme.sh [FILE …]     runner and analyze are on the PATH
set -u
tree=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- README.md analysis/README.md data/README.md sql/README.md src/README.md tests/README.md

# Write the commands of a file to folder/N.how, N.command, N.line and N.expected, and their number
# to folder/count.
split() { # file, folder
    awk -v folder="$2" '
        function begin(how, command) {
            n++
            print how > (folder "/" n ".how")
            print command > (folder "/" n ".command")
            print FNR > (folder "/" n ".line")
            printf "" > (folder "/" n ".expected")
        }
        /^```/ { kind = kind == "" ? substr($0, 4) " " : ""; next }
        kind == "console " && /^\$ / { begin("compare", substr($0, 3)); next }
        kind == "console " { print > (folder "/" n ".expected"); next }
        kind == "sh " && NF { begin("run", $0) }
        kind == "sh dry " && NF { sub(/ *#.*/, ""); begin("run", $0 " --dry-run") }
        END { print n + 0 > (folder "/count") }' "$1"
}

# Whether the printed lines match the expected ones.
matches() { # expected, printed
    awk '
        { sub(/ +$/, "") }
        FNR == NR { expected[++wanted] = $0; next }
        { printed[++had] = $0 }
        function fits(from, to, at,   i) { # expected[from..to] equals the lines from printed[at]
            for (i = from; i <= to; i++) if (printed[at + i - from] != expected[i] || at + i - from > had) return 0
            return 1
        }
        END {
            for (at = 1; from <= wanted; from = to + 2) {
                if (!from) from = 1
                anywhere = from > 1
                for (to = from - 1; to < wanted && expected[to + 1] != "..."; to++);
                if (to == wanted && anywhere && at < had - (to - from)) at = had - (to - from) # the last part must match the end
                while (anywhere && at <= had && !fits(from, to, at)) at++
                if (to >= from && !fits(from, to, at)) exit 1
                at += to - from + 1
            }
            exit !(at > had || expected[wanted] == "...")
        }' "$1" "$2"
}

status=0
for file; do
    folder=$(mktemp -d)
    mkdir "$folder/session" && ln -s "$tree/data" "$tree/sql" "$folder/session"
    split "$tree/$file" "$folder"
    for n in $(seq "$(cat "$folder/count")"); do
        how=$(cat "$folder/$n.how")
        (cd "$folder/session" && sh "$folder/$n.command") > "$folder/printed" 2> "$folder/words" < /dev/null
        code=$?
        grep -q 'needs package\|apt-get install' "$folder/words" && continue # a runtime that is not installed
        [ "$how" = compare ] || { [ $code = 0 ] && continue; }
        [ "$how" = compare ] && [ $code = 0 ] && matches "$folder/$n.expected" "$folder/printed" && continue
        echo "$file, line $(cat "$folder/$n.line"): $(cat "$folder/$n.command")"
        echo "ended with $code, and printed:"
        cat "$folder/printed" "$folder/words"
        status=1
    done
    rm -rf "$folder"
done
exit $status
