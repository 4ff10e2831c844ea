#!/bin/sh
# Check that the tests notice mistakes. Applies each mutation of table.txt to a copy of the tree,
# builds it, and runs the tests that should notice it: KILLED if one fails, SURVIVED if none does.
# Exits with status 1 if a mutation survives, no longer applies (STALE) or does not build (BROKEN),
# or if a test fails without a mutation (UNSOUND). SAME: a mutation that no test can notice, with
# the reason; it must still apply.
# usage: tests/mutants/run.sh build [WORD in the title]
set -u
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
out=$(cd "$1" && pwd)
word=${2:-}
copies=$out/mutants
list=$(mktemp -d)
trap 'rm -rf "$list" "$copies"' EXIT
trap 'exit 130' INT TERM

# Split the table into files: N.title, N.file, N.by, N.same, N.old and N.new, without a newline at
# the end.
awk -v list="$list" '
    function add(name, line) { printf "%s%s", (name in begun ? "\n" : ""), line > name; begun[name] = 1 }
    /^\* /      { n++; add(list "/" n ".title", substr($0, 3)) }
    /^  in /    { add(list "/" n ".file", substr($0, 6)) }
    /^  by /    { add(list "/" n ".by", substr($0, 6)) }
    /^  same /  { add(list "/" n ".same", substr($0, 8)) }
    /^-/        { add(list "/" n ".old", substr($0, 2)) }
    /^\+/       { add(list "/" n ".new", substr($0, 2)) }
    END         { print n > (list "/count") }' "$here/table.txt"
numbers=$(for n in $(seq "$(cat "$list/count")"); do grep -qi -- "$word" "$list/$n.title" && echo "$n"; done)

mutate() { # number, file; prints the mutated file; returns 1 unless exactly one place matches
    awk -v file="$2" -v old_file="$list/$1.old" -v new_file="$list/$1.new" '
        BEGIN {
            RS = "\001"
            getline text < file
            getline old < old_file
            if ((getline new < new_file) <= 0) new = ""
            at = index(text, old)
            if (!at || index(substr(text, at + 1), old)) exit 1
            printf "%s%s%s", substr(text, 1, at - 1), new, substr(text, at + length(old))
        }' < /dev/null
}

build() { # copy, tests; builds what the tests need
    copy=$1
    shift
    targets=
    for test in "$@"; do
        case $test in test_*) targets="$targets build/tests/$test" ;; *) targets="$targets all build/tests/fault_shim.so" ;; esac
    done
    # shellcheck disable=SC2086
    make -s -C "$copy" $targets > "$copy/log" 2>&1
}

run() { # copy, test (a name without test_ is a case of tests/cli)
    case $2 in
    test_*) (cd "$1" && timeout -k 5 60 "build/tests/$2") ;;
    *) timeout -k 5 200 "$1/tests/cli.sh" "$1/build" "$2" ;;
    esac > "$1/log" 2>&1 < /dev/null
}

# Other load on the machine may spoil a single run. A test passes if one of three runs passes, and
# fails if both of two fail.
passes() {
    run "$1" "$2" || { sleep 1 && run "$1" "$2"; } || { sleep 5 && run "$1" "$2"; }
}

fails() {
    ! run "$1" "$2" && ! run "$1" "$2"
}

say() { # verdict, number, details
    printf '%-8s %s%s\n' "$1" "$(cat "$list/$2.title")" "${3:+ ($3)}" | tee -a "$list/verdicts"
}

# End the processes that a mutant has left running: only those whose executable is in this copy.
end_left() { # copy
    for exe in /proc/[0-9]*/exe; do
        case $(readlink "$exe" 2> /dev/null) in
        "$1"/*) kill -9 "$(basename "$(dirname "$exe")")" 2> /dev/null ;;
        esac
    done
}

judge() { # number, copy with the mutation applied
    if ! build "$2" $(cat "$list/$1.by"); then
        cat "$2/log"
        say BROKEN "$1" "$(cat "$list/$1.file")"
        return
    fi
    for test in $(cat "$list/$1.by"); do
        fails "$2" "$test" && say KILLED "$1" "$test" && return
    done
    say SURVIVED "$1" "$(cat "$list/$1.by")"
}

try() { # number, copy
    file=$(cat "$list/$1.file")
    cp "$2/$file" "$2/original"
    if ! mutate "$1" "$2/original" > "$2/mutant"; then
        say STALE "$1" "no such place in $file, or several"
    elif [ -e "$list/$1.same" ]; then
        say SAME "$1" "$(cat "$list/$1.same")"
    else
        cat "$2/mutant" > "$2/$file"
        judge "$1" "$2"
        end_left "$2"
        cat "$2/original" > "$2/$file"
    fi
}

# Try one half of the mutations in its own copy, whose tests must all pass before the first
# mutation.
work() { # 0 or 1
    copy=$copies/$1
    mine=$(for n in $numbers; do [ $((n % 2)) = "$1" ] && echo "$n"; done)
    named=$(for n in $mine; do [ ! -e "$list/$n.by" ] || { cat "$list/$n.by" && echo; }; done | tr ' ' '\n' | sort -u)
    mkdir -p "$copy/build"
    for part in src analysis sql tests Makefile; do
        cp -a "$tree/$part" "$copy/$part"
    done
    ln -s "$tree/data" "$copy/data"
    cp -a "$out/obj" "$copy/build/obj"
    # shellcheck disable=SC2086
    build "$copy" $named || cat "$copy/log"
    for test in $named; do
        passes "$copy" "$test" && continue
        cat "$copy/log"
        echo "UNSOUND  $test fails without a mutation" | tee -a "$list/verdicts"
    done
    for n in $mine; do
        try "$n" "$copy"
    done
}

work 0 &
work 1 &
wait
cut -d' ' -f1 "$list/verdicts" | sort | uniq -c
unjudged=$(($(echo "$numbers" | wc -w) - $(grep -vc '^UNSOUND' "$list/verdicts")))
[ "$unjudged" = 0 ] || echo "$unjudged mutations were not judged"
! grep -q '^SURVIVED\|^STALE\|^BROKEN\|^UNSOUND' "$list/verdicts" && [ "$unjudged" = 0 ]
