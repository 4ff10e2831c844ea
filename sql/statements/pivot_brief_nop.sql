-- One row per cell of tasks that do not wait. They have no overhead; the wall time per task
-- replaces it.
-- Used by analyze --pivot.
SELECT model, concurrency AS c, trials AS ok, failed + left_out AS bad,
       mean_excess * 1e6 AS wall_us, cpu_per_task * 1e6 AS cpu_us, memory_per_worker / 1024 AS mem_kb
FROM pivot WHERE conditions = :conditions ORDER BY model, engine, concurrency
