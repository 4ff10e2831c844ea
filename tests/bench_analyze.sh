#!/bin/bash
# Measure the time and memory of analyze --crossover on the study's 606 trials and on a million
# trials made from them with 1% noise, as 10 sweeps and as 1,650. Prints a Markdown table and writes
# it to data/speed.md. Nothing here decides whether a test passes. Takes about three minutes.
# usage: tests/bench_analyze.sh build [RUNS]
set -eu
out=$PWD/$1
runs=${2:-5}
. "$(dirname "$0")/bench_common.sh"

"$out/runner" --db="$folder/study.db" --import=data/study-2012.csv > /dev/null 2>&1
columns=$(sqlite3 "$folder/study.db" "SELECT group_concat(name) FROM pragma_table_info('trial')
                                      WHERE name NOT IN ('id', 'uuid', 'sweep_id', 'total', 'round', 'position')")

multiply() { # name, copies, sweeps
    cp "$folder/study.db" "$folder/$1.db"
    sqlite3 "$folder/$1.db" "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        WITH RECURSIVE n (k) AS (SELECT 2 UNION ALL SELECT k + 1 FROM n WHERE k <= $3)
        INSERT INTO sweep (id, uuid, started, finished, command, trial_order, build)
        SELECT k, lower(hex(randomblob(16))), started, finished, command, trial_order, build FROM n JOIN sweep ON sweep.id = 1;
        WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < $2 - 1)
        INSERT INTO trial (uuid, sweep_id, total, round, position, $columns)
        SELECT lower(hex(randomblob(16))), 2 + k % $3, total * (1 + 0.01 * (random() % 1000) / 1000.0),
               round + k / $3 * 3, position + k / $3 * 1000, $columns
        FROM n JOIN trial ON sweep_id = 1 AND role = 'grid';
        DELETE FROM trial WHERE sweep_id = 1" > /dev/null
}
multiply ten 1651 10
multiply many 1651 1650

measure() { # name; prints the median of the runs, s and MB
    for _ in $(seq "$runs"); do
        /usr/bin/time -f '%e %M' "$out/analyze" --db="$folder/$1.db" --crossover 2>&1 > /dev/null
    done | sort -n | awk '{ s[NR] = $1; m[NR] = $2 } END { i = int((NR + 1) / 2); printf "%.2f | %.0f", s[i], m[i] / 1024 }'
}
row() { # name, number of sweeps, bounds
    count=$(sqlite3 "$folder/$1.db" "SELECT count(*) FROM trial WHERE role = 'grid'")
    echo "| $count | $2 | $3 | $(measure "$1") |"
}

{
    echo "# How long analyze --crossover takes"
    echo
    echo "Time and memory of the whole command, median of $runs runs, with the file in the page cache; build $("$out/analyze" --version)."
    echo
    echo "| trials at 101 levels | sweeps | asked: s, MB | s | MB |"
    echo "|---:|---:|---|---:|---:|"
    row study 1 "0.05"
    row ten 10 "1, 200"
    row many 1650 "1, 200"
} | tee data/speed.md
