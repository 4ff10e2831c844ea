-- One row per model of the reference trials (sentinels) in the newest sweep of a set of conditions:
-- their overheads in the order in which they ran, how far they lie apart, and how many sweeps there
-- are.
-- Used by analyze --doctor.
WITH own AS MATERIALIZED (
    SELECT DISTINCT sweep_id FROM trial JOIN trial_conditions USING (id)
    WHERE conditions = :conditions
)
SELECT model, concurrency, group_concat(printf('%.3f', overhead), ', ') AS overheads,
       CASE WHEN count(*) > 1 THEN max(overhead) / min(overhead) - 1 END AS moved,
       sweep_id, (SELECT count(*) FROM own) AS sweeps
FROM (SELECT * FROM main.trial
      WHERE role = 'sentinel' AND status = 'ok' AND sweep_id = (SELECT max(sweep_id) FROM own)
      ORDER BY position, id)
GROUP BY model, concurrency
ORDER BY min(position), min(id)
