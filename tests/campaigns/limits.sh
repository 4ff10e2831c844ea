#!/bin/sh
# Scarce resources: disk, descriptors, memory, processes, time, file size; closed standard streams;
# an empty or odd environment. The program must do its work or print why it cannot, with status 0 to
# 3; every line printed must be a row, the history must be intact, and analyze must leave it
# unchanged and nothing behind.
# usage: tests/campaigns/limits.sh build [short]
# Prints a Markdown table. Full and read-only disks need root.
set -eu
build=$(cd "$1" && pwd)
short=${2:-}
fixture=$(cd "$(dirname "$0")/../fixtures" && pwd)/pair.csv
export PATH="$build:$PATH" LC_ALL=C.UTF-8
work=$(mktemp -d)
disk=$work/disk
trap 'umount "$disk" 2> /dev/null || true; rm -rf "$work"' EXIT
mkdir "$disk"
tries=0 failures=0

# The commands that are tried. h.db is a copy of the prepared history, old.db one of schema 1.
sweep="runner --db=new.db --shared -m thread,coroutine -c 1,4 -n 8 -r 2 --preset=study-2012 -t 100us --seed=1"
more="runner --db=h.db --shared -m serial,thread -c 1,4 -n 8 -r 1 --preset=study-2012 -t 100us --seed=1"
resume="runner --db=h.db --resume"
import="runner --db=new.db --import='$fixture'"
upgrade="runner --db=old.db --shared -m serial -c 1 -n 2 -r 1 --preset=study-2012 -t 100us"
screen="analyze --db=h.db"
chart="analyze --db=h.db --plot=c.svg"
doctor="analyze --db=h.db --doctor --format=json"
old="analyze --db=old.db"

make_given() (
    cd "$work"
    $(echo "$more" | sed 's/-r 1/-r 2/') > lines 2> words
    sqlite3 h.db "DELETE FROM trial WHERE position > 5; UPDATE sweep SET finished = NULL"
    sqlite3 old.db < "$(dirname "$fixture")/v0001.sql"
)

# Query a copy: a query rolls back a journal, for which a full disk has no room.
ask() { # FILE SQL
    rm -rf "$work/copy" && mkdir "$work/copy"
    for part in "$1" "$1-journal" "$1-wal"; do [ ! -e "$part" ] || cp "$part" "$work/copy/h.db${part#"$1"}"; done
    sqlite3 "$work/copy/h.db" "$2" 2>&1
}

rows() { if [ -s "$1" ]; then ask "$1" "SELECT count(*) FROM trial" | grep -x '[0-9]*' || echo 0; else echo 0; fi; }
file_of() { echo "$1" | sed 's/.*--db=\([^ ]*\).*/\1/'; }

# Print the problems of a command that ended with STATUS.
judge() { # COMMAND STATUS ALLOWED ROWS-BEFORE
    file=$(file_of "$1")
    case " $3 " in *" $2 "*) ;; *) echo "ended with $2" ;; esac
    if grep -aqE "assertion failed|Assertion|stack smashing|terminated" ../words; then head -1 ../words; fi
    [ "$2" != 3 ] || [ -n "${mute:-}" ] || [ -s ../words ] || echo "without a sentence"
    [ -z "$(ls ../tmp 2> /dev/null)" ] || echo "left behind: $(ls ../tmp)"
    case $1 in
    *--dry-run) ;;
    analyze*) cmp -s h.db ../h.db && cmp -s old.db ../old.db || echo "the history was changed" ;;
    *)
        [ ! -s "$file" ] || [ "$(ask "$file" "PRAGMA integrity_check")" = ok ] || echo "the history is broken"
        [ "$(rows "$file")" -ge $(($4 + $(grep -c "	" ../lines || true))) ] || echo "a line is no row"
        ;;
    esac
}

# Run PREPARATION and then COMMAND in one shell, in the folder $where/at, which is recreated.
# ALLOWED: the accepted statuses.
try() { # ALLOWED PREPARATION COMMAND
    cd "$where"
    rm -rf at tmp
    mkdir -p at tmp
    cp "$work/h.db" "$work/old.db" .
    cd at
    cp ../h.db ../old.db . 2> /dev/null || true
    before=$(rows "$(file_of "$3")")
    : > ../lines
    : > ../words
    TMPDIR="$where/tmp" timeout -k 1 "${PATIENCE:-20}" sh -c "$2
exec $3" > ../lines 2> ../words < /dev/null && status=0 || status=$?
    wrong=$(judge "$3" "$status" "$1" "$before" | tr '\n' ';')
    tries=$((tries + 1))
    if [ -n "$wrong" ]; then
        failures=$((failures + 1))
        echo "$group: $wrong
    ($2; $3)" >&2
    fi
    cd "$work"
}

row() {
    echo "| $group | $tries | $failures |"
    all_failures=$((${all_failures:-0} + failures))
    tries=0 failures=0
}

every() { for command in "$sweep" "$more" "$resume" "$import" "$upgrade" "$screen" "$chart" "$doctor" "$old"; do try "$1" "$2" "$command"; done; }

# Two of the commands in the short form, otherwise all.
some() { if [ -n "$short" ]; then try "$1" "$2" "$more" && try "$1" "$2" "$screen"; else every "$1" "$2"; fi; }

with_limits() {
    for limit in $2; do some "$1" "ulimit $3 $limit"; done
    row
}

closed_streams() {
    group="closed 0, 1, 2 in all mixes"
    for close in '' '<&-' '>&-' '<&- >&-' '2>&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-' '> /dev/full' '2> /dev/full'; do
        case $close in *2*) mute=yes ;; *) mute= ;; esac
        some "0 1 2 3" "exec $close"
        [ -z "$short" ] || continue
        try "0 1 2 3" "exec $close" "runner --db=h.db --dry-run"
        try "0 1 2 3" "exec $close" "analyze --db=h.db --plot=-"
        try "0 1 2 3" "exec $close" "analyze --db=h.db --trials --format=csv"
    done
    mute=
    row
}

