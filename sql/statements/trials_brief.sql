-- One row per trial, with the columns that fit on a terminal.
-- Used by analyze --trials.
SELECT id, sweep_id AS sweep, round, model, concurrency AS c, tasks, work * 1e6 AS work_us,
       total, overhead, steady, cpu_per_task * 1e6 AS cpu_us,
       iif(id IN (SELECT id FROM trial_warnings WHERE code = 'UNCERTIFIED'), 'uncertified', status) AS status
FROM trial ORDER BY id
