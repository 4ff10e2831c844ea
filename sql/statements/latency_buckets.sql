-- One row per bucket of one metric of one cell, upwards.
-- Asked by analyze --latency, which draws them.
SELECT low, high, count FROM latency_histogram
WHERE conditions = :conditions AND model = :model AND concurrency = :concurrency AND metric = :metric
ORDER BY bucket
