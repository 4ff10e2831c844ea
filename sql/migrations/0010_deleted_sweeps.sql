-- A deleted sweep leaves nothing behind, also where foreign keys are off, and its id is never given to another: a
-- sweep's number that somebody has noted means that sweep, or none. Append-only: never edit this file.
-- AUTOINCREMENT can only be given to a new table, so the sweeps are kept aside meanwhile. Foreign keys are off here:
-- else DROP TABLE would delete every trial.

CREATE TEMP TABLE kept AS SELECT * FROM sweep;
DROP TABLE sweep;

CREATE TABLE sweep (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid            TEXT NOT NULL UNIQUE,
    started         TEXT NOT NULL,    -- UTC, ISO 8601
    finished        TEXT,             -- NULL: running, or interrupted
    label           TEXT,
    command         TEXT NOT NULL,    -- as typed
    trial_order     TEXT NOT NULL,    -- 'rounds', 'study' or 'import'
    seed            INTEGER,          -- of the random order
    planned         INTEGER,          -- trials in the plan; NULL: not known before
    work_rate       REAL,             -- calibrated iterations of work per second; NULL: no work asked
    build           TEXT NOT NULL,    -- version, commit and compiler of the program
    boot_id         TEXT,             -- of the kernel; NULL: imported, or older than this column
    arguments       TEXT,             -- the command's words, a JSON array; NULL: cannot be resumed
    thread_cost     REAL,             -- CPU per thread task that the levels were made from, s
    program         TEXT              -- a hash of the program itself: the build may not tell all
) STRICT;

INSERT INTO sweep (id, uuid, started, finished, label, command, trial_order, seed, planned, work_rate, build,
                   boot_id, arguments, thread_cost, program)
SELECT id, uuid, started, finished, label, command, trial_order, seed, planned, work_rate, build,
       boot_id, arguments, thread_cost, program
FROM temp.kept;
DROP TABLE temp.kept;

-- What sweeps that were deleted before this left behind; their ids are not given again either.
DELETE FROM sqlite_sequence WHERE name = 'sweep';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'sweep', max((SELECT coalesce(max(id), 0) FROM sweep), (SELECT coalesce(max(sweep_id), 0) FROM trial),
                    (SELECT coalesce(max(sweep_id), 0) FROM resumption));
DELETE FROM resumption WHERE sweep_id NOT IN (SELECT id FROM sweep);

CREATE TRIGGER sweep_deleted AFTER DELETE ON sweep
BEGIN
    DELETE FROM trial WHERE sweep_id = OLD.id;
    DELETE FROM resumption WHERE sweep_id = OLD.id;
END;
