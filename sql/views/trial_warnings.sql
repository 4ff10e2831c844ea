-- One row per trial and code: what stands against that one row. What stands against a whole sweep (noise,
-- drift, order) is in analyze --doctor.
--   FOREIGN      others used more than 5 % of a CPU over the trial and the gap before it, beyond the two
--                ticks by which the kernel's counting errs; trials under a second also by their round
--   STEAL        the hypervisor took more than 1 % of the CPUs in the 10 s or more that end with the trial
--   QUOTA        a cgroup held the trial back
--   STOPPED      the trial's process was stopped and continued
--   SHARED       another sweep may have run meanwhile
--   RAMP         fewer than 40 tasks per worker: start-up weighs much
--   ROUNDING     the tasks do not divide among the workers by more than 5 %
--   SATURATED    fewer workers than there are ever had a task at once: the overhead that is measured
--   SHORT_TRIAL  it took less than 5 ms
--   UNCERTIFIED  a foreign program that does not say how long its shortest wait was
--   STARTUP      a foreign program that does not say what CPU its tasks took, and starting it took more than
--                half of what was measured (or is not known)
--   CPU_DISPUTED what it says differs from the kernel's account of the whole, less a start-up, by more than a
--                fifth of that and 50 ms
-- Read by analyze and by people.
WITH looked AS MATERIALIZED (
    SELECT id, sweep_id, round, foreign_cpu, coalesce(watched, total) AS watched, steal, cpus,
           foreign_cpu > 0.02 + 0.05 * coalesce(watched, total) AS foreign_alone,
           sum(coalesce(watched, total)) OVER (PARTITION BY sweep_id ORDER BY position, id) AS upto
    FROM trial
), quiet_round AS (
    SELECT sweep_id, round FROM looked
    WHERE NOT foreign_alone AND watched < 1
    GROUP BY sweep_id, round HAVING sum(foreign_cpu) > 0.02 + 0.05 * sum(watched)
), stolen AS (
    SELECT id, upto, cpus, sum(steal) OVER back AS steal, sum(watched) OVER back AS watched
    FROM looked
    WINDOW back AS (PARTITION BY sweep_id ORDER BY upto RANGE BETWEEN 10.0 PRECEDING AND CURRENT ROW)
)
SELECT id, 'FOREIGN' AS code FROM looked WHERE foreign_alone
UNION ALL
SELECT id, 'FOREIGN' FROM looked JOIN quiet_round USING (sweep_id, round)
WHERE NOT foreign_alone AND watched < 1
UNION ALL
SELECT id, 'STEAL' FROM stolen WHERE upto >= 10 AND steal > 0.01 * watched * cpus
UNION ALL
SELECT id, 'QUOTA' FROM trial WHERE throttled_periods > 0
UNION ALL
SELECT id, 'STOPPED' FROM trial WHERE stopped = 1
UNION ALL
SELECT id, 'SHARED' FROM trial WHERE shared = 1
UNION ALL
SELECT id, 'RAMP' FROM trial WHERE tasks < 40 * concurrency AND concurrency > 1
UNION ALL
SELECT id, 'ROUNDING' FROM trial WHERE floor > 1.05 * ideal
UNION ALL
SELECT id, 'SATURATED' FROM trial WHERE greatest_in_flight < min(concurrency, tasks)
UNION ALL
SELECT id, 'SHORT_TRIAL' FROM trial WHERE total < 0.005
UNION ALL
SELECT id, 'UNCERTIFIED' FROM trial
WHERE origin = 'exec' AND status = 'ok' AND sleep > 0 AND shortest_wait IS NULL
UNION ALL
SELECT id, 'STARTUP' FROM trial
WHERE origin = 'exec' AND status = 'ok' AND tasks_cpu IS NULL
  AND NOT coalesce(startup_cpu, user_cpu + system_cpu) <= 0.5 * (user_cpu + system_cpu)
UNION ALL
SELECT id, 'CPU_DISPUTED' FROM trial
WHERE abs(user_cpu + system_cpu - startup_cpu - tasks_cpu) > 0.05 + 0.2 * (user_cpu + system_cpu)
