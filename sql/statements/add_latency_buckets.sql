-- Inserts one row per bucket of one metric of a trial. Buckets and counts are one JSON object,
-- because a statement for each bucket would take longer than everything else in recording a trial.
-- Used by runner for each trial.
INSERT INTO latency_bucket (trial_id, metric, bucket, count)
SELECT :trial_id, :metric, CAST(key AS INTEGER), value FROM json_each(:buckets)
