-- One row per cell: the 99th percentile of its tasks' response. It reads every histogram, so it is asked
-- only when it is wanted.
-- Asked by analyze --metric=p99.
SELECT conditions, model, engine, concurrency, p99 FROM latency_percentiles WHERE metric = 'response'
