#!/bin/sh
# Compare the engines with a bare loop on this machine, in one interleaved run. Prints a Markdown
# table and writes it to data/bench.md. Nothing here decides whether a test passes. Takes about six
# minutes.
# usage: tests/bench.sh build [ROUNDS]
set -eu
out=$1
rounds=${2:-5}
. "$(dirname "$0")/bench_common.sh"

# Each round: the bare loop and the models at c = 1, at both latenesses; then the higher levels.
for round in $(seq "$rounds"); do
    echo "round $round of $rounds" >&2
    for lateness in 1 50000; do
        "$out/tests/bench_nanosleep" 200 5000000 $lateness >> "$folder/bare.$lateness"
        "$out/runner" --quiet -d "$db" -c 1 -n 200 -r 1 --preset=study-2012 -m thread,thread-static,coroutine \
            --lateness=${lateness}ns > /dev/null
    done
    "$out/runner" --quiet -d "$db" -c 10,100,1000 --per-worker=10 -r 1 --preset=study-2012 \
        -m thread,thread-static,coroutine > /dev/null
    "$out/runner" --quiet -d "$db" -c 10000 -n 100000 -r 1 --preset=study-2012 -m coroutine > /dev/null
    # With and without task times, in alternating order.
    if [ $((round % 2)) = 0 ]; then order="--no-task-times --task-times"; else order="--task-times --no-task-times"; fi
    for stamps in $order; do
        [ $stamps = --task-times ] && stamps=
        "$out/runner" --quiet -d "$folder/probe.db" -c 10,100 --per-worker=20 -r 11 --preset=study-2012 \
            -m thread,coroutine --label="$round" $stamps > /dev/null
        "$out/runner" --quiet -d "$folder/probe.db" -c 1000 --per-worker=20 -r 5 --preset=study-2012 \
            -m thread,coroutine --label="$round" $stamps > /dev/null
        "$out/runner" --quiet -d "$folder/probe.db" -c 10000 --per-worker=20 -r 5 --preset=study-2012 \
            -m coroutine --label="$round" $stamps > /dev/null
    done
done

# The cost of launching and recording a trial, from a sweep of many short ones.
"$out/runner" --quiet -d "$folder/many.db" -c 1 -n 1 -t 1ms -r 200 --preset=study-2012 -m thread,coroutine > /dev/null

"$out/tests/bench_record" "$folder/record.db" > "$folder/recording"

cells() { # lateness in s, condition
    sqlite3 -separator ' | ' "$db" "
        WITH t AS (SELECT *, row_number() OVER (PARTITION BY model, concurrency ORDER BY overhead) AS i,
                          row_number() OVER (PARTITION BY model, concurrency ORDER BY steady) AS j,
                          row_number() OVER (PARTITION BY model, concurrency ORDER BY cpu_per_task) AS k,
                          count(*) OVER (PARTITION BY model, concurrency) AS n
                   FROM trial WHERE status = 'ok' AND role = 'grid' AND lateness = $1 AND $2)
        SELECT '| ' || model, concurrency, '$3',
               printf('%.4f', max(overhead) FILTER (WHERE i = (n + 1) / 2)),
               printf('%.4f', max(steady) FILTER (WHERE j = (n + 1) / 2)),
               printf('%.0f', 1e9 * max(cpu_per_task) FILTER (WHERE k = (n + 1) / 2)) || ' |'
        FROM t GROUP BY model, concurrency ORDER BY concurrency, model"
}

