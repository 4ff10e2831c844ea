-- One row per cell, without the columns that say where the trials came from: a history that was
-- exported and then imported elsewhere gives the same result.
-- Used by analyze --pivot.
SELECT machine, cpus, cpu_quota, kind, sleep, work, tasks, per_worker, phase, lateness, queue, spin, idle,
       stack, task_times, shared, model, engine, concurrency, trials, failed, left_out,
       mean_overhead, stddev, median, min, max, mean_steady, mean_excess, cpu_per_task, memory_per_worker
FROM pivot
