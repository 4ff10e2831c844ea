-- One row per trial, as much of it as fits on a terminal.
-- Asked by analyze --trials.
SELECT id, sweep_id AS sweep, round, model, concurrency AS c, tasks, work * 1e6 AS work_us,
       total, overhead, steady, cpu_per_task * 1e6 AS cpu_us, status
FROM trial ORDER BY id
