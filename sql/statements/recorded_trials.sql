-- One row per recorded trial of a sweep: its place in the plan, what identifies it, whether it is
-- ok, and its total; if it timed out, a lower bound of that.
-- Used by runner --resume.
SELECT position, model, concurrency, tasks, round, status = 'ok' AS ok,
       CASE status WHEN 'ok' THEN total WHEN 'timeout' THEN timeout END AS total
FROM trial WHERE sweep_id = :id ORDER BY position
