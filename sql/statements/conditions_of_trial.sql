-- The text key of a trial's conditions.
-- Used by analyze once for each set of conditions.
SELECT conditions FROM trial_conditions WHERE id = :id
