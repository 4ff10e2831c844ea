-- One row per cell and metric.
-- Used by analyze --latency.
SELECT * FROM latency_percentiles
