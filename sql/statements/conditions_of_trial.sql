-- The text by which SQL knows the conditions of a trial.
-- Asked by analyze once for each set of them.
SELECT conditions FROM trial_conditions WHERE id = :id
