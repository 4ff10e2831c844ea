-- One row per cell: the overhead and its parts in percent of the ideal time.
-- Asked by analyze --breakdown.
SELECT model, concurrency AS c, trials AS ok, overhead, round(wake * 100, 3) AS "wake%", round(work * 100, 3) AS "work%",
       round(gap * 100, 3) AS "gap%", round(lead_in * 100, 3) AS "lead-in%", round(tail * 100, 3) AS "tail%",
       round(rounding * 100, 3) AS "round%", burst * 1e3 AS burst_ms, cpu_per_task * 1e6 AS cpu_us
FROM breakdown WHERE conditions = :conditions ORDER BY model, engine, concurrency
