-- One row: what is known of the sweeps and the machine behind a set of conditions.
-- Asked by analyze for its trust.
WITH swept AS (
    SELECT DISTINCT sweep_id, machine FROM trial JOIN trial_conditions USING (id)
    WHERE conditions = :conditions
), ruler AS (
    SELECT sweep_id, max(overhead) / min(overhead) - 1 AS moved
    FROM main.trial
    WHERE role = 'sentinel' AND model = 'serial' AND status = 'ok'
      AND sweep_id IN (SELECT sweep_id FROM swept)
    GROUP BY sweep_id
)
SELECT count(DISTINCT swept.sweep_id) AS sweeps,
       count(DISTINCT swept.sweep_id) FILTER (WHERE finished IS NULL AND trial_order <> 'import') AS unfinished,
       max(sweep.id) FILTER (WHERE finished IS NULL AND trial_order <> 'import') AS last_unfinished,
       (SELECT max(moved) FROM ruler) AS sentinel_moved,
       max(frequency_governor) AS frequency_governor
FROM swept JOIN sweep ON sweep.id = sweep_id LEFT JOIN machine ON machine.id = swept.machine
