-- Where a trial's time went: the parts of its total, exact by construction, and what its tasks went
-- through as log-linear histograms. Append-only: never edit this file.

-- concurrency * total = tasks * sleep + wake + work_time + gap + lead_in + tail; sums over all workers,
-- in seconds; NULL where tasks were not stamped.
ALTER TABLE trial ADD COLUMN wake      REAL; -- waits were longer than asked by so much
ALTER TABLE trial ADD COLUMN work_time REAL; -- from waking to the end of the task
ALTER TABLE trial ADD COLUMN gap       REAL; -- from the end of a task to the start of the worker's next
ALTER TABLE trial ADD COLUMN lead_in   REAL; -- from t0 to a worker's first task
ALTER TABLE trial ADD COLUMN tail      REAL; -- from a worker's last task to t1

-- One row per trial and metric ('wake', 'gap', 'response'): exact figures beside the histogram, in s.
CREATE TABLE latency (
    trial_id  INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    metric    TEXT NOT NULL,
    n         INTEGER NOT NULL,
    sum       REAL NOT NULL,
    min       REAL NOT NULL,
    max       REAL NOT NULL,
    PRIMARY KEY (trial_id, metric)
) STRICT, WITHOUT ROWID;

-- One row per trial, metric and bucket that is not empty. Bucket i below 256 holds i ns; above, with
-- e = (i >> 7) - 1, it holds from (i - (e << 7)) << e on, 2^e ns wide: at most 1/128 of its value.
CREATE TABLE latency_bucket (
    trial_id  INTEGER NOT NULL,  -- no foreign key: a check per bucket is a quarter of the cost
    metric    TEXT NOT NULL,
    bucket    INTEGER NOT NULL,
    count     INTEGER NOT NULL,
    PRIMARY KEY (trial_id, metric, bucket)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER trial_deleted AFTER DELETE ON trial
BEGIN
    DELETE FROM latency WHERE trial_id = OLD.id;
    DELETE FROM latency_bucket WHERE trial_id = OLD.id;
END;
