-- One row per set of conditions and pair of models: where the mean overhead of a passes that of b.
-- Stable for ad-hoc queries; analyze reports the same.
-- As the 2012 study read it off its chart: between study_bracket_low and study_bracket_high (tested levels),
-- where the running sum of ln(a / b) over the levels is least; NULL: not within the tested levels.
WITH cell AS MATERIALIZED (
    SELECT * FROM pivot WHERE mean_overhead > 0
), level AS (
    SELECT a.*, a.model AS a, a.engine AS a_engine, b.model AS b, b.engine AS b_engine,
           ln(a.mean_overhead / b.mean_overhead) AS r
    FROM cell AS a JOIN cell AS b
      ON a.conditions = b.conditions AND a.concurrency = b.concurrency
     AND (NOT a.threaded, a.model) < (NOT b.threaded, b.model)
), walked AS (
    SELECT *,
           count(*) OVER pair AS levels,
           sum(r) OVER upwards AS running_sum,
           lead(concurrency) OVER upwards AS next_level,
           lead(r) OVER upwards AS next_r
    FROM level
    WINDOW pair AS (PARTITION BY conditions, a, a_engine, b, b_engine),
           upwards AS (PARTITION BY conditions, a, a_engine, b, b_engine ORDER BY concurrency)
), least AS (
    SELECT *,
           row_number() OVER (PARTITION BY conditions, a, a_engine, b, b_engine
                              ORDER BY running_sum, concurrency) AS place,
           running_sum < 0 AND next_level IS NOT NULL AS within
    FROM walked
)
SELECT conditions,
       machine, cpus, cpu_quota, kind, sleep, work,
       CASE WHEN per_worker IS NULL THEN tasks END AS tasks, per_worker,
       phase, lateness, queue, spin, idle, stack, task_times, shared, origin,
       a, a_engine, b, b_engine, levels,
       CASE WHEN within THEN concurrency END AS study_bracket_low,
       CASE WHEN within THEN next_level END AS study_bracket_high,
       CASE WHEN within AND next_r > r
            THEN exp(ln(concurrency) - r / (next_r - r) * ln(next_level * 1.0 / concurrency))
       END AS study_estimate
FROM least
WHERE place = 1
ORDER BY conditions, a, a_engine, b, b_engine
