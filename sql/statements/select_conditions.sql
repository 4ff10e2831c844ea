-- A temporary table of the conditions of a sweep's matching trials. It has the columns of the view
-- trial_conditions one by one, which is faster than building its text for every row; constant_tasks
-- is the number of tasks if that is constant.
-- Used by analyze.
CREATE TEMP TABLE conditions AS
SELECT DISTINCT machine, cpus, cpu_quota, kind, sleep, work, iif(per_worker IS NULL, tasks, NULL) AS constant_tasks,
       per_worker, phase, lateness, queue, spin, idle, stack, task_times, shared, origin = 'import' AS imported
FROM temp.matching WHERE role <> 'sentinel' AND sweep_id = :sweep
