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
--   SERVER_BOUND the server that tasks waited for was busy for more than 80 % of the trial: it, or the CPUs it shares
--                with the model, are measured as well
--   SHORT_TRIAL  it took less than 5 ms
--   UNCERTIFIED  a foreign program that does not say how long its shortest wait was
--   STARTUP      a foreign program that does not say what CPU its tasks took, and starting it took more than
--                half of what was measured (or is not known)
--   CPU_DISPUTED what it says differs from the kernel's account of the whole, less a start-up, by more than a
--                fifth of that and 50 ms
-- Read by analyze and by people.
-- What a row carries by itself is told in one look at it. The hypervisor is looked for only in sweeps where some row
-- shows a trace of it, without which no sum over several rows can.
WITH watching AS NOT MATERIALIZED (
    SELECT *, coalesce(watched, total) AS seconds,
           foreign_cpu > 0.02 + 0.05 * coalesce(watched, total) AS foreign_alone
    FROM trial
), own AS (
    SELECT id, rtrim(
           iif(foreign_alone, '"FOREIGN",', '')
        || iif(throttled_periods > 0, '"QUOTA",', '')
        || iif(stopped = 1, '"STOPPED",', '')
        || iif(shared = 1, '"SHARED",', '')
        || iif(tasks < 40 * concurrency AND concurrency > 1, '"RAMP",', '')
        || iif(floor > 1.05 * ideal, '"ROUNDING",', '')
        || iif(greatest_in_flight < min(concurrency, tasks), '"SATURATED",', '')
        || iif(server_busy > 0.8 * total, '"SERVER_BOUND",', '')
        || iif(total < 0.005, '"SHORT_TRIAL",', '')
        || iif(origin <> 'exec', '',
               iif(status = 'ok' AND sleep > 0 AND shortest_wait IS NULL, '"UNCERTIFIED",', '')
            || iif(status = 'ok' AND tasks_cpu IS NULL
                   AND NOT coalesce(startup_cpu, user_cpu + system_cpu) <= 0.5 * (user_cpu + system_cpu),
                   '"STARTUP",', ''))
        || iif(abs(user_cpu + system_cpu - startup_cpu - tasks_cpu) > 0.05 + 0.2 * (user_cpu + system_cpu),
               '"CPU_DISPUTED",', ''), ',') AS codes
    FROM watching
), busy_round AS (
    SELECT sweep_id, round FROM watching WHERE NOT foreign_alone AND seconds < 1
    GROUP BY sweep_id, round HAVING sum(foreign_cpu) > 0.02 + 0.05 * sum(seconds)
), placed AS (
    SELECT id, sweep_id, steal, seconds, cpus,
           sum(seconds) OVER (PARTITION BY sweep_id ORDER BY position, id) AS upto
    FROM watching
    WHERE sweep_id IN (SELECT sweep_id FROM watching WHERE steal > 0.01 * seconds * cpus)
), stolen AS (
    SELECT id, upto, cpus, sum(steal) OVER back AS steal, sum(seconds) OVER back AS seconds
    FROM placed
    WINDOW back AS (PARTITION BY sweep_id ORDER BY upto RANGE BETWEEN 10.0 PRECEDING AND CURRENT ROW)
)
SELECT own.id, value AS code FROM own, json_each('[' || codes || ']') WHERE codes <> ''
UNION ALL
SELECT watching.id, 'FOREIGN' FROM watching JOIN busy_round USING (sweep_id, round)
WHERE NOT foreign_alone AND seconds < 1
UNION ALL
SELECT id, 'STEAL' FROM stolen WHERE upto >= 10 AND steal > 0.01 * seconds * cpus
