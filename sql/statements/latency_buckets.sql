-- One row per bucket of one metric of one cell, in ascending order.
-- Used by analyze --latency for its bars.
SELECT low, high, count FROM latency_histogram
WHERE conditions = :conditions AND model = :model AND concurrency = :concurrency AND metric = :metric
ORDER BY bucket
