-- One row per model under a set of conditions: the highest level at which one metric is known.
-- Used by analyze --latency for its bars.
SELECT model, max(concurrency) AS concurrency FROM latency_histogram
WHERE conditions = :conditions AND metric = :metric AND count > 0
GROUP BY model ORDER BY model
