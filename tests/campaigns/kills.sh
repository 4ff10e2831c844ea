#!/bin/sh
# Kill the process (fault_shim.c, kill -9) at every write, flush, truncation, removal and opening of
# a file: during a sweep, a resumed sweep, a migration, an import, the removal of the journal, and
# while analyze reads. After each kill, every line that was printed must be a row, no row may exist
# twice, the file must be intact, analyze must read it and leave it and its folder unchanged, and
# the same command, or --resume, must complete the work.
# usage: tests/campaigns/kills.sh build [short]
# Prints a Markdown table.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
calls="pwrite write fsync fdatasync ftruncate unlink open rename mmap"

# --- one try ---------------------------------------------------------------------------------------

# The command that is killed. It runs in an empty folder that `prepare` has filled.
command_of() { # WORK
    case $1 in
    sweep) echo "runner --db=h.db --shared -m serial -c1,2 -n2 -r2 --preset=study-2012 -t100us --seed=1" ;;
    resume) echo "runner --db=h.db --resume" ;;
    migration) echo "runner --db=h.db --shared -m serial -c1 -n2 -r1 --preset=study-2012 -t100us" ;;
    import | import-into) echo "runner --db=h.db --import=$given/pair.csv" ;;
    read-old | read-wal | read-hot) echo "analyze --db=h.db" ;;
    esac
}

prepare() { # WORK
    case $1 in
    resume | import-into) cp "$given/half.db" h.db ;;
    migration | read-old) cp "$given/old.db" h.db ;;
    read-wal) cp "$given/wal.db" h.db && cp "$given/wal.db-wal" h.db-wal ;;
    read-hot) cp "$given/hot.db" h.db && cp "$given/hot.db-journal" h.db-journal ;;
    esac
}

# Query a copy of the history, because a query would repair the original.
ask() { # SQL
    rm -rf copy && mkdir copy
    cp h.db* copy/ 2> /dev/null || return 0
    sqlite3 copy/h.db "$1" 2>&1
    rm -rf copy
}

state() { for file in h.db*; do case $file in *-shm) echo shm ;; *) cat "$file" 2> /dev/null | cksum ;; esac; done; ls; }

judge_reading() {
    state > ../before
    analyze --db=h.db > ../answer 2>&1 && status=0 || status=$?
    state > ../after
    cmp -s ../before ../after || echo "changed by analyze"
    [ -z "$(ls "$TMPDIR")" ] || echo "left by analyze: $(ls "$TMPDIR")"
    case $status in
    0 | 1) ;;
    3) [ ! -s h.db ] || echo "not read: $(head -1 ../answer)" ;;
    *) echo "analyze ended with $status" ;;
    esac
}

judge_rows() { # BEFORE: rows that were there
    [ -s h.db ] || { [ ! -s ../lines ] || echo lost; return; }
    [ "$(ask "PRAGMA integrity_check")" = ok ] || echo broken
    rows=$(ask "SELECT count(*) FROM sqlite_schema WHERE name = 'trial'")
    [ "$rows" = 0 ] || rows=$(ask "SELECT count(*) FROM trial")
    [ "$rows" -ge $(($1 + $(wc -l < ../lines))) ] || echo lost
    [ "$rows" = 0 ] || [ "$(ask "SELECT count(*) FROM (SELECT 1 FROM trial WHERE position IS NOT NULL
        GROUP BY sweep_id, position HAVING count(*) > 1)")" = 0 ] || echo twice
}

# Complete the work; there must be as many rows as without a kill.
judge_completion() { # WORK WANTED
    case $1 in
    sweep | resume) again="runner --db=h.db --resume" ;;
    *) again=$(command_of "$1") ;;
    esac
    # Killed before the sweep was recorded: there is nothing to resume.
    if [ "$1" = sweep ] && ! { [ -s h.db ] && [ "$(ask "SELECT count(*) FROM sweep" | tail -1)" = 1 ]; }; then
        again=$(command_of sweep)
    fi
    $again > ../more 2> ../words && status=0 || status=$?
    [ "$status" -le 1 ] || echo "not completed ($status): $(tail -1 ../words)"
    got=$(ask "SELECT count(*) FROM trial")
    # After a migration, a row or two of the killed sweep may be there in addition to the repeated
    # sweep.
    [ "$got" = "$2" ] || [ "$1" = migration ] && [ "$got" -ge "$2" ] || echo "completed to $got rows, not $2"
    [ "$(ask "PRAGMA integrity_check")" = ok ] || echo "broken in the end"
    [ "$(ls h.db*)" = h.db ] || echo "left beside the file: $(ls h.db*)"
}

