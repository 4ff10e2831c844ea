-- One row per model of the reference trials (sentinels) in the sweeps of a set of conditions: their
-- overheads in the order in which they ran.
-- Used by analyze --doctor.
SELECT model, concurrency, group_concat(printf('%.3f', overhead), ', ') AS overheads, count(*) AS trials
FROM (SELECT * FROM main.trial
      WHERE role = 'sentinel' AND status = 'ok'
        AND sweep_id IN (SELECT sweep_id FROM trial JOIN trial_conditions USING (id)
                         WHERE conditions = :conditions)
      ORDER BY id DESC LIMIT 24)
GROUP BY model, concurrency
