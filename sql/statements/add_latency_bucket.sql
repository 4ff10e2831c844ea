-- One row: one bucket of one metric of a trial.
-- Asked by runner with each trial.
INSERT INTO latency_bucket (trial_id, metric, bucket, count)
VALUES (:trial_id, :metric, :bucket, :count)
