#!/bin/sh
# Compare both engines with their textbook variants and with other runtimes, in one interleaved run:
# medians of ROUNDS rounds, 10 tasks per worker (100 at the lowest levels), 5 ms, lateness 1 ns
# (other runtimes have their own). Prints Markdown tables and writes them to data/engines.md. A
# runtime that is not installed is left out. Takes a minute and a half per round.
# usage: tests/bench_engines.sh build [ROUNDS]
set -eu
out=$1
rounds=${2:-5}
. "$(dirname "$0")/bench_common.sh"

here() { # models; prints those that can run here, separated by commas
    for model in "$@"; do
        "$out/runner" --dry-run -m "$model" -c 1 > /dev/null 2>&1 && printf '%s\n' "$model"
    done | paste -sd,
}

run() { "$out/runner" --quiet -d "$db" -r 1 --preset=study-2012 --per-worker=10 "$@" > /dev/null || :; }

every=$(here coroutine coroutine-mn coroutine-evtimer coroutine-ucontext event libuv state-threads go tokio node gevent asyncio)
many=$(here coroutine coroutine-mn event libuv go tokio node)
most=$(here coroutine event libuv go tokio)
threads=$(here thread thread-static thread-cond python-thread)

for round in $(seq "$rounds"); do
    echo "round $round of $rounds" >&2
    run -m "$every" --lateness=1ns -c 1,10 --per-worker=100
    run -m "$every" --lateness=1ns -c 100,1000,10000
    run -m "$many" --lateness=1ns -c 100000
    run -m coroutine --stack=1K --lateness=1ns -c 10000,100000,1000000
    [ $((round % 2)) = 0 ] || run -m "$most" --lateness=1ns -c 1000000 --timeout=600s
    run -m "$threads" -c 1,10,100,500,1000
    for c in 10 100 500; do
        run -m thread,thread-static -c $c --queue=$((10 * c))
    done
    for sleep in 5ms 200us; do
        for spin in 0us 100us; do
            "$out/runner" --quiet -d "$db" -r 1 --preset=study-2012 -c 1 -n 200 -m thread,coroutine --lateness=1ns --sleep=$sleep --spin=$spin > /dev/null
        done
        "$out/runner" --quiet -d "$db" -r 1 --preset=study-2012 -c 1 -n 200 -m coroutine-evtimer --lateness=1ns --sleep=$sleep > /dev/null
    done
    "$out/tests/bench_nanosleep" 200 5000000 1 >> "$folder/bare.5.0"
    "$out/tests/bench_nanosleep" 200 200000 1 >> "$folder/bare.0.2"
done

