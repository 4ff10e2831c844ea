# If tasks wait for a server, rows keep its share apart from the model's, with or without work,
# spread or not. A preset accepts --kind.
run() { runner --quiet "$@" > /dev/null || echo "some were not ok"; }
for kind in pipe tcp; do
    run -k $kind -c 1,20 -t 5ms --per-worker=20 -r 2 --work=50us --phase=spread
    run -k $kind -c 1 -n 20 -t 5ms -r 1 --work=0s -m serial,thread-static
done
run -k tcp --preset=service -c 1,10 -r 1
sqlite3 results.db "
    SELECT kind, model, concurrency, work * 1e6, status, server_user_cpu + server_system_cpu > 0, server_busy BETWEEN 0 AND total,
           server_late > 0 AND server_late < wake, shortest_wait >= sleep / 1000, timer_floor IS NULL, workers_used = concurrency,
           (SELECT n = tasks FROM latency WHERE trial_id = trial.id AND metric = 'server')
    FROM trial WHERE role = 'grid' ORDER BY 1, 2, 3, 4" | uniq
sqlite3 results.db "SELECT count(*), max(abs(overhead - (1 + wake + work + gap + lead_in + tail))) < 1e-9, max(abs(wake - (server + switching))) < 1e-9, count(timer) FROM breakdown"
analyze --kind=tcp --breakdown | sed -n '1p;4p'
analyze --kind=tcp --resources | sed -n '3{s/ mem_kb//;p;}' # unknown if a busy machine hid it
analyze --kind=tcp --latency | awk '$1 == "server" { print $1, $2, $3 }'
