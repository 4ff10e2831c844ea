#!/bin/sh
# Compare waiting for a server with waiting for a timer, in one interleaved run. Prints a Markdown
# table and writes it to data/served.md. Nothing here decides whether a test passes. Takes about
# three minutes.
# usage: tests/bench_served.sh build [ROUNDS]
set -eu
out=$1
rounds=${2:-5}
. "$(dirname "$0")/bench_common.sh"

adapters=
for model in gevent python-thread; do
    "$out/runner" --dry-run -m $model -c 1 > /dev/null 2>&1 && adapters=$adapters,$model
done
for round in $(seq "$rounds"); do
    echo "round $round of $rounds" >&2
    for kind in sleep pipe tcp; do
        more=
        [ $kind = pipe ] || more=$adapters
        "$out/runner" --quiet -d "$db" -k $kind -c 1 -n 200 -r 1 --preset=study-2012 -m thread,coroutine > /dev/null
        "$out/runner" --quiet -d "$db" -k $kind -c 10,100,1000 --per-worker=20 -r 1 --preset=study-2012 -m thread,coroutine$more > /dev/null
        "$out/runner" --quiet -d "$db" -k $kind -c 5000 --per-worker=20 -r 1 --preset=study-2012 -m thread,coroutine > /dev/null
    done
done

# The median over the rounds, for each figure of a cell.
cat > "$folder/medians.sql" <<'SQL'
CREATE TEMP VIEW figure AS
    SELECT kind, model, concurrency, 'overhead' AS name, overhead AS value FROM trial WHERE status = 'ok' AND role = 'grid'
    UNION ALL SELECT kind, model, concurrency, 'cpu', cpu_per_task * 1e6 FROM trial WHERE status = 'ok' AND role = 'grid'
    UNION ALL SELECT kind, model, concurrency, 'server_cpu', (server_user_cpu + server_system_cpu) / tasks * 1e6
        FROM trial WHERE status = 'ok' AND role = 'grid' AND server_busy IS NOT NULL
    UNION ALL SELECT kind, model, concurrency, 'server_busy', server_busy / total * 100
        FROM trial WHERE status = 'ok' AND role = 'grid' AND server_busy IS NOT NULL
    UNION ALL SELECT kind, model, concurrency, 'server_late', server_late / tasks * 1e6
        FROM trial WHERE status = 'ok' AND role = 'grid' AND server_busy IS NOT NULL
    UNION ALL SELECT kind, model, concurrency, 'own_late', (wake - server_late) / tasks * 1e6
        FROM trial WHERE status = 'ok' AND role = 'grid' AND server_busy IS NOT NULL;
CREATE TEMP TABLE median AS
    SELECT kind, model, concurrency, name, avg(value) AS value
    FROM (SELECT *, row_number() OVER cell AS i, count(*) OVER (PARTITION BY kind, model, concurrency, name) AS n FROM figure
          WINDOW cell AS (PARTITION BY kind, model, concurrency, name ORDER BY value))
    WHERE i IN ((n + 1) / 2, n / 2 + 1) GROUP BY kind, model, concurrency, name;
SQL

ask() { sqlite3 -separator ' | ' -init "$folder/medians.sql" "$db" "$1" 2> /dev/null; }

rows() {
    ask "SELECT '| ' || kind, model, concurrency,
            printf('%.3f', max(value) FILTER (WHERE name = 'overhead')),
            printf('%.4g', max(value) FILTER (WHERE name = 'cpu')),
            iif(kind = 'sleep', '', printf('%.3g', max(value) FILTER (WHERE name = 'server_cpu'))),
            iif(kind = 'sleep', '', printf('%.0f', max(value) FILTER (WHERE name = 'server_busy'))),
            iif(kind = 'sleep', '', printf('%.0f', max(value) FILTER (WHERE name = 'server_late'))),
            iif(kind = 'sleep', '', printf('%.0f', max(value) FILTER (WHERE name = 'own_late'))) || ' |'
        FROM median GROUP BY kind, concurrency, model
        ORDER BY kind = 'tcp', kind = 'pipe', concurrency, model LIKE '%-%' OR model = 'gevent', model DESC"
}

value() { # kind model concurrency name
    ask "SELECT value FROM median WHERE kind = '$1' AND model = '$2' AND concurrency = $3 AND name = '$4'"
}

ratio() { awk "BEGIN { printf \"%.3f\", $1 / $2 }"; }

{
    echo "# Waiting for a server"
    echo
    echo "Medians of $rounds interleaved rounds, sleep 5 ms, all start together, 20 tasks per worker (200 at c = 1), on $(where_and_when)."
    echo
    echo "CPU is per task, of the model and of the server, which share the CPUs. *Busy* is the share of the time in which the server was not"
    echo "idle. The lateness of a wake-up has two parts: that of the server's answer, and the rest, which is the model's."
    echo
    echo "| kind | model | c | overhead | CPU (us) | server's CPU (us) | busy (%) | server late (us) | model late (us) |"
    echo "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    rows
    echo
    echo "| bound | asked | measured |"
    echo "|---|---:|---:|"
    for kind in pipe tcp; do
        [ $kind = pipe ] && asked=0.333 || asked=0.667
        echo "| coroutine's CPU per task over thread's, $kind, c = 1,000 | at most $asked |" \
            "$(ratio "$(value $kind coroutine 1000 cpu)" "$(value $kind thread 1000 cpu)") |"
    done
    echo "| coroutine's overhead, pipe, c = 1,000 | at most 1.4 | $(ratio "$(value pipe coroutine 1000 overhead)" 1) |"
    echo "| coroutine's overhead over thread's, pipe, c = 5,000 | at most 0.5 |" \
        "$(ratio "$(value pipe coroutine 5000 overhead)" "$(value pipe thread 5000 overhead)") |"
    for kind in sleep pipe tcp; do
        echo "| how many times the CPU threads take, $kind, c = 1,000 | |" \
            "$(ratio "$(value $kind thread 1000 cpu)" "$(value $kind coroutine 1000 cpu)") |"
    done
} | tee data/served.md