# Add "WORK CALL N | problems" to the results. Returns non-zero if there was no such call.
try() { # WORK CALL N
    folder=$(mktemp -d)
    export TMPDIR="$folder/tmp"
    mkdir "$folder/at" "$folder/tmp"
    cd "$folder/at"
    prepare "$1"
    : > ../seen
    met=0
    FAULT_PROCESS=$(command_of "$1" | cut -d' ' -f1) FAULT_CALL=$2 FAULT_NTH=$3 FAULT_HOW=kill FAULT_SEEN=$folder/seen \
        LD_PRELOAD=$given/fault_shim.so timeout 20 $(command_of "$1") > ../lines 2> ../words || true
    if [ -s ../seen ]; then
        case $1 in
        read-*)
            cmp -s h.db "$given/${1#read-}.db" || echo changed
            [ -z "$(ls "$TMPDIR")" ] || echo "left behind: $(ls "$TMPDIR")"
            rm -rf "$TMPDIR"/*
            judge_reading
            ;;
        *)
            judge_reading
            judge_rows "$(cat "$given/$1.rows" 2> /dev/null || echo 0)"
            judge_completion "$1" "$(cat "$given/$1.wanted")"
            ;;
        esac > ../wrong
        echo "$* | $(tr '\n' ';' < ../wrong)" >> "$results"
    else
        met=1
    fi
    cd /
    rm -rf "$folder"
    return $met
}

if [ "$1" = --all-of ]; then # WORK CALL; tries every n (or every 29th), until there is no such call
    n=1
    while [ "$n" -le 400 ] && (try "$2" "$3" "$n"); do n=$((n + step)); done
    exit 0
fi

# --- all of them -----------------------------------------------------------------------------------

build=$(cd "$1" && pwd)
step=1
[ "${2:-}" = short ] && step=29
given=$(mktemp -d)
trap 'rm -rf "$given"' EXIT
export PATH="$build:$PATH" given step results="$given/results"
: > "$results"
# LD_PRELOAD and the commands are split at blanks, which the path to this folder may contain.
cp "$build/tests/fault_shim.so" "$here/../fixtures/pair.csv" "$given"

make_given() (
    cd "$given"
    rows() { sqlite3 "$1" "SELECT count(*) FROM trial"; }
    $(command_of sweep | sed 's/-r2/-r4/; s/h.db/half.db/') > lines 2> words
    rows half.db > resume.wanted
    sqlite3 half.db "DELETE FROM trial WHERE position > 8; UPDATE sweep SET finished = NULL"
    rows half.db > resume.rows
    sqlite3 old.db < "$here/../fixtures/v0001.sql"
    rows old.db > migration.rows
    # A -wal without its -shm, and a hot journal, as left by a kill.
    cp half.db h.db
    printf '%s\n' 'PRAGMA journal_mode = WAL; UPDATE trial SET total = 1;' '.shell cp h.db wal.db; cp h.db-wal wal.db-wal' |
        sqlite3 h.db > lines
    sqlite3 h.db 'PRAGMA journal_mode = DELETE' > lines
    printf '%s\n' 'PRAGMA cache_size = 1; BEGIN; UPDATE latency_bucket SET count = 1; UPDATE trial SET total = 1;' \
        '.shell cp h.db hot.db; cp h.db-journal hot.db-journal' | sqlite3 h.db
    for work in sweep migration import import-into; do
        rm -f h.db*
        prepare $work
        rows h.db > $work.rows 2> words || echo 0 > $work.rows
        $(command_of $work) > lines 2> words
        rows h.db > $work.wanted
    done
    rm -f h.db*
)

make_given
for work in sweep resume migration import import-into read-old read-wal read-hot; do
    for call in $calls; do echo "$work $call"; done
done | xargs -P "$(nproc)" -L 1 "$0" --all-of

name() {
    case $1 in
    sweep) echo "a sweep, and the end of its journal" ;;
    resume) echo "a sweep taken up again" ;;
    migration) echo "a history brought up to date" ;;
    import) echo "an import into a new file" ;;
    import-into) echo "an import into a history" ;;
    read-old) echo "analyze, of an old history" ;;
    read-wal) echo "analyze, of a -wal alone" ;;
    read-hot) echo "analyze, of a hot journal" ;;
    esac
}
count() { grep "^$1 " "$results" | grep -c "$2" || true; }
echo "| kill -9 at every call that changes a file | kills | lines lost | rows twice | files broken, or not read | not completed | files changed, or left |"
echo "|---|---:|---:|---:|---:|---:|---:|"
for work in sweep resume migration import import-into read-old read-wal read-hot; do
    echo "| $(name $work) | $(count $work .) | $(count $work '[ ;]lost') | $(count $work 'twice') |" \
        "$(count $work 'broken\|not read\|ended with') | $(count $work 'completed') | $(count $work 'changed\|left') |"
done
[ -s "$results" ] || echo "nothing was killed" >> "$results"
! grep -v '| *$' "$results" >&2
