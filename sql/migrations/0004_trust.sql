-- What tells whether a row can be believed, what a sweep needs to be resumed, and the rest of the
-- machine. Append-only: never edit this file.

-- From here on foreign_cpu and steal are taken over the trial and the gap before it, not from t0 to t1
-- alone; `watched` is how long that was, in seconds. NULL: a row from before, watched for its total.
ALTER TABLE trial ADD COLUMN watched           REAL;
-- From t0 to t1: the process's cgroups were held back by their quota for so long, in so many periods.
ALTER TABLE trial ADD COLUMN throttled         REAL;
ALTER TABLE trial ADD COLUMN throttled_periods INTEGER;
-- From t0 to t1, by the kernel's pressure figures: some task of the whole machine waited for CPU, memory
-- or input and output for so long. A trial of many threads makes CPU pressure itself: a measurement, no
-- warning.
ALTER TABLE trial ADD COLUMN pressure_cpu      REAL;
ALTER TABLE trial ADD COLUMN pressure_memory   REAL;
ALTER TABLE trial ADD COLUMN pressure_io       REAL;
ALTER TABLE trial ADD COLUMN stopped           INTEGER; -- 1: the process was stopped and continued
-- How late a lone sleeper wakes on the idle machine: measured at the trial's round, no pool, no queue.
ALTER TABLE trial ADD COLUMN timer_floor       REAL;

-- The mean of both spins, in ns.
ALTER TABLE trial ADD COLUMN ruler_ns INTEGER
    AS (CAST(round((ruler_before + ruler_after) / 2 * 1e9) AS INTEGER));

-- The plan is a function of these and of seed and work_rate: what --resume makes it from.
ALTER TABLE sweep ADD COLUMN arguments   TEXT; -- the command's words, a JSON array; NULL: cannot be resumed
ALTER TABLE sweep ADD COLUMN thread_cost REAL; -- CPU per thread task that the levels were made from, s

ALTER TABLE sweep ADD COLUMN program     TEXT; -- a hash of the program itself: the build may not tell all

-- One row per time a sweep was taken up again.
CREATE TABLE resumption (
    sweep_id  INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    started   TEXT NOT NULL,     -- UTC, ISO 8601
    boot_id   TEXT,
    command   TEXT NOT NULL      -- as typed
) STRICT;

-- A trial is looked for by its place when a sweep is resumed.
DROP INDEX trial_sweep;
CREATE INDEX trial_place ON trial (sweep_id, position);

ALTER TABLE machine ADD COLUMN cores               INTEGER; -- physical
ALTER TABLE machine ADD COLUMN smt                 INTEGER; -- 1: cores run several threads at once
ALTER TABLE machine ADD COLUMN numa_nodes          INTEGER;
ALTER TABLE machine ADD COLUMN command_line        TEXT;    -- the kernel's; not part of the id
ALTER TABLE machine ADD COLUMN preemption          TEXT;
ALTER TABLE machine ADD COLUMN clock_source        TEXT;
ALTER TABLE machine ADD COLUMN huge_pages          TEXT;    -- transparent ones: always, madvise, never
ALTER TABLE machine ADD COLUMN autogroup           INTEGER; -- 1: the scheduler groups by session
ALTER TABLE machine ADD COLUMN idle_driver         TEXT;
ALTER TABLE machine ADD COLUMN idle_governor       TEXT;
ALTER TABLE machine ADD COLUMN frequency_governor  TEXT;
ALTER TABLE machine ADD COLUMN mitigations         TEXT;    -- what the CPU suffers from, and what is done
ALTER TABLE machine ADD COLUMN two_cpus            REAL;    -- work two CPUs do over what one does; not in the id
