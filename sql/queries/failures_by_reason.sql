-- Trials that were not ok: how many, from which concurrency on, and with which error.
-- Run with: sqlite3 results.db < sql/queries/failures_by_reason.sql
SELECT model, status, count(*) AS trials, min(concurrency) AS from_concurrency, error
FROM trial
WHERE status <> 'ok'
GROUP BY model, status, error
ORDER BY trials DESC, model;
