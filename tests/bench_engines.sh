#!/bin/sh
# Both engines beside their textbook variants and their peers, in one interleaved run: medians of ROUNDS rounds, 10 tasks per
# worker, 5 ms, lateness 1 ns (peers have their own), as Markdown tables on stdout and in data/engines.md. A peer that is not
# here is left out. Takes about half an hour. usage: tests/bench_engines.sh build [ROUNDS]
set -eu
out=$1
rounds=${2:-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
db=$folder/bench.db

here() { # those of the models that can run here, with commas
    for model in "$@"; do
        "$out/runner" --dry-run -m "$model" -c 1 > /dev/null 2>&1 && printf '%s\n' "$model"
    done | paste -sd,
}

run() { "$out/runner" --quiet -d "$db" -r 1 --per-worker=10 "$@" > /dev/null || :; }

every=$(here coroutine coroutine-mn coroutine-evtimer coroutine-ucontext event libuv state-threads go tokio node gevent asyncio)
many=$(here coroutine coroutine-mn event libuv go tokio node)
most=$(here coroutine event libuv go tokio)
threads=$(here thread thread-static thread-cond python-thread)

for round in $(seq "$rounds"); do
    echo "round $round of $rounds" >&2
    run -m "$every" --lateness=1ns -c 1,10,100,1000,10000
    run -m "$many" --lateness=1ns -c 100000
    run -m coroutine --stack=1K --lateness=1ns -c 10000,100000,1000000
    [ $((round % 2)) = 0 ] || run -m "$most" --lateness=1ns -c 1000000 --timeout=10m
    run -m "$threads" -c 1,10,100,500,1000
    for c in 10 100 500; do
        run -m thread,thread-static -c $c --queue=$((10 * c))
    done
    for sleep in 5ms 200us; do
        for spin in 0us 60us; do
            "$out/runner" --quiet -d "$db" -r 1 -c 1 -n 200 -m thread,coroutine --lateness=1ns --sleep=$sleep --spin=$spin > /dev/null
        done
        "$out/runner" --quiet -d "$db" -r 1 -c 1 -n 200 -m coroutine-evtimer --lateness=1ns --sleep=$sleep > /dev/null
    done
    "$out/tests/bench_nanosleep" 200 5000000 1 >> "$folder/bare.5.0"
    "$out/tests/bench_nanosleep" 200 200000 1 >> "$folder/bare.0.2"
done

# The median of a column over the trials of each model and level where a condition holds: one row per model, one column per level.
table() { # title of the column, expression, format, condition, levels
    levels=$5
    printf '\n| %s |' "$1"
    for c in $levels; do printf ' %s |' "$(printf %s "$c" | sed -e ':a' -e 's/\(.*[0-9]\)\([0-9]\{3\}\)/\1,\2/;ta')"; done
    printf '\n|---|'
    for c in $levels; do printf -- '---:|'; done
    columns=$(for c in $levels; do printf " || ' | ' || coalesce(max(text) FILTER (WHERE concurrency = %s), '')" "$c"; done)
    printf '\n'
    sqlite3 "$db" "
        WITH t AS (SELECT model, concurrency, $2 AS x FROM trial WHERE status = 'ok' AND role = 'grid' AND ($4)),
             r AS (SELECT *, row_number() OVER (PARTITION BY model, concurrency ORDER BY x) AS i,
                          count(*) OVER (PARTITION BY model, concurrency) AS n FROM t),
             m AS (SELECT model, concurrency, printf('$3', avg(x)) AS text FROM r
                   WHERE i IN ((n + 1) / 2, (n + 2) / 2) GROUP BY 1, 2)
        SELECT '| ' || model $columns || ' |' FROM m GROUP BY model ORDER BY model" 2> "$folder/trouble" ||
        cat "$folder/trouble" >&2
}

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

coroutines="lateness = 1e-9 AND sleep = 5 AND spin = 0 AND per_worker = 10 AND stack IS NULL"
pools="lateness > 1e-9 AND queue IS NULL"
{
    echo "# Both engines, their variants and their peers"
    echo
    echo "By \`tests/bench_engines.sh build $rounds\` on $(nproc) CPUs, $(uname -r): medians of $rounds interleaved rounds (half as many"
    echo "at 1,000,000), 10 tasks of 5 ms per worker. What cannot do a level in reasonable time is left out there."
    echo
    echo "## CPU per task, ns, lateness 1 ns"
    table model "cpu_per_task * 1e9" %.0f "$coroutines" "1 10 100 1000 10000 100000 1000000"
    echo
    echo "## Overhead, lateness 1 ns"
    table model overhead %.3f "$coroutines" "1 10 100 1000 10000 100000 1000000"
    echo
    echo "## Coroutines with --stack=1K: CPU per task (ns), overhead, resident (MB), spawn (s) and its faults"
    for figure in "cpu_per_task * 1e9:%.0f" "overhead:%.3f" "(resident + page_tables) / 1e6:%.0f" "spawn:%.3f"; do
        table "${figure%%:*}" "${figure%%:*}" "${figure##*:}" "stack = 1024" "10000 100000 1000000"
    done
    echo
    echo "## Threads, lateness 50 us: CPU per task (us)"
    table "queue of c" "cpu_per_task * 1e6" %.1f "$pools AND model LIKE '%thread%'" "1 10 100 500 1000"
    table "queue for all" "cpu_per_task * 1e6" %.1f "queue IS NOT NULL" "10 100 500"
    echo
    echo "## Threads, lateness 50 us: overhead"
    table "queue of c" overhead %.3f "$pools AND model LIKE '%thread%'" "1 10 100 500 1000"
    echo
    echo "## One worker, lateness 1 ns: what a sleep takes beyond what was asked, in us"
    echo
    echo "| | 5 ms | 0.2 ms |"
    echo "|---|---:|---:|"
    printf '| bare clock_nanosleep | %s | %s |\n' \
        "$(median < "$folder/bare.5.0" | awk '{ printf "%.1f", ($1 - 1) * 5000 }')" \
        "$(median < "$folder/bare.0.2" | awk '{ printf "%.1f", ($1 - 1) * 200 }')"
    sqlite3 "$db" "
        WITH t AS (SELECT model || CASE WHEN spin > 0 THEN ', --spin=60us' ELSE '' END AS name, sleep, excess * 1e6 AS x
                   FROM trial WHERE status = 'ok' AND role = 'grid' AND tasks = 200 AND per_worker IS NULL),
             r AS (SELECT *, row_number() OVER (PARTITION BY name, sleep ORDER BY x) AS i,
                          count(*) OVER (PARTITION BY name, sleep) AS n FROM t),
             m AS (SELECT name, sleep, printf('%.1f', avg(x)) AS text FROM r WHERE i IN ((n + 1) / 2, (n + 2) / 2) GROUP BY 1, 2)
        SELECT '| ' || name || ' | ' || max(text) FILTER (WHERE sleep = 5) || ' | ' || max(text) FILTER (WHERE sleep < 5) || ' |'
        FROM m GROUP BY name"
    echo
    sqlite3 "$db" "SELECT printf('%d trials, %d of them not ok%s; in %d a wait was shorter than asked.', count(*), sum(status <> 'ok'),
                       coalesce(' (' || group_concat(DISTINCT CASE WHEN status <> 'ok' THEN model || ' at ' || concurrency || ': ' || status END) || ')', ''),
                       sum(shortest_wait < sleep / 1000)) FROM trial WHERE role = 'grid'"
} | tee data/engines.md
