-- One row per model of the history.
-- Asked by analyze when a model is named that is not there.
SELECT DISTINCT model FROM trial ORDER BY model
