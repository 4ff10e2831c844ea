-- One row per `ok` trial, in the same order: the 99th percentile of its tasks' response, the upper edge of the
-- bucket as in latency_percentiles. It reads every histogram, so it is asked only when it is wanted.
-- Asked by analyze --metric=p99.
WITH counted AS (
    SELECT trial_id, bucket,
           sum(count) OVER (PARTITION BY trial_id ORDER BY bucket) AS upto,
           sum(count) OVER (PARTITION BY trial_id) AS n
    FROM latency_bucket WHERE metric = 'response'
), reached AS (
    SELECT trial_id, min(bucket) + 1 AS edge FROM counted
    WHERE upto >= 0.99 * n AND 0.01 * n >= 10
    GROUP BY trial_id
)
SELECT conditions, model, engine, concurrency, sweep_id, position,
       min(max, CASE WHEN edge < 256 THEN edge ELSE (edge - (((edge >> 7) - 1) << 7)) << ((edge >> 7) - 1) END / 1e9)
           AS p99
FROM trial JOIN trial_conditions USING (id)
JOIN reached ON reached.trial_id = trial.id
JOIN latency ON latency.trial_id = trial.id AND latency.metric = 'response'
WHERE status = 'ok' AND role IN ('grid', 'search')
ORDER BY conditions, model, engine, concurrency, sweep_id, position, trial.id
