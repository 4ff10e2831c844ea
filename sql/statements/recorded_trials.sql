-- One row per recorded trial of a sweep: its place in the plan, and enough to know it by.
-- Asked by runner --resume.
SELECT position, model, concurrency, tasks, round FROM trial WHERE sweep_id = :id ORDER BY position
