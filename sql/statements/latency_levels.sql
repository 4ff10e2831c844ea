-- One row per model of a set of conditions: the highest level of which one metric is known.
-- Asked by analyze --latency, which draws them.
SELECT model, max(concurrency) AS concurrency FROM latency_histogram
WHERE conditions = :conditions AND metric = :metric AND count > 0
GROUP BY model ORDER BY model
