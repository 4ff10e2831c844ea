#!/bin/sh
# What the engines reach on this machine, side by side in one interleaved run, as a Markdown table on
# stdout and in data/bench.md. Nothing here decides whether a test passes. Takes about a minute.
# usage: tests/bench.sh build [ROUNDS]
set -eu
out=$1
rounds=${2:-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
db=$folder/bench.db

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# Each round: the bare loop and the models at c = 1, at both latenesses, then the levels above.
for round in $(seq "$rounds"); do
    echo "round $round of $rounds" >&2
    for lateness in 1 50000; do
        "$out/tests/bench_nanosleep" 200 5000000 $lateness >> "$folder/bare.$lateness"
        "$out/runner" --quiet -d "$db" -c 1 -n 200 -r 1 -m thread,thread-static,coroutine \
            --lateness=${lateness}ns > /dev/null
    done
    "$out/runner" --quiet -d "$db" -c 10,100,1000 --per-worker=10 -r 1 \
        -m thread,thread-static,coroutine > /dev/null
    "$out/runner" --quiet -d "$db" -c 10,100,1000 --per-worker=10 -r 1 -m thread,coroutine \
        --no-task-times > /dev/null
    "$out/runner" --quiet -d "$db" -c 10000 -n 100000 -r 1 -m coroutine > /dev/null
done

# Recording: what a trial costs beside its own time, in a sweep of many short ones.
"$out/runner" --quiet -d "$folder/many.db" -c 1 -n 1 -t 1ms -r 200 -m thread,coroutine > /dev/null

cells() { # lateness in s, condition
    sqlite3 -separator ' | ' "$db" "
        WITH t AS (SELECT *, row_number() OVER (PARTITION BY model, concurrency ORDER BY overhead) AS i,
                          row_number() OVER (PARTITION BY model, concurrency ORDER BY steady) AS j,
                          row_number() OVER (PARTITION BY model, concurrency ORDER BY cpu_per_task) AS k,
                          count(*) OVER (PARTITION BY model, concurrency) AS n
                   FROM trial WHERE status = 'ok' AND task_times AND lateness = $1 AND $2)
        SELECT '| ' || model, concurrency, '$3',
               printf('%.4f', max(overhead) FILTER (WHERE i = (n + 1) / 2)),
               printf('%.4f', max(steady) FILTER (WHERE j = (n + 1) / 2)),
               printf('%.0f', 1e9 * max(cpu_per_task) FILTER (WHERE k = (n + 1) / 2)) || ' |'
        FROM t GROUP BY model, concurrency ORDER BY concurrency, model"
}

probe_effect() { # what stamping each task adds: medians with and without, and their difference
    sqlite3 -separator ' | ' "$db" "
        WITH t AS (SELECT *, row_number() OVER (PARTITION BY model, concurrency, task_times ORDER BY total) AS i,
                          row_number() OVER (PARTITION BY model, concurrency, task_times ORDER BY cpu_per_task) AS k,
                          count(*) OVER (PARTITION BY model, concurrency, task_times) AS n
                   FROM trial WHERE status = 'ok' AND lateness = 5e-05 AND concurrency IN (10, 100, 1000)
                                AND model <> 'thread-static'),
             m AS (SELECT model, concurrency, task_times, max(overhead) FILTER (WHERE i = (n + 1) / 2) AS y,
                          1e9 * max(cpu_per_task) FILTER (WHERE k = (n + 1) / 2) AS cpu
                   FROM t GROUP BY model, concurrency, task_times)
        SELECT '| ' || w.model, w.concurrency, printf('%.4f', w.y), printf('%.4f', o.y),
               printf('%+.2f', 100 * (w.y - o.y)), printf('%.0f', w.cpu), printf('%.0f |', o.cpu)
        FROM m AS w JOIN m AS o USING (model, concurrency)
        WHERE w.task_times AND NOT o.task_times ORDER BY w.model, w.concurrency"
}

bare() { # lateness in ns, in words
    printf '| bare clock_nanosleep loop | 1 | %s | %.4f | | %.0f |\n' "$2" \
        "$(cut -d' ' -f1 "$folder/bare.$1" | median)" "$(cut -d' ' -f2 "$folder/bare.$1" | median)"
}

excess_ratio() { # lateness in s, in ns
    coroutine=$(sqlite3 "$db" "SELECT overhead FROM trial WHERE model = 'coroutine' AND concurrency = 1
                               AND lateness = $1" | median)
    awk "BEGIN { printf \"%.2f\", ($coroutine - 1) / ($(cut -d' ' -f1 "$folder/bare.$2" | median) - 1) }"
}

{
    echo "# What the engines reach"
    echo
    sqlite3 "$db" "SELECT 'Medians of $rounds interleaved rounds, sleep 5 ms, lockstep, 10 tasks per worker (200 at c = 1), on '
        || cpu_model || ', ' || cpus || ' CPUs (' || virtualisation || '), ' || kernel || ', '
        || (SELECT substr(max(started), 1, 10) FROM trial) || ', build ' || (SELECT build FROM sweep LIMIT 1) || '.' FROM machine"
    echo
    echo "| model | c | lateness | overhead | steady | CPU per task (ns) |"
    echo "|---|---:|---|---:|---:|---:|"
    bare 1 "1 ns"
    cells 1e-09 "concurrency = 1" "1 ns"
    bare 50000 "50 us"
    cells 5e-05 "1" "50 us"
    echo
    echo "What stamping each task costs, the same cells with and without (--no-task-times):"
    echo
    echo "| model | c | overhead | without | difference, % of ideal | CPU per task (ns) | without |"
    echo "|---|---:|---:|---:|---:|---:|---:|"
    probe_effect
    echo
    echo "| bound | asked | measured |"
    echo "|---|---:|---:|"
    echo "| coroutine's excess over 1 at c = 1 against the bare loop's, lateness 1 ns | at most 1.5 | $(excess_ratio 1e-09 1) |"
    echo "| the same, lateness 50 us | at most 1.5 | $(excess_ratio 5e-05 50000) |"
    sqlite3 "$db" "SELECT '| coroutine, CPU per task at c = 10,000 (ns) | at most 400 | ' || printf('%.0f', avg(cpu_per_task) * 1e9) || ' |'
        FROM trial WHERE concurrency = 10000"
    sqlite3 "$folder/many.db" "SELECT '| launching and recording a trial beside its total (ms, 400 trials of 1 ms) | | '
        || printf('%.2f', ((julianday(finished) - julianday(sweep.started)) * 86400 - (SELECT sum(total) FROM trial)) / planned * 1000) || ' |'
        FROM sweep"
    "$out/tests/bench_record" "$folder/record.db"
} | tee data/bench.md
