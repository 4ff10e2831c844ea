-- One row: a trial that breaks a CHECK of its table; no row: none does.
-- Asked by analyze and --resume: SQLite's own quick_check leaves CHECK out where it only reads.
SELECT id FROM main.trial
WHERE NOT (concurrency > 0 AND tasks > 0 AND sleep >= 0 AND coalesce(total, 0) >= 0)
LIMIT 1
