-- One row per machine behind a set of conditions.
-- Asked by analyze --doctor.
SELECT * FROM machine
WHERE id IN (SELECT machine FROM trial JOIN trial_conditions USING (id) WHERE conditions = :conditions)
