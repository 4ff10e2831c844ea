#!/bin/sh
# What moves the answer: the concurrency from which one model costs more, as engines, CPUs, phase
# and work change. ROUNDS rounds with one sweep per setting, the settings in turn. Each sweep is
# analyzed by itself, which shows the spread, and all sweeps of a setting together. Prints a
# Markdown table and writes it to data/moves.md. Takes about two minutes per round.
# usage: tests/bench_moves.sh build [ROUNDS]
set -eu
out=$1
rounds=${2:-10}
. "$(dirname "$0")/bench_common.sh"

sweep() { # LABEL, options of runner
    label=$1
    shift
    "$out/runner" --quiet -d "$db" --label="$label" -r 3 --preset=study-2012 --per-worker=40 "$@" > /dev/null || :
}

levels=1,5,20,50,100,200,300,400,500,600,700,850,1000
for round in $(seq "$rounds"); do
    echo "round $round of $rounds" >&2
    sweep spread -m thread,coroutine,coroutine-mn,thread-cond,coroutine-evtimer --phase=spread -c $levels
    sweep lockstep -m thread,coroutine,thread-cond,coroutine-evtimer -c $levels
    sweep cpu -m thread,coroutine --phase=spread --cpus=0 -c $levels
    sweep work -m thread,coroutine,coroutine-mn --phase=spread --work=20us -c 1,5,20,50,100,150,200,250,300,400,500
done

sqlite3 "$db" "CREATE TABLE answer (name TEXT, sweep TEXT, metric TEXT, answer TEXT)"

ask() { # NAME PAIR SWEEPS
    for metric in overhead cpu; do
        "$out/analyze" --db="$db" --sweep="$3" -m "$2" --metric=$metric --crossover --format=json > "$folder/json" || continue
        sqlite3 "$db" "INSERT INTO answer VALUES ('$1', '$3', '$metric', CAST(readfile('$folder/json') AS TEXT))"
    done
}

answers() { # NAME PAIR LABEL; of each sweep, and of all together
    sweeps=$(sqlite3 "$db" "SELECT group_concat(id) FROM sweep WHERE label = '$3'")
    for sweep in $(echo "$sweeps" | tr , ' '); do ask "$1" "$2" "$sweep"; done
    ask "$1" "$2" "$sweeps"
}

# The concurrency from which the first (a) or second (b) of the pair costs PERCENT more: from all
# sweeps pooled, with its interval; and from the sweeps one by one: the median, the smallest, the
# greatest, and how many sweeps show it.
from() { # NAME METRIC WHICH PERCENT
    sqlite3 "$db" "
        WITH f AS (SELECT sweep LIKE '%,%' AS pooled, json_extract(m.value, '\$.concurrency') AS c,
                          json_extract(m.value, '\$.low') AS low, json_extract(m.value, '\$.high') AS high
                   FROM answer, json_each(answer, '\$.thresholds') AS m
                   WHERE name = '$1' AND metric = '$2' AND json_extract(m.value, '\$.model') = json_extract(answer, '\$.$3')
                     AND json_extract(m.value, '\$.margin') = $4),
             o AS (SELECT c, row_number() OVER (ORDER BY c) AS i, count(*) OVER () AS n FROM f WHERE NOT pooled AND c IS NOT NULL)
        SELECT (SELECT CASE WHEN c IS NULL THEN 'not shown' WHEN low IS NULL AND high IS NULL THEN printf('%.0f (range unknown)', c)
                            WHEN low IS NULL THEN printf('%.0f (at most %.0f)', c, high)
                            WHEN high IS NULL THEN printf('%.0f (%.0f or more)', c, low)
                            ELSE printf('%.0f (%.0f-%.0f)', c, low, high) END FROM f WHERE pooled)
            || coalesce((SELECT printf('; %.0f, %.0f-%.0f, %d of $rounds', avg(c) FILTER (WHERE i IN ((n + 1) / 2, (n + 2) / 2)),
                                       min(c), max(c), n) FROM o HAVING count(*) > 0), '; 0 of $rounds')"
}

row() { # SETTING PAIR LABEL
    name="$1, $2"
    answers "$name" "$2" "$3"
    printf '| %s | %s | %s | %s | %s | %s |\n' "$1" "$(echo "$2" | sed 's/,/, /')" "$(from "$name" overhead a 5)" \
        "$(from "$name" overhead b 5)" "$(from "$name" cpu a 5)" "$(from "$name" cpu a 100)"
}

{
    echo "# What moves the answer"
    echo
    echo "Recorded with \`tests/bench_moves.sh build $rounds\` on $(where_and_when):"
    sqlite3 "$db" "SELECT printf('%d trials, %d of them not ok.', count(*), sum(status <> 'ok')) FROM trial"
    echo
    echo "$rounds rounds with one sweep per setting, the settings in turn; sleep 5 ms, 40 tasks per worker, 3 trials, up to 1,000 (with work: 500)."
    echo "Unless stated otherwise: starts spread over one sleep, every CPU, no work. Each cell is the concurrency from which the first or the"
    echo "second model of the pair is slower, or uses more CPU, by that much: the estimate from all $rounds sweeps together with its 95% interval;"
    echo "then, over the estimates from single sweeps, the median, the smallest, the greatest, and how many sweeps show it."
    echo
    echo "| setting | pair | the first by 5 % in TIME | the second by 5 % in TIME | the first by 5 % in CPU | by 2x in CPU |"
    echo "|---|---|---|---|---|---|"
    row "best against best" thread,coroutine spread
    row "textbook against textbook" thread-cond,coroutine-evtimer spread
    row "best, all start together" thread,coroutine lockstep
    row "textbook, all start together" thread-cond,coroutine-evtimer lockstep
    row "best, on one CPU" thread,coroutine cpu
    row "best, 20 us of work" thread,coroutine work
    row "a loop per CPU" thread,coroutine-mn spread
    row "a loop per CPU, 20 us of work" thread,coroutine-mn work
    row "one loop or one per CPU" coroutine,coroutine-mn spread
    row "one loop or one per CPU, 20 us of work" coroutine,coroutine-mn work
} | tee data/moves.md
