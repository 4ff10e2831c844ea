-- Counts the warnings about single trials by conditions, code and level, and collects what is known
-- of each sweep, and under which conditions every trial knows what other programs used. Temporary tables, so that trials are read only once, however many pairs are
-- judged.
-- Used by analyze before it judges.
CREATE TEMP TABLE IF NOT EXISTS warned AS
SELECT conditions, code, concurrency, count(*) AS trials,
       max(foreign_cpu / coalesce(watched, total)) AS most_foreign,
       max(throttled / total) AS most_throttled
FROM trial
JOIN trial_conditions USING (id)
JOIN trial_warnings USING (id)
WHERE role IN ('grid', 'search')
GROUP BY conditions, code, concurrency;
CREATE INDEX IF NOT EXISTS temp.warned_conditions ON warned (conditions);
CREATE TEMP TABLE IF NOT EXISTS watched AS
SELECT conditions, count(foreign_cpu) = count(*) AS watched
FROM trial
JOIN trial_conditions USING (id)
WHERE role IN ('grid', 'search')
GROUP BY conditions;
CREATE INDEX IF NOT EXISTS temp.watched_conditions ON watched (conditions);
CREATE TEMP TABLE IF NOT EXISTS swept AS
WITH ruler AS MATERIALIZED (
    SELECT sweep_id, max(overhead) / min(overhead) - 1 AS moved
    FROM main.trial
    WHERE role = 'sentinel' AND model = 'serial' AND status = 'ok'
    GROUP BY sweep_id
)
SELECT sweep.id, sweep.finished IS NULL AND sweep.trial_order <> 'import' AS unfinished, ruler.moved
FROM sweep LEFT JOIN ruler ON ruler.sweep_id = sweep.id;
CREATE INDEX IF NOT EXISTS temp.swept_id ON swept (id)
