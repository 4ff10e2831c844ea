#!/bin/sh
# Untrusted histories. A history must not run anything, control the terminal, make a program hang or
# crash, or be changed. The tries are built from the tables in hostile/, which have one line per
# entry: name and text, separated by a tab. ESC and BEL in a text are replaced by these bytes. The
# program `tries` runs and judges the tries; what fails is kept in build/campaigns/hostile.
#   value       SQL expressions, put into every column of every table: within the schema; against it
#               (a correct schema with a row that it does not allow); and in tables without
#               constraints, which must be refused
#   schema      SQL that changes the schema of a history; changes to the project's tables and
#               triggers must be refused
#   file        shell commands that replace or damage h.db
#   statement   for analyze --sql
#   import      shell commands that make h.csv
#   argument    values of sweep.arguments, for runner --resume
# usage: tests/campaigns/hostile.sh build [short [GROUP]]
# Prints a Markdown table. GROUP: only groups of that name.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$1" && pwd)
# places: views tried per value. one_in: one value in this many is tried. one_of: the same for the
# commands of the other tables. corruptions: corrupted files of each kind.
places=3 one_in=5 one_of=1 corruptions=200
[ "${2:-}" = short ] && places=1 one_in=19 one_of=5 corruptions=10
PATH="$out:$PATH"
export PATH LC_ALL=C.UTF-8 TZ=UTC
# In memory if possible, because otherwise most of a try's time is spent on the disk.
[ -w /dev/shm ] && export TMPDIR=/dev/shm
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Its own lock, so that other sweeps on the machine do not make it wait: a try that waits counts as
# hung.
mkdir "$folder/lock" && export CROSSOVER_LOCK="$folder/lock"
keep=$out/campaigns/hostile
rm -rf "$keep"
case $out in
*asan*) export ASAN_OPTIONS=abort_on_error=1:detect_leaks=0 UBSAN_OPTIONS=abort_on_error=1:print_stacktrace=1 ;;
esac

# The history that all tries start from: three sweeps, one of them with a server. The newest lacks
# its last two trials and can be resumed. Some trials have timed out.
make_base() (
    cd "$folder"
    sweep="runner --db=base.db --quiet --shared -m thread,coroutine --per-worker=4 -t 1ms -r 2 --preset=study-2012"
    { $sweep -c 1,4 --kind=tcp && $sweep -c 1,4,16 --label=first && $sweep -c 1,4,16; } > lines
    sqlite3 base.db "
        DELETE FROM trial WHERE position > (SELECT max(position) - 2 FROM trial WHERE sweep_id = 3) AND sweep_id = 3;
        UPDATE sweep SET finished = NULL WHERE id = 3;
        UPDATE trial SET status = 'timeout', error = 'it was ended', total = NULL, timeout = 1
        WHERE id IN (SELECT max(id) FROM trial WHERE role = 'grid' AND concurrency = 16 GROUP BY sweep_id);
        VACUUM"
    analyze --db=base.db --trials --sweep=all --format=csv > base.db.csv
)

# Print the combinations of view and format that analyze accepts.
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

# Print the SQL that loads hostile/NAME.tsv as table NAME (name, text); schema has a column `exits`
# before the text.
load() { # NAME
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
# "a AND THEN b": run b as well, unless a crashed.
list_tries | sqlite3 -batch |
    sed 's/ AND THEN / || { s=$?; [ $s -le 3 ] || exit $s; }; /' | grep "^${3:-}" > "$folder/tries"
"$out/tests/campaigns/tries" "$folder/tries" "$folder/base.db" "$keep"
