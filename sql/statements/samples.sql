-- One row per `ok` trial, in the order of the pivot and, within a cell, in that in which they ran.
-- Asked by analyze for everything it estimates.
SELECT conditions, model, engine, concurrency, sweep_id, position,
       iif(sleep > 0, overhead, excess) AS mean_overhead, steady AS mean_steady, cpu_per_task, memory_per_worker
FROM trial JOIN trial_conditions USING (id)
WHERE status = 'ok' AND role IN ('grid', 'search')
ORDER BY conditions, model, engine, concurrency, sweep_id, position, id
