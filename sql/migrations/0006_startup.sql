-- What starting and ending a foreign program takes is no cost of its tasks; either the program tells what they
-- took, or a start-up without tasks is taken off. Append-only: never edit this
-- file. Views that read cpu_per_task stand in the way of its new meaning; they are made anew at once.

DROP VIEW IF EXISTS breakdown;
DROP VIEW IF EXISTS crossover;
DROP VIEW IF EXISTS latency_percentiles;
DROP VIEW IF EXISTS latency_histogram;
DROP VIEW IF EXISTS memory;
DROP VIEW IF EXISTS pivot;
DROP VIEW IF EXISTS resources;
DROP VIEW IF EXISTS trial_warnings;
DROP VIEW IF EXISTS trial_conditions;

ALTER TABLE trial ADD COLUMN startup_cpu REAL; -- of user_cpu + system_cpu, measured without tasks; NULL: not
ALTER TABLE trial ADD COLUMN tasks_cpu REAL;   -- of the same, as the program says; NULL: it does not
ALTER TABLE trial DROP COLUMN cpu_per_task;
ALTER TABLE trial ADD COLUMN cpu_per_task REAL
    AS (coalesce(tasks_cpu, user_cpu + system_cpu - coalesce(startup_cpu, 0)) / tasks);