# The median of an expression over the trials that meet a condition: one row per model, one column
# per level.
table() { # title of the first column, expression, format, condition, levels
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

# The median of an expression over the trials that meet a condition; empty if there are none.
value() {
    sqlite3 "$db" "
        WITH t AS (SELECT $1 AS x FROM trial WHERE status = 'ok' AND role = 'grid' AND ($2)),
             r AS (SELECT x, row_number() OVER (ORDER BY x) AS i, count(*) OVER () AS n FROM t)
        SELECT printf('%.10g', avg(x)) FROM r WHERE i IN ((n + 1) / 2, (n + 2) / 2) HAVING count(*) > 0"
}

ratio() { # of two numbers, either of which may be empty
    awk -v a="$1" -v b="$2" 'BEGIN { if (a == "" || b == "") print "not measured"; else printf "%.3f\n", a / b }'
}

bound() { printf '| %s | %s | %s |\n' "$1" "$2" "$3"; } # what, asked, measured

bounds() {
    printf '\n| bound | asked | measured |\n|---|---:|---:|\n'
    for ask in 10000:100 100000:110 1000000:150; do
        bound "coroutine, CPU per task at ${ask%:*} (ns)" "at most ${ask#*:}" \
            "$(value "round(cpu_per_task * 1e9)" "model = 'coroutine' AND concurrency = ${ask%:*} AND $coroutines")"
    done
    for ask in 10000:1.05 100000:1.3; do
        bound "coroutine, overhead at ${ask%:*}" "at most ${ask#*:}" \
            "$(value "round(overhead, 3)" "model = 'coroutine' AND concurrency = ${ask%:*} AND $coroutines")"
    done
    bound "coroutine, resident at 1000000 with --stack=1K (GB)" "at most 1.2" \
        "$(value "round((resident + page_tables) / 1e9, 3)" "concurrency = 1000000 AND stack = 1024")"
    for ask in gevent:1/60=0.017 go:1/10=0.1 tokio:1/3=0.333 libuv:1/2=0.5; do
        bound "coroutine's CPU per task over ${ask%%:*}'s at 10000" "at most ${ask#*:}" \
            "$(ratio "$(value cpu_per_task "model = 'coroutine' AND concurrency = 10000 AND $coroutines")" \
                "$(value cpu_per_task "model = '${ask%%:*}' AND concurrency = 10000 AND $coroutines")")"
    done
    for c in 1 10 100 1000 10000 100000; do
        best=$(for peer in libuv state-threads go tokio node gevent asyncio; do
            echo "$(value "round(overhead, 4)" "model = '$peer' AND concurrency = $c AND $coroutines") $peer"
        done | grep -v '^ ' | sort -n | head -1)
        bound "coroutine's overhead at $c" "below every peer's; the best: $best" \
            "$(value "round(overhead, 4)" "model = 'coroutine' AND concurrency = $c AND $coroutines")"
    done
    bound "coroutine's total over go's at 1000000" "at most 1/12=0.083" \
        "$(ratio "$(value total "model = 'coroutine' AND concurrency = 1000000 AND $coroutines")" \
            "$(value total "model = 'go' AND concurrency = 1000000 AND $coroutines")")"
    for c in 10 100 500; do
        bound "thread's CPU per task over thread-static's at $c" "at most 2" \
            "$(ratio "$(value cpu_per_task "model = 'thread' AND concurrency = $c AND $pools")" \
                "$(value cpu_per_task "model = 'thread-static' AND concurrency = $c AND $pools")")"
        bound "the same with a queue for all tasks" "at most 1.3" \
            "$(ratio "$(value cpu_per_task "model = 'thread' AND concurrency = $c AND queue IS NOT NULL")" \
                "$(value cpu_per_task "model = 'thread-static' AND concurrency = $c AND queue IS NOT NULL")")"
    done
    for ask in thread-static:2 python-thread:1/4=0.25; do
        bound "thread's total over ${ask%%:*}'s at 1000" "at most ${ask#*:}" \
            "$(ratio "$(value total "model = 'thread' AND concurrency = 1000 AND $pools")" \
                "$(value total "model = '${ask%%:*}' AND concurrency = 1000 AND $pools")")"
    done
    lone="concurrency = 1 AND tasks = 200 AND per_worker IS NULL"
    bound "coroutine's overhead - 1 over a bare sleep's, one worker, 5 ms" "at most 1.5" \
        "$(ratio "$(value "overhead - 1" "model = 'coroutine' AND spin = 0 AND sleep = 5 AND $lone")" \
            "$(median < "$folder/bare.5.0" | awk '{ print $1 - 1 }')")"
    bound "coroutine's overhead - 1 over coroutine-evtimer's, one worker, 0.2 ms" "at most 1/3=0.333" \
        "$(ratio "$(value "overhead - 1" "model = 'coroutine' AND spin = 0 AND sleep < 5 AND $lone")" \
            "$(value "overhead - 1" "model = 'coroutine-evtimer' AND sleep < 5 AND $lone")")"
    for model in coroutine thread; do
        bound "$model's overhead - 1 with --spin=100us over that without, one worker, 5 ms" "at most 0.6" \
            "$(ratio "$(value "overhead - 1" "model = '$model' AND spin > 0 AND sleep = 5 AND $lone")" \
                "$(value "overhead - 1" "model = '$model' AND spin = 0 AND sleep = 5 AND $lone")")"
    done
}

coroutines="lateness = 1e-9 AND sleep = 5 AND spin = 0 AND per_worker IS NOT NULL AND stack IS NULL"
pools="lateness > 1e-9 AND queue IS NULL"
{
    echo "# Both engines, their variants and other runtimes"
    echo
    echo "Recorded with \`tests/bench_engines.sh build $rounds\` on $(where_and_when):"
    echo "medians of $rounds interleaved rounds (half as many at 1,000,000), 10 tasks of 5 ms per worker (100 at c = 1"
    echo "and 10). A model that cannot complete a level in reasonable time is left out at that level."
    echo
    echo "## CPU per task, ns, lateness 1 ns"
    table model "cpu_per_task * 1e9" %.0f "$coroutines" "1 10 100 1000 10000 100000 1000000"
    echo
    echo "## Overhead, lateness 1 ns"
    table model overhead %.3f "$coroutines" "1 10 100 1000 10000 100000 1000000"
    echo
    echo "## Coroutines with --stack=1K"
    printf '\n| c | CPU per task (ns) | overhead | resident (MB) | spawn (s) | its page faults |\n|---:|---:|---:|---:|---:|---:|\n'
    for c in 10000 100000 1000000; do
        here="stack = 1024 AND concurrency = $c"
        echo "| $c | $(value "round(cpu_per_task * 1e9)" "$here") | $(value "round(overhead, 3)" "$here") |" \
            "$(value "round((resident + page_tables) / 1e6, 1)" "$here") | $(value "round(spawn, 3)" "$here") |" \
            "$(value spawn_faults "$here") |"
    done
    echo
    echo "## Threads, lateness 50 us: CPU per task (us)"
    table "queue of c" "cpu_per_task * 1e6" %.1f "$pools AND model LIKE '%thread%'" "1 10 100 500 1000"
    table "queue for all" "cpu_per_task * 1e6" %.1f "queue IS NOT NULL" "10 100 500"
    echo
    echo "## Threads, lateness 50 us: overhead"
    table "queue of c" overhead %.3f "$pools AND model LIKE '%thread%'" "1 10 100 500 1000"
    echo
    echo "## One worker, lateness 1 ns: by how much a sleep exceeds the requested time, in us"
    echo
    echo "| | 5 ms | 0.2 ms |"
    echo "|---|---:|---:|"
    printf '| bare clock_nanosleep | %s | %s |\n' \
        "$(median < "$folder/bare.5.0" | awk '{ printf "%.1f", ($1 - 1) * 5000 }')" \
        "$(median < "$folder/bare.0.2" | awk '{ printf "%.1f", ($1 - 1) * 200 }')"
    sqlite3 "$db" "
        WITH t AS (SELECT model || CASE WHEN spin > 0 THEN ', --spin=100us' ELSE '' END AS name, sleep, excess * 1e6 AS x
                   FROM trial WHERE status = 'ok' AND role = 'grid' AND tasks = 200 AND per_worker IS NULL),
             r AS (SELECT *, row_number() OVER (PARTITION BY name, sleep ORDER BY x) AS i,
                          count(*) OVER (PARTITION BY name, sleep) AS n FROM t),
             m AS (SELECT name, sleep, printf('%.1f', avg(x)) AS text FROM r WHERE i IN ((n + 1) / 2, (n + 2) / 2) GROUP BY 1, 2)
        SELECT '| ' || name || ' | ' || max(text) FILTER (WHERE sleep = 5) || ' | ' || max(text) FILTER (WHERE sleep < 5) || ' |'
        FROM m GROUP BY name"
    echo
    echo "## Targets"
    bounds
    echo
    sqlite3 "$db" "SELECT printf('%d trials, %d of them not ok%s; in %d a wait was shorter than requested.', count(*), sum(status <> 'ok'),
                       coalesce(' (' || group_concat(DISTINCT CASE WHEN status <> 'ok' THEN model || ' at ' || concurrency || ': ' || status END) || ')', ''),
                       sum(shortest_wait < sleep / 1000)) FROM trial WHERE role = 'grid'"
} | tee data/engines.md
