-- One row per cell and metric: percentiles over all tasks of its `ok` trials, in seconds.
-- Used by analyze --latency; stable for ad-hoc queries.
-- A percentile is the upper edge of its bucket, at most 0.8% above the true value and never above
-- the greatest; NULL if fewer than ten tasks lie beyond it.
WITH histogram AS MATERIALIZED (
    SELECT *, sum(count) OVER upwards AS upto, sum(count) OVER cell AS n
    FROM latency_histogram
    WINDOW cell AS (PARTITION BY conditions, model, engine, concurrency, metric),
           upwards AS (PARTITION BY conditions, model, engine, concurrency, metric ORDER BY bucket)
), exact AS (
    SELECT trial_conditions.conditions, model, engine, concurrency, metric,
           sum(sum) / sum(n) AS mean, max(max) AS max
    FROM trial
    JOIN trial_conditions USING (id)
    JOIN latency ON latency.trial_id = trial.id
    WHERE status = 'ok' AND role IN ('grid', 'search')
    GROUP BY trial_conditions.conditions, model, engine, concurrency, metric
)
SELECT histogram.conditions, work, histogram.model, histogram.engine, histogram.concurrency, histogram.metric, n, mean,
       min(min(high) FILTER (WHERE upto >= 0.5 * n AND 0.5 * n >= 10), max) AS p50,
       min(min(high) FILTER (WHERE upto >= 0.9 * n AND 0.1 * n >= 10), max) AS p90,
       min(min(high) FILTER (WHERE upto >= 0.99 * n AND 0.01 * n >= 10), max) AS p99,
       min(min(high) FILTER (WHERE upto >= 0.999 * n AND 0.001 * n >= 10), max) AS p999,
       max
FROM histogram JOIN exact
  ON exact.conditions = histogram.conditions AND exact.model = histogram.model
 AND exact.engine IS histogram.engine AND exact.concurrency = histogram.concurrency
 AND exact.metric = histogram.metric
GROUP BY histogram.conditions, histogram.model, histogram.engine, histogram.concurrency, histogram.metric
