-- One row per trial that is compared, as recorded: its conditions, its cell and its figures. A
-- trial that timed out has a lower bound of its overhead; tasks that do not wait have an excess
-- instead.
-- Used by analyze for everything it estimates. Columns are in the order of conditions_list[] and
-- then of enum source_column; rows are ordered by conditions, so that each set is read in one
-- piece.
SELECT machine, cpus, cpu_quota, kind, sleep, work, iif(per_worker IS NULL, tasks, NULL), per_worker, phase, lateness,
       queue, spin, idle, stack, task_times, shared, iif(origin = 'import', origin, 'runner'),
       id, tasks, model, engine, threaded, concurrency, status, sweep_id, round, position,
       CASE WHEN status = 'timeout' THEN timeout / nullif(ideal, 0)
            WHEN sleep > 0 THEN overhead
            ELSE excess END AS overhead,
       steady, cpu_per_task, memory_per_worker, ruler_before
FROM trial
WHERE role IN ('grid', 'search')
ORDER BY machine, cpus, cpu_quota, kind, sleep, work, iif(per_worker IS NULL, tasks, NULL), per_worker, phase, lateness,
         queue, spin, idle, stack, task_times, shared, trial.origin = 'import', id
