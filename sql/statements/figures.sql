-- One row per trial that is compared, as they were recorded: its conditions, its cell, and its figures. One that was
-- ended for its time has a lower bound of its overhead; tasks that do not wait have an excess instead.
-- Asked by analyze for everything it estimates; columns in the order of conditions_list[] and then of enum source_column,
-- rows in that of their conditions, so that each set of them is met once.
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
