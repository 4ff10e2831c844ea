#!/bin/sh
# Let the n-th call of a function fail in the runner, a trial, the server or analyze (by
# fault_shim.c). Whichever call it is, the program must end within 10 s with status 0, 1 or 3 and a
# message, record no incomplete row, and leave no process behind.
# usage: tests/campaigns/faults.sh build [tries]
# Prints a Markdown table. Without a number, each function is tried with growing n until it has no
# such call (about 2,000 tries); with one, about that many tries are spread over all functions.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# --- one try ---------------------------------------------------------------------------------------

# Print the command that has the process in which the call is to fail. It runs in an empty folder.
command_of() { # PROCESS KIND
    sweep="runner --shared -d results.db -t 100us -c 2 -n 4 -r 1 --preset=study-2012"
    case $1/$2 in
        analyze/*) echo "analyze -d results.db --$2" | sed 's/--screen//; s/--plot/--plot=c.svg/' ;;
        */program) printf '%s' "$sweep -m sleeper --exec=sleeper=$work/fault_program.sh" ;;
        */poll) printf '%s' "$sweep -m thread --idle=poll" ;;
        */*) printf '%s' "$sweep -k $2 -m thread,coroutine,thread-static,coroutine-mn,event" ;;
    esac
}

has() { grep -aq "$@"; }

# Print one word per problem, nothing if all is well.
judge_sweep() { # exit status of a sweep that began with a new file
    rows=0
    if [ -s results.db ]; then
        ask() { sqlite3 -cmd '.timeout 5000' results.db "$1" 2> /dev/null; }
        [ "$(ask 'PRAGMA integrity_check')" = ok ] || echo broken
        rows=$(ask "SELECT count(*) FROM trial") || rows=0
        halves=$(ask "SELECT count(*) FROM trial WHERE status IS NULL OR (status = 'ok') = (total IS NULL)
                      OR (status <> 'ok' AND coalesce(error, '') = '')") || halves=0
        [ "$halves" = 0 ] || echo half
        [ "$1" != 0 ] || [ "$(ask "SELECT count(*) = planned AND sum(status <> 'ok') = 0 FROM trial, sweep")" = 1 ] || echo lost
        [ "$1" != 1 ] || [ "$(ask "SELECT count(*) = planned AND sum(status <> 'ok') > 0 FROM trial, sweep")" = 1 ] || echo lost
    fi
    [ "$(wc -l < out)" -le "$rows" ] || echo lost
    [ ! -s out ] || [ "$(awk -F'\t' 'NF != 7' out | wc -l)" = 0 ] || echo half
    [ "$(tail -c1 out | od -An -c | tr -d ' ')" = '\n' ] || [ ! -s out ] || echo half
}

judge() { # PROCESS HOW "exit N left N"
    set -- "$1" "$2" $3
    case "$1 $2 $3 $4" in
        *" exit 0" | *" exit 1") ;;
        *" exit 3") [ -s words ] || echo mute ;;
        "analyze kill signal 9" | "runner kill signal 9") ;;
        *" hang "*) echo hang ;;
        *" signal "*) echo abort ;;
        *) echo "status-$4" ;;
    esac
    if has -E "assertion failed|Assertion|aborting|stack smashing|runtime error" words; then echo abort; fi
    [ "$6" = 0 ] || echo child
    if [ "$1" = analyze ]; then
        [ "$4" != 1 ] || [ -s words ] || echo mute
        cmp -s results.db "$given" || echo changed
    else
        judge_sweep "$4"
    fi
    if [ -s results.db ] && sqlite3 results.db "SELECT 1 FROM trial WHERE error LIKE '%assertion failed%' OR error LIKE '%signal 6%'
            OR error LIKE '%signal 11%' OR error LIKE '%aborting%' OR status = 'timeout'" 2> /dev/null | has 1; then
        echo abort
    fi
}

# Print its message. If the sweep continued, that is the error of the first failed row.
what_it_said() { # PROCESS
    [ "$1" = analyze ] || sqlite3 results.db "SELECT substr(error, 1, 200) FROM trial WHERE error <> '' LIMIT 1" 2> /dev/null || true
    [ -s results.db ] && [ "$1" != analyze ] && return
    head -c 200 words | head -1
}

# Add one line to the results: the call, the outcome, the problems. Returns 1 if there was no such
# call, 2 if this script itself ran out of something.
try() { # PROCESS KIND CALL NTH HOW
    folder=$(mktemp -d) || return 2
    (
        cd "$folder" && touch seen
        [ "$1" != analyze ] || cp "$given" results.db
        outcome=$(FAULT_PROCESS=$1 FAULT_CALL=$3 FAULT_NTH=$4 FAULT_HOW=$5 FAULT_SEEN=$folder/seen LD_PRELOAD=$work/fault_shim.so \
            "$build/tests/fault_try" 10 out words $(command_of "$1" "$2"))
        [ -s seen ] || exit 1
        echo "$* | $outcome | $(judge "$1" "$5" "$outcome" | sort -u | tr '\n' ' ')| $(what_it_said "$1" | tr '|\n' '/ ')"
    ) > "$folder.line" 2> "$folder.trouble" && met=0 || met=1
    if [ -s "$folder.trouble" ]; then
        met=2
    elif [ $met = 0 ]; then
        cat "$folder.line" >> "$results"
    fi
    rm -rf "$folder" "$folder.line" "$folder.trouble"
    return $met
}

# --- all of them -----------------------------------------------------------------------------------

# Calls that cannot fail with valid arguments (clock_gettime, getrusage) are left out.
run_out="malloc calloc realloc mmap mprotect aligned_alloc strdup strndup setenv
    open fcntl dup pipe2 socket socketpair accept4 eventfd timerfd_create epoll_create1 memfd_create pidfd_open
    fopen fdopen opendir fork pthread_create"
go_wrong="dup2 connect execv execvp waitpid read write pread pwrite fsync fdatasync ftruncate unlink rename fflush
    sched_getaffinity ppoll poll prctl"
kill_at="malloc mmap open fork execv waitpid pwrite fdatasync unlink ftruncate pthread_create write"

# Print "PROCESS KIND CALL HOW" of every try. A resource that runs out may be available again for
# the next call ("once"), or stay exhausted ("on").
list() {
    for place in runner/sleep runner/tcp runner/pipe runner/program runner/poll trial/sleep trial/tcp trial/pipe trial/program \
        server/tcp server/pipe analyze/screen analyze/crossover analyze/doctor analyze/plot analyze/format=json; do
        for call in $run_out $go_wrong; do echo "$place $call once"; done
        case $place in */sleep | */program | server/* | */screen | */plot) for call in $run_out; do echo "$place $call on"; done ;; esac
        case $place in */sleep | */program | server/* | */screen) for call in $kill_at; do echo "$place $call kill"; done ;; esac
    done | tr / ' '
}

