-- One row per cell: the trials of one model (and engine) at one concurrency and set of conditions.
-- Used by analyze; stable for ad-hoc queries.
-- Means are over `ok` trials of role grid and search.
WITH cell AS MATERIALIZED (
    SELECT trial.*, trial_conditions.conditions,
           CASE WHEN status = 'ok' THEN overhead END AS y
    FROM trial JOIN trial_conditions USING (id)
    WHERE role IN ('grid', 'search')
), placed AS (
    SELECT *,
           row_number() OVER (own ORDER BY y NULLS LAST, id) AS place,
           count(y) OVER own AS n,
           avg(y) OVER own AS mean
    FROM cell
    WINDOW own AS (PARTITION BY conditions, model, engine, concurrency)
)
SELECT conditions,
       machine, cpus, cpu_quota, kind, sleep, work, tasks, per_worker, phase, lateness, queue, spin, idle,
       stack, task_times, shared, origin,
       model, engine, max(threaded) AS threaded, concurrency,
       count(*) FILTER (WHERE status = 'ok') AS trials,
       count(*) FILTER (WHERE status NOT IN ('ok', 'short', 'uneven')) AS failed,
       count(*) FILTER (WHERE status IN ('short', 'uneven')) AS left_out,
       avg(y) AS mean_overhead,
       sqrt(sum((y - mean) * (y - mean)) / (n - 1)) AS stddev,
       avg(y) FILTER (WHERE place IN ((n + 1) / 2, (n + 2) / 2)) AS median,
       min(y) AS min,
       max(y) AS max,
       avg(steady) FILTER (WHERE status = 'ok') AS mean_steady,
       avg(excess) FILTER (WHERE status = 'ok') AS mean_excess,
       avg(cpu_per_task) FILTER (WHERE status = 'ok') AS cpu_per_task,
       avg(memory_per_worker) FILTER (WHERE status = 'ok') AS memory_per_worker
FROM placed
GROUP BY conditions, model, engine, concurrency
ORDER BY conditions, model, engine, concurrency
