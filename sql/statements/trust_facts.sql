-- One row: what is known of the sweeps (a JSON array of their numbers) and the machine behind a set of conditions.
-- Asked by analyze for its trust.
WITH swept AS (
    SELECT sweep.* FROM sweep WHERE id IN (SELECT value FROM json_each(:sweeps))
), ruler AS (
    SELECT sweep_id, max(overhead) / min(overhead) - 1 AS moved
    FROM main.trial
    WHERE role = 'sentinel' AND model = 'serial' AND status = 'ok' AND sweep_id IN (SELECT id FROM swept)
    GROUP BY sweep_id
)
SELECT count(*) FILTER (WHERE finished IS NULL AND trial_order <> 'import') AS unfinished,
       max(id) FILTER (WHERE finished IS NULL AND trial_order <> 'import') AS last_unfinished,
       (SELECT max(moved) FROM ruler) AS sentinel_moved,
       (SELECT frequency_governor FROM machine WHERE id = :machine) AS frequency_governor
FROM swept
