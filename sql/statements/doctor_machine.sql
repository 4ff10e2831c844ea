-- One row per machine used under a set of conditions.
-- Used by analyze --doctor.
SELECT * FROM machine
WHERE id IN (SELECT machine FROM trial JOIN trial_conditions USING (id) WHERE conditions = :conditions)