# The cost of timestamping each task: per round, the median with timestamps minus the median
# without; over the rounds, the mean of these differences with its 95% interval by Student's t.
probe_effect() {
    sqlite3 -separator ' ' "$folder/probe.db" "
        WITH t AS (SELECT *, row_number() OVER (cell ORDER BY overhead) AS i,
                          row_number() OVER (cell ORDER BY cpu_per_task) AS k, count(*) OVER cell AS n
                   FROM trial JOIN sweep ON sweep.id = sweep_id WHERE status = 'ok' AND role = 'grid'
                   WINDOW cell AS (PARTITION BY model, concurrency, label, task_times)),
             m AS (SELECT model, concurrency, label, task_times, max(overhead) FILTER (WHERE i = (n + 1) / 2) AS y,
                          max(cpu_per_task) FILTER (WHERE k = (n + 1) / 2) AS cpu
                   FROM t GROUP BY 1, 2, 3, 4)
        SELECT w.model, w.concurrency, w.y, o.y, w.cpu * 1e9, o.cpu * 1e9
        FROM m AS w JOIN m AS o USING (model, concurrency, label)
        WHERE w.task_times AND NOT o.task_times ORDER BY w.model, w.concurrency" |
    awk '
        function t975(df) { # Cornish-Fisher from the normal quantile; accurate to 1% from df = 4
            z = 1.959964; return z + (z^3 + z) / (4 * df) + (5 * z^5 + 16 * z^3 + 3 * z) / (96 * df^2) \
                + (3 * z^7 + 19 * z^5 + 17 * z^3 - 15 * z) / (384 * df^3)
        }
        function half(sum, squares) { return n < 2 ? 0 : t975(n - 1) * sqrt((squares - sum^2 / n) / (n - 1) / n) }
        function tell() {
            if (n) printf "| %s | %s | %.4f | %+.2f ± %.2f | %.0f | %+.0f ± %.0f | %+.2f ± %.2f |\n", model, c, with / n,
                100 * dy / n, 100 * half(dy, dy2), cpu / n, dc / n, half(dc, dc2), dc / n * c / 5e4, half(dc, dc2) * c / 5e4
        }
        $1 != model || $2 != c { tell(); n = with = dy = dy2 = cpu = dc = dc2 = 0; model = $1; c = $2 }
        { n++; with += $3; dy += $3 - $4; dy2 += ($3 - $4)^2; cpu += $5; dc += $5 - $6; dc2 += ($5 - $6)^2 }
        END { tell() }'
}

bare() { # lateness in ns, lateness as text
    printf '| bare clock_nanosleep loop | 1 | %s | %.4f | | %.0f |\n' "$2" \
        "$(cut -d' ' -f1 "$folder/bare.$1" | median)" "$(cut -d' ' -f2 "$folder/bare.$1" | median)"
}

excess_ratio() { # lateness in s, in ns
    coroutine=$(sqlite3 "$db" "SELECT overhead FROM trial WHERE model = 'coroutine' AND concurrency = 1 AND role = 'grid'
                               AND lateness = $1" | median)
    awk "BEGIN { printf \"%.2f\", ($coroutine - 1) / ($(cut -d' ' -f1 "$folder/bare.$2" | median) - 1) }"
}

{
    echo "# What the engines achieve"
    echo
    echo "Medians of $rounds interleaved rounds, sleep 5 ms, lockstep, 10 tasks per worker (200 at c = 1), on $(where_and_when)."
    echo
    echo "| model | c | lateness | overhead | steady | CPU per task (ns) |"
    echo "|---|---:|---|---:|---:|---:|"
    bare 1 "1 ns"
    cells 1e-09 "concurrency = 1" "1 ns"
    bare 50000 "50 us"
    cells 5e-05 "1" "50 us"
    echo
    echo "The cost of timestamping each task: the same cells with timestamps minus without (\`--no-task-times\`), 20 tasks per worker."
    echo "Medians of 11 trials per round (5 from c = 1,000 up); their mean over $rounds rounds with its 95% interval:"
    echo
    echo "| model | c | overhead | difference, % of ideal | CPU per task (ns) | difference (ns) | the same, % of ideal |"
    echo "|---|---:|---:|---:|---:|---:|---:|"
    probe_effect
    echo
    echo "| bound | asked | measured |"
    echo "|---|---:|---:|"
    echo "| coroutine's excess over 1 at c = 1 against the bare loop's, lateness 1 ns | at most 1.5 | $(excess_ratio 1e-09 1) |"
    echo "| the same, lateness 50 us | at most 1.5 | $(excess_ratio 5e-05 50000) |"
    sqlite3 "$db" "SELECT '| coroutine, CPU per task at c = 10,000 (ns) | at most 400 | ' || printf('%.0f', avg(cpu_per_task) * 1e9) || ' |'
        FROM trial WHERE concurrency = 10000 AND role = 'grid'"
    sqlite3 "$folder/many.db" "SELECT '| launching and recording a trial beside its total (ms, mean of 400 of 1 ms and the sentinels) | | '
        || printf('%.2f', ((julianday(finished) - julianday(sweep.started)) * 86400 - (SELECT sum(total) FROM trial)) / planned * 1000) || ' |'
        FROM sweep"
    cat "$folder/recording"
} | tee data/bench.md
