-- The ten trials furthest above the median of their cell, and when they ran.
-- Run with: sqlite3 results.db < sql/queries/worst_trials.sql
SELECT trial.started, trial.model, trial.concurrency, round(trial.overhead, 3) AS overhead,
       round(trial.overhead / pivot.median, 3) AS times_median
FROM trial
JOIN trial_conditions USING (id)
JOIN pivot USING (conditions, model, engine, concurrency)
WHERE trial.status = 'ok' AND trial.role <> 'sentinel'
ORDER BY times_median DESC
LIMIT 10;
