-- The warnings about single trials, counted by conditions, code and level, as a temporary table: however many pairs are
-- judged by it, trials are looked at once.
-- Made by analyze before it judges.
CREATE TEMP TABLE IF NOT EXISTS warned AS
SELECT conditions, code, concurrency, count(*) AS trials,
       max(foreign_cpu / coalesce(watched, total)) AS most_foreign,
       max(throttled / total) AS most_throttled
FROM trial
JOIN trial_conditions USING (id)
JOIN trial_warnings USING (id)
WHERE role IN ('grid', 'search')
GROUP BY conditions, code, concurrency;
CREATE INDEX IF NOT EXISTS temp.warned_conditions ON warned (conditions)
