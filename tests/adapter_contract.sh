# The contract of every adapter, checked on the timestamps of its tasks. Sourced by
# tests/cli/adapter_NAME.sh with the model in $model. Each task is done once, by an existing worker;
# at some moment all workers have one; no wait is shorter than requested; spread, work and queue
# take effect and are not only confirmed.
if ! runner --dry-run -m "$model" -c 1 > /dev/null 2> words; then
    sed 's/^runner: //' words
    exit 77
fi
try() { runner --quiet -m "$model" -r 1 --preset=study-2012 "$@" > lines || cut -f1-4,7 lines; }
try -c 1,7,40 -t 2ms --per-worker=30
[ "$model" = gevent-pool ] && queue= || queue=--queue=3
try -c 20 -t 20ms --per-worker=5 --phase=spread --work=200us $queue
try -c 5 -n 100 -k nop
try -c 1,20 -t 5ms --per-worker=20 -k tcp --work=100us 2>&1
sqlite3 results.db "
    SELECT model, concurrency, tasks, status, ifnull(error, ''),
           tasks_done = tasks, workers_used = concurrency OR sleep = 0,
           greatest_in_flight = concurrency OR sleep = 0,
           shortest_wait >= sleep / 1000, wake >= 0, spawn >= 0, runtime <> '',
           startup_cpu > 0, user_cpu + system_cpu > 0, page_tables IS NOT NULL OR sleep = 0,
           phase = 'lockstep' OR lead_in > 0.9 * sleep / 1000 * (concurrency - 1) / 2,
           work_time >= 0.5 * work * tasks
    FROM trial WHERE role = 'grid' ORDER BY id" | sort -u
