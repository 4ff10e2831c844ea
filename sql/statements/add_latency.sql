-- Inserts one row: the exact figures of one metric of a trial.
-- Used by runner for each trial.
INSERT INTO latency (trial_id, metric, n, sum, min, max)
VALUES (:trial_id, :metric, :n, :sum, :min, :max)
