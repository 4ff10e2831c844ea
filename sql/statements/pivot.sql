-- One row per cell, in the order in which analyze groups them.
-- Asked by analyze for everything it compares.
SELECT * FROM pivot ORDER BY conditions, model, engine, concurrency
