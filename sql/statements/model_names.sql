-- One row per model of the history.
-- Used by analyze if a model in the request does not exist.
SELECT DISTINCT model FROM trial ORDER BY model
