-- One row per cell, with the columns that fit on a terminal. CPU that is not sys_us is user time.
-- Used by analyze --resources.
SELECT model, concurrency AS c, trials AS ok, cpu_per_task * 1e6 AS cpu_us,
       system_per_task * 1e6 AS sys_us, server_cpu_per_task * 1e6 AS server_us,
       voluntary_switches_per_task + involuntary_switches_per_task AS switches,
       minor_faults_per_task AS faults, peak_rss / 1048576 AS rss_mb,
       memory_per_worker / 1024 AS mem_kb, spawn_per_worker * 1e6 AS spawn_us
FROM resources WHERE conditions = :conditions ORDER BY model, engine, concurrency
