-- One row per bucket of one metric of a trial: buckets and counts come as one JSON object, since a
-- statement for each would take longer than all else that recording a trial does.
-- Asked by runner with each trial.
INSERT INTO latency_bucket (trial_id, metric, bucket, count)
SELECT :trial_id, :metric, CAST(key AS INTEGER), value FROM json_each(:buckets)