# Try every n of one line of the list, until there is no such call.
if [ "$1" = --all-of ]; then
    for n in $nths; do
        for attempt in 1 2 3; do
            try "$2" "$3" "$4" "$n" "$5" && met=0 || met=$?
            [ $met = 2 ] || break
        done
        [ $met != 1 ] || break
    done
    exit 0
fi

build=$(cd "$1" && pwd)
most=${2:-0}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$build:$PATH" build work results="$work/results" given="$work/given.db"
: > "$results"
# LD_PRELOAD and the commands are split at blanks, which the path to this folder may contain.
cp "$build/tests/fault_shim.so" "$here/fault_program.sh" "$work"
(cd "$work" && runner --quiet --shared -d given.db -t 1ms -c 2,4,8 -n 40 -r 2 --preset=study-2012 > /dev/null) || [ $? = 1 ] # a failed trial will do as well

if [ "$most" = 0 ]; then
    export nths="1 2 3 5 8 13 21 34 55 89 144 200"
    list > "$work/list"
else
    # Every n-th line of the list; in about one in three, the function is not called at all.
    export nths=1
    list | awk -v most="$most" '{ line[NR] = $0 } END { step = NR / (3 * most); if (step < 1) step = 1; for (i = 1; i <= NR; i += step) print line[int(i)] }' > "$work/list"
fi
xargs -P "${FAULTS_AT_ONCE:-6}" -L 1 "$0" --all-of < "$work/list" || true

count() { awk -F'|' -v word="$1" 'index(" " $3 " ", " " word " ") { n++ } END { print n + 0 }' "$2"; }
row() { # NAME FILE
    echo "| $1 | $(wc -l < "$2") | $(count abort "$2") | $(count hang "$2") | $(($(count half "$2") + $(count broken "$2"))) | $(count child "$2") | $(count lost "$2") | $(awk -F'|' '$3 ~ /mute|status|changed/ { n++ } END { print n + 0 }' "$2") |"
}

echo "| the n-th call fails | tries | aborts | hangs | half rows, broken files | children left | lost lines | no sentence, or a status that is none |"
echo "|---|---:|---:|---:|---:|---:|---:|---:|"
for process in runner trial server analyze; do
    grep "^$process " "$results" > "$work/one" || true
    row "$process" "$work/one"
done
row all "$results"
[ -s "$results" ] || echo "nothing failed | nothing was tried" >> "$results"
if grep -v '| *|[^|]*$' "$results" > "$work/wrong"; then
    echo
    echo "Went wrong:"
    echo
    sed 's/^/    /' "$work/wrong"
    exit 1
fi
