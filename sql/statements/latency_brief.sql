-- One row per cell and metric, in microseconds, with the columns that fit on a terminal.
-- Used by analyze --latency.
SELECT metric, model, concurrency AS c, n, mean * 1e6 AS mean_us, p50 * 1e6 AS p50, p90 * 1e6 AS p90,
       p99 * 1e6 AS p99, p999 * 1e6 AS "p99.9", max * 1e6 AS max
FROM latency_percentiles WHERE conditions = :conditions
ORDER BY metric DESC, model, engine, concurrency
