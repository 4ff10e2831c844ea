-- One row per trial and code: the warnings about that trial alone.
-- Used by analyze; stable for ad-hoc queries.
-- analysis/README.md says what each code means; thresholds are those of src/record/warning.c.
-- Warnings about a whole sweep (noise, drift, order) are in analyze --doctor.
-- All warnings that depend on a single row are found in one pass. Stolen time is summed only in
-- sweeps in which some trial alone exceeds the threshold; in others no sum over several trials can.
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
