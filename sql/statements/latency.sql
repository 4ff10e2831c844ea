-- One row per cell and metric.
-- Asked by analyze --latency.
SELECT * FROM latency_percentiles
