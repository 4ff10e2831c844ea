-- One row per trial that has a figure, in the order of the pivot and, within a cell, in that in which they ran. One
-- that was ended for its time has a lower bound of its overhead.
-- Asked by analyze for everything it estimates.
SELECT conditions, model, engine, concurrency, sweep_id, position,
       CASE WHEN status = 'timeout' THEN timeout / nullif(ideal, 0)
            WHEN sleep > 0 THEN overhead
            ELSE excess END AS mean_overhead,
       steady AS mean_steady, cpu_per_task, memory_per_worker
FROM trial JOIN trial_conditions USING (id)
WHERE status IN ('ok', 'timeout') AND role IN ('grid', 'search')
ORDER BY conditions, model, engine, concurrency, sweep_id, position, id
