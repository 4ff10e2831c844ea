-- One row per cell, with the columns that fit on a terminal.
-- Used by analyze --pivot.
SELECT model, concurrency AS c, trials AS ok, failed + left_out AS bad,
       mean_overhead AS mean, stddev, median, min, max, mean_steady AS steady,
       cpu_per_task * 1e6 AS cpu_us, memory_per_worker / 1024 AS mem_kb
FROM pivot WHERE conditions = :conditions ORDER BY model, engine, concurrency
