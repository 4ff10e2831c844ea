-- CPU time per task, by model and concurrency, in microseconds.
-- Run with: sqlite3 results.db < sql/queries/cpu_per_task_by_model.sql
SELECT model, concurrency, round(work * 1e6) AS work_us, round(cpu_per_task * 1e6, 2) AS cpu_us
FROM pivot
ORDER BY work, concurrency, model;
