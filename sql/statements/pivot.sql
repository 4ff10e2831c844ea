-- One row per cell, in the order in which analyze groups them.
-- Asked by analyze --pivot as CSV or JSON; what it compares comes from `figures`.
SELECT * FROM pivot ORDER BY conditions, model, engine, concurrency