environments() {
    group="environments: empty, without PATH or HOME, odd"
    for change in "unset HOME" "unset PATH; PATH='$build'" "PATH=" "HOME=/nowhere" "TMPDIR=/nowhere" "TMPDIR=/dev/null" \
        "TMPDIR=" "TMPDIR=$(printf '%5000s' x | tr ' ' a)" "LC_ALL=zz_ZZ" "LC_ALL=" "COLUMNS=0" "COLUMNS=-1" "COLUMNS=99999999" \
        "TZ=$(printf '%500s' x | tr ' ' a)" "GNUTERM='x' GNUPLOT_DRIVER_DIR=/nowhere" "CROSSOVER_SLOTS=7 CROSSOVER_SECRET=x" \
        "cd /; cd -; umask 777" "umask 000"; do
        some "0 1 2 3" "export PATH; $change; for v in HOME PATH TMPDIR LC_ALL COLUMNS TZ GNUTERM; do export \$v; done 2> /dev/null
PATH='$build':\$PATH"
    done
    row
}

# The limit counts all processes of a user and does not apply to root, so root uses a uid that runs
# nothing else.
processes() { # ALLOWED LIMIT
    chmod 755 "$work" "$where"
    if [ "$(id -u)" = 0 ]; then
        for command in "$sweep" "$screen" "$chart"; do
            try "$1" "chmod 777 . .. ../tmp && ulimit -u $2" "setpriv --reuid=61234 --regid=61234 --clear-groups $command"
        done
    else
        every "$1" "ulimit -u $2"
    fi
}

# A disk of each size fills up at some point of the command. Once it has room again, the work must
# be completed.
full_disks() { # sizes in KB
    group="a disk that is full"
    for size in $1; do
        mount -t tmpfs -o size="$size"k,mode=755 full "$disk" 2> /dev/null || { echo "| $group | skipped | |"; return; }
        for command in "$(echo "$sweep" | sed "s|new.db|$disk/new.db|")" "$(echo "$import" | sed "s|new.db|$disk/new.db|")"; do
            full_disk "$command"
        done
        try "0 1 2 3" "TMPDIR=$disk; cat /dev/zero > $disk/zero 2> /dev/null" "$old"
        try "0 1 2 3" "TMPDIR=$disk" "$chart"
        [ "$(ls "$disk")" = zero ] || { failures=$((failures + 1)); echo "$group: left behind: $(ls "$disk")" >&2; }
        umount "$disk"
    done
    row
}

full_disk() { # COMMAND
    rm -f "$disk"/*
    try "0 3" "" "$1"
    printed=$(grep -c "	" "$where/lines" || true)
    mount -o remount,size=20M "$disk"
    case $1 in *--shared*) again="runner --db=$disk/new.db --resume" ;; *) again=$1 ;; esac
    [ "$(rows "$disk/new.db")" -ge "$printed" ] || { failures=$((failures + 1)); echo "$group: a line is no row: $1" >&2; }
    [ ! -s "$disk/new.db" ] || [ "$(ask "$disk/new.db" "SELECT count(*) FROM sqlite_schema")" = 0 ] || try "0 1" "" "$again"
    rm -f "$disk"/*
    mount -o remount,size="$size"k "$disk"
}

read_only() {
    group="a disk that is read-only"
    mount -t tmpfs -o size=20M,mode=755 ro "$disk" 2> /dev/null || { echo "| $group | skipped | |"; return; }
    cp "$work/h.db" "$work/old.db" "$disk"
    mount -o remount,ro "$disk"
    for command in "$sweep" "$more" "$resume" "$import" "$upgrade"; do
        try "2 3" "" "$(echo "$command" | sed "s|--db=|--db=$disk/|")"
    done
    for command in "$screen" "$chart" "$doctor" "$old"; do
        try "0" "" "$(echo "$command" | sed "s|--db=|--db=$disk/|; s|c.svg|/dev/null.svg|; s|--plot=/dev/null.svg|--plot=-|")"
    done
    try "2 3" "" "analyze --db=h.db --plot=$disk/c.svg"
    umount "$disk"
    row
}

where=$work/where
mkdir "$where"
make_given
echo "| limits | tries | failures |"
echo "|---|---:|---:|"
few() { [ -n "$short" ] && echo "$1" || echo "$1 $2"; }
# 127: the dynamic linker cannot load a library, and says so; 2: the shell has no memory.
group="descriptors (ulimit -n)" && with_limits "0 1 2 3 127" "$(few '5 9' '3 4 6 7 8 10 12 14 17 20 30')" -n
group="memory (ulimit -v, KB)" && with_limits "0 1 2 3 127" "$(few '30000 60000' '12000 16000 20000 24000 27000 40000 50000 100000 200000')" -v
group="file size (ulimit -f, 512 bytes)" && with_limits "0 1 2 3" "$(few '1 64' '2 8 100 200 300 1000')" -f
group="stack (ulimit -s, KB)" && with_limits "0 1 2 3" "$(few '256' '128 512 1024')" -s
group="locked memory, pending signals (ulimit -l, -i)" && with_limits "0 1 2 3" 0 -l
group="processes (ulimit -u; as nobody where root)"
for limit in $(few '3' '1 2 5 8 12 20'); do processes "0 1 2 3" "$limit"; done
row
closed_streams
environments
full_disks "$(few '100' '4 12 20 40 60 150 200 260 320')"
read_only
[ "${all_failures:-0}" = 0 ]
