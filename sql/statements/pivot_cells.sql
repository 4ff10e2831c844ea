-- One row per cell, every column but those that tell where the trials came from: a history that was
-- exported and imported elsewhere reads the same.
-- Asked by analyze --pivot.
SELECT machine, cpus, cpu_quota, kind, sleep, work, tasks, per_worker, phase, lateness, queue, spin, idle,
       stack, task_times, shared, model, engine, concurrency, trials, failed, left_out,
       mean_overhead, stddev, median, min, max, mean_steady, mean_excess, cpu_per_task, memory_per_worker
FROM pivot
