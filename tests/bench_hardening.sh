#!/bin/sh
# Measure what the hardening flags cost the engines: CPU and time per task of the normal build,
# divided by those of a build without the flags, round by round, alternating between the builds.
# Prints a Markdown table and writes it to data/hardening.md.
# usage: tests/bench_hardening.sh build [rounds]
set -eu
out=$1 rounds=${2:-15}
. "$(dirname "$0")/bench_common.sh"
make --no-print-directory OUT="$out/soft" HARDEN= "$out/soft/runner" > "$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }

round() { # BUILD DATABASE
    "$1/runner" --db="$2" --quiet -m coroutine,thread,event -c 1000 -n 100000 -t 5ms -r 1 --preset=study-2012 > "$folder/lines"
    "$1/runner" --db="$2" --quiet -m coroutine,thread,event -c 100 -n 200000 -k nop -r 1 --preset=study-2012 > "$folder/lines"
}
for i in $(seq "$rounds"); do
    round "$out" "$db"
    round "$out/soft" "$folder/soft.db"
done

{
    echo "# What the hardening flags cost"
    echo
    echo "Recorded with \`tests/bench_hardening.sh build $rounds\` on $(where_and_when)."
    echo "$rounds rounds, alternating between the two builds. Each cell is the figure with the flags divided by the figure without them: the median over the rounds"
    echo "(their quartiles)."
    echo
    sqlite3 -markdown "$db" "
        ATTACH '$folder/soft.db' AS soft;
        WITH pair AS (
            SELECT hard.model, hard.kind, hard.concurrency, hard.cpu_per_task / soft.cpu_per_task AS cpu, hard.total / soft.total AS time
            FROM main.trial AS hard JOIN soft.trial AS soft USING (sweep_id, model, role)
            WHERE hard.role = 'grid' AND hard.status = 'ok' AND soft.status = 'ok'
        ), long AS (
            SELECT model, kind, concurrency, 'CPU' AS what, cpu AS ratio FROM pair
            UNION ALL SELECT model, kind, concurrency, 'time', time FROM pair
        ), ranked AS (
            SELECT *, row_number() OVER one AS place, count(*) OVER (PARTITION BY model, kind, what) AS n
            FROM long WINDOW one AS (PARTITION BY model, kind, what ORDER BY ratio)
        ), told AS (
            SELECT model, kind, concurrency, what, printf('%.3f (%.3f-%.3f)', avg(ratio) FILTER (WHERE place IN ((n + 1) / 2, (n + 2) / 2)),
                   max(ratio) FILTER (WHERE place <= (n + 3) / 4), min(ratio) FILTER (WHERE place >= (3 * n + 3) / 4)) AS words
            FROM ranked GROUP BY model, kind, what
        )
        SELECT model, kind, concurrency AS c, max(words) FILTER (WHERE what = 'CPU') AS 'CPU per task',
               max(words) FILTER (WHERE what = 'time') AS 'total time'
        FROM told GROUP BY model, kind ORDER BY kind DESC, model"
} | tee data/hardening.md
