-- One row per cell, in the order in which analyze groups them.
-- Used by analyze --pivot for CSV and JSON; comparisons use `figures`.
SELECT * FROM pivot ORDER BY conditions, model, engine, concurrency
