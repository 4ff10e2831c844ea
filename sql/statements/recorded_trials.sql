-- One row per recorded trial of a sweep: its place in the plan, enough to know it by, and its total; of one that was
-- ended for its time that is a lower bound.
-- Asked by runner --resume.
SELECT position, model, concurrency, tasks, round,
       CASE status WHEN 'ok' THEN total WHEN 'timeout' THEN timeout END AS total
FROM trial WHERE sweep_id = :id ORDER BY position
