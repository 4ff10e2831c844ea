-- One row of `trial` is one run of `tasks` tasks by one model at one concurrency, in a process of
-- its own; written by runner, read by analyze and by people. Append-only: never edit this file.
-- Every time is in seconds, save `sleep`, which is in milliseconds as in the 2012 study; every size
-- is in bytes. NULL means unknown, never zero.

-- Where trials were made. The id is made from the facts, so that the same machine is one row.
CREATE TABLE machine (
    id              TEXT PRIMARY KEY,
    cpu_model       TEXT,
    cpus            INTEGER,          -- online
    memory          INTEGER,          -- bytes, rounded to 64 MiB
    kernel          TEXT,
    virtualisation  TEXT,             -- 'vm' or 'none'
    libc            TEXT
) STRICT, WITHOUT ROWID;

-- One invocation of runner, or one imported file's share of one.
CREATE TABLE sweep (
    id              INTEGER PRIMARY KEY,
    uuid            TEXT NOT NULL UNIQUE,
    started         TEXT NOT NULL,    -- UTC, ISO 8601
    finished        TEXT,             -- NULL: running, or interrupted
    label           TEXT,
    command         TEXT NOT NULL,    -- as typed
    trial_order     TEXT NOT NULL,    -- 'rounds', 'study' or 'import'
    seed            INTEGER,          -- of the random order
    planned         INTEGER,          -- trials in the plan; NULL: not known before
    work_rate       REAL,             -- calibrated iterations of work per second; NULL: no work asked
    build           TEXT NOT NULL     -- version, commit and compiler of the program
) STRICT;

CREATE TABLE trial (
    id              INTEGER PRIMARY KEY,
    uuid            TEXT NOT NULL UNIQUE,
    sweep_id        INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    round           INTEGER,          -- block of the sweep, from 1
    position        INTEGER,          -- in the order of the sweep, from 1
    started         TEXT,             -- UTC, ISO 8601

    -- the cell
    model           TEXT NOT NULL,
    concurrency     INTEGER NOT NULL CHECK (concurrency > 0),
    tasks           INTEGER NOT NULL CHECK (tasks > 0),

    -- the conditions: what must be equal for rows to be pooled
    machine         TEXT REFERENCES machine (id),
    cpus            INTEGER,          -- CPUs allowed (affinity)
    cpu_quota       REAL,             -- CPUs' worth granted by the cgroup; NULL: none
    kind            TEXT NOT NULL,
    sleep           REAL NOT NULL CHECK (sleep >= 0), -- ms
    work            REAL NOT NULL,    -- CPU time each task burns beside its wait
    per_worker      INTEGER,          -- tasks per worker; NULL: the number of tasks is constant
    phase           TEXT NOT NULL,    -- 'lockstep' or 'spread'
    lateness        REAL,             -- how late a wake-up may be to be merged with others
    queue           INTEGER,          -- capacity; NULL: the concurrency
    spin            REAL NOT NULL,    -- last stretch of a wait that is polled
    idle            TEXT NOT NULL,    -- 'halt' or 'poll'
    stack           INTEGER,          -- asked per worker; NULL: the model's own choice
    task_times      INTEGER NOT NULL, -- 1: every task was stamped
    shared          INTEGER NOT NULL, -- 1: another sweep may have run meanwhile
    origin          TEXT NOT NULL,    -- 'runner', 'exec' or 'import'
    engine          INTEGER,          -- of the model, raised when a change moves its figures
    role            TEXT NOT NULL,    -- 'grid', 'search' or 'sentinel'

    -- the outcome
    status          TEXT NOT NULL,    -- 'ok', 'short', 'uneven', 'timeout', 'crash', 'limit', 'error'
    error           TEXT,             -- a sentence where status is not 'ok'
    total           REAL CHECK (total >= 0), -- first task put in to last task done
    ideal           REAL AS (sleep / 1000.0 * tasks / concurrency),
    overhead        REAL AS (total / (sleep / 1000.0 * tasks / concurrency)),
    floor           REAL AS (sleep / 1000.0 * ((tasks + concurrency - 1) / concurrency)),
    excess          REAL AS ((total - sleep / 1000.0 * ((tasks + concurrency - 1) / concurrency)) / tasks),
    steady          REAL,             -- overhead with start-up and tail left out
    spawn           REAL,             -- creating the workers, before the first task
    burst           REAL,             -- time to the c-th completion beyond one sleep

    -- the certificate
    shortest_wait   REAL,
    greatest_in_flight INTEGER,
    tasks_done      INTEGER,
    workers         INTEGER,          -- created
    workers_used    INTEGER,          -- that ran a task

    -- the cost
    user_cpu        REAL,
    system_cpu      REAL,
    cpu_per_task    REAL AS ((user_cpu + system_cpu) / tasks),
    work_iterations INTEGER,          -- of the calibrated loop, per task
    voluntary_switches   INTEGER,
    involuntary_switches INTEGER,
    minor_faults    INTEGER,
    major_faults    INTEGER,
    peak_rss        INTEGER,          -- of the whole process
    resident        INTEGER,          -- what the workers added to it
    page_tables     INTEGER,          -- likewise, in the kernel
    kernel_stacks   INTEGER,          -- likewise, in the kernel
    memory_per_worker REAL AS ((resident + page_tables + kernel_stacks) * 1.0 / concurrency)
) STRICT;

CREATE INDEX trial_sweep ON trial (sweep_id);

-- A deleted sweep takes its trials along also where foreign keys are off, as in the stock shell.
CREATE TRIGGER sweep_deleted AFTER DELETE ON sweep
BEGIN
    DELETE FROM trial WHERE sweep_id = OLD.id;
END;

-- When each step of the schema was taken, and by which build.
CREATE TABLE migration (
    version         INTEGER PRIMARY KEY,
    applied         TEXT NOT NULL,
    build           TEXT NOT NULL
) STRICT;
