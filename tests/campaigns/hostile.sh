#!/bin/sh
# A history from a stranger: what it may not do is run anything, paint anything, hang, crash or change. The
# tries are made from the tables in hostile/: one line each, name and text parted by a tab; ESC and BEL stand for
# these bytes. Program tries performs and judges them; what fails is kept in build/campaigns/hostile.
#   value       SQL, put into every column of every table: within the schema; around it (the schema as it should
#               be, the row as it never may); and in tables without constraints, which must be refused
#   schema      SQL, done to a history whose schema is then another; what changes our tables and triggers must be refused
#   file        shell commands that make h.db something else
#   statement   for analyze --sql
#   import      shell commands that make h.csv
#   argument    what sweep.arguments says to runner --resume
# usage: tests/campaigns/hostile.sh build [short [GROUP]]; prints a Markdown table; GROUP: only groups of that name
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$1" && pwd)
# How many views each value is looked at with; one in how many values, and one in how many of the others' commands; and
# how many corrupted files of each kind.
places=3 one_in=5 one_of=1 corruptions=200
[ "${2:-}" = short ] && places=1 one_in=19 one_of=5 corruptions=10
PATH="$out:$PATH"
export PATH LC_ALL=C.UTF-8 TZ=UTC
# In memory, where there is such a place: most of what a try costs is otherwise the disk.
[ -w /dev/shm ] && export TMPDIR=/dev/shm
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The machine's other sweeps do not make it wait: what waits counts as hung.
mkdir "$folder/lock" && export CROSSOVER_LOCK="$folder/lock"
keep=$out/campaigns/hostile
rm -rf "$keep"
case $out in
*asan*) export ASAN_OPTIONS=abort_on_error=1:detect_leaks=0 UBSAN_OPTIONS=abort_on_error=1:print_stacktrace=1 ;;
esac

# The history that all begin with: three sweeps, one of them with a server; the newest, without its last two
# trials, waits to be resumed; some trials did not end well.
make_base() (
    cd "$folder"
    sweep="runner --db=base.db --quiet --shared -m thread,coroutine --per-worker=4 -t 1ms -r 2"
    { $sweep -c 1,4 --kind=tcp && $sweep -c 1,4,16 --label=first && $sweep -c 1,4,16; } > lines
    sqlite3 base.db "
        DELETE FROM trial WHERE position > (SELECT max(position) - 2 FROM trial WHERE sweep_id = 3) AND sweep_id = 3;
        UPDATE sweep SET finished = NULL WHERE id = 3;
        UPDATE trial SET status = 'timeout', error = 'it was ended', total = NULL, timeout = 1
        WHERE id IN (SELECT max(id) FROM trial WHERE role = 'grid' AND concurrency = 16 GROUP BY sweep_id);
        VACUUM"
    analyze --db=base.db --trials --sweep=all --format=csv > base.db.csv
)

# Views and formats that analyze has an answer for, of those that are.
list_places() (
    cd "$folder"
    for format in table csv json markdown; do
        while read -r view; do
            status=0
            OUT=$folder sh -c "analyze --db=base.db $view --format=$format" > answer 2>&1 || status=$?
            [ "$status" = 2 ] || echo "$view --format=$format"
        done <<'VIEWS'

--crossover
--pivot
--resources
--breakdown
--latency
--doctor
--trials
--sweeps
--decide --rate=20k
--compare=sweep:2,sweep:3
--compare=label:first,sweep:3 --fail-on=regression
--sweep=all
--sweep=all --metric=cpu
--sweep=1 --latency --metric=p99
--sweep=all --crossover --metric=memory
--sql='SELECT * FROM trial, sweep USING (id)'
--sql='SELECT * FROM trial_warnings'
--sql='SELECT * FROM machine'
VIEWS
    done
    echo "--model=zz"
    echo "--kind=zz"
    echo "--machine=zz --doctor"
    echo "--sleep=7ms"
    echo "--plot=-"
    echo '--plot="$OUT/c.svg"'
    echo '--plot="$OUT/c.svg" --sweep=all --metric=p99'
    echo '--plot="$OUT/c.png" --metric=memory'
    echo '--plot="$OUT/c.svg" --sweep=1 --metric=cpu'
)

# Table NAME (name, text), with exits before the text where that stands there, of a file in hostile/.
load() {
    cat <<LOAD
CREATE TABLE $1 (name TEXT,$([ "$1" = schema ] && echo " exits TEXT,") text TEXT);
.import "$here/hostile/$1.tsv" $1
UPDATE $1 SET text = replace(replace(text, 'ESC', char(27)), 'BEL', char(7));
LOAD
}

list_tries() {
    cat <<SQL
ATTACH '$folder/base.db' AS base;
.mode ascii
.separator "\t" "\n"
CREATE TABLE place (text TEXT);
.import "$folder/places" place
$(for table in value schema file statement import argument; do load $table; done)
$(sed "s/:places/$places/g; s/:one_in/$one_in/g; s/:corruptions/$corruptions/g; s/:one_of/$one_of/g" "$here/hostile/tries.sql")
SQL
}

mkdir -p "$keep"
make_base
list_places > "$folder/places"
# "a AND THEN b": b, unless a crashed.
list_tries | sqlite3 -batch |
    sed 's/ AND THEN / || { s=$?; [ $s -le 3 ] || exit $s; }; /' | grep "^${3:-}" > "$folder/tries"
"$out/tests/campaigns/tries" "$folder/tries" "$folder/base.db" "$keep"
