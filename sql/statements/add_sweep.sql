-- Inserts one row for a sweep that begins, and returns its id.
-- Used by runner when a sweep or an import begins.
INSERT INTO sweep (uuid, started, label, command, arguments, trial_order, seed, planned, work_rate,
                   thread_cost, build, program, boot_id)
VALUES (:uuid, :started, :label, :command, :arguments, :trial_order, :seed, :planned, :work_rate,
        :thread_cost, :build, :program, :boot_id)
RETURNING id
