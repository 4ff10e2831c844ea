-- One row per cell, metric and bucket: how many tasks of its `ok` trials are from low to high (s).
-- Used by latency_percentiles and analyze --latency; stable for ad-hoc queries.
SELECT trial_conditions.conditions, work, model, engine, concurrency, metric, bucket,
       CASE WHEN bucket < 256 THEN bucket
            ELSE (bucket - (((bucket >> 7) - 1) << 7)) << ((bucket >> 7) - 1)
       END / 1e9 AS low,
       CASE WHEN bucket < 255 THEN bucket + 1
            ELSE (bucket + 1 - ((((bucket + 1) >> 7) - 1) << 7)) << (((bucket + 1) >> 7) - 1)
       END / 1e9 AS high,
       sum(count) AS count
FROM trial
JOIN trial_conditions USING (id)
JOIN latency_bucket ON latency_bucket.trial_id = trial.id
WHERE status = 'ok' AND role IN ('grid', 'search')
GROUP BY trial_conditions.conditions, model, engine, concurrency, metric, bucket
