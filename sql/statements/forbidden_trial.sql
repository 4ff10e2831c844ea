-- One row with a trial that violates a CHECK of its table; no row if there is none.
-- Used by analyze and runner --resume: SQLite's quick_check skips CHECK on a read-only database.
SELECT id FROM main.trial
WHERE NOT (concurrency > 0 AND tasks > 0 AND sleep >= 0 AND coalesce(total, 0) >= 0)
LIMIT 1
