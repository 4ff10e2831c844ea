-- One row per cell: the overhead, and its parts in percent of the ideal time. Without a timer floor
-- or a server, switch is the whole wake-up.
-- Used by analyze --breakdown.
SELECT model, concurrency AS c, overhead, round(timer * 100, 3) AS timer, round(server * 100, 3) AS server,
       round(coalesce(switching, wake) * 100, 3) AS "switch", round(work * 100, 3) AS work,
       round(gap * 100, 3) AS gap, round(lead_in * 100, 3) AS "lead-in",
       round(rounding * 100, 3) AS round, round(imbalance * 100, 3) AS imbal,
       burst * 1e3 AS burst_ms, cpu_per_task * 1e6 AS cpu_us
FROM breakdown WHERE conditions = :conditions ORDER BY model, engine, concurrency
